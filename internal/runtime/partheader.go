package runtime

import (
	"strconv"
	"strings"
)

// PartHeader is a header of parts of a multipart body (OpenAPI, Encoding Object, headers): of those
// with a name, or of those without one by their position.
type PartHeader struct {
	Part  string // name of the parts; "" for those without one
	From  int    // position of the first of them
	Only  bool   // of that one alone
	Name  string
	Style Style
	Value Value

	values func(i int) Value // for each of the parts in turn; nil: all have Value
	len    int               // how many values there are
}

// Header has the parts that are added from now on carry a header.
func (m *MultipartWriter) Header(h PartHeader) { m.headers = append(m.headers, h) }

// Headers is Header with a value of its own for each of the parts, of which there are to be n.
func (m *MultipartWriter) Headers(h PartHeader, n int, value func(i int) Value) {
	h.values, h.len = value, n
	m.Header(h)
}

// headersOf returns the headers of the next part of a name. Null and what is empty are none.
func (m *MultipartWriter) headersOf(part string) []Pair {
	if len(m.headers) == 0 {
		return nil
	}
	if m.count == nil {
		m.count = map[string]int{}
	}
	n := m.count[part]
	m.count[part]++
	var out []Pair
	for _, h := range m.headers {
		if h.Part != part || n < h.From || h.Only && n > h.From {
			continue
		}
		v := h.Value
		if h.values != nil {
			if n-h.From >= h.len {
				continue // checkHeaders says so
			}
			v = h.values(n - h.From)
		}
		m.r.checkFlat(h.label(), v)
		if v.kind != nullValue && !v.empty() {
			out = append(out, Pair{h.Name, v.plain(h.Style)})
		}
	}
	return out
}

// checkHeaders refuses headers that are not as many as the parts that they are for.
func (m *MultipartWriter) checkHeaders() {
	for _, h := range m.headers {
		if parts := max(0, m.count[h.Part]-h.From); h.values != nil && h.len != parts {
			m.r.violate(h.label(), "must have a value for each part: there are "+strconv.Itoa(parts))
		}
	}
}

// label is what a violation calls the header.
func (h *PartHeader) label() string {
	if h.Part == "" {
		return h.Name
	}
	return h.Part + "." + h.Name
}

// pairValue is the value of a header among some; "" when it is not there.
func pairValue(headers []Pair, name string) string {
	for _, h := range headers {
		if strings.EqualFold(h.Name, name) {
			return h.Value
		}
	}
	return ""
}
