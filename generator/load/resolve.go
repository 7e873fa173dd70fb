package load

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/load/shape"
)

// spot is a place that a reference leads to.
type spot struct {
	node *node.Node
	src  *source
	keys []string // from the file's root; of an anchor, its name alone
}

// resolver finds what references lead to. It reads further files when it must.
type resolver struct {
	files    *files
	findings *report
	root     *source
	// what is read: the root, or of several documents, each; the root then holds them all
	documents []*source
	table     shape.Table
	schemas   string // where schemas stand in this version: "components/schemas" or "definitions"

	components map[*node.Node]component // of the root document, by where they stand
	named      *named                   // nil: nothing has been looked for by name
}

// isPure reports whether a reference object says nothing but $ref.
func isPure(n *node.Node) bool { return len(n.Members) == 1 }

// lookup finds what a reference leads to, seen from the node that holds it. The string returned
// says why there is nothing, when there is not.
func (r *resolver) lookup(ref string, holder *node.Node) (spot, string) {
	from := r.sourceFor(holder)
	file, fragment := cutRef(ref)
	src := from
	if file != "" {
		var refusal string
		if src, refusal = r.sourceOf(file, from); refusal != "" {
			if fragment != "" {
				return spot{}, refusal
			}
			if s, ok := r.bareName(ref, holder); ok {
				return s, ""
			}
			if s, ok := r.anchor(from, ref); ok {
				return s, ""
			}
			return spot{}, refusal
		}
	}
	if fragment == "" || fragment == "/" {
		return spot{node: src.root, src: src}, ""
	}
	if !strings.HasPrefix(fragment, "/") {
		if s, ok := r.anchor(src, fragment); ok {
			return s, ""
		}
		return spot{}, "leads to no $anchor of that name"
	}
	at, problem := find(src, fragment)
	if problem != "" && file == "" {
		if near, ok := r.nearby(fragment, holder); ok {
			return near, ""
		}
	}
	return at, problem
}

// nearby finds what a pointer without a file leads to when that is nothing in the file itself:
// something in a schema around the reference (its own $defs, as generators of JSON Schema write
// them), or in the document that a fragment was written for.
func (r *resolver) nearby(pointer string, holder *node.Node) (spot, bool) {
	keys := node.Split(pointer)
	if keys[0] == "$defs" || keys[0] == "definitions" {
		for up := holder.Up(); up != nil; up = up.Up() {
			if n, found := up.Find(keys...); found == len(keys) {
				return spot{n, r.sourceFor(holder), append(node.Split(up.Pointer()), keys...)}, true
			}
		}
	}
	if r.sourceFor(holder) == r.root {
		return spot{}, false
	}
	at, problem := find(r.root, pointer)
	if problem == "" {
		r.findings.Add(finding.Note, holder.Place(), fmt.Sprintf("%q is not in this file; it is read in %s", "#"+pointer, r.root.file.Name),
			"name the file in the reference")
	}
	return at, problem == ""
}

// sourceOf opens the file that a reference names.
func (r *resolver) sourceOf(file string, from *source) (*source, string) {
	if src := r.bySelf(file, from); src != nil {
		return src, ""
	}
	name, refusal := r.files.target(from, file)
	if refusal != "" {
		return nil, refusal
	}
	src := r.files.open(name, false)
	if src.root == nil {
		return nil, "leads nowhere: " + src.err
	}
	return src, ""
}

// find follows a JSON pointer in a file, as it stands and, failing that, with its percent escapes
// decoded.
func find(src *source, pointer string) (spot, string) {
	variants := []string{pointer}
	if decoded, err := url.PathUnescape(pointer); err == nil && decoded != pointer {
		variants = []string{decoded, pointer}
	}
	var last *node.Node
	var missing string
	for _, variant := range variants {
		keys := node.Split(variant)
		n, found := src.root.Find(keys...)
		if found == len(keys) {
			return spot{node: n, src: src, keys: keys}, ""
		}
		if last == nil {
			last, missing = n, keys[found]
		}
	}
	where := "the document"
	if p := last.Pointer(); p != "" {
		where = p
	}
	problem := fmt.Sprintf("leads nowhere: there is no %q in %s", missing, where)
	if by, ok := src.removed[last.Pointer()+node.Join(missing)]; ok {
		by.Pointer = ""
		problem += ": the overlay takes it out, in " + by.String()
	}
	return spot{}, problem
}

// bareName reads a reference like "Pet" or "/definitions/Pet", which earlier versions allowed and
// some documents still hold, as one to a schema of the document.
func (r *resolver) bareName(ref string, holder *node.Node) (spot, bool) {
	keys := append(strings.Split(r.schemas, "/"), ref)
	if strings.HasPrefix(ref, "/") {
		keys = node.Split(ref)
	}
	src := r.documentOf(holder)
	n, found := src.root.Find(keys...)
	if found < len(keys) {
		return spot{}, false
	}
	meant := "#" + node.Join(keys...)
	r.findings.Add(finding.Warning, holder.Place(), fmt.Sprintf("$ref %q names no file; it is read as %q", ref, meant), "write "+meant)
	return spot{node: n, src: src, keys: keys}, true
}

