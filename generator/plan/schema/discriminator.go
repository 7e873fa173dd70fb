package schema

import (
	"slices"

	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/plan/source"
)

// Discriminator returns the property that tells a schema's variants apart, or "".
func (s Schema) Discriminator() string { return s.Get("discriminator").Get("propertyName").Str() }

// Unions reads what discriminators say: which schemas are variants of which, and of what value.
type Unions struct {
	r     *Reader
	bases bases
}

// Is reports whether a schema with a discriminator has variants besides itself. One without is
// an object like others.
func (u Unions) Is(s Schema) bool {
	if s.Discriminator() == "" {
		return false
	}
	for _, ref := range s.Get("discriminator").Get("mapping").Each() {
		if v := source.RefPointer(ref); v != s.Ptr && u.r.At(v).There() {
			return true
		}
	}
	return false
}

// IsVariant reports whether some discriminated schema lists the schema as a variant.
func (u Unions) IsVariant(s Schema) bool { return len(u.bases[s.Ptr]) > 0 }

// Links returns the variants of a discriminated schema in the order of its mapping, each once.
func (u Unions) Links(base Schema) []Link {
	var out []Link
	seen := make(map[string]bool)
	for _, ref := range base.Get("discriminator").Get("mapping").Each() {
		variant := source.RefPointer(ref)
		if seen[variant] {
			continue
		}
		seen[variant] = true
		for _, l := range u.bases[variant] {
			if l.Base == base.Ptr {
				out = append(out, l)
			}
		}
	}
	return out
}

// Values returns the discriminator values that pick a variant, the one to write first. A
// value that the variant's own schema fixes stands above one that is only the variant's name.
func (u Unions) Values(l Link) []string {
	values := slices.Clone(l.values)
	p := u.r.Merge(u.r.At(l.Variant)).ByName[l.property]
	if p == nil {
		return values
	}
	fixed, ok := u.r.PropertyConst(p)
	if !ok {
		return values
	}
	if i := slices.Index(values, fixed); i >= 0 {
		return append([]string{fixed}, slices.Delete(values, i, i+1)...)
	}
	if len(values) == 1 && values[0] == ComponentAt(l.Variant) {
		return []string{fixed}
	}
	return values
}

// Otherwise returns the pointer of the variant that is meant where the discriminating property is
// missing or says what no mapping knows (OpenAPI, Discriminator Object, defaultMapping), or "".
func (u Unions) Otherwise(base Schema) string {
	return source.RefPointer(base.Get("discriminator").Get("defaultMapping"))
}

// IsOtherwise reports whether the schema at a pointer is such a variant: a property that tells the
// others apart has no value of its own there.
func (u Unions) IsOtherwise(ptr, property string) bool {
	return slices.ContainsFunc(u.bases[ptr], func(l Link) bool { return l.property == property && l.otherwise })
}

// ValueAt returns what an object of the schema at a pointer says in a discriminator
// property, or "". A schema that a base does not list itself says what its nearest listed ancestor
// says.
func (u Unions) ValueAt(ptr, property string) string {
	for _, p := range append([]string{ptr}, u.r.Merge(u.r.At(ptr)).Parents...) {
		for _, l := range u.bases[p] {
			if l.property == property {
				return u.Values(l)[0]
			}
		}
	}
	return ""
}

// Properties returns the properties of an object, with those by which it is told apart as a variant
// but which its schema forgot to mention. The one that tells it apart stands first: readers that
// stream, as .NET's System.Text.Json, must know the type before the rest.
func (u Unions) Properties(s Schema, m *Merged) []*Property {
	props := m.Props
	for _, l := range u.bases[s.Ptr] {
		if slices.ContainsFunc(props, func(p *Property) bool { return p.Name == l.property }) {
			continue
		}
		def := New(l.Base+"/discriminator/propertyName", stringSchema)
		if p := u.r.Merge(u.r.At(l.Base)).ByName[l.property]; p != nil {
			def = u.r.Together(p.Defs)
		}
		props = append([]*Property{{Name: l.property, Defs: []Schema{def}}}, props...)
	}
	first := func(p *Property) bool {
		return p.Name == s.Discriminator() || u.ValueAt(s.Ptr, p.Name) != ""
	}
	if i := slices.IndexFunc(props, first); i > 0 {
		props = slices.Insert(slices.Delete(slices.Clone(props), i, i+1), 0, props[i])
	}
	return props
}

// IsBelowAnother reports whether a variant stands below another discriminated variant of the base
// that tells its variants apart by a property of its own: then the base's property says which of
// those it is, no more.
func (u Unions) IsBelowAnother(base Schema, variant string) bool {
	for _, parent := range u.r.Merge(u.r.At(variant)).Parents {
		s := u.r.At(parent)
		if parent != base.Ptr && u.Is(s) && s.Discriminator() != base.Discriminator() &&
			slices.Contains(u.r.Merge(s).Parents, base.Ptr) {
			return true
		}
	}
	return false
}

// stringSchema is {type: string}.
var stringSchema = func() *node.Node {
	n := node.NewMap(nil)
	n.SetText("type", "string")
	return n
}()
