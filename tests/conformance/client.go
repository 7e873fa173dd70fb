package conformance

import (
	"context"
	"fmt"
	"net/url"
	"reflect"
	"strings"
	"time"

	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/internal/runtime"
)

// Package is one generated package: the form and document it came from, and its NewClient.
type Package struct {
	Form, Doc string
	New       any
	Unions    []any // its UnmarshalNAME functions
}

var credentialType = reflect.TypeFor[runtime.Credential]()

// newClient calls a generated NewClient so that the client speaks to the server: what names a host
// gets the server's address, and the credential is one that makes the authentication headers that
// the scenario expects.
func newClient(t *target, op *model.Operation, sc Scenario, at int, server string) (reflect.Value, error) {
	fn := reflect.ValueOf(t.pkg.New)
	vars := hostVariables(t.api, t.match, server)
	asked := requiredClientParams(t.api)
	e := sc.APIs[at]
	endpoint := endpointOf(t.api, vars, server)
	t.base = strings.TrimSuffix(endpoint[len(server):], "/")
	var args []reflect.Value
	for i := range fn.Type().NumIn() {
		in := fn.Type().In(i)
		switch {
		case fn.Type().IsVariadic() && i == fn.Type().NumIn()-1:
			for _, o := range append(options(endpoint, sc, at), t.versionOption(op, e)...) {
				args = append(args, reflect.ValueOf(o))
			}
		case in == credentialType:
			args = append(args, reflect.ValueOf(credential(t.api, e)))
		default:
			if len(asked) == 0 {
				return reflect.Value{}, fmt.Errorf("NewClient takes a %s that the model does not tell of", in)
			}
			v, err := t.clientArg(asked[0], in, vars, e)
			if err != nil {
				return reflect.Value{}, err
			}
			args, asked = append(args, v), asked[1:]
		}
	}
	out := fn.Call(args)
	if err, _ := out[len(out)-1].Interface().(error); err != nil {
		return reflect.Value{}, fmt.Errorf("NewClient: %w", err)
	}
	return out[0], nil
}

// hostVariables gives each variable of the endpoint its value.
func hostVariables(api *model.API, m Match, server string) map[string]string {
	vars := map[string]string{}
	for _, p := range api.Params {
		if p.In != model.InHost {
			continue
		}
		switch value, ok := m.ServerVars[p.Wire]; {
		case ok:
			vars[p.Wire] = strings.ReplaceAll(value, baseURL, server)
		case strings.HasPrefix(api.Endpoint.Template, "{"+p.Wire+"}"):
			vars[p.Wire] = server
		case p.Default != nil:
			vars[p.Wire] = p.Default.Text
		case p.APIVersion:
			vars[p.Wire] = api.Version
		}
	}
	return vars
}

// endpointOf fills in the document's server and puts the test server's address in front of its
// path.
func endpointOf(api *model.API, vars map[string]string, server string) string {
	endpoint := api.Endpoint.Template
	for k, v := range vars {
		endpoint = strings.ReplaceAll(endpoint, "{"+k+"}", v)
	}
	if u, err := url.Parse(endpoint); err == nil && !strings.HasPrefix(endpoint, server) {
		endpoint = server + strings.TrimSuffix(u.EscapedPath(), "/")
	}
	return endpoint
}

// versionOption asks for the api-version that the scenario expects, when it is not the document's.
func (t *target) versionOption(op *model.Operation, e Exchange) []runtime.Option {
	if op.Params == nil {
		return nil
	}
	for _, p := range op.Params.Params {
		if values := t.wanted(p, e, op); p.APIVersion && len(values) == 1 && values[0] != t.api.Version {
			return []runtime.Option{runtime.WithAPIVersion(values[0])}
		}
	}
	return nil
}

// retries is the policy for a call: none, unless the scenario has the same request once more.
func retries(sc Scenario, at int) runtime.RetryPolicy {
	policy := runtime.RetryPolicy{MaxRetries: -1, Delay: time.Millisecond, MaxDelay: 2 * time.Millisecond}
	for _, e := range sc.APIs[at+1:] {
		if e.Method == sc.APIs[at].Method && e.URI == sc.APIs[at].URI {
			policy.MaxRetries = 3
		}
	}
	return policy
}

// options points the client at the server, and keeps it from waiting.
func options(endpoint string, sc Scenario, at int) []runtime.Option {
	return []runtime.Option{
		runtime.WithEndpoint(endpoint),
		runtime.WithInsecure(),
		runtime.WithPolling(runtime.PollPolicy{Interval: time.Millisecond, Min: time.Millisecond, Max: 5 * time.Millisecond}),
		runtime.WithRetry(retries(sc, at)),
	}
}

// requiredClientParams lists what NewClient asks for, in its order.
func requiredClientParams(api *model.API) []*model.Param {
	var out []*model.Param
	for _, p := range api.Params {
		if p.Required && p.Const == nil && p.Default == nil && !p.APIVersion {
			out = append(out, p)
		}
	}
	return out
}

// clientArg gives a parameter of the client the value that the scenario's first request has for it.
func (t *target) clientArg(p *model.Param, in reflect.Type, vars map[string]string, e Exchange) (reflect.Value, error) {
	values := []string{vars[p.Wire]}
	if p.In != model.InHost {
		values = t.wanted(p, e, nil)
	}
	if len(values) == 0 {
		return reflect.Value{}, fmt.Errorf("client parameter %s: the scenario has no value for it", p.Wire)
	}
	text, err := paramJSON(p, values, nil)
	if err != nil {
		return reflect.Value{}, err
	}
	v := reflect.New(in).Elem()
	if err := t.decode.set(v, text); err != nil {
		return reflect.Value{}, fmt.Errorf("client parameter %s: %w", p.Wire, err)
	}
	return v, nil
}

// credential makes what the scenario's request shows: its Authorization header, or the key where
// the scheme puts one.
func credential(api *model.API, e Exchange) runtime.Credential {
	header := map[string]string{}
	for k, v := range e.Request.Headers {
		header[strings.ToLower(k)] = strings.Join(texts(v), ",")
	}
	if auth, ok := header["authorization"]; ok {
		scheme, rest, _ := strings.Cut(auth, " ")
		if strings.EqualFold(scheme, "bearer") {
			return token(rest)
		}
		return runtime.NewKeyCredential(rest)
	}
	for _, s := range api.Security {
		if s.Kind == model.SecurityAPIKey {
			if key := header[strings.ToLower(s.Key)]; key != "" {
				return runtime.NewKeyCredential(key)
			}
			return runtime.NewKeyCredential("key")
		}
	}
	return token("token")
}

func token(text string) runtime.Credential {
	return runtime.NewTokenCredential(func(context.Context, []string, string) (string, time.Time, error) {
		return text, time.Now().Add(time.Hour), nil
	})
}
