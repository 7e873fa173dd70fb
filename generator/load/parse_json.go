package load

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/armsmith/armsmith/generator/load/node"
)

// jsonParser reads RFC 8259, keeping places and order. Its strings alias the file's text.
type jsonParser struct {
	*parser
	text string
	pos  int
	line int
	// where the line begins, moved right by the continuation bytes in it, so that columns count
	// characters
	bol int
}

func (p *parser) json(text string) (root *node.Node, err *syntaxError) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case *syntaxError:
			root, err = nil, r
		default:
			panic(r)
		}
	}()
	j := &jsonParser{parser: p, text: text, line: 1}
	root = j.value(nil, "", 0)
	j.space()
	if j.pos < len(j.text) {
		err := j.errorf("unexpected %s after the document", j.seen())
		err.fix = "the document ends before it: take out what follows"
		return nil, err
	}
	return root, nil
}

// fail ends parsing. Errors travel as a panic inside this file alone: it keeps the reading code
// free of them.
func (j *jsonParser) fail(format string, args ...any) { panic(j.errorf(format, args...)) }

func (j *jsonParser) errorf(format string, args ...any) *syntaxError {
	err := &syntaxError{line: j.line, column: j.column(), message: fmt.Sprintf(format, args...)}
	if j.pos >= len(j.text) {
		err.fix = "the file seems to be cut off: save or download it again"
	}
	return err
}

func (j *jsonParser) column() int { return j.pos - j.bol + 1 }

func (j *jsonParser) seen() string {
	if j.pos >= len(j.text) {
		return "end of file"
	}
	r, _ := utf8.DecodeRuneInString(j.text[j.pos:])
	return strconv.QuoteRune(r)
}

func (j *jsonParser) space() {
	for j.pos < len(j.text) {
		switch j.text[j.pos] {
		case '\n':
			j.line++
			j.bol = j.pos + 1
		case ' ', '\t', '\r':
		default:
			return
		}
		j.pos++
	}
}

func (j *jsonParser) next() byte {
	j.space()
	if j.pos >= len(j.text) {
		return 0
	}
	return j.text[j.pos]
}

func (j *jsonParser) value(up *node.Node, key string, depth int) *node.Node {
	c := j.next()
	if depth > maxDepth {
		panic(tooDeep(j.line, j.column()))
	}
	if !j.budget.take(1) {
		panic(tooMany(j.line, j.column()))
	}
	n := new(node.Node)
	n.At(j.file, j.line, j.column(), up, key)
	switch {
	case c == '{':
		n.Kind = node.Map
		j.object(n, depth)
	case c == '[':
		n.Kind = node.List
		j.array(n, depth)
	case c == '"':
		n.Kind, n.Text = node.String, j.str()
	case c == '-' || c >= '0' && c <= '9':
		n.Kind, n.Text = node.Number, j.number()
	case j.word("true"), j.word("false"):
		n.Kind, n.Text = node.Bool, strconv.FormatBool(c == 't')
	case j.word("null"):
		n.Kind, n.Text = node.Null, "null"
	default:
		j.fail("expected a value, found %s", j.seen())
	}
	return n
}

func (j *jsonParser) word(w string) bool {
	if !strings.HasPrefix(j.text[j.pos:], w) {
		return false
	}
	j.pos += len(w)
	return true
}

func (j *jsonParser) object(n *node.Node, depth int) {
	j.pos++
	if j.next() == '}' {
		j.pos++
		return
	}
	for {
		if j.next() != '"' {
			j.fail("expected a key in double quotes, found %s", j.seen())
		}
		m := node.Member{KeyLine: int32(j.line), KeyColumn: int32(j.column())}
		m.Key = j.str()
		if j.next() != ':' {
			j.fail("expected ':', found %s", j.seen())
		}
		j.pos++
		m.Value = j.value(n, m.Key, depth+1)
		j.add(n, m)
		switch j.next() {
		case ',':
			j.pos++
		case '}':
			j.pos++
			return
		default:
			j.fail("expected ',' or '}', found %s", j.seen())
		}
	}
}

