package calls_test

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	azurebatch "github.com/armsmith/armsmith/gen/azurebatch/v20250601"
	azureml "github.com/armsmith/armsmith/gen/azureml/v20260301"
	"github.com/armsmith/armsmith/tests/internal/service"
)

// Headers of a response are typed, and absent when they are not there.
func TestResponseHeaders(t *testing.T) {
	s := service.New(t, service.InTurn(
		service.Answer{Body: `{"id":"task"}`, Header: map[string]string{
			"ETag": `"0x8D3"`, "Last-Modified": "Sat, 06 Sep 2025 06:59:15 GMT", "request-id": "r-1", "client-request-id": "c-1",
			"DataServiceId": "https://account/jobs/job/tasks/task",
		}},
		service.Answer{Body: `{}`},
	))
	got, err := tasks(t, s).Get(t.Context(), taskParams)
	if err != nil {
		t.Fatal(err)
	}
	if got.ETag.Or("") != `"0x8D3"` || got.RequestID.Or("") != "r-1" || got.ClientRequestID.Or("") != "c-1" || got.DataServiceID.Or("") == "" {
		t.Errorf("got %+v", got)
	}
	if want := time.Date(2025, 9, 6, 6, 59, 15, 0, time.UTC); !got.LastModified.Or(azurebatch.Time{}).Time().Equal(want) {
		t.Errorf("LastModified is %v", got.LastModified)
	}
	got, err = tasks(t, s).Get(t.Context(), taskParams)
	if err != nil {
		t.Fatal(err)
	}
	if !got.ETag.IsAbsent() || !got.LastModified.IsAbsent() {
		t.Errorf("absent headers are there: %+v", got)
	}
}

// Conditions are headers of the request; what comes of them are errors to test for.
func TestConditions(t *testing.T) {
	s := service.New(t, service.InTurn(service.Answer{Status: 304}, service.Answer{Status: 412, Body: `{"code":"ConditionNotMet","message":{"lang":"en-US","value":"changed"}}`}))
	at := azurebatch.NewTime(time.Date(2025, 9, 6, 8, 59, 15, 500, time.FixedZone("", 7200)))

	params := taskParams
	params.IfNoneMatch, params.IfModifiedSince = azurebatch.Some(azurebatch.ETag(`"0x8D3"`)), azurebatch.Some(at)
	_, err := tasks(t, s).Get(t.Context(), params)
	if !errors.Is(err, azurebatch.ErrNotModified) || errors.Is(err, azurebatch.ErrPreconditionFailed) {
		t.Errorf("304: got %v", err)
	}
	params = taskParams
	params.IfMatch, params.IfUnmodifiedSince, params.OcpDate = azurebatch.Some(azurebatch.ETag(`"0x8D4"`)), azurebatch.Some(at), azurebatch.Some(at)
	params.ReturnClientRequestID, params.ClientRequestID = azurebatch.Some(true), azurebatch.Some("9C4D50EE-2D56-4CD3-8152-34347DC9F2B0")
	_, err = tasks(t, s).Get(t.Context(), params)
	if !errors.Is(err, azurebatch.ErrPreconditionFailed) || errors.Is(err, azurebatch.ErrNotModified) {
		t.Errorf("412: got %v", err)
	}

	const date = "Sat, 06 Sep 2025 06:59:15 GMT"
	met := s.Requests()
	for i, want := range []map[string]string{
		{"If-None-Match": `"0x8D3"`, "If-Modified-Since": date, "If-Match": "", "If-Unmodified-Since": "", "ocp-date": "", "return-client-request-id": ""},
		{"If-Match": `"0x8D4"`, "If-Unmodified-Since": date, "ocp-date": date, "If-None-Match": "", "If-Modified-Since": "",
			"return-client-request-id": "true", "client-request-id": "9C4D50EE-2D56-4CD3-8152-34347DC9F2B0"},
	} {
		for name, v := range want {
			if got := met[i].Header.Get(name); got != v {
				t.Errorf("request %d: %s is %q, want %q", i, name, got, v)
			}
		}
	}
}

