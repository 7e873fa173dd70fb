package runtime

import "strconv"

// Style is how a parameter's value is written (OpenAPI, Parameter Object: style and explode). The
// zero value is the default of each place: simple in a path or header, form in a query or cookie.
// Add [Explode] and [Reserved] to it: Matrix|Explode.
type Style uint8

const (
	// Simple separates with commas, whether in a path, a header or (then the same as Form) a query.
	Simple Style = iota
	// Form writes name=a,b or, exploded, name=a&name=b.
	Form
	// Label writes .a,b or, exploded, .a.b.
	Label
	// Matrix writes ;name=a,b or, exploded, ;name=a;name=b.
	Matrix
	// SpaceDelimited separates with spaces (Swagger's ssv).
	SpaceDelimited
	// PipeDelimited separates with "|" (Swagger's pipes).
	PipeDelimited
	// TabDelimited separates with tabs (Swagger's tsv).
	TabDelimited
	// DeepObject writes an object as name[key]=value, at any depth: name[a][b]=value. OpenAPI
	// leaves open what becomes of lists; here their elements are numbered: name[0]=a,
	// name[key][1]=b.
	DeepObject
	// AsJSON writes a property of a form as JSON or, exploded, each element of a list.
	AsJSON
	// AsCookie writes in a cookie what is there, unescaped: name=a,b or, exploded, name=a; name=b.
	// What would end a cookie is refused.
	AsCookie

	// Unescaped leaves in a query what separates parameters as it is, too (x-ms-skip-url-encoding):
	// an "&" in the value begins a parameter of its own. What no URL may hold is escaped all the
	// same, and so is "#", which would end the query.
	Unescaped Style = 1 << 5
	// Explode writes each element or property as a parameter of its own (Swagger's multi).
	Explode Style = 1 << 6
	// Reserved leaves reserved characters as they are (allowReserved, and x-ms-skip-url-encoding in
	// a path), except for those that would end the value.
	Reserved Style = 1 << 7

	styleMask = Unescaped - 1
)

func (s Style) base() Style    { return s & styleMask }
func (s Style) explode() bool  { return s&Explode != 0 }
func (s Style) reserved() bool { return s&Reserved != 0 }

// separator returns what stands between the elements of a list that is not exploded.
func (s Style) separator() byte {
	switch s.base() {
	case SpaceDelimited:
		return ' '
	case PipeDelimited:
		return '|'
	case TabDelimited:
		return '\t'
	}
	return ','
}

// appendJoined appends a value as one text: its elements, or the names and values of its members,
// with separators between them. The separators are escaped as in a URL, the rest by what keep
// holds.
func appendJoined(dst []byte, v Value, s Style, keep *charset) []byte {
	if v.kind < listValue {
		return appendEscaped(dst, v.text, keep)
	}
	sep := ","
	if c := s.separator(); c != ',' {
		sep = string([]byte{'%', upperhex[c>>4], upperhex[c&15]})
	}
	return appendMembers(dst, v, sep, sep, keep)
}

// appendMembers appends elements with sep between them, and members as name<eq>value.
func appendMembers(dst []byte, v Value, eq, sep string, keep *charset) []byte {
	for i := range v.len() {
		if i > 0 {
			dst = append(dst, sep...)
		}
		if v.kind == objectValue {
			dst = append(appendEscaped(dst, v.names[i], keep), eq...)
		}
		dst = appendEscaped(dst, v.at(i).text, keep)
	}
	return dst
}

// appendPath appends a value as a path parameter called name.
func appendPath(dst []byte, name string, v Value, s Style) []byte {
	keep, list, explode := s.pathChars(), v.kind >= listValue, s.explode()
	switch {
	case s.base() == Label:
		dst = append(dst, '.')
		if list {
			return appendMembers(dst, v, pick(explode, "=", ","), pick(explode, ".", ","), keep)
		}
	case s.base() == Matrix && list && explode && v.kind == objectValue:
		return appendMembers(append(dst, ';'), v, "=", ";", keep)
	case s.base() == Matrix && list && explode:
		for i := range v.len() {
			dst = appendEscaped(appendMatrixName(dst, name), v.at(i).text, keep)
		}
		return dst
	case s.base() == Matrix:
		dst = appendMatrixName(dst, name)
	case explode && v.kind == objectValue:
		return appendMembers(dst, v, "=", ",", keep)
	}
	return appendJoined(dst, v, s, keep)
}

func appendMatrixName(dst []byte, name string) []byte {
	return append(appendEscaped(append(dst, ';'), name, &pathChars), '=')
}

func (s Style) pathChars() *charset {
	if s.reserved() {
		return &reservedPath
	}
	return &pathChars
}

// queryChars returns what stands for itself in a value in the query: a comma does not in a list,
// even in an element that is a parameter of its own.
func (s Style) queryChars(v Value) *charset {
	switch {
	case s&Unescaped != 0:
		return &unescapedQuery
	case s.reserved():
		return &reservedQuery
	case v.kind >= listValue || v.element:
		return &elementChars
	}
	return &queryChars
}

func appendQueryName(dst []byte, name string) []byte {
	return append(appendEscaped(append(dst, '&'), name, &queryChars), '=')
}

// plain returns a value as one text in which nothing is escaped.
func (v *Value) plain(s Style) string {
	if v.kind < listValue {
		return v.text
	}
	eq, sep := s.separator(), s.separator()
	if s.explode() {
		eq = '='
	}
	var dst []byte
	for i := range v.len() {
		if i > 0 {
			dst = append(dst, sep)
		}
		if v.kind == objectValue {
			dst = append(append(dst, v.names[i]...), eq)
		}
		dst = append(dst, v.at(i).text...)
	}
	return string(dst)
}

// deep adds the texts that v is made of, each under the name of its place: name[key][0].
func (v Value) deep(name string, add func(name string, v Value)) {
	switch v.kind {
	case nullValue:
	case textValue:
		add(name, v)
	default:
		for i := range v.len() {
			key := strconv.Itoa(i)
			if v.kind == objectValue {
				key = v.names[i]
			}
			v.at(i).deep(name+"["+key+"]", add)
		}
	}
}

func pick(cond bool, yes, no string) string {
	if cond {
		return yes
	}
	return no
}
