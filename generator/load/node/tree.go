package node

// The states of a node while a graph is made a tree.
const (
	unseen uint8 = iota
	onPath
	placed
)

// Tree turns the graph below root, in which nodes may be shared and may even lead back to
// themselves, into a tree: whatever is met again is copied. Where a node leads back to itself or
// stands deeper than maxDepth, loop is called for what to put there instead. It reports false, the
// graph unfinished, when take refuses another copy.
func Tree(root *Node, maxDepth int, loop func(n *Node, tooDeep bool) *Node, take func() bool) bool {
	t := treeMaker{maxDepth: maxDepth, loop: loop, take: take}
	t.visit(root, 0)
	return !t.refused
}

type treeMaker struct {
	maxDepth int
	loop     func(n *Node, tooDeep bool) *Node
	take     func() bool
	refused  bool
}

func (t *treeMaker) visit(n *Node, depth int) *Node {
	switch {
	case t.refused:
		return n
	case n.state == onPath:
		return t.loop(n, false)
	case depth > t.maxDepth && n.Len() > 0:
		return t.loop(n, true)
	}
	out := n
	if n.state == placed {
		if !t.take() {
			t.refused = true
			return n
		}
		out = n.Shallow()
	}
	n.state = onPath
	for i := range out.Members {
		out.Members[i].Value = t.visit(out.Members[i].Value, depth+1)
	}
	for i := range out.Items {
		out.Items[i] = t.visit(out.Items[i], depth+1)
	}
	n.state, out.state = placed, placed
	return out
}