// documentOf returns the document that a node belongs to; for one in another file, the root.
func (r *resolver) documentOf(n *node.Node) *source {
	if src := r.sourceFor(n); slices.Contains(r.documents, src) {
		return src
	}
	return r.root
}

// several reports whether the root holds several documents.
func (r *resolver) several() bool { return r.documents[0] != r.root }

// anchor finds a schema by its $anchor, $dynamicAnchor or $id (JSON Schema 2020-12, section 8.2).
func (r *resolver) anchor(src *source, name string) (spot, bool) {
	if src.anchors == nil {
		src.anchors = map[string]*node.Node{}
		collectAnchors(src.root, src.anchors, map[*node.Node]bool{})
	}
	n := src.anchors[name]
	if n == nil {
		return spot{}, false
	}
	base := strings.TrimRight(name, "/")
	base = base[strings.LastIndexByte(base, '/')+1:]
	return spot{node: n, src: src, keys: []string{base}}, true
}

func collectAnchors(n *node.Node, into map[string]*node.Node, seen map[*node.Node]bool) {
	if n.Len() == 0 || seen[n] {
		return
	}
	seen[n] = true
	for _, key := range []string{"$anchor", "$dynamicAnchor", "$id"} {
		if name := n.Get(key).Str(); name != "" && into[name] == nil {
			into[name] = n
		}
	}
	for _, m := range n.Sorted() {
		collectAnchors(m.Value, into, seen)
	}
	for _, item := range n.Items {
		collectAnchors(item, into, seen)
	}
}

// follow finds the thing a reference object stands for: through other references that say nothing
// else, up to a component of the document, which keeps its name. With through set it goes through
// those as well.
func (r *resolver) follow(n *node.Node, s *shape.Shape, through bool) (spot, string) {
	seen := map[*node.Node]bool{n: true}
	for {
		ref := n.Ref()
		at, problem := r.lookup(ref, n)
		if problem == "" {
			problem = r.mismatch(at, s)
		}
		if problem != "" {
			return spot{}, fmt.Sprintf("$ref %q %s", ref, problem)
		}
		if at.node.Ref() == "" || !isPure(at.node) || !through && r.components[at.node].section == s.Section && s.Section != "" {
			return at, ""
		}
		if len(seen) > node.MaxChain {
			return spot{}, fmt.Sprintf("$ref %q leads through more than %d references", ref, node.MaxChain)
		}
		if seen[at.node] {
			return spot{}, fmt.Sprintf("$ref %q leads back to itself", ref)
		}
		n = at.node
		seen[n] = true
	}
}

func (r *resolver) sourceFor(n *node.Node) *source {
	if src := r.files.byFile[n.File()]; src != nil {
		return src
	}
	return r.root
}

// mismatch says why what a reference leads to cannot be what is wanted, or "".
func (r *resolver) mismatch(at spot, want *shape.Shape) string {
	if len(at.keys) == 0 && (at.src == r.root || at.src.whole) {
		return fmt.Sprintf("leads to a whole document where %s is expected", want.An())
	}
	known := at.src == r.root || at.src.whole || len(at.keys) > 1 && (at.keys[0] == "components" || at.keys[0] == "definitions")
	if known && len(at.keys) > 0 {
		is := r.table.At(at.keys)
		if is != nil && is != want && is.Kind != shape.Any && want.Kind == shape.Object && !alike(is, want, at.node) {
			return fmt.Sprintf("leads to %s where %s is expected", is.An(), want.An())
		}
	}
	switch {
	case want.Kind == shape.Object && at.node.Kind == node.Map, at.node.Kind == node.Null:
	case want.Name == "schema" && at.node.Kind == node.Bool:
	case want.Kind == shape.Object:
		return fmt.Sprintf("leads to %s where %s is expected", at.node.Kind.An(), want.An())
	case want.Kind == shape.Dict && at.node.Kind != node.Map, want.Kind == shape.List && at.node.Kind != node.List:
		return fmt.Sprintf("leads to %s where %s is expected", at.node.Kind.An(), want.An())
	}
	return ""
}

// cutRef splits a reference into its file and the pointer within it.
func cutRef(ref string) (file, pointer string) {
	file, pointer, _ = strings.Cut(ref, "#")
	return file, pointer
}

// alike reports whether an object of one kind can be read as one of another without a doubt: a body
// described among the other direction's bodies, a header among the parameters.
func alike(is, want *shape.Shape, n *node.Node) bool {
	switch is.Section + " " + want.Section {
	case "requestBodies responses", "responses requestBodies":
		return n.Has("content")
	case "parameters headers":
		return n.Has("schema") || n.Has("content")
	}
	return false
}
