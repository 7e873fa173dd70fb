package runtime

import (
	"maps"
	"slices"
)

// Path sets the path parameter {name}. Every character that could end a path segment is escaped; a
// value that is empty or could climb ("..", or one between slashes, in whatever encoding) is
// refused.
func (r *Request) Path(name, value string) { r.PathStyle(name, value, Simple) }

// PathStyle is Path for a value written in a style other than simple.
func (r *Request) PathStyle(name, value string, s Style) {
	start := len(r.text)
	r.checkPath(name, value)
	switch s.base() {
	case Label:
		r.text = append(r.text, '.')
	case Matrix:
		r.text = appendMatrixName(r.text, name)
	}
	r.text = appendEscaped(r.text, value, s.pathChars())
	r.endPath(name, start)
}

// PathList sets the path parameter {name} to a list.
func (r *Request) PathList(name string, values []string, s Style) {
	start := len(r.text)
	if len(values) == 0 {
		r.violate(name, "is in the path and must have an element")
	}
	for _, v := range values {
		r.checkPath(name, v)
	}
	r.text = appendPathList(r.text, name, values, s)
	r.endPath(name, start)
}

// PathObject sets the path parameter {name} to an object.
func (r *Request) PathObject(name string, fields []Pair, s Style) {
	start := len(r.text)
	if len(fields) == 0 {
		r.violate(name, "is in the path and must have a property")
	}
	for _, f := range fields {
		r.checkPath(name, f.Value)
	}
	r.text = appendPathObject(r.text, name, fields, s)
	r.endPath(name, start)
}

func (r *Request) checkPath(name, value string) {
	switch {
	case value == "":
		r.violate(name, "is in the path and must not be empty")
	case climbs(value):
		r.violate(name, `must not hold "." or ".." as a path segment`)
	}
}

func (r *Request) endPath(name string, start int) {
	r.path = append(r.path, pathValue{name, start, len(r.text)})
}

// Query adds a query parameter.
func (r *Request) Query(name, value string) {
	r.query = appendEscaped(appendQueryName(r.query, name), value, &queryChars)
}

// QueryStyle is Query for a value with a style; only [Reserved] makes a difference.
func (r *Request) QueryStyle(name, value string, s Style) {
	if !s.reserved() {
		r.Query(name, value)
		return
	}
	r.query = appendEscaped(appendQueryName(r.query, name), value, &reservedQuery)
}

// QueryList adds a list to the query. An empty list adds nothing.
func (r *Request) QueryList(name string, values []string, s Style) {
	r.query = appendQueryList(r.query, name, values, s)
}

// QueryObject adds an object to the query. One without properties adds nothing.
func (r *Request) QueryObject(name string, fields []Pair, s Style) {
	r.query = appendQueryObject(r.query, name, fields, s)
}

// Header sets a header. A value with line breaks or other control characters is refused: it could
// end the header and begin another.
func (r *Request) Header(name, value string) {
	if !validHeaderName(name) {
		r.violate(name, "is not a valid header name")
		return
	}
	if !validHeaderValue(value) {
		r.violate(name, "is in a header and must not hold control characters")
		return
	}
	r.headers = append(r.headers, Pair{name, value})
}

// HeaderList sets a header to a list.
func (r *Request) HeaderList(name string, values []string, s Style) {
	if len(values) > 0 {
		r.Header(name, plainList(values, s))
	}
}

// HeaderObject sets a header to an object.
func (r *Request) HeaderObject(name string, fields []Pair, s Style) {
	if len(fields) > 0 {
		r.Header(name, plainObject(fields, s))
	}
}

// HeaderPrefix sets one header for each entry, its name led by prefix
// (x-ms-header-collection-prefix), in the order of the names.
func (r *Request) HeaderPrefix(prefix string, values map[string]string) {
	for _, k := range slices.Sorted(maps.Keys(values)) {
		r.Header(prefix+k, values[k])
	}
}

// Cookie adds a cookie.
func (r *Request) Cookie(name, value string) {
	r.beginCookie(name)
	r.cookies = appendEscaped(r.cookies, value, &cookieChars)
}

// CookieList adds a list as a cookie, or as several of the same name when it is exploded.
func (r *Request) CookieList(name string, values []string, s Style) {
	if s.explode() {
		for _, v := range values {
			r.Cookie(name, v)
		}
		return
	}
	if len(values) > 0 {
		r.beginCookie(name)
		r.cookies = joinList(r.cookies, values, "%2C", &cookieChars)
	}
}

// CookieObject adds an object as a cookie, or as one for each property when it is exploded.
func (r *Request) CookieObject(name string, fields []Pair, s Style) {
	if s.explode() {
		for _, f := range fields {
			r.Cookie(f.Name, f.Value)
		}
		return
	}
	if len(fields) > 0 {
		r.beginCookie(name)
		r.cookies = joinObject(r.cookies, fields, "%2C", "%2C", &cookieChars)
	}
}

func (r *Request) beginCookie(name string) {
	if !validHeaderName(name) {
		r.violate(name, "is not a valid cookie name")
		name = "invalid"
	}
	if len(r.cookies) > 0 {
		r.cookies = append(r.cookies, "; "...)
	}
	r.cookies = append(append(r.cookies, name...), '=')
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
