package mock

import (
	"cmp"
	"encoding/json"
	"errors"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// deepestForm is how many names in brackets may follow one another.
const deepestForm = 200

// formReader reads forms, and queries, as schemas say. Where a text may be read in several ways, it
// takes the first one that the schema allows.
type formReader struct {
	encoding map[string]*openapi3.Encoding // of the members of the whole
	allows   func(*openapi3.Schema, any) bool
}

// formField is what a form says under a name: texts, and fields whose names are in brackets behind
// it, as in "a[b]=c".
type formField struct {
	texts []string
	inner map[string]*formField
}

// in returns the field of a name, which is made if it is not there.
func (f *formField) in(name string) *formField {
	if f.inner == nil {
		f.inner = map[string]*formField{}
	}
	if f.inner[name] == nil {
		f.inner[name] = &formField{}
	}
	return f.inner[name]
}

// read returns what a form says, as an object of a schema. Its members may be fields, or objects
// whose own members are fields of the form.
func (r formReader) read(form url.Values, schema schemaRef) (map[string]any, error) {
	var whole formField
	for name, texts := range form {
		if len(texts) == 0 {
			continue // a header that is not there
		}
		if strings.Count(name, "[") > deepestForm {
			return nil, errors.New("too many names in brackets follow one another")
		}
		at := &whole
		for _, key := range keysIn(name, schema) {
			at = at.in(key)
		}
		at.texts = append(at.texts, texts...)
	}
	out := map[string]any{}
	members := membersOf(schema)
	for _, name := range slices.Sorted(maps.Keys(members)) {
		if spread := whole.spread(members[name], schema); whole.inner[name] == nil && spread != nil {
			out[name] = r.object(spread, members[name])
			maps.DeleteFunc(whole.inner, func(key string, _ *formField) bool { return spread.inner[key] != nil })
		}
	}
	for name, f := range whole.inner {
		out[name] = r.value(f, memberOf(schema, name), r.encoding[name])
	}
	return out, nil
}

// keysIn returns the names that the name of a field consists of. One that the schema has as it is,
// such as "filter[name]", is a single one.
func keysIn(name string, schema schemaRef) []string {
	head, rest, nested := strings.Cut(name, "[")
	if !nested || head == "" || !strings.HasSuffix(rest, "]") || property(schema, name) != nil {
		return []string{name}
	}
	return append([]string{head}, strings.Split(strings.TrimSuffix(rest, "]"), "][")...)
}

// spread returns those fields of a form that are members of an object, and not of the whole; nil
// for none.
func (f *formField) spread(object, whole schemaRef) *formField {
	out := &formField{}
	for name, field := range f.inner {
		if property(object, name) != nil && property(whole, name) == nil {
			*out.in(name) = *field
		}
	}
	if out.inner == nil {
		return nil
	}
	return out
}

// membersOf returns the members that a schema declares, with what they are.
func membersOf(schema schemaRef) openapi3.Schemas {
	out := openapi3.Schemas{}
	for _, s := range parts(schema) {
		maps.Copy(out, s.Properties)
	}
	return out
}

// memberOf returns the schema of a member, also of one that is not declared; nil for none.
func memberOf(schema schemaRef, name string) schemaRef {
	if p := property(schema, name); p != nil {
		return p
	}
	for _, s := range parts(schema) {
		if s.AdditionalProperties.Schema != nil {
			return s.AdditionalProperties.Schema
		}
	}
	return nil
}

// value returns what a field holds.
func (r formReader) value(f *formField, schema schemaRef, e *openapi3.Encoding) any {
	switch {
	case len(f.inner) == 0:
		return r.texts(f.texts, schema, e)
	case f.isList() && (isOf(schema, openapi3.TypeArray) || !isOf(schema, openapi3.TypeObject)):
		return r.items(f, schema)
	}
	return r.object(f, schema)
}

func (r formReader) object(f *formField, schema schemaRef) map[string]any {
	out := map[string]any{}
	for name, member := range f.inner {
		out[name] = r.value(member, memberOf(schema, name), nil)
	}
	return out
}

// isList reports whether a field holds the items of a list, with their numbers or without:
// "a[0]=x", "a[]=x".
func (f *formField) isList() bool {
	for name := range f.inner {
		if _, err := strconv.ParseUint(name, 10, 32); name != "" && err != nil {
			return false
		}
	}
	return true
}

// items returns a list whose items are fields, by their numbers.
func (r formReader) items(f *formField, schema schemaRef) []any {
	out := []any{}
	number := func(name string) int {
		n, _ := strconv.Atoi(name) // items without a number come first
		return n
	}
	byNumber := func(a, b string) int { return cmp.Or(cmp.Compare(number(a), number(b)), strings.Compare(a, b)) }
	for _, name := range slices.SortedFunc(maps.Keys(f.inner), byNumber) {
		item := f.inner[name]
		if name == "" && len(item.inner) == 0 {
			for _, text := range item.texts {
				out = append(out, r.texts([]string{text}, itemsOf(schema), nil))
			}
			continue
		}
		out = append(out, r.value(item, itemsOf(schema), nil))
	}
	return out
}

// texts returns what the texts of a field mean.
func (r formReader) texts(texts []string, schema schemaRef, e *openapi3.Encoding) any {
	readings := r.readings(texts, schema, e)
	for _, v := range readings {
		if schema == nil || schema.Value == nil || r.allows(schema.Value, v) {
			return v
		}
	}
	return readings[0]
}

// readings returns how the texts of a field can be read, the most likely way first.
func (r formReader) readings(texts []string, schema schemaRef, e *openapi3.Encoding) []any {
	items := itemsOf(schema)
	isList := items != nil || isOf(schema, openapi3.TypeArray)
	var out []any
	if isList || len(texts) > 1 {
		list, separator := []any{}, separatorOf(e)
		for _, text := range texts {
			for _, item := range separated(text, separator) {
				list = append(list, r.texts([]string{item}, items, nil))
			}
		}
		out = append(out, list)
	}
	text := texts[0]
	out = append(out, textOf(text, schema), text)
	if separator := separatorOf(e); separator != "" && isOf(schema, openapi3.TypeObject) {
		out = append(out, r.pairs(separated(text, separator), schema))
	}
	if text == "" {
		out = append(out, nil)
	}
	if v, err := parsed([]byte(text)); err == nil && json.Valid([]byte(text)) {
		_, isObject := v.(map[string]any)
		likely := isObject && isOf(schema, openapi3.TypeObject) || e != nil && isJSON(e.ContentType)
		out = slices.Insert(out, pick(likely, 0, len(out)), v)
	}
	return out
}

// pairs returns an object that is written as the names and values of its members, in turn.
func (r formReader) pairs(texts []string, schema schemaRef) map[string]any {
	out := map[string]any{}
	for i := 0; i+1 < len(texts); i += 2 {
		out[texts[i]] = r.texts(texts[i+1:i+2], memberOf(schema, texts[i]), nil)
	}
	return out
}

// separatorOf returns what stands between items that are one text; "" where each is a field.
func separatorOf(e *openapi3.Encoding) string {
	if e == nil {
		return ""
	}
	exploded := e.Explode != nil && *e.Explode
	switch e.Style {
	case openapi3.SerializationSpaceDelimited:
		return pick(exploded, "", " ")
	case openapi3.SerializationPipeDelimited:
		return pick(exploded, "", "|")
	case openapi3.SerializationDeepObject:
		return ""
	}
	return pick(exploded || e.Explode == nil, "", ",")
}

func pick[T any](condition bool, yes, no T) T {
	if condition {
		return yes
	}
	return no
}

func separated(text, separator string) []string {
	if separator == "" {
		return []string{text}
	}
	return strings.Split(text, separator)
}
