package json

import (
	"slices"

	"github.com/armsmith/armsmith/internal/runtime/value"
)

// union reads the sealed interface at p.
func (r *Reader) union(p place, t *Type) {
	u, to := t.Union, (*iface)(p)
	*to = iface{}
	if u.Shapes != nil {
		r.shaped(to, u)
		return
	}
	if r.nilNull() {
		return
	}
	kind := r.Discriminator(u.Property)
	for i := range u.Variants {
		if slices.Contains(u.Variants[i].Values, kind) {
			r.variant(to, u, i, kind)
			return
		}
	}
	otherwise := len(u.Variants)
	if u.Otherwise > 0 {
		otherwise = u.Otherwise - 1
	}
	r.variant(to, u, otherwise, kind)
}

// variant reads the variant of the given index, the last being that for what is not known, and puts
// it into the interface.
func (r *Reader) variant(to *iface, u *Union, i int, kind string) {
	as, of := u.instances(), u.Unknown
	if i < len(u.Variants) {
		of = u.Variants[i].Of
	}
	t := of.JSONType()
	switch t.Kind {
	case KindUnion:
		r.nested(to, u, &u.Variants[i], t)
		return
	case KindUnknown:
		v := r.newValue(t)
		r.unknown(v, t, kind)
		*to = iface{as[i][0], v}
	default:
		v := r.alloc(t)
		*to = iface{as[i][0], v}
		r.value(v, t)
	}
}

// nested reads a variant that is a union in turn.
func (r *Reader) nested(to *iface, outer *Union, v *Variant, t *Type) {
	var inner iface
	r.union(place(&inner), t)
	for i, as := range t.Union.instances() {
		if as[0] != nil && as[0] == inner[0] {
			*to = iface{outer.instances()[v.From+i][0], inner[1]}
			return
		}
	}
}

// shaped reads the variant that fits what comes next best. A variant that seemed to fit and cannot
// be read gives way to the next best.
func (r *Reader) shaped(to *iface, u *Union) {
	takesNull := func(s Shape) bool { return s.Kinds&Null != 0 }
	if r.peek() == 'n' && !slices.ContainsFunc(u.Shapes, takesNull) && r.nilNull() {
		return
	}
	for _, i := range r.fitting(u.Shapes) {
		before := r.attempt()
		if r.variant(to, u, i, ""); !r.failed || r.spent() {
			return
		}
		if !r.take(problemCost) {
			return
		}
		r.undo(before)
	}
	if !r.failed {
		r.variant(to, u, len(u.Variants), "")
	}
}

// attempt is where a Reader stood before it tried to read something as what it may not be.
type attempt struct {
	pos, depth, lists int
	extra             *value.Members
	noted             int // members in extra
	lossy             lossy
}

func (r *Reader) attempt() attempt {
	a := attempt{pos: r.pos, depth: r.depth, lists: r.lists, extra: r.extra, lossy: r.lossy}
	if r.extra != nil {
		a.noted = len(value.List(*r.extra))
	}
	return a
}

// undo goes back to where an attempt that failed began. It fails in turn if too much is read again.
func (r *Reader) undo(a attempt) {
	end := r.offset
	r.failed, r.problem, r.pos = false, "", max(a.pos, end)
	r.back(a.pos, a.depth)
	r.lists, r.extra, r.lossy = a.lists, a.extra, a.lossy
	if r.extra != nil {
		value.Keep(*r.extra, a.noted)
	}
}

// unknown reads what no variant fits: the whole, and of an object what all variants share.
func (r *Reader) unknown(p place, t *Type, kind string) {
	u := t.Unknown
	if u.Key != "" {
		*(*string)(offset(p, u.Tag)) = kind
	}
	var raw []byte
	if u.Common == nil {
		raw = r.Raw()
	} else {
		raw = r.whole(func(r *Reader) { r.object(p, u.Common, nil) })
	}
	*(*[]byte)(offset(p, u.Raw)) = raw
}

// try reads a member, and leaves out one that cannot be read.
func (r *Reader) try(p place, t *Type, f *Field) {
	before := r.reading
	if f.Kind == KindFlat {
		r.flat(p, f.Of.JSONType(), r.extra)
	} else {
		r.kind(offset(p, f.At), f.Kind, f.Of)
	}
	if !r.failed {
		return
	}
	r.again += r.offset - before.pos
	r.take(problemCost)
	r.restore(before)
	r.Skip()
	if f.Kind != KindFlat {
		clearField(p, t.Self, f.At)
	}
}
