package xml

import "strings"

// Scalars, maps and lists have no place for an attribute that nothing describes. When they are a
// property of a model, it holds the attribute for them, under the name of the property and that of
// the attribute:
//
//	price/@currency
//
// What is an item of a list, an entry of a map, or a body of its own is held by no model, and loses
// such attributes.
const heldMark = "/" + string(attributeMark)

// needsHolder reports whether a property stands in one element that has no place for attributes.
func (f *Field) needsHolder() bool {
	return f.Place == Element && f.Kind != Object && f.Kind != Any && (f.Kind != List || f.Wrapped)
}

// held writes the attributes that a model holds for a property, which stands in n.
func (r *reader) held(f *Field, n *node, t *Type) {
	if f.needsHolder() {
		r.unknownAttributes(f.JSON+heldMark, n, n.attrs, t)
	}
}

// heldAttribute is an attribute that a model holds for one of its properties.
type heldAttribute struct {
	field *Field
	value string
}

// held returns the property and the attribute that a member of a model is held for, if it is.
func (t *Type) held(name string) (property string, attribute *Field) {
	if t == nil || !strings.Contains(name, heldMark) || t.declares(name) {
		return "", nil
	}
	for i := range t.Fields {
		f := &t.Fields[i]
		rest, ok := strings.CutPrefix(name, f.JSON+heldMark)
		if !ok || !f.needsHolder() {
			continue
		}
		if a, ok := undeclared(string(attributeMark) + rest); ok {
			return f.JSON, &a
		}
	}
	return "", nil
}
