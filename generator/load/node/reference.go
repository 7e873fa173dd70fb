package node

// MaxChain is how many references that lead to references are followed.
const MaxChain = 20

// Ref returns the text of the $ref of an object that is a reference, or "".
func (n *Node) Ref() string {
	if !n.Is(Map) {
		return ""
	}
	return n.Get("$ref").Str()
}

// Resolve returns the entry of a map of components that a reference names, through further
// references; for what is no reference, or one to something else, the node itself.
func (n *Node) Resolve(components *Node) *Node {
	for range MaxChain {
		ref := n.Ref()
		if ref == "" {
			return n
		}
		keys := Split(ref)
		next := components.Get(keys[len(keys)-1])
		if next == nil {
			return n
		}
		n = next
	}
	return n
}
