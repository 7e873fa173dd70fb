package source

import (
	"slices"
	"strconv"
	"strings"

	"github.com/armsmith/armsmith/generator/load/node"
)

// At is a place of the joined document together with what stands there, so that reading is a walk
// in which findings always know where they are. The node is nil where nothing stands.
type At struct {
	Ptr string // JSON pointer (RFC 6901) within the joined document
	*node.Node
}

// There reports whether anything stands at the place.
func (a At) There() bool { return a.Node != nil }

// To goes down to a key.
func (a At) To(key string) At { return At{a.Ptr + "/" + node.Escape(key), a.Get(key)} }

// Element goes down to an element of a list.
func (a At) Element(i int) At { return At{a.Ptr + "/" + strconv.Itoa(i), a.Items[i]} }

// Elements returns the elements of a list; none of anything else.
func (a At) Elements() []At {
	if !a.Is(node.List) {
		return nil
	}
	out := make([]At, len(a.Items))
	for i := range a.Items {
		out[i] = a.Element(i)
	}
	return out
}

// Entry is an entry of a map.
type Entry struct {
	Key string
	At
}

// Entries returns the entries of a map whose keys are the author's to choose, in document order.
func (a At) Entries() []Entry {
	if !a.Is(node.Map) {
		return nil
	}
	out := make([]Entry, 0, len(a.Members))
	for _, m := range a.Members {
		out = append(out, Entry{m.Key, At{a.Ptr + "/" + node.Escape(m.Key), m.Value}})
	}
	return out
}

// Patterned returns the entries of an object whose keys follow a pattern that leaves room for
// extensions beside them: paths, responses.
func (a At) Patterned() []Entry {
	return slices.DeleteFunc(a.Entries(), func(e Entry) bool { return strings.HasPrefix(e.Key, "x-") })
}

// RefPointer is the JSON pointer in a local reference.
func RefPointer(n *node.Node) string { return strings.TrimPrefix(n.Str(), "#") }

// Component returns the name of the component that a place is in ("" for none), as it was written.
func Component(ptr string) string {
	keys := node.Split(ptr)
	if len(keys) < 3 || keys[0] != "components" {
		return ""
	}
	return keys[2]
}

// Same reports whether two values of a document are equal, whatever the order of maps.
func Same(a, b *node.Node) bool {
	if a == nil || b == nil || a == b {
		return a == b
	}
	if a.Kind != b.Kind || a.Text != b.Text || len(a.Members) != len(b.Members) {
		return false
	}
	for _, m := range a.Members {
		if !Same(m.Value, b.Get(m.Key)) {
			return false
		}
	}
	return slices.EqualFunc(a.Items, b.Items, Same)
}
