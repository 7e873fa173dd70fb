package clients

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"time"

	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/internal/runtime"
)

var credentialType = reflect.TypeFor[runtime.Credential]()

// New calls a generated NewClient; fill gives each parameter that it asks for a value.
func New(newClient any, api *model.API, fill func(reflect.Value, *model.Param) error, options ...runtime.Option) (reflect.Value, error) {
	fn := reflect.ValueOf(newClient)
	asked := askedParams(api)
	var args []reflect.Value
	for i := range fn.Type().NumIn() {
		in := fn.Type().In(i)
		switch {
		case fn.Type().IsVariadic() && i == fn.Type().NumIn()-1:
			for _, o := range options {
				args = append(args, reflect.ValueOf(o))
			}
		case in == credentialType:
			args = append(args, reflect.ValueOf(credential(api)))
		case len(asked) == 0:
			return reflect.Value{}, fmt.Errorf("NewClient takes a %s that the model does not tell of", in)
		default:
			v := reflect.New(in).Elem()
			if err := fill(v, asked[0]); err != nil {
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

// Method returns the method of an operation.
func Method(client reflect.Value, group *model.Group, op *model.Operation) (reflect.Value, error) {
	receiver := client
	if group.Name != "" {
		receiver = client.Elem().FieldByName(group.Name)
	}
	method := receiver.MethodByName(op.Name)
	if !method.IsValid() {
		return method, fmt.Errorf("%s has no method %s", receiver.Type(), op.Name)
	}
	return method, nil
}

// askedParams lists what NewClient asks for, in its order.
func askedParams(api *model.API) []*model.Param {
	var out []*model.Param
	for _, p := range api.Params {
		if p.Required && p.Const == nil && p.Default == nil && !p.APIVersion {
			out = append(out, p)
		}
	}
	return out
}

// TokenPrefix begins the bearer tokens that clients send; the scopes that they were asked for
// follow, with commas between them.
const TokenPrefix = "token:"

// credential returns one for every scheme of the API.
func credential(api *model.API) runtime.Credential {
	all := map[string]runtime.Credential{}
	for _, s := range api.Security {
		switch s.Kind {
		case model.SecurityAPIKey, model.SecurityHTTP:
			all[s.ID] = runtime.NewKeyCredential("key")
		case model.SecurityBasic:
			all[s.ID] = runtime.NewBasicCredential("user", "password")
		default:
			all[s.ID] = runtime.NewTokenCredential(func(_ context.Context, scopes []string, _ string) (string, time.Time, error) {
				return TokenPrefix + strings.Join(scopes, ","), time.Now().Add(time.Hour), nil
			})
		}
	}
	return runtime.NewCredentials(all)
}
