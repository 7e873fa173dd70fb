package plan

import (
	"slices"
	"strconv"
	"strings"

	"github.com/armsmith/armsmith/generator/load/node"
)

// at is a place of the joined document together with what stands there, so that reading an
// operation is a walk in which findings always know where they are. The node is nil where nothing
// stands.
type at struct {
	ptr string
	*node.Node
}

// at returns the place a pointer names.
func (b *builder) at(ptr string) at { return at{ptr, b.node(ptr)} }

// to goes down to a key.
func (a at) to(key string) at { return at{a.ptr + "/" + node.Escape(key), a.Get(key)} }

// item goes down to an element of a list.
func (a at) item(i int) at { return at{a.ptr + "/" + strconv.Itoa(i), a.Items[i]} }

// items returns the elements of a list.
func (a at) items() []at {
	if !a.Is(node.List) {
		return nil
	}
	out := make([]at, len(a.Items))
	for i := range a.Items {
		out[i] = a.item(i)
	}
	return out
}

// members returns the entries of a map whose keys are the author's to choose, in document order.
func (a at) members() []member {
	if !a.Is(node.Map) {
		return nil
	}
	out := make([]member, 0, len(a.Members))
	for _, m := range a.Members {
		out = append(out, member{m.Key, at{a.ptr + "/" + node.Escape(m.Key), m.Value}})
	}
	return out
}

// patterned returns the entries of an object whose keys follow a pattern that leaves room for
// extensions beside them: paths, responses.
func (a at) patterned() []member {
	return slices.DeleteFunc(a.members(), func(m member) bool { return strings.HasPrefix(m.key, "x-") })
}

// member is an entry of a map.
type member struct {
	key string
	at
}

// there reports whether anything stands at the place.
func (a at) there() bool { return a.Node != nil }

// follow goes where a reference leads, and puts a placeholder met there on the account of the
// operation.
func (b *builder) follow(a at) at {
	for range maxRefs {
		ref := a.Get("$ref").Str()
		if !strings.HasPrefix(ref, "#/") {
			break
		}
		a = b.at(ref[1:])
	}
	if a.there() {
		b.defectAt(a.ptr)
	}
	return a
}

// componentOf returns the name of the component that a place is in ("" for none), as it was
// written.
func (b *builder) componentOf(ptr string) string {
	keys := node.Split(ptr)
	if len(keys) < 3 || keys[0] != "components" {
		return ""
	}
	return keys[2]
}

// hintAt names the inline schema at a place that an operation uses: after the shared component it
// is in, if it is in one, so that every operation gives it the same name; otherwise after the
// operation. Suffixes are in order of preference.
func (b *builder) hintAt(ptr, base string, suffixes ...string) nameHint {
	var candidates []string
	if key := b.componentOf(ptr); key != "" {
		base = goName(key)
		candidates = append(candidates, base)
	}
	for _, s := range suffixes {
		if s == "" || !strings.HasSuffix(base, s) {
			candidates = append(candidates, base+s)
		}
	}
	if len(candidates) == 0 {
		candidates = []string{base}
	}
	return hint(nil, candidates...)
}

// sameNode reports whether two values of a document are equal, whatever the order of maps.
func sameNode(a, b *node.Node) bool {
	if a == nil || b == nil || a == b {
		return a == b
	}
	if a.Kind != b.Kind || a.Text != b.Text || len(a.Members) != len(b.Members) {
		return false
	}
	for _, m := range a.Members {
		if !sameNode(m.Value, b.Get(m.Key)) {
			return false
		}
	}
	return slices.EqualFunc(a.Items, b.Items, sameNode)
}
