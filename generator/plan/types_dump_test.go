package plan

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/types"
)

// dumpTypes writes the types half of a model as text that a person can check.
func dumpTypes(api *model.API) string {
	d := &opDump{}
	for _, t := range api.Types {
		d.typ(t)
	}
	return d.b.String()
}

func (d *opDump) typ(t *model.Type) {
	head := [...]string{"struct", "enum", "union", "named"}[t.Kind] + " " + t.Name
	if t.Schema != t.Name {
		head += " <- " + t.Schema
	}
	for _, flag := range []struct {
		on   bool
		word string
	}{{t.InRequest, "request"}, {t.InResponse, "response"}, {t.Deprecated != "", "deprecated"}} {
		if flag.on {
			head += " " + flag.word
		}
	}
	if t.XML != nil {
		head += " xml" + xmlText(t.XML)
	}
	if t.Same != nil {
		d.line(0, "%s = %s", head, t.Same.Name)
		return
	}
	d.line(0, "%s%s", head, comment(t.Doc))
	for _, f := range t.Fields {
		d.line(1, "%s", fieldText(f))
	}
	if t.Additional != nil {
		d.line(1, "%s ... %s", t.AdditionalName, typeText(*t.Additional))
	}
	if t.ExtraName != "" && t.ExtraName != "Extra" {
		d.line(1, "%s ... undeclared", t.ExtraName)
	}
	if t.Target != nil {
		d.line(1, "= %s", typeText(*t.Target))
	}
	d.enum(t.Enum)
	d.union(t.Union)
}

func (d *opDump) enum(e *model.Enum) {
	if e == nil {
		return
	}
	d.line(1, "of %s", typeText(model.Ref{Kind: e.Base}))
	for _, v := range e.Values {
		d.line(1, "%s = %s%s", v.Name, v.Value.JSON, comment(v.Doc))
	}
}

func (d *opDump) union(u *model.Union) {
	if u == nil {
		return
	}
	if u.Discriminator != "" {
		d.line(1, "by %q %s, else %s", u.Discriminator, u.FieldName, u.Unknown)
	} else {
		d.line(1, "by shape, else %s", u.Unknown)
	}
	if b := u.Base; b != nil {
		names := make([]string, len(b.Fields))
		for i, f := range b.Fields {
			names[i] = f.Name
		}
		slices.Sort(names) // they follow the document's order, which decides nothing else
		d.line(1, "%s() %s: %s", b.Method, b.Name, strings.Join(names, ", "))
	}
	for _, v := range u.Variants {
		line := strings.Join(v.Values, "|") + ": " + typeText(v.Type)
		if v.Wrapper != "" {
			line += " in " + v.Wrapper
		}
		if u.Discriminator == "" {
			line += " when " + shapeText(v.Shape)
		}
		d.line(1, "%s%s", line, comment(v.Doc))
	}
}

func shapeText(s model.Shape) string {
	var out []string
	for i, name := range []string{"null", "bool", "number", "integer", "string", "array", "object"} {
		if s.JSON&(1<<i) != 0 {
			out = append(out, name)
		}
	}
	text := strings.Join(out, "|")
	if len(s.Required) > 0 {
		text += " with " + strings.Join(s.Required, ",")
	}
	if len(s.Known) > 0 {
		text += " of " + strings.Join(s.Known, ",")
	}
	if len(s.Consts) > 0 {
		text += fmt.Sprint(" ", s.Consts)
	}
	if len(s.Values) > 0 {
		text += " in " + strings.Join(s.Values, ",")
	}
	if s.Format != "" {
		text += " " + s.Format
	}
	return text
}

func fieldText(f *model.Field) string {
	wire := ""
	if f.Wire != f.Name {
		wire = fmt.Sprintf(" %q", f.Wire)
	}
	if len(f.Flatten) > 0 {
		wire = fmt.Sprintf(" %q", strings.Join(append(slices.Clone(f.Flatten), f.Wire), "/"))
	}
	s := f.Name + wire + " " + typeText(f.Type) + [...]string{"", "?", "~"}[f.Presence]
	for _, flag := range []struct {
		on   bool
		word string
	}{{f.Required, "required"}, {f.ReadOnly, "readonly"}, {f.WriteOnly, "writeonly"}, {f.Told, "told"}, {f.Deprecated != "", "deprecated"}} {
		if flag.on {
			s += " " + flag.word
		}
	}
	if f.Const != nil {
		s += " const " + f.Const.JSON + goText(f.Const)
	}
	if f.Default != nil {
		s += " default " + f.Default.JSON + goText(f.Default)
	}
	if f.Example != nil {
		s += " example " + f.Example.JSON
	}
	if f.XML != nil {
		s += " xml" + xmlText(f.XML)
	}
	return s + typeChecks(f.Checks) + comment(f.Doc)
}

func goText(l *model.Literal) string {
	if l.Go == "" {
		return ""
	}
	return " " + l.Go
}

func typeChecks(c model.Checks) string {
	var out []string
	for _, n := range []struct {
		word  string
		value *int64
	}{{"minLength", c.MinLength}, {"maxLength", c.MaxLength}, {"minItems", c.MinItems}, {"maxItems", c.MaxItems},
		{"minProperties", c.MinProperties}, {"maxProperties", c.MaxProperties}} {
		if n.value != nil {
			out = append(out, fmt.Sprintf("%s %d", n.word, *n.value))
		}
	}
	for _, s := range []struct{ word, value string }{{"pattern", strings.Join(c.Patterns, " and ")}, {"minimum", c.Minimum}, {"maximum", c.Maximum},
		{"multipleOf", c.MultipleOf}} {
		if s.value != "" {
			out = append(out, s.word+" "+s.value)
		}
	}
	if c.ExclusiveMin {
		out = append(out, "exclusiveMin")
	}
	if c.ExclusiveMax {
		out = append(out, "exclusiveMax")
	}
	if c.UniqueItems {
		out = append(out, "unique")
	}
	if len(out) == 0 {
		return ""
	}
	return " {" + strings.Join(out, ", ") + "}"
}

