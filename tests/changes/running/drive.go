package running

import (
	"context"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"time"

	"github.com/armsmith/armsmith/generator/judge"
	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan"
	"github.com/armsmith/armsmith/internal/runtime"
	"github.com/armsmith/armsmith/tests/internal/clients"
)

// driver calls the operations of one old client.
type driver struct {
	client   Client
	api      *model.API
	decode   clients.Decoder
	old, new *service
}

// drive says which calls that work with the old service do not with the new one.
func drive(ctx context.Context, c Client) Verdict {
	v := Verdict{Name: c.Name}
	old, api := read(ctx, c.Old)
	next, _ := read(ctx, c.Next)
	if old == nil || next == nil {
		v.Problem = "a document cannot be read"
		return v
	}
	d := &driver{client: c, api: api, decode: clients.NewDecoder(c.Unions), old: newService(old), new: newService(next)}
	if judge.Endless(d.old.doc) != "" || judge.Endless(d.new.doc) != "" {
		v.Problem = "a schema is composed of itself"
		return v
	}
	for _, group := range api.Groups {
		for _, op := range group.Operations {
			worked, broken, err := d.operation(ctx, group, op)
			if err != nil {
				v.Problem = op.ID + ": " + err.Error()
			}
			v.Worked += worked
			v.Broken = append(v.Broken, broken...)
		}
	}
	return v
}

// read reads a document as its client was made of it.
func read(ctx context.Context, file string) (*load.Document, *model.API) {
	doc, _ := load.Load(ctx, file, load.Options{})
	if doc == nil {
		return nil, nil
	}
	api, _ := plan.Plan(doc, plan.Config{Package: "client", Source: file})
	return doc, api
}

// operation calls an operation in every way, first with the old service and then with the new one.
func (d *driver) operation(ctx context.Context, group *model.Group, op *model.Operation) (worked int, broken []string, err error) {
	var failed error // of the calls to the old service
	for _, args := range argumentsOf(d.old.doc, op) {
		works := false
		failures := map[string]bool{}
		for _, v := range d.visits(ctx, d.old, group, op, args) {
			if v.err == nil {
				works = true
			} else {
				failed = fmt.Errorf("with %s: %w", args, v.err)
				failures[v.answer()] = true
			}
		}
		if !works {
			continue
		}
		worked++
		for _, v := range d.visits(ctx, d.new, group, op, args) {
			if v.err != nil && !failures[v.answer()] {
				broken = append(broken, fmt.Sprintf("%s with %s: %v; answer %s", op.ID, args, v.err, v.answer()))
			}
		}
	}
	if worked == 0 {
		return 0, nil, fmt.Errorf("no call works with the old service: %w", failed)
	}
	return worked, broken, nil
}

// outcome is what came of a visit.
type outcome struct {
	visit
	err error
}

// answer is what the service gave; "" when it refused.
func (o *outcome) answer() string {
	if o.given == nil {
		return ""
	}
	return o.given.String()
}

// visits makes a call once for each answer that a service has for it.
func (d *driver) visits(ctx context.Context, s *service, group *model.Group, op *model.Operation, args arguments) []*outcome {
	var out []*outcome
	for i := 0; ; i++ {
		o := &outcome{visit: visit{service: s, pick: i}}
		o.err = d.call(ctx, &o.visit, group, op, args)
		if o.refused != nil {
			o.err = fmt.Errorf("refused: %w", o.refused)
		}
		if i == 0 && o.refused == nil && o.seen > 0 && o.answers == 0 {
			return nil // the document has no answer that is no error
		}
		if out = append(out, o); i+1 >= o.answers {
			return out
		}
	}
}

// call makes one call and returns what the client reports.
func (d *driver) call(ctx context.Context, v *visit, group *model.Group, op *model.Operation, args arguments) error {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	options := []runtime.Option{runtime.WithTransport(v), runtime.WithRetry(runtime.RetryPolicy{MaxRetries: -1})}
	if d.api.Endpoint.Template == "" {
		options = append(options, runtime.WithEndpoint(d.endpoint()))
	}
	client, err := clients.New(d.client.New, d.api, d.fill(op), options...)
	if err != nil {
		return err
	}
	method, err := clients.Method(client, group, op)
	if err != nil {
		return err
	}
	in, err := clients.Arguments(ctx, method.Type(), func(params reflect.Value) error { return args.set(params, op, d.decode) })
	if err != nil {
		return err
	}
	return finish(ctx, method.Call(in))
}

// endpoint is where a caller says that the service is, when the old document does not.
func (d *driver) endpoint() string {
	if servers := d.new.doc.Servers; len(servers) > 0 && strings.HasPrefix(servers[0].URL, "https:") {
		return servers[0].URL
	}
	return "https://localhost"
}

// fill gives a parameter of the client its plainest value.
func (d *driver) fill(op *model.Operation) func(reflect.Value, *model.Param) error {
	return func(field reflect.Value, p *model.Param) error {
		values := encoded(paramValues(d.old.doc, op, p))
		if p.In == model.InHost {
			values = encoded([]any{d.endpoint()})
		}
		if len(values) == 0 {
			values = [][]byte{[]byte(`"text"`)}
		}
		return d.decode.Set(field, values[0])
	}
}

// finish brings a call to its end and returns its error.
func finish(ctx context.Context, results []reflect.Value) error {
	if len(results) == 0 {
		return nil
	}
	if err, _ := results[len(results)-1].Interface().(error); err != nil {
		return err
	}
	if pages := results[0].MethodByName("Pages"); pages.IsValid() {
		for _, err := range pages.Call(nil)[0].Seq2() {
			if failed, _ := err.Interface().(error); failed != nil {
				return failed
			}
		}
		return nil
	}
	if wait := results[0].MethodByName("Wait"); wait.IsValid() {
		return finish(ctx, wait.Call([]reflect.Value{reflect.ValueOf(ctx)}))
	}
	if body, ok := results[0].Interface().(io.ReadCloser); ok {
		_, err := io.Copy(io.Discard, body)
		return errors.Join(err, body.Close())
	}
	return nil
}
