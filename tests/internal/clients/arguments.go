package clients

import (
	"context"
	"reflect"
)

// Arguments builds the arguments of a generated method: the context and, where it takes one, the
// struct of parameters, which fill fills.
func Arguments(ctx context.Context, method reflect.Type, fill func(params reflect.Value) error) ([]reflect.Value, error) {
	args := []reflect.Value{reflect.ValueOf(ctx)}
	for i := 1; i < method.NumIn(); i++ {
		if method.IsVariadic() && i == method.NumIn()-1 {
			break
		}
		in := method.In(i)
		pointer := in.Kind() == reflect.Pointer
		if pointer {
			in = in.Elem()
		}
		params := reflect.New(in)
		if err := fill(params.Elem()); err != nil {
			return nil, err
		}
		if !pointer {
			params = params.Elem()
		}
		args = append(args, params)
	}
	return args, nil
}
