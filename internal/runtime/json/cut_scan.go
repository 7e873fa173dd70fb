package json

// This file looks at the bytes of a text for [Cutter]. It sees brackets, strings and commas, and
// leaves it to the Reader whether what stands between them is JSON.

// outside looks at what is not the list, until the list begins or nothing is left to look at.
func (c *Cutter) outside() {
	from := c.pos
	keep := func() {
		c.rest = append(c.rest, c.buf[from:c.pos]...)
		from = c.pos
	}
	defer keep()
	if c.before == 0 && c.pos == 0 && len(c.buf) > 0 && c.buf[0] >= 0xFE {
		c.depth = 1 // UTF-16 by its mark: nothing is found in it, and all is the rest
	}
	for c.pos < len(c.buf) {
		if c.inString {
			if c.skipString(); !c.inString && c.named {
				keep()
				if c.readName(); c.err != nil {
					return
				}
			}
			continue
		}
		b := c.buf[c.pos]
		if b == '"' && c.named {
			c.name = len(c.rest) + c.pos - from
		}
		c.pos++
		if c.structure(b) {
			return
		}
	}
}

// structure follows a byte that is in no string. It is true when the list begins.
func (c *Cutter) structure(b byte) bool {
	onWay := c.depth == c.matched && c.where == ahead && (c.hit || c.depth == 0)
	switch b {
	case '"':
		c.inString = true
	case '{':
		c.depth++
		if c.named = onWay && c.matched < len(c.path); c.named {
			c.matched++
		}
		c.hit = false
	case '[':
		c.depth++
		if onWay && c.matched == len(c.path) {
			c.where = opened
			return true
		}
		c.hit, c.named = false, false
	case '}', ']':
		if c.depth == c.matched && c.matched > 0 {
			c.matched--
		}
		c.depth--
		c.hit, c.named = false, false
	case ',':
		c.named, c.hit = c.depth == c.matched && c.matched > 0, false
	}
	return false
}

// readName looks at the name of a member that has been read.
func (c *Cutter) readName() {
	c.named = false
	r := scan(c.rest[c.name:])
	c.hit = r.str() == c.path[c.matched-1]
	if c.hit && c.where == behind {
		c.err = &Error{Path: pathTo(c.rest, c.name), Offset: c.before + c.pos, Problem: errTwice.Error()}
	}
}

// skipString goes on in a string, to its end if that is there.
func (c *Cutter) skipString() {
	all := stringOf(c.buf)
	for i := c.pos; ; i++ {
		if !c.escaped {
			i = plain(all, i)
		}
		if i >= len(all) {
			c.pos = len(all)
			return
		}
		switch {
		case c.escaped:
			c.escaped = false
		case all[i] == '\\':
			c.escaped = true
		case all[i] == '"':
			c.pos, c.inString = i+1, false
			return
		}
	}
}

// inside looks at the list, until it ends or nothing is left to look at.
func (c *Cutter) inside() {
	for c.pos < len(c.buf) && c.err == nil {
		b := c.buf[c.pos]
		switch c.where {
		case opened, wanted:
			c.begin(b)
		case brackets:
			c.element(b)
		case quoted:
			if c.skipString(); !c.inString {
				c.whole()
			}
		case scalar:
			if b == ',' || b == ']' || b <= ' ' {
				c.whole()
			} else {
				c.pos++
			}
		case ended:
			switch {
			case b == ',':
				c.where = wanted
			case b == ']':
				c.where = behind
				return // the bracket belongs to the rest
			case b > ' ' || spaces>>b&1 == 0:
				c.err = c.wrong(`"," or "]"`)
				return
			}
			c.pos++
		}
		if c.where == behind {
			return
		}
	}
}

// begin looks for the beginning of an element.
func (c *Cutter) begin(b byte) {
	switch {
	case b <= ' ' && spaces>>b&1 != 0:
	case b == ']' && c.where == opened:
		c.where = behind
		return
	case b == ']' || b == ',' || b <= ' ':
		c.err = c.wrong("a value")
		return
	default:
		c.start, c.where = c.pos, scalar
		if b == '"' {
			c.where, c.inString = quoted, true
		} else if b == '{' || b == '[' {
			c.where, c.nested = brackets, 1
		}
	}
	c.pos++
}

// element goes on in an object or a list.
func (c *Cutter) element(b byte) {
	if c.inString {
		c.skipString()
		return
	}
	c.pos++
	switch b {
	case '"':
		c.inString = true
	case '{', '[':
		c.nested++
	case '}', ']':
		if c.nested--; c.nested == 0 {
			c.whole()
		}
	}
}

// whole notes that an element has ended.
func (c *Cutter) whole() {
	if c.count == 0 {
		c.first = c.start
	}
	c.count++
	c.last, c.where = c.pos, ended
}
