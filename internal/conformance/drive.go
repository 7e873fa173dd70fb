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
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/armsmith/armsmith/generator/model"
)

// unmarshal decodes JSON into a Go value of a generated client.
func unmarshal(text []byte, v any) error { return json.Unmarshal(text, v) }

// target is an operation of a generated client, ready to be called.
type target struct {
	pkg   Package
	api   *model.API
	match Match
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
			return []string{fmt.Sprintf("request %d: %v", at+1, err)}
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
	client, err := newClient(t.pkg, t.api, t.match, srv.URL, e)
	if err != nil {
		return []string{err.Error()}
	}
	allowDeclared(srv, op, t.api)
	receiver := client
	if group.Name != "" {
		receiver = client.Elem().FieldByName(group.Name)
	}
	method := receiver.MethodByName(op.Name)
	if !method.IsValid() {
		return []string{fmt.Sprintf("%s has no method %s", receiver.Type(), op.Name)}
	}
	args, err := arguments(ctx, method.Type(), op, e)
	if err != nil {
		return []string{err.Error()}
	}
	results := method.Call(args)
	return judge(ctx, sc, at, op, results)
}

// findOperation finds the operation of a match; when several stand for one operation of the document, the one whose body has
// the expected media type.
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

// carries tells whether an operation's body has the media type of an exchange's request, and its response that of the answer.
func carries(op *model.Operation, e Exchange) bool {
	if e.Request.Body == nil {
		return op.Body == nil || !op.Body.Required
	}
	return op.Body != nil && slices.ContainsFunc(append([]string{op.Body.Content.MediaType}, op.Body.Content.Others...), func(mt string) bool {
		return sameMediaType(mt, e.Request.Body.ContentType)
	})
}

// allowDeclared lets the headers come that the operation sends by itself.
func allowDeclared(srv *server, op *model.Operation, api *model.API) {
	if op.Params != nil {
		for _, p := range op.Params.Params {
			if p.In == model.InHeader && (p.Const != nil || p.ClientID || p.APIVersion) {
				srv.allow(p.Wire)
			}
		}
	}
	if len(api.Security) > 0 {
		srv.allow("Authorization")
		for _, s := range api.Security {
			if s.Kind == model.SecurityAPIKey && s.In == model.InHeader {
				srv.allow(s.Key)
			}
		}
	}
}

// arguments builds the arguments of a generated method.
func arguments(ctx context.Context, t reflect.Type, op *model.Operation, e Exchange) ([]reflect.Value, error) {
	args := []reflect.Value{reflect.ValueOf(ctx)}
	for i := 1; i < t.NumIn(); i++ {
		if t.IsVariadic() && i == t.NumIn()-1 {
			break
		}
		in := t.In(i)
		pointer := in.Kind() == reflect.Pointer
		if pointer {
			in = in.Elem()
		}
		params := reflect.New(in)
		if err := fill(params.Elem(), op, e); err != nil {
			return nil, err
		}
		if pointer {
			args = append(args, params)
		} else {
			args = append(args, params.Elem())
		}
	}
	return args, nil
}

// fill sets every field of a parameter struct for which the expected request has a value.
func fill(params reflect.Value, op *model.Operation, e Exchange) error {
	for _, p := range op.Params.Params {
		field := params.FieldByName(p.Name)
		if !field.IsValid() {
			continue // fixed, or the client's
		}
		values := wanted(p, e, op)
		pairs := wantedPairs(p, e, op)
		if values == nil && pairs == nil {
			continue
		}
		text, err := paramJSON(p, values, pairs)
		if err != nil {
			return fmt.Errorf("parameter %s: %w", p.Wire, err)
		}
		if err := unmarshal(text, field.Addr().Interface()); err != nil {
			return fmt.Errorf("parameter %s: %s does not fit %s: %w", p.Wire, text, field.Type(), err)
		}
	}
	if op.Params.Body == "" || e.Request.Body == nil {
		return nil
	}
	if op.Params.ContentType != "" {
		params.FieldByName(op.Params.ContentType).SetString(e.Request.Body.ContentType)
	}
	return fillBody(params.FieldByName(op.Params.Body), op, e.Request.Body)
}

// wanted returns the values a parameter has in the expected request; nil when it is absent.
func wanted(p *model.Param, e Exchange, op *model.Operation) []string {
	switch p.In {
	case model.InPath:
		if op == nil {
			return texts(e.Request.PathParams[p.Wire])
		}
		return pathValue(p, e, op)
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

var placeholder = regexp.MustCompile(`\{[^{}]*\}`)

// pathValue reads a path parameter from the end of the expected URI, which may begin with a base path of the server.
func pathValue(p *model.Param, e Exchange, op *model.Operation) []string {
	template, _, _ := strings.Cut(op.Path, "?")
	var pattern strings.Builder
	at, group, index := 0, 0, -1
	for _, loc := range placeholder.FindAllStringIndex(template, -1) {
		pattern.WriteString(regexp.QuoteMeta(template[at:loc[0]]))
		name := template[loc[0]+1 : loc[1]-1]
		group++
		if name == p.Wire {
			index = group
		}
		if reservedIn(op, name) {
			pattern.WriteString("(.*?)")
		} else {
			pattern.WriteString("([^?]*?)")
		}
		at = loc[1]
	}
	pattern.WriteString(regexp.QuoteMeta(template[at:]))
	re, err := regexp.Compile(pattern.String() + "$")
	if err != nil || index < 0 {
		return nil
	}
	uri, err := url.Parse(e.URI)
	if err != nil {
		return nil
	}
	m := re.FindStringSubmatch(uri.EscapedPath())
	if m == nil {
		return nil
	}
	value, err := url.PathUnescape(m[index])
	if err != nil {
		return nil
	}
	return []string{value}
}

// reservedIn tells whether a path parameter may hold separators.
func reservedIn(op *model.Operation, name string) bool {
	for _, p := range op.Params.Params {
		if p.In == model.InPath && p.Wire == name {
			return p.Reserved
		}
	}
	return false
}

var errNoField = errors.New("the parameter struct has no such field")

// fillBody sets the body of a call from the body that must arrive.
func fillBody(field reflect.Value, op *model.Operation, want *Body) error {
	if !field.IsValid() {
		return errNoField
	}
	switch op.Body.Content.Kind {
	case model.BodyText:
		return setJSON(field, mustJSON(string(want.Bytes(""))))
	case model.BodyBytes:
		return setFile(field, "", want.ContentType, want.Bytes(""))
	case model.BodyMultipart, model.BodyForm:
		return fillParts(field, op.Body.Content.Type, want)
	case model.BodyXML:
		return setXML(field, want.Bytes(""))
	case model.BodyJSONLines:
		return setLines(field, want.Bytes(""))
	default:
		return setJSON(field, want.Bytes(""))
	}
}

func mustJSON(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return b
}

func setJSON(field reflect.Value, text []byte) error {
	if err := unmarshal(text, field.Addr().Interface()); err != nil {
		return fmt.Errorf("body does not fit %s: %w", field.Type(), err)
	}
	return nil
}

// setLines sets a list from JSON lines.
func setLines(field reflect.Value, data []byte) error {
	lines := bytes.Split(bytes.TrimSpace(data), []byte("\n"))
	return setJSON(field, append(append([]byte("["), bytes.Join(lines, []byte(","))...), ']'))
}
