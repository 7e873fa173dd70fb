package json

// whole reads what no variant of a union fits, and returns it whole. Of an object it has common
// read what all variants share, as far as that can be read: nothing in it fails the text.
//
// What is read twice counts against the bound on that (see back), but never uses it up: past half
// of it, only the whole is kept.
func (r *Reader) whole(common func(*Reader)) []byte {
	r.peek()
	before, most := r.reading, maxAgain*len(r.data)/2
	raw := r.Raw()
	if r.failed || raw[0] != '{' || r.again+len(raw) > most {
		return raw
	}
	after := r.reading
	r.restore(before)
	r.again += len(raw)
	r.extra, r.lossy = nil, 0
	common(r)
	r.again = min(r.again, most)
	r.restore(after)
	return raw
}

// restore goes to another state of reading the same text. Memory that strings were put into stays
// theirs, and what was looked at twice or allocated is not forgotten. A text whose budget is used up
// stays where it is: at its end.
func (r *reading) restore(to reading) {
	if r.spent() {
		return
	}
	to.again, to.scratch, to.budget = r.again, r.scratch, r.budget
	*r = to
}
