package mutation

import "slices"

// shapeChanges move, remove and repeat parts of a document, and give them other structure.
var shapeChanges = []change{
	deleteMember, duplicateMember, swapSchemas, schemaToRef, schemaToRef, wrap, wrap, recursive, emptySchema, replaceSchema,
	replaceSchema, copySchema, dropElement, scalarForMap, wrapAll,
}

func deleteMember(t *tree) string {
	m := pick(t.r, t.maps)
	k := t.key(m)
	if k == "" || k == "paths" || k == "openapi" || k == "swagger" {
		return ""
	}
	delete(m, k)
	return say("delete a member %q", k)
}

func duplicateMember(t *tree) string {
	m := pick(t.r, t.maps)
	k := t.key(m)
	if k == "" {
		return ""
	}
	name := t.name(k)
	m[name] = clone(m[k])
	return say("repeat a member %q as %q", k, name)
}

func dropElement(t *tree) string {
	s := pick(t.r, t.lists)
	if s.get == nil {
		return ""
	}
	l, _ := s.get().([]any)
	if len(l) == 0 {
		return ""
	}
	i := t.r.IntN(len(l))
	if t.r.IntN(2) == 0 {
		s.set(append(slices.Clone(l), clone(l[i])))
		return say("repeat element %d of a list", i)
	}
	s.set(slices.Delete(slices.Clone(l), i, i+1))
	return say("drop element %d of a list", i)
}

func scalarForMap(t *tree) string {
	m := pick(t.r, t.maps)
	k := t.key(m)
	if k == "" || k == "paths" {
		return ""
	}
	v := pick(t.r, []any{nil, true, "x", 1.0, []any{}, map[string]any{}})
	m[k] = v
	return say("%q is %v", k, v)
}

func swapSchemas(t *tree) string {
	a, b := pick(t.r, t.schemas), pick(t.r, t.schemas)
	if a.get == nil {
		return ""
	}
	x, y := clone(a.get()), clone(b.get())
	a.set(y)
	b.set(x)
	return "swap two schemas"
}

func copySchema(t *tree) string {
	a, b := pick(t.r, t.schemas), pick(t.r, t.schemas)
	if a.get == nil {
		return ""
	}
	a.set(clone(b.get()))
	return "copy a schema over another"
}

// ref returns a reference to a schema that has a name, "" when there is none.
func (t *tree) ref() string {
	if k := t.key(t.named); k != "" {
		return t.namedAt + k
	}
	return ""
}

func schemaToRef(t *tree) string {
	s, ref := pick(t.r, t.schemas), t.ref()
	if s.get == nil || ref == "" {
		return ""
	}
	s.set(map[string]any{"$ref": ref})
	return "a schema is now " + ref
}

func wrap(t *tree) string {
	s := pick(t.r, t.schemas)
	if s.get == nil {
		return ""
	}
	old := clone(s.get())
	kind := pick(t.r, []string{"allOf", "oneOf", "anyOf", "items", "additionalProperties", "not", "prefixItems", "properties"})
	parts := []any{old}
	for range t.r.IntN(3) {
		parts = append(parts, t.part())
	}
	switch kind {
	case "items":
		s.set(map[string]any{"type": "array", "items": old})
	case "additionalProperties":
		s.set(map[string]any{"type": "object", "additionalProperties": old})
	case "not":
		s.set(map[string]any{"not": old})
	case "properties":
		s.set(map[string]any{"type": "object", "properties": map[string]any{t.name("inner"): old}})
	case "prefixItems":
		s.set(map[string]any{"type": "array", "prefixItems": parts})
	default:
		s.set(map[string]any{kind: parts})
	}
	return say("wrap a schema in %s of %d", kind, len(parts))
}

// part returns a schema to stand beside another.
func (t *tree) part() any {
	switch t.r.IntN(4) {
	case 0:
		if other := pick(t.r, t.schemas); other.get != nil {
			return clone(other.get())
		}
	case 1:
		if ref := t.ref(); ref != "" {
			return map[string]any{"$ref": ref}
		}
	}
	return t.newSchema()
}

func replaceSchema(t *tree) string {
	s := pick(t.r, t.schemas)
	if s.get == nil {
		return ""
	}
	v := t.newSchema()
	s.set(v)
	return say("a schema is now %v", v)
}

func emptySchema(t *tree) string {
	s := pick(t.r, t.schemas)
	if s.get == nil {
		return ""
	}
	v := pick(t.r, []any{map[string]any{}, true, false, map[string]any{"type": "object"}, map[string]any{"type": "array"}, map[string]any{"type": "null"}})
	s.set(v)
	return say("a schema is now %v", v)
}

