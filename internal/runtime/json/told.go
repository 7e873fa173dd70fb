package json

// told is what a union tells a variant by whose schema does not declare it: a member's key and its
// value.
type told struct{ key, value string }

// putTold writes the member by which unions tell a variant: what the field says or, where it says
// nothing, the union that is being written. By itself the variant has no such member.
func (w *Writer) putTold(key, own string) {
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
