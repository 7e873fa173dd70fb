package json

// told is what a union tells a variant by whose schema does not declare it: a member's key and its
// value.
type told struct{ key, value string }

// teller is a variant that does not say itself what it is. ToldAs returns what the union says, of
// which it gets a nil pointer to a variable; an empty key is nothing.
type teller interface {
	ToldAs(union any) (key, value string)
}

// PutTelling is PutUnion for a union that tells some of its variants.
func PutTelling[U Encodable](w *Writer, key string, v U) {
	if t, ok := any(v).(teller); ok {
		w.told.key, w.told.value = t.ToldAs((*U)(nil))
	}
	PutUnion(w, key, v)
	w.told = told{}
}

// WriteTelling is WriteUnion for a union that tells some of its variants.
func WriteTelling[U Encodable](p *U, w *Writer) {
	if t, ok := any(*p).(teller); ok {
		w.told.key, w.told.value = t.ToldAs((*U)(nil))
	}
	WriteUnion(p, w)
	w.told = told{}
}

// PutTold writes the member by which unions tell a variant: what the field says or, where it says
// nothing, the union that is being written. By itself the variant has no such member.
func PutTold(w *Writer, key, own string) {
	switch {
	case own != "":
		w.stringMember(key, own)
	case w.told.key == key:
		w.stringMember(key, w.told.value)
	}
	if w.told.key == key {
		w.told = told{}
	}
}

// MarshalUnion returns a union as JSON, with what tells its variant.
func MarshalUnion[U Encodable](v U) ([]byte, error) {
	return MarshalFunc(func(w *Writer) { WriteTelling(&v, w) })
}