// newSchema returns a schema of any kind.
func (t *tree) newSchema() map[string]any {
	return obj(pick(t.r, []string{
		`{"type":"string"}`, `{"type":"integer","format":"int64"}`, `{"type":"number"}`, `{"type":"boolean"}`,
		`{"type":"array","items":{"type":"string"}}`, `{"type":"array","items":{"type":"array","items":{"type":"integer"}}}`,
		`{"type":"object","additionalProperties":{"type":"integer"}}`, `{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]}`,
		`{"type":"object","properties":{"a":{"type":"string"}},"additionalProperties":false}`,
		`{"type":"object","properties":{"a":{"type":"object","properties":{"b":{"type":"object","properties":{"c":{"enum":["x"]}}}}}}}`,
		`{"enum":["a","b","A",""]}`, `{"enum":[1,2,3],"x-enum-varnames":["One","Two","One"]}`, `{"enum":[1.5,true,null,"x"]}`, `{"const":"k"}`, `{"const":7}`, `{"const":null}`,
		`{"type":["string","null"]}`, `{"type":["string","integer"]}`, `{"type":["object","array","null"]}`, `{"type":[]}`,
		`{"type":"string","format":"binary"}`, `{"type":"string","format":"byte"}`, `{"type":"file"}`, `{"type":"string","format":"date-time-rfc1123"}`,
		`{"type":"array","prefixItems":[{"type":"string"},{"type":"integer"}],"items":false}`,
		`{"patternProperties":{"^x":{"type":"integer"},"^y":{"type":"string"}},"additionalProperties":false}`,
		`{"oneOf":[{"type":"string"},{"type":"integer"},{"type":"array","items":{"type":"string"}}]}`,
		`{"oneOf":[{"type":"object","properties":{"a":{}}},{"type":"object","properties":{"b":{}}}]}`,
		`{"anyOf":[{"type":"string","enum":["a"]},{"type":"string"}]}`, `{"oneOf":[{"type":"null"},{"type":"boolean"}]}`,
		`{"anyOf":[{"type":"object","additionalProperties":{"type":"string"}},{"type":"array","items":{}},{"type":"null"}]}`,
		`{"allOf":[{"type":"object","properties":{"a":{"type":"string"}}},{"type":"object","properties":{"a":{"type":"integer"}}}]}`,
		`{"allOf":[]}`, `{"oneOf":[]}`, `{"not":{}}`, `{"items":{"type":"string"}}`, `{"additionalProperties":{}}`,
	}))
}

func recursive(t *tree) string {
	name := t.key(t.named)
	if name == "" {
		return ""
	}
	self := map[string]any{"$ref": t.namedAt + name}
	s, _ := t.named[name].(map[string]any)
	how := t.r.IntN(9)
	switch how {
	case 0:
		t.named[name] = map[string]any{"type": "array", "items": self}
	case 1:
		t.named[name] = map[string]any{"type": "object", "additionalProperties": self}
	case 2:
		t.named[name] = map[string]any{"allOf": []any{self, clone(s)}}
	case 3:
		t.named[name] = map[string]any{"oneOf": []any{clone(s), map[string]any{"type": "array", "items": self}, obj(`{"type":"string"}`)}}
	case 4:
		t.named[name] = self
	case 5:
		t.named[name] = map[string]any{"anyOf": []any{self, obj(`{"type":"null"}`)}}
	default:
		if s == nil {
			return ""
		}
		child(s, "properties")[t.name("self")] = pick(t.r, []any{self, map[string]any{"allOf": []any{self}},
			map[string]any{"type": "array", "items": self}, map[string]any{"oneOf": []any{self, obj(`{"type":"null"}`)}}})
		if t.r.IntN(2) == 0 {
			s["required"] = anyList(sortedKeys(child(s, "properties")))
		}
	}
	return say("%s holds itself (%d)", name, how)
}

func anyList(list []string) []any {
	out := make([]any, len(list))
	for i, s := range list {
		out[i] = s
	}
	return out
}

// wrapAll puts a kind of schema around every property's, as tools that write null in their own way
// do.
func wrapAll(t *tree) string {
	kind := t.r.IntN(6)
	for _, m := range t.properties {
		for _, k := range sortedKeys(m) {
			old := m[k]
			switch kind {
			case 0:
				m[k] = map[string]any{"allOf": []any{old}, "nullable": true}
			case 1:
				m[k] = map[string]any{"anyOf": []any{old, obj(`{"type":"null"}`)}}
			case 2:
				m[k] = map[string]any{"type": "array", "items": old}
			case 3:
				m[k] = map[string]any{"type": "object", "additionalProperties": old}
			case 4:
				m[k] = map[string]any{"oneOf": []any{old, obj(`{"type":"string"}`), obj(`{"type":"array","items":{"type":"string"}}`)}}
			default:
				if s, ok := old.(map[string]any); ok {
					s["x-ms-client-flatten"] = true
				}
			}
		}
	}
	return say("wrap every property (%d)", kind)
}
