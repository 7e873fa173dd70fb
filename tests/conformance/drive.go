package conformance

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/textproto"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/tests/internal/clients"
)

// target is an operation of a generated client, ready to be called.
type target struct {
	pkg    Package
	api    *model.API
	match  Match
	decode decoder
	base   string // path of the server, before an operation's own
}

// drive runs one scenario in one form and returns what was wrong; nothing when it passes.
func drive(ctx context.Context, sc Scenario, lookup func(index int) (*target, error)) (problems []string) {
	defer func() {
		if r := recover(); r != nil {
			problems = append(problems, fmt.Sprintf("panic: %v", r))
		}
	}()
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	srv := serve(sc.APIs)
	defer srv.Close()
	for {
		at, found := srv.done()
		if len(found) > 0 || at >= len(sc.APIs) {
			return found
		}
		t, err := lookup(at)
		if err != nil {
			return []string{fmt.Sprintf("request %d, %s %s: %v", at+1, sc.APIs[at].Method, sc.APIs[at].URI, err)}
		}
		if wrong := call(ctx, sc, at, t, srv); len(wrong) > 0 {
			_, found := srv.done()
			return append(found, wrong...)
		}
		if now, found := srv.done(); now == at && len(found) == 0 {
			return []string{fmt.Sprintf("request %d: the call sent nothing", at+1)}
		}
	}
}

// call makes the call that must produce request at of the scenario, and judges what it returns.
func call(ctx context.Context, sc Scenario, at int, t *target, srv *server) []string {
	e := sc.APIs[at]
	group, op := findOperation(t.api, t.match, e)
	if op == nil {
		return []string{fmt.Sprintf("the client has no operation for %s %s", t.match.Method, t.match.Path)}
	}
	client, err := newClient(t, op, sc, at, srv.URL)
	if err != nil {
		return []string{err.Error()}
	}
	srv.setRules(rulesFor(t, op))
	receiver := client
	if group.Name != "" {
		receiver = client.Elem().FieldByName(group.Name)
	}
	method := receiver.MethodByName(op.Name)
	if !method.IsValid() {
		return []string{fmt.Sprintf("%s has no method %s", receiver.Type(), op.Name)}
	}
	args, err := clients.Arguments(ctx, method.Type(), func(params reflect.Value) error { return t.fill(params, op, e) })
	if err != nil {
		return []string{err.Error()}
	}
	results := method.Call(args)
	return (&judgement{ctx: ctx, sc: sc, at: at, op: op, srv: srv, decode: t.decode}).judge(results)
}

// findOperation finds the operation of a match; when several stand for one operation of the
// document, the one whose body has the expected media type.
func findOperation(api *model.API, m Match, e Exchange) (*model.Group, *model.Operation) {
	var group *model.Group
	var found *model.Operation
	for _, g := range api.Groups {
		for _, op := range g.Operations {
			if !strings.EqualFold(op.Method, m.Method) || op.Path != m.Path {
				continue
			}
			if found == nil || carries(op, e) && !carries(found, e) {
				group, found = g, op
			}
		}
	}
	return group, found
}

// carries reports whether an operation's body has the media type of an exchange's request, and its
// response that of the answer.
func carries(op *model.Operation, e Exchange) bool {
	if e.Request.Body == nil {
		return op.Body == nil || !op.Body.Required
	}
	return op.Body != nil && slices.ContainsFunc(append([]string{op.Body.Content.MediaType}, op.Body.Content.Others...), func(mt string) bool {
		return sameMediaType(mt, contentType(e))
	})
}

// fill sets every field of a parameter struct for which the expected request has a value.
func (t *target) fill(params reflect.Value, op *model.Operation, e Exchange) error {
	for _, p := range op.Params.Params {
		field := params.FieldByName(p.Name)
		if !field.IsValid() {
			continue // fixed, or the client's
		}
		values := t.wanted(p, e, op)
		pairs := wantedPairs(p, e, op)
		if values == nil && pairs == nil {
			continue
		}
		text, err := paramJSON(p, values, pairs)
		if err != nil {
			return fmt.Errorf("parameter %s: %w", p.Wire, err)
		}
		if err := t.decode.set(field, text); err != nil {
			return fmt.Errorf("parameter %s: %s does not fit %s: %w", p.Wire, text, field.Type(), err)
		}
	}
	if op.Params.Body == "" || e.Request.Body == nil {
		return nil
	}
	if op.Params.ContentType != "" {
		params.FieldByName(op.Params.ContentType).SetString(contentType(e))
	}
	return t.decode.fillBody(params.FieldByName(op.Params.Body), op, e.Request.Body)
}

