package json

import (
	"errors"
	"reflect"
)

// union writes the variant that the interface at p holds; nil, and a variant that is a nil pointer,
// as null.
func (w *Writer) union(p place, t *Type) {
	v := (*iface)(p)
	if v[1] == nil || w.deep() {
		w.null()
		return
	}
	u, i := t.Union, t.Union.indexOf(v[0])
	if i < 0 {
		w.fail(errors.New("json: " + u.dynamic(p) + " is no variant of the union: a type that embeds one cannot be written"))
		return
	}
	w.one(v[1], u.variant(w, i))
	w.told = told{}
}

// dynamic names the type of what the interface at p holds.
func (u *Union) dynamic(p place) string {
	return reflect.NewAt(reflect.TypeOf(u.As).Elem().Elem(), p).Elem().Elem().Type().String()
}

// indexOf returns which of As has the given type; -1 for none.
func (u *Union) indexOf(typ place) int {
	for i, as := range u.instances() {
		if as[0] == typ {
			return i
		}
	}
	return -1
}

// variant returns the table of the variant that As has at the given index, and tells w, unless that
// is nil, what the variant does not say itself.
func (u *Union) variant(w *Writer, i int) *Type {
	n := len(u.Variants)
	switch {
	case i == n:
		return u.Unknown.JSONType()
	case i < n:
		v := &u.Variants[i]
		if v.Told && w != nil {
			w.told = told{u.Key, v.Values[0]}
		}
		return v.Of.JSONType()
	}
	for k := n - 1; ; k-- { // the unions among the variants, the last first
		if v := &u.Variants[k]; v.From > 0 && v.From <= i {
			return v.Of.JSONType().Union.variant(w, i-v.From)
		}
	}
}

// unknown writes a variant that was kept as it came. One that was not read but made has its fields
// alone.
func (w *Writer) unknown(p place, u *Unknown) {
	raw, kind := *(*[]byte)(offset(p, u.Raw)), ""
	if u.Key != "" {
		kind = *(*string)(offset(p, u.Tag))
	}
	if raw != nil && !(u.Secret && w.redact) || u.Common == nil && kind == "" {
		w.Raw(raw)
		return
	}
	outer := w.open(nil)
	if u.Key != "" {
		w.stringMember(u.Key, kind)
	}
	if u.Common != nil {
		w.fields(p, u.Common.Fields)
	}
	w.close(outer, nil)
}