// Errors of Batch and of the Resource Manager, and of whatever stands before them.
func TestErrors(t *testing.T) {
	id := map[string]string{"request-id": "r-1"}
	s := service.New(t, service.InTurn(
		service.Answer{Status: 404, Header: id, Body: `{"code":"TaskNotFound","message":{"lang":"en-US","value":"no such task"},"values":[{"key":"TaskId","value":"task"}],"new":1}`},
		service.Answer{Status: 502, Header: map[string]string{"Content-Type": "text/html", "Retry-After": "7"}, Body: "<html><title>Bad gateway</title><body>" + token + "</body></html>"},
		service.Answer{Status: 500},
	))
	none := azurebatch.WithRetry(azurebatch.RetryPolicy{MaxRetries: -1})
	for i, want := range []struct {
		status        int
		code, message string
		typed         bool
	}{
		{404, "TaskNotFound", "no such task", true}, {502, "", "Bad gateway", false}, {500, "", "", false},
	} {
		_, err := tasks(t, s, none).Get(t.Context(), taskParams)
		e, ok := errors.AsType[*azurebatch.ResponseError](err)
		if !ok {
			t.Fatalf("%d: got %v", i, err)
		}
		if e.StatusCode != want.status || e.Code != want.code || e.Message != want.message {
			t.Errorf("%d: got %+v", i, e)
		}
		if body, ok := e.Body.(*azurebatch.BatchError); ok != want.typed || ok && body.Values[0].Value.Or("") != "task" {
			t.Errorf("%d: the body is %T", i, e.Body)
		}
		if strings.Contains(err.Error(), token) || strings.ContainsAny(err.Error(), "\r\n") {
			t.Errorf("%d: not one line without secrets: %v", i, err)
		}
		if i == 0 && (e.RequestID != "r-1" || !errors.Is(err, azurebatch.ErrNotFound) || !strings.Contains(err.Error(), "r-1") || !strings.Contains(string(e.Raw), `"new":1`)) {
			t.Errorf("%d: got %+v", i, e)
		}
		if i == 1 && e.RetryAfter != 7*time.Second {
			t.Errorf("%d: RetryAfter is %v", i, e.RetryAfter)
		}
	}
}

// A success whose body is something else is an error that says where.
func TestUndecodable(t *testing.T) {
	s := service.New(t, service.InTurn(
		service.Answer{Header: map[string]string{"request-id": "r-1"}, Body: `{"executionInfo":{"retryCount":"many"}}`},
		service.Answer{Body: "<html>sign in</html>", Header: map[string]string{"Content-Type": "text/html"}},
	))
	for _, want := range []string{`executionInfo.retryCount: want int32, found string "many"`, "found"} {
		_, err := tasks(t, s).Get(t.Context(), taskParams)
		e, ok := errors.AsType[*azurebatch.DecodeError](err)
		if !ok || e.StatusCode != 200 || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v (%T), want a DecodeError with %q", err, err, want)
		}
	}
}

// A success without a body is one: the service has done what it was asked.
func TestSuccessWithoutBody(t *testing.T) {
	s := service.New(t, service.InTurn(service.Answer{}, service.Answer{Status: 204}, service.Answer{Status: 201, Body: `{"id":"7"}`}))
	for _, want := range []string{"", "", "7"} {
		task, err := tasks(t, s).Get(t.Context(), taskParams)
		if err != nil || task.Body.ID.Or("") != want {
			t.Errorf("got %+v, %v; want the id %q", task, err, want)
		}
	}
}

// Options of a call count for that call, over those of the client.
func TestOptions(t *testing.T) {
	s := service.New(t, service.Always(service.Answer{Body: `{}`}))
	client := tasks(t, s, azurebatch.WithHeader("X-Team", "risk"), azurebatch.WithUserAgent("scorer/1"))
	var raw *http.Response
	if _, err := client.Get(t.Context(), taskParams, azurebatch.WithHeader("X-Team", "ops"), azurebatch.WithAPIVersion("2099-01-01"),
		azurebatch.WithQuery("debug", "1 2"), azurebatch.WithRawResponse(&raw)); err != nil {
		t.Fatal(err)
	}
	if raw == nil || raw.StatusCode != 200 {
		t.Errorf("raw response: %v", raw)
	}
	if _, err := client.Get(t.Context(), taskParams); err != nil {
		t.Fatal(err)
	}
	met := s.Requests()
	if a, b := met[0].Header.Get("X-Team"), met[1].Header.Get("X-Team"); a != "ops" || b != "risk" {
		t.Errorf("X-Team: %q and %q, want ops and risk", a, b)
	}
	if a, b := target(s, met[0]), target(s, met[1]); a != "/jobs/job/tasks/task?api-version=2099-01-01&debug=1%202" || b != "/jobs/job/tasks/task?api-version=2025-06-01" {
		t.Errorf("targets: %s and %s", a, b)
	}
	if agent := met[1].Header.Get("User-Agent"); !strings.HasPrefix(agent, "scorer/1 azurebatch/2025-06-01") {
		t.Errorf("User-Agent: %s", agent)
	}
}

