package overlay

import (
	"github.com/armsmith/armsmith/generator/load/node"
)

// unsharer gives each place of a document a node of its own, so that to change one changes no other:
// in YAML several places can share one by an alias.
type unsharer struct {
	seen, path map[*node.Node]bool
	take       func(nodes int) bool
	refused    bool // the document leads back into itself, or has too many nodes
}

// visit returns the node to put where n stands.
func (u *unsharer) visit(n *node.Node) *node.Node {
	if u.refused = u.refused || u.path[n]; u.refused {
		return n
	}
	out := n
	if u.seen[n] {
		if u.refused = !u.take(1); u.refused {
			return n
		}
		out = n.Shallow()
	}
	u.seen[n], u.path[n] = true, true
	for i := range out.Members {
		out.Members[i].Value = u.visit(out.Members[i].Value)
	}
	for i := range out.Items {
		out.Items[i] = u.visit(out.Items[i])
	}
	delete(u.path, n)
	return out
}
