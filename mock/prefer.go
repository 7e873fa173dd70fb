package mock

import (
	"net/http"
	"strconv"
	"strings"
)

// Prefer is what a request asks of its answer (RFC 7240): "code=404", "example=name",
// "dynamic=true".
type Prefer struct {
	Code    int    // status; 0: that of a success
	Example string // name of the example; "": any
	Dynamic bool   // values are made up anew for each request, whatever examples there are
}

// preferOf reads the Prefer headers of a request. What is not for a mock is passed over.
func preferOf(header http.Header) Prefer {
	var p Prefer
	for _, line := range header.Values("Prefer") {
		for _, part := range preferences(line) {
			name, value, _ := strings.Cut(part, "=")
			value = unquoted(strings.TrimSpace(value))
			switch strings.ToLower(strings.TrimSpace(name)) {
			case "code":
				if code, err := strconv.Atoi(value); err == nil && code >= 200 && code <= 599 {
					p.Code = code
				}
			case "example":
				p.Example = value
			case "dynamic":
				p.Dynamic, _ = strconv.ParseBool(value) // anything else asks for nothing
			}
		}
	}
	return p
}

// preferences splits a header at commas and semicolons, except within quotes.
func preferences(line string) []string {
	var out []string
	begin, quoted := 0, false
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == '"':
			quoted = !quoted
		case c == '\\' && quoted:
			i++ // whatever comes next is no end
		case !quoted && (c == ',' || c == ';'):
			out = append(out, line[begin:i])
			begin = i + 1
		}
	}
	return append(out, line[begin:])
}

// unquoted returns what a quoted string says (RFC 9110, section 5.6.4); any other text as it is.
func unquoted(text string) string {
	inner, begins := strings.CutPrefix(text, `"`)
	inner, ends := strings.CutSuffix(inner, `"`)
	if !begins || !ends {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(inner); i++ {
		if inner[i] == '\\' && i+1 < len(inner) {
			i++
		}
		b.WriteByte(inner[i])
	}
	return b.String()
}
