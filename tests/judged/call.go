package judged

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"time"

	"github.com/armsmith/armsmith/generator/judge"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/internal/runtime"
	"github.com/armsmith/armsmith/tests/internal/clients"
)

// call makes the call of one operation and returns the request, as far as it came to be, and what
// is wrong with it.
func call(ctx context.Context, pkg Package, api *model.API, j *judge.Judge, group *model.Group, op *model.Operation) (sent string, problem error) {
	court := &court{judge: j, base: basePath(op)}
	failed := Call(ctx, pkg, api, group, op, runtime.WithEndpoint(endpoint), runtime.WithTransport(court))
	switch {
	case court.seen > 0:
		return court.sent, court.wrong
	case failed != nil:
		return "", fmt.Errorf("nothing was sent: %w", failed)
	}
	return "", errors.New("nothing was sent, and the call did not fail")
}

// Call calls one operation of a client with values made from the model, and returns the error of
// the call. Of an operation that takes several requests it makes the first alone.
func Call(ctx context.Context, pkg Package, api *model.API, group *model.Group, op *model.Operation, options ...runtime.Option) error {
	return invoke(ctx, pkg, api, group, op, ended, options)
}

// Through is [Call] with all that follows: the pages of a list, up to the tenth, the values of a
// stream, and the end of a long-running operation.
func Through(ctx context.Context, pkg Package, api *model.API, group *model.Group, op *model.Operation, options ...runtime.Option) error {
	return invoke(ctx, pkg, api, group, op, through, options)
}

// invoke makes a call, and brings its results to an end.
func invoke(ctx context.Context, pkg Package, api *model.API, group *model.Group, op *model.Operation, end func(context.Context, []reflect.Value) error, options []runtime.Option) (problem error) {
	defer func() {
		if r := recover(); r != nil {
			problem = fmt.Errorf("panic: %v", r)
		}
	}()
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	decode := clients.NewDecoder(pkg.Unions)
	client, err := newClient(pkg, api, decode, options...)
	if err != nil {
		return err
	}
	method, err := clients.Method(client, group, op)
	if err != nil {
		return err
	}
	args, err := clients.Arguments(ctx, method.Type(), func(params reflect.Value) error { return fill(params, op, decode) })
	if err != nil {
		return err
	}
	return end(ctx, method.Call(args))
}

// through brings a call to its end, and returns the error of that.
func through(ctx context.Context, results []reflect.Value) error {
	if len(results) == 0 {
		return nil
	}
	if err, _ := results[len(results)-1].Interface().(error); err != nil {
		return err
	}
	if wait := results[0].MethodByName("Wait"); wait.IsValid() {
		results = wait.Call([]reflect.Value{reflect.ValueOf(ctx)})
		if err, _ := results[1].Interface().(error); err != nil {
			return err
		}
	}
	for _, name := range []string{"Pages", "All"} {
		each := results[0].MethodByName(name)
		if !each.IsValid() || each.Type().NumIn() > 0 {
			continue
		}
		n := 0
		for _, err := range each.Call(nil)[0].Seq2() {
			if failed, _ := err.Interface().(error); failed != nil {
				return failed
			}
			if n++; n == 10 {
				break
			}
		}
		return nil
	}
	return nil
}

// ended brings a call to its first request, where it is not made yet, and returns the call's error.
func ended(ctx context.Context, results []reflect.Value) error {
	if len(results) == 0 {
		return nil
	}
	if err, _ := results[len(results)-1].Interface().(error); err != nil {
		return err
	}
	if pages := results[0].MethodByName("Pages"); pages.IsValid() {
		for _, err := range pages.Call(nil)[0].Seq2() {
			failed, _ := err.Interface().(error)
			return failed
		}
	}
	return nil
}

// fill sets every field of a parameter struct.
func fill(params reflect.Value, op *model.Operation, decode clients.Decoder) error {
	for _, p := range op.Params.Params {
		field := params.FieldByName(p.Name)
		if !field.IsValid() {
			continue // fixed, or the client's
		}
		if err := setParam(field, p, decode); err != nil && p.Required {
			return err
		}
	}
	if op.Params.Body == "" {
		return nil
	}
	if err := fillBody(params.FieldByName(op.Params.Body), *op.Body, decode); err != nil {
		return fmt.Errorf("the body: %w", err)
	}
	return nil
}

