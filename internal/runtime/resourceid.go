package runtime

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// ResourceID is the identifier of a resource whose parts are fields of a generated type: the path
// of the resource, as Azure Resource Manager writes it. A generated type has methods of the same
// names that call these.
type ResourceID struct {
	// Path is the template, such as "/subscriptions/{subscriptionId}/resourceGroups/{name}". A
	// variable that begins it may stand for several segments: the scope of an extension resource.
	Path string
	// Fields are where the values of its variables are, in their order.
	Fields []*string
}

// Parse sets the fields to what text says. Literals match whatever their case is, as the service
// has it. On an error the fields keep what they hold.
func (id ResourceID) Parse(text string) error {
	want := strings.Split(strings.Trim(id.Path, "/"), "/")
	got := strings.Split(strings.TrimSuffix(strings.TrimPrefix(text, "/"), "/"), "/")
	var values []string
	first := 1
	if extra := len(got) - len(want); extra > 0 && isVariable(want[0]) {
		scope := got[:extra+1]
		if i := slices.Index(scope, ""); i >= 0 {
			return id.refuse(text, fmt.Sprintf("segment %d is empty", i+1))
		}
		values = append(values, strings.Join(scope, "/"))
		want, got, first = want[1:], got[extra+1:], extra+2
	}
	for i, w := range want {
		switch {
		case i >= len(got) || got[i] == "":
			return id.refuse(text, fmt.Sprintf("%s is missing (segment %d)", segmentText(w), i+first))
		case isVariable(w):
			v, err := url.PathUnescape(got[i])
			if err != nil || strings.ContainsAny(got[i], "?#") {
				return id.refuse(text, fmt.Sprintf("segment %d, %q, is not escaped as a path is", i+first, got[i]))
			}
			values = append(values, v)
		case !strings.EqualFold(w, got[i]):
			return id.refuse(text, fmt.Sprintf("segment %d is %q and must be %q", i+first, got[i], w))
		}
	}
	if len(got) > len(want) {
		return id.refuse(text, fmt.Sprintf("%q is more than the ID of this resource", strings.Join(got[len(want):], "/")))
	}
	for i, v := range values {
		*id.Fields[i] = v
	}
	return nil
}

// String writes the identifier. A field that is empty leaves its segment empty.
func (id ResourceID) String() string {
	var b strings.Builder
	next := 0
	for i, w := range strings.Split(strings.Trim(id.Path, "/"), "/") {
		text := w
		if isVariable(w) {
			text = *id.Fields[next]
			next++
			if i == 0 {
				text = strings.Trim(text, "/") // a scope, which is a path itself
			} else {
				text = url.PathEscape(text)
			}
		}
		b.WriteString("/" + text)
	}
	return b.String()
}

// Equal reports whether two identifiers are of one resource: Azure compares them without regard to
// case.
func (id ResourceID) Equal(other ResourceID) bool {
	return strings.EqualFold(id.String(), other.String())
}

// Bind binds the parts to the path parameters that they are in operations on this resource, on
// those it is in, and on those in it; see [Client.In].
func (id ResourceID) Bind(b *Bound) {
	var path string
	next := 0
	for i, segment := range strings.Split(id.Path, "/") {
		if i > 0 {
			path += "/"
		}
		path += segment
		if isVariable(segment) {
			b.setBelow(path, *id.Fields[next])
			next++
		}
	}
}

func (id ResourceID) refuse(text, why string) error {
	return errors.New("resource ID " + quoted(text) + ": " + why + "; want " + id.Path)
}

func isVariable(segment string) bool {
	return strings.HasPrefix(segment, "{") && strings.HasSuffix(segment, "}")
}

// segmentText calls a segment of a template by what it is.
func segmentText(segment string) string {
	if isVariable(segment) {
		return "the value of " + segment
	}
	return fmt.Sprintf("%q", segment)
}

// quoted quotes a text, cut where it goes on too long.
func quoted(text string) string {
	const enough = 300
	if len(text) > enough {
		return fmt.Sprintf("%q...", text[:enough])
	}
	return fmt.Sprintf("%q", text)
}
