package azure

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
)

const (
	// providersVersion is the api-version of the operations on resource providers.
	providersVersion = "2021-04-01"
	// registerTime is how long a registration may take, and registerPause the time between two
	// looks at it.
	registerTime  = 5 * time.Minute
	registerPause = 10 * time.Second
	// bodyLimit is how much of an answer is read.
	bodyLimit = 1 << 20
)

// RegisterProviders returns a policy of calls that registers the resource provider of a call when
// the Resource Manager says that the subscription is not registered for it (409,
// MissingSubscriptionRegistration), waits until it is, and makes the call again. The credential
// needs the permission to register.
func RegisterProviders() Policy { return registrar{registerTime, registerPause}.policy }

type registrar struct{ within, pause time.Duration }

func (r registrar) policy(next http.RoundTripper) http.RoundTripper {
	return sender(func(req *http.Request) (*http.Response, error) {
		resp, err := next.RoundTrip(req)
		if err != nil || resp.StatusCode != http.StatusConflict {
			return resp, err
		}
		body, err := io.ReadAll(io.LimitReader(resp.Body, bodyLimit))
		resp.Body.Close()
		resp.Body = io.NopCloser(bytes.NewReader(body))
		if err != nil {
			return resp, nil // what there is of the error is better than none
		}
		provider, ok := missing(req.URL, body)
		if !ok {
			return resp, nil
		}
		again, ok := rewound(req)
		if !ok {
			return resp, nil
		}
		if err := r.register(next, req, provider); err != nil {
			return nil, fmt.Errorf("azure: registering %s: %w", provider.namespace, err)
		}
		return next.RoundTrip(again)
	})
}

// rewound is req with its body at the beginning, if it can be had again.
func rewound(req *http.Request) (*http.Request, bool) {
	again := req.Clone(req.Context())
	if req.Body == nil || req.Body == http.NoBody {
		return again, true
	}
	if req.GetBody == nil {
		return nil, false
	}
	body, err := req.GetBody()
	again.Body = body
	return again, err == nil
}

// provider is a resource provider in a subscription.
type provider struct{ subscription, namespace string }

// codes are what the Resource Manager calls a provider that is not registered.
var codes = []string{"MissingSubscriptionRegistration", "MissingRegistrationForResourceProvider", "Subscription Not Registered"}

// namespaces are what providers are called, such as Microsoft.Compute. What the service names is
// put into a path, so nothing else will do.
var namespaces = regexp.MustCompile(`^[A-Za-z0-9]+(\.[A-Za-z0-9]+)*$`)

// missing returns the provider that an error says is not registered: the one that it names, or else
// the one in the path of the request.
func missing(u *url.URL, body []byte) (provider, bool) {
	var fault struct {
		Error struct {
			Code    string `json:"code"`
			Details []struct {
				Code   string `json:"code"`
				Target string `json:"target"`
			} `json:"details"`
		} `json:"error"`
	}
	if json.Unmarshal(body, &fault) != nil || !slices.Contains(codes, fault.Error.Code) {
		return provider{}, false
	}
	segments := strings.Split(strings.Trim(u.EscapedPath(), "/"), "/")
	p := provider{subscription: after(segments, "subscriptions"), namespace: after(segments, "providers")}
	for _, d := range fault.Error.Details {
		if slices.Contains(codes, d.Code) && namespaces.MatchString(d.Target) {
			p.namespace = d.Target
			break
		}
	}
	return p, p.subscription != "" && namespaces.MatchString(p.namespace)
}

// after returns the segment that follows the last one with the given name.
func after(segments []string, name string) string {
	for i := len(segments) - 2; i >= 0; i-- {
		if strings.EqualFold(segments[i], name) {
			return segments[i+1]
		}
	}
	return ""
}

// register registers a provider and waits until it is.
func (r registrar) register(next http.RoundTripper, req *http.Request, p provider) error {
	ctx, cancel := context.WithTimeout(req.Context(), r.within)
	defer cancel()
	state, err := r.ask(ctx, next, http.MethodPost, req.URL, p, "/register")
	for err == nil && !strings.EqualFold(state, "Registered") {
		select {
		case <-time.After(r.pause):
			state, err = r.ask(ctx, next, http.MethodGet, req.URL, p, "")
		case <-ctx.Done():
			err = fmt.Errorf("it is %q after %v: %w", state, r.within, ctx.Err())
		}
	}
	return err
}

// ask sends a request about a provider and returns the state of its registration.
func (r registrar) ask(ctx context.Context, next http.RoundTripper, method string, service *url.URL, p provider, action string) (string, error) {
	place := "/subscriptions/" + p.subscription + "/providers/" + p.namespace + action + "?api-version=" + providersVersion
	req, err := http.NewRequestWithContext(ctx, method, service.Scheme+"://"+service.Host+place, nil)
	if err != nil {
		return "", err
	}
	req.Header.Set("Accept", "application/json")
	resp, err := next.RoundTrip(req)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return "", fmt.Errorf("%s: status %d", method, resp.StatusCode)
	}
	var answer struct {
		RegistrationState string `json:"registrationState"`
	}
	if err := json.NewDecoder(io.LimitReader(resp.Body, bodyLimit)).Decode(&answer); err != nil {
		return "", fmt.Errorf("%s: the answer is not JSON", method)
	}
	return answer.RegistrationState, nil
}
