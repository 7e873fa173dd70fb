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
}

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

// pathTo returns the path of the value at the given offset, or in which it lies. What stands before
// it has been read once and is well formed.
func pathTo(data []byte, offset int) string {
	var steps []step
	r := scan(data[:offset])
	name := false // the next string is a member's name
	for {
		switch c := r.peek(); c {
		case 0:
			return pathText(data, steps)
		case '{', '[':
			steps = append(steps, step{list: c == '[', name: -1})
			name = c == '{'
		case '}', ']':
			if len(steps) > 0 {
				steps = steps[:len(steps)-1]
			}
			name = false
		case ',':
			if n := len(steps) - 1; n >= 0 {
				steps[n].index++
				steps[n].name = -1
				name = !steps[n].list
			}
		case '"':
			if n := len(steps) - 1; name && n >= 0 {
				steps[n].name, name = r.pos, false
			}
			if r.skipString(); r.failed {
				return pathText(data, steps)
			}
			continue
		}
		r.pos++
	}
}

func pathText(data []byte, steps []step) string {
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
