package mock

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// completed returns what a service keeps of a thing that it was sent: the members that were sent,
// those that it sets itself (as they were before, if they were there), and those that its answer
// must have.
func completed(shown *Answer, sent, before map[string]any) map[string]any {
	out := map[string]any{}
	if example, ok := shown.Value.(map[string]any); ok {
		for name, v := range example {
			own, must := setByService(shown.schema(), name)
			if !own && !must {
				continue
			}
			if old, there := before[name]; there && own {
				v = old
			}
			out[name] = v
		}
	}
	maps.Copy(out, sent)
	return out
}

// parts returns a schema with all that it is composed of, each once.
func parts(schema schemaRef) []*openapi3.Schema {
	var out []*openapi3.Schema
	var add func(ref schemaRef)
	add = func(ref schemaRef) {
		if ref == nil || ref.Value == nil || slices.Contains(out, ref.Value) {
			return
		}
		out = append(out, ref.Value)
		for _, part := range slices.Concat(ref.Value.AllOf, ref.Value.OneOf, ref.Value.AnyOf) {
			add(part)
		}
	}
	add(schema)
	return out
}

// property returns the schema of a member, wherever a schema has it; nil for none.
func property(schema schemaRef, name string) schemaRef {
	for _, s := range parts(schema) {
		if p := s.Properties[name]; p != nil {
			return p
		}
	}
	return nil
}

// setByService reports whether a member of a schema is the service's to set, and whether it must be
// there.
func setByService(schema schemaRef, name string) (own, must bool) {
	for _, s := range parts(schema) {
		must = must || slices.Contains(s.Required, name)
	}
	for _, s := range parts(property(schema, name)) {
		own = own || s.ReadOnly
	}
	return own, must
}

// keyProperty returns the member of a thing that identifies it in its path: the one that is called
// like the parameter, or one of the usual names.
func keyProperty(c *Collection, schema schemaRef, sent map[string]any) string {
	has := func(name string) bool { return sent[name] != nil || property(schema, name) != nil }
	key := c.key()
	usual := []string{key, "id", "name"}
	if strings.HasSuffix(strings.ToLower(key), "name") {
		usual = []string{key, "name", "id"}
	}
	for _, name := range append(usual, "key", "uuid", "slug", "code") {
		if has(name) {
			return name
		}
	}
	return cmp.Or(key, "id")
}

// identifier makes the next identifier of a schema.
func identifier(schema schemaRef, n int) any {
	for _, s := range parts(schema) {
		if s.Format == "uuid" || s.Format == "guid" {
			return fmt.Sprintf("00000000-0000-4000-8000-%012d", n)
		}
	}
	return asIdentifier(schema, strconv.Itoa(n))
}

// asIdentifier returns what a path ends with as a value of a schema.
func asIdentifier(schema schemaRef, text string) any {
	for _, s := range parts(schema) {
		if s.Type.Includes(openapi3.TypeInteger) || s.Type.Includes(openapi3.TypeNumber) {
			if _, err := strconv.ParseFloat(text, 64); err == nil {
				return json.Number(text)
			}
		}
	}
	return text
}

// shownAs returns an answer that shows a thing, if it shows any.
func shownAs(a *Answer, thing any) *Answer {
	if a.own || a.Content == nil || a.Status >= 300 {
		return a
	}
	_, isObject := thing.(map[string]any)
	if _, example := a.Value.(map[string]any); isObject != example {
		return a // it shows something else
	}
	return a.With(thing)
}

// located returns an answer that says where a new thing is, if the document has it say so.
func located(a *Answer, url string) *Answer {
	if a.Response == nil || a.Status != http.StatusCreated && a.Status != http.StatusAccepted {
		return a
	}
	for name := range a.Response.kin.Headers {
		if strings.EqualFold(name, "Location") {
			out := a.Copy()
			out.Header.Set("Location", url)
			return out
		}
	}
	return a
}

// listed returns the value of an answer that lists things: the list itself, or an object with one.
func listed(op *Operation, a *Answer, things []any) (any, bool) {
	if _, is := a.Value.([]any); is {
		return things, true
	}
	page, is := a.Value.(map[string]any)
	if !is {
		return nil, false
	}
	out := maps.Clone(page)
	for _, m := range op.Methods {
		p := m.Paging
		if p == nil || len(p.Items) != 1 {
			continue
		}
		if len(p.NextLink) == 1 {
			delete(out, p.NextLink[0].Wire)
		}
		out[p.Items[0].Wire] = things
		return out, true
	}
	name := ""
	for _, key := range slices.Sorted(maps.Keys(page)) {
		if _, is := page[key].([]any); is && name == "" {
			name = key
		}
	}
	out[name] = things
	return out, name != ""
}

// mergedPatch applies a merge patch (RFC 7396).
func mergedPatch(before, patch any) any {
	changes, is := patch.(map[string]any)
	if !is {
		return patch
	}
	old, _ := before.(map[string]any)
	out := maps.Clone(old)
	if out == nil {
		out = map[string]any{}
	}
	for name, v := range changes {
		if v == nil {
			delete(out, name)
			continue
		}
		out[name] = mergedPatch(out[name], v)
	}
	return out
}
