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
}

var credentialType = reflect.TypeFor[runtime.Credential]()

// newClient calls a generated NewClient so that the client speaks to the server: what names a host gets the server's address, and
// the credential is one that makes the authentication headers that the scenario expects.
func newClient(p Package, api *model.API, m Match, server string, e Exchange) (reflect.Value, error) {
	fn := reflect.ValueOf(p.New)
	vars := hostVariables(api, m, server)
	asked := requiredClientParams(api)
	var args []reflect.Value
	for i := range fn.Type().NumIn() {
		in := fn.Type().In(i)
		switch {
		case fn.Type().IsVariadic() && i == fn.Type().NumIn()-1:
			for _, o := range options(api, vars, server) {
				args = append(args, reflect.ValueOf(o))
			}
		case in == credentialType:
			args = append(args, reflect.ValueOf(credential(api, e)))
		default:
			if len(asked) == 0 {
				return reflect.Value{}, fmt.Errorf("NewClient takes a %s that the model does not tell of", in)
			}
			v, err := clientArg(asked[0], in, vars, e)
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

// options points the client at the server, and keeps it from waiting.
func options(api *model.API, vars map[string]string, server string) []runtime.Option {
	endpoint := api.Endpoint.Template
	for k, v := range vars {
		endpoint = strings.ReplaceAll(endpoint, "{"+k+"}", v)
	}
	if u, err := url.Parse(endpoint); err == nil && !strings.HasPrefix(endpoint, server) {
		endpoint = server + strings.TrimSuffix(u.EscapedPath(), "/")
	}
	return []runtime.Option{
		runtime.WithEndpoint(endpoint),
		runtime.WithInsecure(),
		runtime.WithPolling(runtime.PollPolicy{Interval: time.Millisecond, MinInterval: time.Millisecond, MaxInterval: 5 * time.Millisecond}),
		runtime.WithRetry(runtime.RetryPolicy{MaxRetries: 3, Delay: time.Millisecond, MaxDelay: 2 * time.Millisecond}),
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
func clientArg(p *model.Param, t reflect.Type, vars map[string]string, e Exchange) (reflect.Value, error) {
	values := []string{vars[p.Wire]}
	if p.In != model.InHost {
		values = wanted(p, e, nil)
	}
	if len(values) == 0 {
		return reflect.Value{}, fmt.Errorf("client parameter %s: the scenario has no value for it", p.Wire)
	}
	text, err := paramJSON(p, values, nil)
	if err != nil {
		return reflect.Value{}, err
	}
	v := reflect.New(t)
	if err := unmarshal(text, v.Interface()); err != nil {
		return reflect.Value{}, fmt.Errorf("client parameter %s: %w", p.Wire, err)
	}
	return v.Elem(), nil
}

// credential makes what the scenario's request shows: its Authorization header, or the key where the scheme puts one.
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
	return runtime.NewTokenCredential(func(context.Context, []string) (runtime.Token, error) {
		return runtime.Token{Value: text, Expires: time.Now().Add(time.Hour)}, nil
	})
}
