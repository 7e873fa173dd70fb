package runtime

import (
	"fmt"
	"maps"
	"slices"

	"github.com/armsmith/armsmith/internal/runtime/json"
)

// Path sets the path parameter {name}. Every character that could end a path segment is escaped; a
// value that is empty or could climb ("..", or one between slashes, in whatever encoding) is
// refused.
func (r *Request) Path(name string, v Value, s Style) {
	start := len(r.text)
	r.text = appendPath(r.text, name, v, s)
	r.path = append(r.path, pathValue{name, start, len(r.text)})
	switch {
	case v.Err() != nil: // checkFlat says it
	case v.kind == nullValue, v.kind == textValue && v.text == "":
		r.violate(name, "is in the path and must not be empty"+r.unboundNote(name))
	case v.empty():
		r.violate(name, "is in the path and must have an element")
	case !v.someText():
		r.violate(name, "is in the path and must have an element that is not empty")
	case v.climbs():
		r.violate(name, `must not hold "." or ".." as a path segment`)
	}
	r.checkFlat(name, v)
}

// PathEmpty sets the path parameter {name} to the empty text that the document fixes for it.
func (r *Request) PathEmpty(name string) {
	r.path = append(r.path, pathValue{name, len(r.text), len(r.text)})
}

// Query adds a query parameter, or several where the style says so. Null adds none.
//
//go:noinline
func (r *Request) Query(name string, v Value, s Style) {
	r.place(name, v, s, func(name string, v Value) {
		r.query = appendJoined(appendQueryName(r.query, name), v, s, s.queryChars(v))
	})
}

// Header sets a header. A value with line breaks or other control characters is refused: it could
// end the header and begin another. Null and what is empty set none.
func (r *Request) Header(name string, v Value, s Style) {
	switch {
	case v.kind == nullValue && v.parts == nil, v.empty():
	case !validHeaderName(name):
		r.violate(name, "is not a valid header name")
	default:
		r.checkFlat(name, v)
		text := v.plain(s)
		if !validHeaderValue(text) {
			r.violate(name, "is in a header and must not hold control characters")
			return
		}
		r.headers = append(r.headers, Pair{name, text})
	}
}

// HeaderPrefix sets one header for each entry, its name led by prefix
// (x-ms-header-collection-prefix), in the order of the names.
func (r *Request) HeaderPrefix(prefix string, values map[string]string) {
	for _, k := range slices.Sorted(maps.Keys(values)) {
		r.Header(prefix+k, Text(values[k]), Simple)
	}
}

// Cookie adds a cookie, or several where the style says so. Null and what is empty add none.
func (r *Request) Cookie(name string, v Value, s Style) {
	if v.empty() {
		return
	}
	r.place(name, v, s, func(name string, v Value) {
		if !validHeaderName(name) {
			r.violate(name, "is not a valid cookie name")
			return
		}
		if len(r.cookies) > 0 {
			r.cookies = append(r.cookies, "; "...)
		}
		r.cookies = r.appendCookie(append(append(r.cookies, name...), '='), name, v, s)
	})
}

// appendCookie appends the value of a cookie.
func (r *Request) appendCookie(dst []byte, name string, v Value, s Style) []byte {
	switch {
	case s.base() == AsCookie:
		if !v.fitsCookie() {
			r.violate(name, "is in a cookie as it stands, and must not hold what cookies cannot: escape it as the service expects")
		}
		return append(dst, v.plain(s)...)
	case s.reserved():
		return appendEscaped(dst, v.plain(s), &reservedCookie)
	}
	return appendEscaped(dst, v.plain(s), &cookieChars)
}

// QueryString makes a text the query (OpenAPI 3.2, in: querystring): all of it is escaped that
// could mean something in a query.
func (r *Request) QueryString(name string, v Value) {
	if r.checkFlat(name, v); v.kind == textValue && v.text != "" {
		r.query = appendEscaped(append(r.query, '&'), v.text, &wholeQuery)
	}
}

// QueryForm makes the properties of what v points to, of which the table is of, the query (OpenAPI
// 3.2, in: querystring with application/x-www-form-urlencoded). The styles are as in
// [Operation].Form.
func (r *Request) QueryForm(v any, of json.Typed, styles []FormStyle) {
	f := form{r: r, styles: styles}
	if f.write(v, of, json.Sending{}); len(f.text) > 0 {
		r.query = append(append(r.query, '&'), f.text...)
	}
}

// place takes a value apart into the parameters, fields or cookies that it is in style s, and
// refuses what the style cannot write.
func (r *Request) place(name string, v Value, s Style, add func(name string, v Value)) {
	if s.base() == DeepObject {
		if v.parts != nil {
			r.failBody(name, v.err)
		}
		v.deep(name, add)
		return
	}
	r.checkFlat(name, v)
	switch {
	case v.kind == nullValue, v.kind == objectValue && v.empty():
	case v.kind == textValue || !s.explode():
		add(name, v)
	default:
		for i := range v.len() {
			if v.kind == objectValue {
				name = v.names[i]
			}
			add(name, v.at(i))
		}
	}
}

// checkFlat refuses what no style except deepObject can write.
func (r *Request) checkFlat(name string, v Value) {
	switch err := v.flat(); err {
	case errNestedList, errNestedObject:
		r.violate(name, err.Error())
	default:
		r.failValue(name, err)
	}
}

// failValue remembers why the named value cannot be written.
func (r *Request) failValue(name string, err error) {
	if err != nil {
		r.failBody(name, fmt.Errorf("%s: %w", name, err))
	}
}

// Host sets a variable of the server template of an operation that has its own ([Operation].Host).
func (r *Request) Host(name, value string) {
	r.hosts = append(r.hosts, Pair{name, value})
}

// APIVersion sends the client's api-version ([Config].APIVersion, [WithAPIVersion]) in the
// parameter called name.
func (r *Request) APIVersion(name string, in In) {
	r.version = versionParam{name: name, in: in, at: len(r.query)}
}
