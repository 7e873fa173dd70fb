package azure

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

const unregistered = `{"error":{"code":"MissingSubscriptionRegistration","message":"no","details":[{"code":"MissingSubscriptionRegistration","target":"Microsoft.Compute"}]}}`

// service is a Resource Manager that knows one provider, registered after a few looks.
type service struct {
	*httptest.Server
	mu    sync.Mutex
	looks int
	seen  []string
}

func newService(t *testing.T, fault string, register int, looks int) *service {
	s := &service{looks: -1}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		defer s.mu.Unlock()
		body, _ := io.ReadAll(r.Body)
		s.seen = append(s.seen, r.Method+" "+r.URL.RequestURI()+" "+string(body))
		switch {
		case strings.HasSuffix(r.URL.Path, "/register"):
			s.looks = looks
			w.WriteHeader(register)
			io.WriteString(w, `{"registrationState":"Registering"}`)
		case strings.HasSuffix(r.URL.Path, "/providers/Microsoft.Compute"):
			state := "Registering"
			if s.looks--; s.looks <= 0 {
				state = "Registered"
			}
			io.WriteString(w, `{"registrationState":"`+state+`"}`)
		case s.looks <= 0 && s.looks != -1:
			io.WriteString(w, "made")
		default:
			w.WriteHeader(http.StatusConflict)
			io.WriteString(w, fault)
		}
	}))
	t.Cleanup(s.Close)
	return s
}

func (s *service) put(t *testing.T, r registrar, body io.Reader) (int, string, error) {
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, "PUT", s.URL+"/subscriptions/sub-1/resourceGroups/rg/providers/Microsoft.Compute/disks/d?api-version=1", body)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := r.policy(http.DefaultTransport).RoundTrip(req)
	if err != nil {
		return 0, "", err
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	return resp.StatusCode, string(text), err
}

var quick = registrar{within: 2 * time.Second, pause: time.Millisecond}

func TestRegisterProviders(t *testing.T) {
	for name, fault := range map[string]string{"named": unregistered, "in the path": `{"error":{"code":"MissingSubscriptionRegistration"}}`,
		"named badly": `{"error":{"code":"MissingSubscriptionRegistration","details":[{"code":"MissingSubscriptionRegistration","target":"../../x"}]}}`} {
		s := newService(t, fault, 200, 3)
		status, text, err := s.put(t, quick, strings.NewReader("disk"))
		if err != nil || status != 200 || text != "made" {
			t.Errorf("%s: %d %q, %v", name, status, text, err)
		}
		if s.seen[1] != "POST /subscriptions/sub-1/providers/Microsoft.Compute/register?api-version=2021-04-01 " ||
			s.seen[2] != "GET /subscriptions/sub-1/providers/Microsoft.Compute?api-version=2021-04-01 " || !strings.HasSuffix(s.seen[len(s.seen)-1], " disk") {
			t.Errorf("%s: sent %q", name, s.seen)
		}
	}
}

func TestRegistrationThatDoesNotHelp(t *testing.T) {
	s := newService(t, `{"error":{"code":"Conflict"}}`, 200, 1)
	if status, text, err := s.put(t, quick, nil); err != nil || status != 409 || !strings.Contains(text, "Conflict") || len(s.seen) != 1 {
		t.Errorf("another conflict: %d %q, %v after %q", status, text, err, s.seen)
	}
	s = newService(t, unregistered, 200, 1)
	once := io.MultiReader(strings.NewReader("disk")) // cannot be sent again
	if status, text, err := s.put(t, quick, once); err != nil || status != 409 || text != unregistered || len(s.seen) != 1 {
		t.Errorf("a body that is gone: %d %q, %v after %q", status, text, err, s.seen)
	}
	s = newService(t, unregistered, 403, 1)
	if _, _, err := s.put(t, quick, nil); err == nil || !strings.Contains(err.Error(), "Microsoft.Compute") || !strings.Contains(err.Error(), "403") {
		t.Errorf("without permission: %v", err)
	}
	s = newService(t, unregistered, 200, 1_000_000)
	if _, _, err := s.put(t, registrar{50 * time.Millisecond, time.Millisecond}, nil); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("for ever: %v", err)
	}
}

func TestAuxiliaryTenants(t *testing.T) {
	var sent []string
	next := sender(func(req *http.Request) (*http.Response, error) {
		sent = append(sent, req.Header.Get("X-Ms-Authorization-Auxiliary"))
		return &http.Response{StatusCode: 200, Body: http.NoBody}, nil
	})
	calls := map[string]int{}
	get := func(_ context.Context, tenant string) (string, time.Time, error) {
		calls[tenant]++
		if tenant == "bad" {
			return "", time.Time{}, errors.New("no such tenant")
		}
		return tenant + strconv.Itoa(calls[tenant]), time.Now().Add(map[string]time.Duration{"a": time.Hour, "b": time.Minute}[tenant]), nil
	}
	policy, err := AuxiliaryTenants(get, "a", "b")
	if err != nil {
		t.Fatal(err)
	}
	do := func(p Policy, auth string) error {
		req := httptest.NewRequestWithContext(t.Context(), "GET", "https://management.example/x", nil)
		if auth != "" {
			req.Header.Set("Authorization", auth)
		}
		_, err := p(next).RoundTrip(req)
		if req.Header.Get("X-Ms-Authorization-Auxiliary") != "" {
			t.Error("the request was changed")
		}
		return err
	}
	for _, auth := range []string{"Bearer x", "Bearer x", ""} {
		if err := do(policy, auth); err != nil {
			t.Fatal(err)
		}
	}
	if sent[0] != "Bearer a1, Bearer b1" || sent[1] != "Bearer a1, Bearer b2" || sent[2] != "" {
		t.Errorf("sent %q", sent)
	}
	bad, _ := AuxiliaryTenants(get, "bad")
	var final interface{ NonRetriable() }
	if err := do(bad, "Bearer x"); !errors.As(err, &final) || len(sent) != 3 {
		t.Errorf("%v", err)
	}
	for _, n := range []int{0, 4} {
		if _, err := AuxiliaryTenants(get, make([]string, n)...); err == nil {
			t.Errorf("%d tenants are accepted", n)
		}
	}
}
