package json

import (
	"fmt"
	"strconv"
	"strings"
)

// Error says what is wrong with a JSON text, and where. It shows a few bytes of the text, but none
// of a secret.
type Error struct {
	// of the value, such as value[3].properties.retrySettings.maxRetries; "" for the whole text
	Path    string
	Offset  int    // in bytes from the beginning of the text
	Problem string // such as: want int32, found string "x"

	tooLarge bool
}

// Is reports whether the error is the given one: [ErrTooLarge], for a text beyond its [Budget].
func (e *Error) Is(target error) bool { return e.tooLarge && target == ErrTooLarge }

// Error returns path, problem and offset: value[3].name: want string, found number 3 (offset 812).
func (e *Error) Error() string {
	where := e.Path
	if where != "" {
		where += ": "
	}
	return fmt.Sprintf("%s%s (offset %d)", where, e.Problem, e.Offset)
}

// found describes what stands at the current position.
func (r *reading) found() string {
	if r.pos >= len(r.data) {
		return "the end of the text"
	}
	rest := r.data[r.pos:]
	switch c := rest[0]; {
	case c == '{':
		return "object"
	case c == '[':
		return "array"
	case c == '"':
		ahead := scan(rest)
		if ahead.skipString(); !ahead.failed {
			rest = rest[:ahead.pos]
		}
		return "string " + excerpt(rest)
	case c == '-' || c-'0' <= 9:
		if end, ok := scanNumber(r.data, r.pos); ok {
			return "number " + excerpt(rest[:end-r.pos])
		}
	case strings.HasPrefix(string(rest[:min(len(rest), 5)]), "true"):
		return "true"
	case strings.HasPrefix(string(rest[:min(len(rest), 5)]), "false"):
		return "false"
	case strings.HasPrefix(string(rest[:min(len(rest), 5)]), "null"):
		return "null"
	}
	return strconv.Quote(string(rest[:min(len(rest), 8)]))
}

// excerpt returns the beginning of a text, printable. What is in quotes already is not quoted
// twice.
func excerpt(text []byte) string {
	const most = 40
	more := ""
	if len(text) > most {
		text, more = text[:most], "..."
	}
	s := strconv.Quote(string(text))
	if len(text) > 0 && (text[0] == '"' || text[0] == '-' || text[0]-'0' <= 9) && !strings.Contains(s[1:len(s)-1], `\`+`\`) {
		s = strings.ReplaceAll(s[1:len(s)-1], `\"`, `"`)
	}
	return s + more
}

// step is one level of a path.
type step struct {
	list  bool
	index int
	name  int // offset of the member's name
}

// longPath is how many levels of a path are shown. More tell nobody anything.
const longPath = 200

// pathTo returns the path of the value at the given offset, or in which it lies. What stands before
// it has been read once and is well formed.
func pathTo(data []byte, offset int) string {
	var steps []step
	r := scan(data[:offset])
	name, deeper := false, 0 // whether the next string is a member's name; levels that are not shown
	for {
		n := len(steps) - 1
		switch c := r.peek(); {
		case c == 0:
			return pathText(data, steps, deeper)
		case deeper > 0 && (c == ']' || c == '}'):
			deeper--
		case (c == '{' || c == '[') && len(steps) == longPath:
			deeper++
		case c == '{' || c == '[':
			steps = append(steps, step{list: c == '[', name: -1})
			name = c == '{'
		case (c == '}' || c == ']') && n >= 0:
			steps = steps[:n]
			name = false
		case c == ',' && deeper == 0 && n >= 0:
			steps[n].index++
			steps[n].name = -1
			name = !steps[n].list
		case c == '"':
			if name && deeper == 0 && n >= 0 {
				steps[n].name, name = r.pos, false
			}
			if r.skipString(); r.failed {
				return pathText(data, steps, deeper)
			}
			continue
		}
		r.pos++
	}
}

func pathText(data []byte, steps []step, deeper int) string {
	var out strings.Builder
	for _, s := range steps {
		if s.list {
			out.WriteString("[" + strconv.Itoa(s.index) + "]")
			continue
		}
		if s.name < 0 {
			continue
		}
		r := scan(data[s.name:])
		switch name := r.str(); {
		case !plainName(name):
			out.WriteString("[" + excerpt([]byte(name)) + "]")
		case out.Len() > 0:
			out.WriteString("." + name)
		default:
			out.WriteString(name)
		}
	}
	if deeper > 0 {
		out.WriteString("...")
	}
	return out.String()
}

func plainName(name string) bool {
	for _, c := range name {
		if c != '_' && c != '$' && c != '@' && c != '-' && (c < '0' || '9' < c) && (c|0x20 < 'a' || 'z' < c|0x20) {
			return false
		}
	}
	return name != "" && len(name) <= 80
}
