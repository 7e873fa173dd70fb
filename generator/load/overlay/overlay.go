// Package overlay applies OpenAPI Overlays (versions 1.0 and 1.1) to documents as they were read,
// before anything else is made of them: what an overlay adds is then as if it had been written
// there, except that its place is in the overlay. The targets of actions are JSONPath queries
// (RFC 9535), which a library finds.
package overlay

import (
	"fmt"
	"strings"

	"github.com/theory/jsonpath"

	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/load/node"
)

// Overlay is a list of changes to documents (Overlay Specification, Overlay Object).
type Overlay struct {
	// Extends is the document that the overlay is for, as it is written there; "" for any.
	Extends string

	// Removed tells, after Apply, where what was taken out stood, and which action took it.
	Removed []Removal

	root    *node.Node
	actions []action
	lists   bool // an update that is a list is one of several entries, as since version 1.1
}

// action is one change (Overlay Specification, Action Object).
type action struct {
	node   *node.Node
	target *jsonpath.Path
	remove bool
	copy   *jsonpath.Path // nil: update
	update *node.Node
}

// Removal is something that an action took out of a document.
type Removal struct{ What, By finding.Place }

// Report takes a finding, as load's own do.
type Report func(severity finding.Severity, place finding.Place, message, fix string)

// Read reads an overlay. It reports whether all of it can be used; if not, there are errors that say
// why.
func Read(root *node.Node, report Report) (*Overlay, bool) {
	r := reader{report: report, whole: true}
	o := &Overlay{root: root}
	if !root.Is(node.Map) || !root.Has("overlay") {
		r.fail(root, "is not an OpenAPI Overlay", `begin it with "overlay: 1.1.0"`)
		return nil, false
	}
	switch version := root.Get("overlay").Text; {
	case version == "1.0" || strings.HasPrefix(version, "1.0."):
	case version == "1.1" || strings.HasPrefix(version, "1.1."):
		o.lists = true
	default:
		r.fail(root.Get("overlay"), fmt.Sprintf("version %q of overlays is not supported", version), "use 1.0.0 or 1.1.0")
	}
	o.Extends = root.Get("extends").Str()
	actions := root.Get("actions")
	if !actions.Is(node.List) || actions.Len() == 0 {
		r.fail(root, "an overlay needs a list of actions", "")
	}
	for _, n := range actions.Elems() {
		o.actions = append(o.actions, r.action(n))
	}
	return o, r.whole
}

// reader gathers whether an overlay can be used.
type reader struct {
	report Report
	whole  bool
}

func (r *reader) fail(n *node.Node, message, fix string) {
	r.report(finding.Error, n.Place(), message, fix)
	r.whole = false
}

func (r *reader) action(n *node.Node) action {
	a := action{node: n, target: r.path(n, "target"), remove: n.Get("remove").True()}
	switch {
	case a.remove:
	case n.Has("copy") && n.Has("update"):
		r.fail(n, "an action has either update or copy", "make it two actions")
	case n.Has("copy"):
		a.copy = r.path(n, "copy")
	case n.Has("update"):
		a.update = n.Get("update")
	default:
		r.fail(n, "the action changes nothing", "give it update, remove or copy")
	}
	return a
}

// path reads a JSONPath query.
func (r *reader) path(action *node.Node, key string) *jsonpath.Path {
	n := action.Get(key)
	if n.Str() == "" {
		r.fail(action, "the action has no "+key, "give it a JSONPath query such as $.paths['/pets'].get")
		return nil
	}
	path, err := jsonpath.Parse(n.Str())
	if err != nil {
		message := strings.TrimPrefix(err.Error(), "jsonpath: ")
		r.fail(n, fmt.Sprintf("%s %q is no JSONPath query: %s", key, n.Str(), message), "see RFC 9535")
		return nil
	}
	return path
}