// A throttled call is made again; a timeout ends one.
func TestRetryAndTimeout(t *testing.T) {
	s := service.New(t, service.InTurn(
		service.Answer{Status: 503, Header: map[string]string{"Retry-After-Ms": "1"}},
		service.Answer{Status: 429, Header: map[string]string{"Retry-After-Ms": "1"}},
		service.Answer{Body: `{"id":"task"}`},
	))
	got, err := tasks(t, s).Get(t.Context(), taskParams)
	if err != nil || got.Body.ID.Or("") != "task" {
		t.Errorf("got %v, %v", got, err)
	}
	release := make(chan struct{})
	hangs := service.New(t, func(service.Request) service.Answer {
		<-release
		return service.Answer{}
	})
	defer close(release)
	_, err = tasks(t, hangs).Get(t.Context(), taskParams, azurebatch.WithTimeout(20*time.Millisecond))
	if e, ok := errors.AsType[interface {
		error
		Timeout() bool
	}](err); !ok || !e.Timeout() {
		t.Errorf("got %v, want a timeout", err)
	}
}

// The token is nowhere but in the Authorization header: not in what is logged, printed or said
// about errors.
func TestTokenStaysHidden(t *testing.T) {
	var log bytes.Buffer
	logger := slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	s := service.New(t, service.Always(service.Answer{Status: 401, Body: `{"error":{"code":"Bad","message":"token ` + token + ` expired"}}`}))
	cred := azureml.NewKeyCredential(token)
	client, err := azureml.NewClient(cred, azureml.WithEndpoint(s.URL), azureml.WithInsecure(), azureml.WithLogger(logger))
	if err != nil {
		t.Fatal(err)
	}
	var failure error
	for _, failure = range client.BatchDeployments.List(t.Context(), listParams(), azureml.WithQuery("sig", token)).All() {
	}
	if met := s.Requests(); len(met) == 0 || met[0].Header.Get("Authorization") != "Bearer "+token {
		t.Fatal("the token was not sent: this proves nothing")
	}
	if !errors.Is(failure, azureml.ErrUnauthorized) {
		t.Errorf("got %v", failure)
	}
	if !strings.Contains(log.String(), "BatchDeployments.List") {
		t.Errorf("nothing was logged: %s", &log)
	}
	shown := log.String() + fmt.Sprint(failure) + fmt.Sprintf("%v %+v %#v %s %x", cred, cred, cred, cred, cred) + fmt.Sprintf("%v %+v %#v", client, client, client)
	if strings.Contains(shown, token) || strings.Contains(shown, fmt.Sprintf("%x", token)) {
		t.Errorf("the token shows:\n%s", shown)
	}
}

// A credential does not travel over plain http unless the user has said so, nor to another machine
// even then.
func TestNoPlainHTTP(t *testing.T) {
	s := service.New(t, service.Always(service.Answer{Body: `{}`}))
	for why, opts := range map[string][]azurebatch.Option{
		"not allowed":        nil,
		"to another machine": {azurebatch.WithInsecure(), azurebatch.WithEndpoint("http://example.invalid")},
	} {
		client, err := azurebatch.NewClient(s.URL, azurebatch.NewKeyCredential(token), opts...)
		if err == nil {
			_, err = client.Tasks.Get(t.Context(), taskParams)
		}
		if err == nil || !strings.Contains(err.Error(), "plain http") {
			t.Errorf("%s: got %v", why, err)
		}
	}
	if len(s.Requests()) > 0 {
		t.Error("something was sent")
	}
}
