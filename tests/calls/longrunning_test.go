package calls_test

import (
	"errors"
	"testing"

	azuremlupdate "github.com/armsmith/armsmith/gen/azureml/v20250601"
	"github.com/armsmith/armsmith/tests/internal/bodies"
	"github.com/armsmith/armsmith/tests/internal/service"
)

const updated = `{"name":"blue","properties":{"provisioningState":"Succeeded"},"new":true}`

var accepted = service.Answer{Status: 202, Header: map[string]string{"Location": "/operations/1?api-version=2025-06-01&t=a%2Fb", "x-ms-async-operation-timeout": "PT1H"}}

func TestUpdateThroughLocation(t *testing.T) {
	s := service.New(t, service.InTurn(accepted, accepted, service.Answer{Body: updated}))
	op, err := updater(t, s).BeginUpdate(t.Context(), updateParams())
	if err != nil {
		t.Fatal(err)
	}
	if op.Done() {
		t.Error("done after 202")
	}
	got, err := op.Wait(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	text, err := got.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	bodies.Equal(t, "result", []byte(updated), text)

	met := s.Requests()
	if len(met) != 3 {
		t.Fatalf("%d requests, want 3: %v", len(met), met)
	}
	if met[0].Method != "PATCH" || met[0].Header.Get("Content-Type") != "application/json" {
		t.Errorf("began with %s, %s", met[0].Method, met[0].Header.Get("Content-Type"))
	}
	bodies.Equal(t, "request body", []byte(`{"tags":{"team":"risk"}}`), met[0].Body)
	for _, r := range met[1:] {
		if r.Method != "GET" || target(s, r) != "/operations/1?api-version=2025-06-01&t=a%2Fb" || len(r.Body) > 0 {
			t.Errorf("polled %s", r.Line())
		}
	}
}

// 200 at once is done at once.
func TestUpdateAtOnce(t *testing.T) {
	s := service.New(t, service.InTurn(service.Answer{Body: updated}))
	op, err := updater(t, s).BeginUpdate(t.Context(), updateParams())
	if err != nil {
		t.Fatal(err)
	}
	if !op.Done() {
		t.Error("not done after 200 with a resource that has succeeded")
	}
	if got, err := op.Result(t.Context()); err != nil || got.Name.Or("") != "blue" {
		t.Errorf("got %v, %v", got, err)
	}
}

// Another client, as in another process, goes on from a token.
func TestResume(t *testing.T) {
	s := service.New(t, service.InTurn(accepted, accepted, service.Answer{Body: updated}))
	op, err := updater(t, s).BeginUpdate(t.Context(), updateParams())
	if err != nil {
		t.Fatal(err)
	}
	if err := op.Poll(t.Context()); err != nil {
		t.Fatal(err)
	}
	resume, err := op.ResumeToken()
	if err != nil {
		t.Fatal(err)
	}
	other, err := updater(t, s).ResumeUpdate(resume)
	if err != nil {
		t.Fatal(err)
	}
	got, err := other.Wait(t.Context())
	if err != nil || got.Name.Or("") != "blue" {
		t.Errorf("got %v, %v", got, err)
	}
	if n := len(s.Requests()); n != 3 {
		t.Errorf("%d requests, want 3: resuming must not begin again", n)
	}
}

func TestResumeRefuses(t *testing.T) {
	s, elsewhere := service.New(t, service.InTurn(accepted)), service.New(t, service.InTurn())
	op, err := updater(t, s).BeginUpdate(t.Context(), updateParams())
	if err != nil {
		t.Fatal(err)
	}
	resume, err := op.ResumeToken()
	if err != nil {
		t.Fatal(err)
	}
	for why, try := range map[string]func() (*azuremlupdate.Poller[azuremlupdate.BatchDeploymentTrackedResource], error){
		"of another endpoint": func() (*azuremlupdate.Poller[azuremlupdate.BatchDeploymentTrackedResource], error) {
			return updater(t, elsewhere).ResumeUpdate(resume)
		},
		"cut": func() (*azuremlupdate.Poller[azuremlupdate.BatchDeploymentTrackedResource], error) {
			return updater(t, s).ResumeUpdate(resume[:20])
		},
		"empty": func() (*azuremlupdate.Poller[azuremlupdate.BatchDeploymentTrackedResource], error) {
			return updater(t, s).ResumeUpdate("")
		},
	} {
		if _, err := try(); !errors.Is(err, azuremlupdate.ErrResumeToken) {
			t.Errorf("a token that is %s: got %v", why, err)
		}
	}
}

// An operation that fails, in each way that the page allows for, ends with the service's reason.
func TestUpdateFails(t *testing.T) {
	const reason = `{"error":{"code":"QuotaExceeded","message":"no cores left","details":[{"code":"Cores","message":"0 of 8"}]}}`
	for why, answers := range map[string][]service.Answer{
		"at once":       {{Status: 409, Header: map[string]string{"x-ms-request-id": "r-1"}, Body: reason}},
		"while polling": {accepted, accepted, {Status: 409, Header: map[string]string{"x-ms-request-id": "r-1"}, Body: reason}},
	} {
		s := service.New(t, service.InTurn(answers...))
		op, err := updater(t, s).BeginUpdate(t.Context(), updateParams())
		if err == nil {
			_, err = op.Wait(t.Context())
		}
		e, ok := errors.AsType[*azuremlupdate.ResponseError](err)
		if !ok {
			t.Errorf("%s: got %v", why, err)
			continue
		}
		if e.Code != "QuotaExceeded" || e.Message != "no cores left" || e.RequestID != "r-1" || len(e.Details) != 1 || e.Details[0].Code != "Cores" {
			t.Errorf("%s: got %+v", why, e)
		}
		if body, ok := e.Body.(*azuremlupdate.ErrorResponse); !ok || body.Error.Code.Or("") != "QuotaExceeded" {
			t.Errorf("%s: the body is %T", why, e.Body)
		}
	}
	// 200 with a resource that has failed.
	s := service.New(t, service.InTurn(accepted, service.Answer{Body: `{"properties":{"provisioningState":"Failed"}}`}))
	op, err := updater(t, s).BeginUpdate(t.Context(), updateParams())
	if err != nil {
		t.Fatal(err)
	}
	if got, err := op.Wait(t.Context()); err == nil {
		t.Errorf("a failed deployment is a result: %+v", got)
	}
}
