package json

import "unicode/utf8"

// Raw reads any value and returns its text. It shares memory with what is read, as strings do.
func (r *reading) Raw() []byte {
	r.peek()
	start := r.pos
	r.Skip()
	if r.failed {
		return nil
	}
	return r.keepBytes(start, r.pos)
}

// Skip reads any value and forgets it. Its syntax is checked all the same.
func (r *reading) Skip() {
	switch c := r.peek(); {
	case c == '"':
		r.skipString()
	case c == '{':
		r.skipObject()
	case c == '[':
		r.skipList()
	case c == '-' || c-'0' <= 9:
		r.number()
	case c == 't':
		r.literal("true")
	case c == 'f':
		r.literal("false")
	case c == 'n':
		r.literal("null")
	default:
		r.want("a value")
	}
}

func (r *reading) skipObject() {
	if !r.enter() {
		return
	}
	if r.peek() == '}' {
		r.close()
		return
	}
	for {
		if r.peek() != '"' {
			r.want("a name in quotes")
			return
		}
		r.skipString()
		if r.peek() != ':' {
			r.want(`":"`)
			return
		}
		r.pos++
		r.Skip()
		if !r.comma('}') {
			return
		}
	}
}

func (r *reading) skipList() {
	if !r.enter() {
		return
	}
	if r.peek() == ']' {
		r.close()
		return
	}
	for {
		r.Skip()
		if !r.comma(']') {
			return
		}
	}
}

// skipString reads past a string without making one. Bytes that are not UTF-8 are left to whoever
// reads it.
func (r *reading) skipString() {
	data, start := r.data, r.pos
	for i := plain(r.text, start+1); i < len(data); i = plain(r.text, i) {
		switch c := data[i]; {
		case c == '"':
			r.pos = i + 1
			return
		case c == '\\':
			if i+1 < len(data) && data[i+1] != 'u' {
				if _, size := escape(data[i : i+2]); size == 2 {
					i += 2
					continue
				}
			} else if hex4(data[i:]) >= 0 {
				i += 6
				continue
			}
			r.failAt(i, `want an escape such as \n or \u00e9, found `+excerpt(data[i:min(len(data), i+6)]))
			return
		case c < utf8.RuneSelf:
			r.failAt(i, "want a string, found a control character in it: "+excerpt(data[i:i+1]))
			return
		default:
			for i < len(data) && data[i] >= utf8.RuneSelf {
				i++
			}
		}
	}
	r.failAt(start, "want a string, found no end of it")
}