// contentType is the media type that a request is to have: what the scenario says of the header,
// else of the body.
func contentType(e Exchange) string {
	for k, v := range e.Request.Headers {
		if strings.EqualFold(k, "content-type") {
			return strings.Join(texts(v), "")
		}
	}
	return e.Request.Body.ContentType
}

// wanted returns the values a parameter has in the expected request; nil when it is absent.
func (t *target) wanted(p *model.Param, e Exchange, op *model.Operation) []string {
	switch p.In {
	case model.InPath:
		if op == nil {
			return texts(e.Request.PathParams[p.Wire])
		}
		return pathValue(p.Wire, e, op, t.base)
	case model.InQuery:
		v, ok := e.Request.Query[p.Wire]
		if !ok {
			if uri, err := url.Parse(e.URI); err == nil && uri.Query().Has(p.Wire) {
				return uri.Query()[p.Wire]
			}
			return nil
		}
		return texts(v)
	case model.InHeader:
		for k, v := range e.Request.Headers {
			if textproto.CanonicalMIMEHeaderKey(k) == textproto.CanonicalMIMEHeaderKey(p.Wire) {
				return texts(v)
			}
		}
	case model.InCookie:
		for k, v := range e.Request.Headers {
			if strings.EqualFold(k, "cookie") {
				return cookieValue(texts(v), p.Wire)
			}
		}
	}
	return nil
}

func cookieValue(lines []string, name string) []string {
	for _, line := range lines {
		for _, part := range strings.Split(line, ";") {
			if k, v, ok := strings.Cut(strings.TrimSpace(part), "="); ok && k == name {
				return []string{v}
			}
		}
	}
	return nil
}

// wantedPairs returns the properties of an object parameter that are spread over the query.
func wantedPairs(p *model.Param, e Exchange, op *model.Operation) [][2]string {
	if p.In != model.InQuery || !isObject(resolve(p.Type)) || !p.Explode && p.Style != model.StyleDeepObject {
		return nil
	}
	declared := map[string]bool{}
	for _, o := range op.Params.Params {
		if o.In == model.InQuery {
			declared[o.Wire] = true
		}
	}
	var out [][2]string
	for _, k := range sortedKeys(e.Request.Query) {
		name := k
		if p.Style == model.StyleDeepObject {
			inner, ok := strings.CutPrefix(k, p.Wire+"[")
			if !ok {
				continue
			}
			name = strings.TrimSuffix(inner, "]")
		} else if declared[k] {
			continue
		}
		out = append(out, [2]string{name, strings.Join(texts(e.Request.Query[k]), ",")})
	}
	return out
}

var errNoField = errors.New("the parameter struct has no such field")

// fillBody sets the body of a call from the body that must arrive.
func (d decoder) fillBody(field reflect.Value, op *model.Operation, want *Body) error {
	if !field.IsValid() {
		return errNoField
	}
	switch op.Body.Content.Kind {
	case model.BodyText:
		return d.setJSON(field, mustJSON(want.PlainText()))
	case model.BodyBytes:
		return clients.SetFile(field, "", want.ContentType, want.Bytes(""))
	case model.BodyMultipart, model.BodyForm:
		return d.fillParts(field, op.Body.Content.Type, want)
	case model.BodyXML:
		return d.setXML(field, want.Bytes(""))
	case model.BodyJSONLines:
		return d.setLines(field, want.Bytes(""))
	default:
		return d.setJSON(field, want.Bytes(""))
	}
}

func mustJSON(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return b
}

func (d decoder) setJSON(field reflect.Value, text []byte) error {
	if err := d.set(field, text); err != nil {
		return fmt.Errorf("body does not fit %s: %w", field.Type(), err)
	}
	return nil
}

// setLines sets a list from JSON lines.
func (d decoder) setLines(field reflect.Value, data []byte) error {
	lines := bytes.Split(bytes.TrimSpace(data), []byte("\n"))
	return d.setJSON(field, append(append([]byte("["), bytes.Join(lines, []byte(","))...), ']'))
}
