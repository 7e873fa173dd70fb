package value

import "strings"

// ETag is an entity tag as it stands in headers (RFC 9110, section 8.8.3), quotes included: "abc"
// or, weak, W/"abc". It names one state of a resource: sent back in If-Match it says "only if
// nobody has changed it", in If-None-Match "only if it has changed".
type ETag string

// AnyETag is the tag that stands for whatever state there is: in If-Match "only if it exists", in
// If-None-Match "only if it does not".
const AnyETag ETag = "*"

// String returns the tag as it stands in a header.
func (e ETag) String() string { return string(e) }

// IsWeak reports whether the tag stands for states that are equivalent but may differ in their
// bytes.
func (e ETag) IsWeak() bool { return strings.HasPrefix(string(e), "W/") }

// Opaque is the tag without quotes and without the mark of weakness.
func (e ETag) Opaque() string {
	return strings.Trim(strings.TrimPrefix(string(e), "W/"), `"`)
}

// Match is the strong comparison, which If-Match uses: the same tag, and neither is weak.
func (e ETag) Match(other ETag) bool {
	return !e.IsWeak() && !other.IsWeak() && e.Opaque() == other.Opaque()
}

// WeakMatch is the weak comparison, which If-None-Match uses: the same tag, weak or not.
func (e ETag) WeakMatch(other ETag) bool { return e.Opaque() == other.Opaque() }