func (j *jsonParser) array(n *node.Node, depth int) {
	j.pos++
	if j.next() == ']' {
		j.pos++
		return
	}
	for {
		n.Items = append(n.Items, j.value(n, strconv.Itoa(len(n.Items)), depth+1))
		switch j.next() {
		case ',':
			j.pos++
		case ']':
			j.pos++
			return
		default:
			j.fail("expected ',' or ']', found %s", j.seen())
		}
	}
}

// number reads a number by the grammar of RFC 8259, section 6.
func (j *jsonParser) number() string {
	start := j.pos
	for j.pos < len(j.text) && strings.IndexByte("+-.eE0123456789", j.text[j.pos]) >= 0 {
		j.pos++
	}
	s := j.text[start:j.pos]
	if !isJSONNumber(s) {
		j.pos = start
		j.fail("%q is not a number", s)
	}
	return s
}

func isJSONNumber(s string) bool {
	s = strings.TrimPrefix(s, "-")
	whole := digits(s)
	if whole == 0 || whole > 1 && s[0] == '0' {
		return false
	}
	s = s[whole:]
	if strings.HasPrefix(s, ".") {
		n := digits(s[1:])
		if n == 0 {
			return false
		}
		s = s[1+n:]
	}
	if s != "" && (s[0] == 'e' || s[0] == 'E') {
		s = s[1:]
		if s != "" && (s[0] == '+' || s[0] == '-') {
			s = s[1:]
		}
		n := digits(s)
		return n > 0 && n == len(s)
	}
	return s == ""
}

func digits(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}

// str reads a string. Without escapes it is a piece of the text.
func (j *jsonParser) str() string {
	j.pos++
	start, high := j.pos, byte(0)
	for j.pos < len(j.text) {
		c := j.text[j.pos]
		switch {
		case c == '"':
			s := j.text[start:j.pos]
			if high >= utf8.RuneSelf {
				j.bol += len(s) - utf8.RuneCountInString(s)
			}
			j.pos++
			return s
		case c == '\\':
			return j.escaped(start)
		case c < ' ':
			j.fail("a string may not hold the control character %#x", c)
		}
		high |= c
		j.pos++
	}
	j.fail("a string does not end")
	return ""
}

func (j *jsonParser) escaped(start int) string {
	b := []byte(j.text[start:j.pos])
	for j.pos < len(j.text) {
		c := j.text[j.pos]
		switch {
		case c == '"':
			raw := j.text[start:j.pos]
			j.bol += len(raw) - utf8.RuneCountInString(raw)
			j.pos++
			return string(b)
		case c == '\\':
			b = j.escape(b)
			continue
		case c < ' ':
			j.fail("a string may not hold the control character %#x", c)
		}
		b = append(b, c)
		j.pos++
	}
	j.fail("a string does not end")
	return ""
}

func (j *jsonParser) escape(b []byte) []byte {
	if j.pos+1 >= len(j.text) {
		j.fail("a string does not end")
	}
	c := j.text[j.pos+1]
	if c == 'u' {
		r := j.hex4(j.pos)
		j.pos += 6
		if utf16.IsSurrogate(r) && strings.HasPrefix(j.text[j.pos:], `\u`) {
			if pair := utf16.DecodeRune(r, j.hex4(j.pos)); pair != utf8.RuneError {
				r = pair
				j.pos += 6
			}
		}
		return utf8.AppendRune(b, r) // half a surrogate pair becomes U+FFFD, as in encoding/json
	}
	i := strings.IndexByte(`"\/bfnrt`, c)
	if i < 0 {
		j.fail("unknown escape \\%c", c)
	}
	j.pos += 2
	return append(b, "\"\\/\b\f\n\r\t"[i])
}

func (j *jsonParser) hex4(at int) rune {
	if at+6 > len(j.text) {
		j.fail("a string does not end")
	}
	v, err := strconv.ParseUint(j.text[at+2:at+6], 16, 32)
	if err != nil {
		j.fail(`\u needs four hexadecimal digits`)
	}
	return rune(v)
}
