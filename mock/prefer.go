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
		for part := range strings.FieldsFuncSeq(line, func(r rune) bool { return r == ',' || r == ';' }) {
			name, value, _ := strings.Cut(strings.TrimSpace(part), "=")
			value = strings.Trim(strings.TrimSpace(value), `"`)
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
