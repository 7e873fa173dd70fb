package runtime

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
	// DeepObject writes an object as name[key]=value.
	DeepObject

	// Explode writes each element or property as a parameter of its own (Swagger's multi).
	Explode Style = 1 << 6
	// Reserved leaves reserved characters as they are (allowReserved, x-ms-skip-url-encoding).
	Reserved Style = 1 << 7

	styleMask = Explode - 1
)

func (s Style) base() Style    { return s & styleMask }
func (s Style) explode() bool  { return s&Explode != 0 }
func (s Style) reserved() bool { return s&Reserved != 0 }

// separator is what stands between the elements of a list that is not exploded, as it looks in a
// URL.
func (s Style) separator() string {
	switch s.base() {
	case SpaceDelimited:
		return "%20"
	case PipeDelimited:
		return "%7C"
	case TabDelimited:
		return "%09"
	}
	return ","
}

// joinList appends values with sep between them.
func joinList(dst []byte, values []string, sep string, keep *charset) []byte {
	for i, v := range values {
		if i > 0 {
			dst = append(dst, sep...)
		}
		dst = appendEscaped(dst, v, keep)
	}
	return dst
}

// joinObject appends fields as k<eq>v<sep>k<eq>v.
func joinObject(dst []byte, fields []Pair, eq, sep string, keep *charset) []byte {
	for i, f := range fields {
		if i > 0 {
			dst = append(dst, sep...)
		}
		dst = appendEscaped(dst, f.Name, keep)
		dst = append(dst, eq...)
		dst = appendEscaped(dst, f.Value, keep)
	}
	return dst
}

// appendPathList appends a list as a path parameter called name.
func appendPathList(dst []byte, name string, values []string, s Style) []byte {
	keep := s.pathChars()
	switch s.base() {
	case Label:
		return joinList(append(dst, '.'), values, pick(s.explode(), ".", ","), keep)
	case Matrix:
		if !s.explode() {
			return joinList(appendMatrixName(dst, name), values, ",", keep)
		}
		for _, v := range values {
			dst = appendEscaped(appendMatrixName(dst, name), v, keep)
		}
		return dst
	}
	return joinList(dst, values, s.separator(), keep)
}

// appendPathObject appends an object as a path parameter called name.
func appendPathObject(dst []byte, name string, fields []Pair, s Style) []byte {
	keep := s.pathChars()
	switch {
	case s.base() == Label && s.explode():
		return joinObject(append(dst, '.'), fields, "=", ".", keep)
	case s.base() == Label:
		return joinObject(append(dst, '.'), fields, ",", ",", keep)
	case s.base() == Matrix && s.explode():
		return joinObject(append(dst, ';'), fields, "=", ";", keep)
	case s.base() == Matrix:
		return joinObject(appendMatrixName(dst, name), fields, ",", ",", keep)
	case s.explode():
		return joinObject(dst, fields, "=", ",", keep)
	}
	return joinObject(dst, fields, ",", ",", keep)
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

// appendQueryList appends a list as a query parameter, each part led by "&". An empty list appends
// nothing (RFC 6570, section 3.2.1: it counts as undefined).
func appendQueryList(dst []byte, name string, values []string, s Style) []byte {
	if len(values) == 0 {
		return dst
	}
	keep := s.elementChars()
	if s.explode() {
		for _, v := range values {
			dst = appendEscaped(appendQueryName(dst, name), v, keep)
		}
		return dst
	}
	return joinList(appendQueryName(dst, name), values, s.separator(), keep)
}

// appendQueryObject appends an object as a query parameter, each part led by "&".
func appendQueryObject(dst []byte, name string, fields []Pair, s Style) []byte {
	if len(fields) == 0 {
		return dst
	}
	keep := s.elementChars()
	switch {
	case s.base() == DeepObject:
		for _, f := range fields {
			dst = appendEscaped(append(dst, '&'), name, &elementChars)
			dst = appendEscaped(append(dst, "%5B"...), f.Name, &elementChars)
			dst = appendEscaped(append(dst, "%5D="...), f.Value, keep)
		}
		return dst
	case s.explode():
		for _, f := range fields {
			dst = appendEscaped(appendQueryName(dst, f.Name), f.Value, keep)
		}
		return dst
	}
	return joinObject(appendQueryName(dst, name), fields, s.separator(), s.separator(), keep)
}

func (s Style) elementChars() *charset {
	if s.reserved() {
		return &reservedQuery
	}
	return &elementChars
}

func appendQueryName(dst []byte, name string) []byte {
	return append(appendEscaped(append(dst, '&'), name, &queryChars), '=')
}

// plainList is a list in a header: nothing is escaped there.
func plainList(values []string, s Style) string {
	var dst []byte
	for i, v := range values {
		if i > 0 {
			dst = append(dst, plainSeparator(s)...)
		}
		dst = append(dst, v...)
	}
	return string(dst)
}

// plainObject is an object in a header.
func plainObject(fields []Pair, s Style) string {
	eq := pick(s.explode(), "=", ",")
	var dst []byte
	for i, f := range fields {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(append(append(dst, f.Name...), eq...), f.Value...)
	}
	return string(dst)
}

func plainSeparator(s Style) string {
	switch s.base() {
	case SpaceDelimited:
		return " "
	case PipeDelimited:
		return "|"
	case TabDelimited:
		return "\t"
	}
	return ","
}

func pick(cond bool, yes, no string) string {
	if cond {
		return yes
	}
	return no
}
