package mutation

import (
	"strings"
	"unicode"
)

// nameChanges give things names that are hard to be.
var nameChanges = []change{renameSchema, renameSchema, renameProperty, renameProperty, renameOperation, renameOperation, renameParam, renameParam, retag, extensionName, packageName, renameAll}

// hostile are names that a generated package uses itself, that Go reserves, or from which little of
// an identifier can be had.
var hostile = []string{
	"type", "func", "range", "select", "interface", "map", "package", "error", "string", "any", "nil", "len", "new", "true", "int64", "_", "__",
	"init", "main", "fake", "context", "json", "xml", "http", "time", "value", "runtime", "rtjson", "iter", "io", "c", "ctx", "opts", "out", "params", "resp", "req", "r", "w", "m", "v", "ok", "err", "page", "rt",
	"Optional", "Client", "client", "Some", "Null", "Time", "Date", "Duration", "Secret", "File", "Members", "Option", "Pager", "Poller", "Stream", "Credential", "ResponseError", "APIVersion", "NewClient", "Limits",
	"List", "Get", "Begin", "Resume", "Next", "All", "Pages", "Params", "Response", "Result", "Body", "Unknown", "Transport", "Error", "NewTransport", "Endpoint", "Group", "Operations", "Extra", "Raw", "Kind",
	"MarshalJSON", "JSONType", "UnmarshalJSON", "String", "XMLType", "GoString", "IsZero", "Apply", "Value", "Values",
	"0", "1a", "-1", "+1", "200", "", " ", "$", "@type", "#", "/", "a/b", "a~b", "a b", "a.b", "a-b", "a_b", "aB", "AB", "ab", "Ab", "a", "A", "*", "<=", "!", "%", "{x}", "[]", "x[]", "日本", "é", "ß", "Ünï", "имя", "😀", "١", "ǆ", "K", "ſ",
	"a\nb", "*/", "//go:build x", "`", "\"", "\\", "\x00", "\u2028", "\ufeff", "select_", "Id", "ID", "id", "iD", "URL", "Url", "eTag", "ETag", "Content-Type", "content-type", "Accept", "Authorization", "Host", "Cookie",
}

// name returns one, at times close to another that is there.
func (t *tree) name(old string) string {
	switch t.r.IntN(6) {
	case 0:
		return strings.ToUpper(old)
	case 1:
		return strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				return r
			}
			return '.'
		}, old) + pick(t.r, []string{"_", "-", "2", "Params", "Response", "Client", "s", "Kind", "Item", ""})
	}
	return pick(t.r, hostile)
}

func renameSchema(t *tree) string {
	old := t.key(t.named)
	if old == "" {
		return ""
	}
	name := t.name(old)
	t.named[name] = t.named[old]
	if name != old {
		delete(t.named, old)
	}
	escape := strings.NewReplacer("~", "~0", "/", "~1").Replace
	from, to := t.namedAt+escape(old), t.namedAt+escape(name)
	for _, m := range t.maps {
		if m["$ref"] == from {
			m["$ref"] = to
		}
	}
	return say("rename schema %q to %q", old, name)
}

func renameProperty(t *tree) string {
	m := pick(t.r, t.properties)
	old := t.key(m)
	if old == "" {
		return ""
	}
	name := t.name(old)
	v := m[old]
	delete(m, old)
	m[name] = v
	if t.r.IntN(2) == 0 {
		m[t.name(name)] = clone(v)
	}
	return say("rename property %q to %q", old, name)
}

func renameOperation(t *tree) string {
	op := pick(t.r, t.operations)
	if op == nil {
		return ""
	}
	old, _ := op["operationId"].(string)
	name := t.name(old)
	switch other, _ := pick(t.r, t.operations)["operationId"].(string); t.r.IntN(5) {
	case 0:
		name = other
	case 1:
		name = strings.ToUpper(other)
	case 2:
		name += "_" + pick(t.r, hostile)
	case 3:
		name = pick(t.r, []string{"Begin", "Resume", "New", "List"}) + other
	}
	op["operationId"] = name
	return say("rename operation %q to %q", old, name)
}

func renameParam(t *tree) string {
	p := pick(t.r, t.params)
	if p == nil {
		return ""
	}
	name := t.name("name")
	old := p["name"]
	p["name"] = name
	if t.r.IntN(2) == 0 {
		op := pick(t.r, t.operations)
		list, _ := op["parameters"].([]any)
		if op != nil {
			op["parameters"] = append(list, clone(p))
		}
	}
	return say("rename parameter %q to %q", old, name)
}

func retag(t *tree) string {
	op := pick(t.r, t.operations)
	if op == nil {
		return ""
	}
	name := t.name("tag")
	op["tags"] = []any{name}
	return say("tag an operation %q", name)
}

// extensionName uses the extensions by which a document chooses names.
func extensionName(t *tree) string {
	m := pick(t.r, [][]map[string]any{t.params, t.operations, t.maps})
	v := pick(t.r, m)
	if v == nil {
		return ""
	}
	ext := pick(t.r, []string{"x-ms-client-name", "x-go-name", "title", "operationId"})
	name := t.name("other")
	v[ext] = name
	return say("%s: %q", ext, name)
}

func packageName(t *tree) string {
	info := child(t.root, "info")
	name := t.name("api")
	info[pick(t.r, []string{"title", "description", "version"})] = name
	return say("info says %q", name)
}

// renameAll gives every property, parameter and operation of a document some hostile name, as if by
// another hand.
func renameAll(t *tree) string {
	for _, m := range t.properties {
		for _, old := range sortedKeys(m) {
			v := m[old]
			delete(m, old)
			m[t.name(old)] = v
		}
	}
	for _, p := range t.params {
		if p["in"] != "path" {
			p["name"] = t.name("name")
		}
	}
	for _, op := range t.operations {
		op["operationId"] = t.name("op")
		if t.r.IntN(2) == 0 {
			op["tags"] = []any{t.name("tag")}
		}
	}
	return "rename everything"
}