func xmlText(x *model.XML) string {
	s := "<" + x.Name + ">"
	for _, p := range []struct {
		on   bool
		word string
	}{{x.Attribute, "attr"}, {x.Wrapped, "wrapped"}, {x.Text, "text"}, {x.Item.Name != "", "item=" + x.Item.Name},
		{x.Prefix != "", "prefix=" + x.Prefix}, {x.Namespace != "", "ns=" + x.Namespace}} {
		if p.on {
			s += " " + p.word
		}
	}
	return s
}

func typeText(r model.Ref) string {
	names := []string{"bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float64", "number", "string", "secret", "bytes", "time", "date", "timeofday",
		"duration", "etag", "any", "dynamic", "[]", "map[]", "id or ", "", "file", "stream"}
	s := names[r.Kind]
	switch r.Kind {
	case model.List, model.Map, model.Expandable:
		s += typeText(*r.Elem)
	case model.Named:
		s = r.Type.Name
	}
	if r.Pointer {
		s = "*" + s
	}
	if r.Wire != 0 {
		s += ":" + [...]string{"", "string", "rfc7231", "unix", "base64url", "seconds", "millis", "raw"}[r.Wire]
	}
	if r.Nullable {
		s += "|null"
	}
	return s
}

// duplicates returns the identifiers of a package and of its structs that are given twice or are
// not exported identifiers.
func badIdentifiers(api *model.API) []string {
	var bad []string
	seen := make(map[string]bool)
	check := func(scope map[string]bool, where, name string) {
		if !isExportedIdentifier(name) || scope[name] {
			bad = append(bad, cmp.Or(where, "package")+": "+name)
		}
		scope[name] = true
	}
	for _, t := range api.Types {
		check(seen, "", t.Name)
		if t.Enum != nil {
			for _, v := range t.Enum.Values {
				check(seen, "", v.Name)
			}
		}
		if t.Union != nil {
			check(seen, "", t.Union.Unknown)
			if t.Union.Base != nil {
				check(seen, "", t.Union.Base.Name)
			}
			for _, v := range t.Union.Variants {
				if v.Wrapper != "" {
					check(seen, "", v.Wrapper)
				}
			}
		}
		fields := make(map[string]bool)
		for _, f := range t.Fields {
			check(fields, t.Name, f.Name)
		}
		for _, extra := range []string{t.AdditionalName, t.ExtraName} {
			if extra != "" {
				check(fields, t.Name, extra)
			}
		}
		for _, m := range append(model.ReservedMembers(), "String") {
			if fields[m] {
				bad = append(bad, t.Name+": "+m)
			}
		}
	}
	for _, r := range model.Reserved() {
		if seen[r] {
			bad = append(bad, "reserved: "+r)
		}
	}
	slices.Sort(bad)
	return bad
}

// checkRefs holds the types of a model to what emit relies on: every named type in use is listed,
// lists and maps have elements, no struct holds itself by value, every variant and every wrapper is
// there.
func checkRefs(t interface {
	Helper()
	Errorf(string, ...any)
}, api *model.API) {
	t.Helper()
	listed := make(map[*model.Type]bool)
	for _, typ := range api.Types {
		listed[typ] = true
	}
	var check func(where string, r model.Ref)
	check = func(where string, r model.Ref) {
		switch {
		case r.Kind == model.Named && (r.Type == nil || !listed[r.Type]):
			t.Errorf("%s uses a type that is not listed", where)
		case (r.Kind == model.List || r.Kind == model.Map || r.Kind == model.Expandable) && r.Elem == nil:
			t.Errorf("%s has no element type", where)
		case r.Elem != nil:
			check(where, *r.Elem)
		case r.Kind == model.Any && r.Nullable:
			t.Errorf("%s: Any is nullable", where)
		}
	}
	for _, typ := range api.Types {
		for _, f := range typ.Fields {
			check(typ.Name+"."+f.Name, f.Type)
			if types.IsStruct(f.Type) && f.Type.Type == typ && !f.Type.Pointer && f.Presence == model.Plain {
				t.Errorf("%s.%s holds itself", typ.Name, f.Name)
			}
		}
		for _, r := range []*model.Ref{typ.Additional, typ.Target} {
			if r != nil {
				check(typ.Name, *r)
			}
		}
		if (typ.Kind == model.KindNamed) != (typ.Target != nil) || (typ.Kind == model.KindEnum) != (typ.Enum != nil) || (typ.Kind == model.KindUnion) != (typ.Union != nil) {
			t.Errorf("%s is not whole", typ.Name)
		}
		if typ.Union != nil {
			for _, v := range typ.Union.Variants {
				check(typ.Name, v.Type)
				bare := v.Type.Kind == model.Named && (v.Type.Type.Kind == model.KindStruct || v.Type.Type.Kind == model.KindUnion)
				if bare == (v.Wrapper != "") {
					t.Errorf("%s: a variant %s wrapped in %q", typ.Name, typeText(v.Type), v.Wrapper)
				}
				if typ.Union.Discriminator != "" && len(v.Values) == 0 {
					t.Errorf("%s: a variant without values", typ.Name)
				}
			}
		}
	}
}