// setParam gives a parameter a value, as its Go type reads it.
func setParam(field reflect.Value, p *model.Param, decode clients.Decoder) error {
	checks := p.Checks
	if p.In == model.InPath && checks.MinLength == nil {
		checks.MinLength = new(int64(1)) // nothing would lead elsewhere
	}
	value, err := maker{}.value(p.Type, checks, 1)
	switch {
	case p.Const != nil:
		value, err = json.RawMessage(p.Const.JSON), nil
	case p.In == model.InHeader && strings.EqualFold(p.Wire, "Accept") && p.Type.Kind == model.String:
		value, err = json.RawMessage(`"*/*"`), nil // a text made up is nothing that a service answers
	}
	if err != nil {
		return fmt.Errorf("parameter %s: %w", p.Wire, err)
	}
	if err := decode.Set(field, value); err != nil {
		return fmt.Errorf("parameter %s: %s does not fit %s: %w", p.Wire, value, field.Type(), err)
	}
	return nil
}

// fillBody sets the body of a call.
func fillBody(field reflect.Value, body model.Body, decode clients.Decoder) error {
	content := body.Content
	switch content.Kind {
	case model.BodyBytes:
		return clients.SetFile(field, "", content.MediaType, []byte("octets"))
	case model.BodyForm, model.BodyMultipart:
		return fillParts(field, content.Type, decode)
	case model.BodyXML:
		return fillXML(field, content.Type, decode)
	}
	// a body that is nothing but a time or a number has its Go type's JSON here, not the document's
	value, err := maker{wire: content.Type.Wire == model.WireDefault}.value(content.Type, body.Checks, 0)
	if err != nil {
		return err
	}
	if err := decode.Set(field, value); err != nil {
		return fmt.Errorf("%.200s does not fit %s: %w", value, field.Type(), err)
	}
	return nil
}

// fillXML sets of an XML body what must be there: kin-openapi reads none, and what makes XML has
// tests of its own.
func fillXML(field reflect.Value, ref model.Ref, decode clients.Decoder) error {
	switch field.Kind() {
	case reflect.Slice:
		field.Set(reflect.MakeSlice(field.Type(), 0, 0))
		return nil
	case reflect.Pointer:
		field.Set(reflect.New(field.Type().Elem()))
		field = field.Elem()
	}
	if ref.Kind != model.Named || ref.Type.Kind != model.KindStruct {
		return nil
	}
	for _, f := range ref.Type.Fields {
		if !f.Required || f.ReadOnly || f.Told || f.Const != nil {
			continue
		}
		if err := fillPart(field.FieldByName(f.Name), f, decode); err != nil {
			return fmt.Errorf("%s: %w", f.Wire, err)
		}
	}
	return nil
}

// fillParts sets the fields of a form or multipart body, some of which may be files.
func fillParts(field reflect.Value, ref model.Ref, decode clients.Decoder) error {
	for ref.Kind == model.Named && ref.Type.Kind == model.KindNamed {
		ref = *ref.Type.Target
	}
	if ref.Kind != model.Named || ref.Type.Kind != model.KindStruct {
		return fillBody(field, model.Body{Content: model.Content{Type: ref}}, decode)
	}
	if field.Kind() == reflect.Pointer {
		field.Set(reflect.New(field.Type().Elem()))
		field = field.Elem()
	}
	for _, f := range ref.Type.Fields {
		if f.ReadOnly {
			continue
		}
		if err := fillPart(field.FieldByName(f.Name), f, decode); err != nil && f.Required {
			return fmt.Errorf("%s: %w", f.Wire, err)
		}
	}
	return nil
}

func fillPart(field reflect.Value, f *model.Field, decode clients.Decoder) error {
	switch {
	case f.Type.Kind == model.File:
		return clients.SetFile(field, "file.bin", "", []byte("octets"))
	case f.Type.Kind == model.List && f.Type.Elem.Kind == model.File:
		one := reflect.New(field.Type().Elem()).Elem()
		if err := clients.SetFile(one, "file.bin", "", []byte("octets")); err != nil {
			return err
		}
		field.Set(reflect.Append(field, one))
		return nil
	}
	value, err := maker{}.field(f, 0)
	if err != nil {
		return err
	}
	return decode.Set(field, value)
}
