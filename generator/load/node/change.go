package node

import (
	"slices"
	"strings"
)

// indexFrom is the size from which a map keeps an index of its keys; below it, looking through them
// is faster.
const indexFrom = 16

func (n *Node) find(key string) int {
	if n == nil {
		return -1
	}
	if len(n.Members) < indexFrom {
		for i := range n.Members {
			if n.Members[i].Key == key {
				return i
			}
		}
		return -1
	}
	if n.index == nil {
		n.reindex()
	}
	if i, ok := n.index[key]; ok {
		return int(i)
	}
	return -1
}

func (n *Node) reindex() {
	n.index = make(map[string]int32, len(n.Members))
	for i, m := range n.Members {
		n.index[m.Key] = int32(i)
	}
}

// Freeze builds what lookups would otherwise build on their way, in the whole tree, so that
// goroutines can read it together from then on.
func (n *Node) Freeze() {
	if len(n.Members) >= indexFrom && n.index == nil {
		n.reindex()
	}
	for _, m := range n.Members {
		m.Value.Freeze()
	}
	for _, item := range n.Items {
		item.Freeze()
	}
}

// Set gives a map's key a value. A new key goes last.
func (n *Node) Set(key string, value *Node) {
	if i := n.find(key); i >= 0 {
		n.Members[i].Value = value
		return
	}
	n.Append(Member{Key: key, Value: value})
}

// SetText gives a map's key a string value that stands where the map stands.
func (n *Node) SetText(key, text string) { n.Set(key, NewString(text, n)) }

// Append adds a member whose key the map does not have yet.
func (n *Node) Append(m Member) {
	n.Members = append(n.Members, m)
	if n.index != nil {
		n.index[m.Key] = int32(len(n.Members) - 1)
	}
}

// SetMembers replaces all of a map's members. Their keys must be unique.
func (n *Node) SetMembers(members []Member) {
	n.Members, n.index = members, nil
}

// Sorted returns a map's members in the order of their keys, byte by byte. What must not depend on
// the order in which a document is written goes through them so.
func (n *Node) Sorted() []Member {
	byKey := func(a, b Member) int { return strings.Compare(a.Key, b.Key) }
	if n == nil {
		return nil
	}
	if slices.IsSortedFunc(n.Members, byKey) {
		return n.Members
	}
	return slices.SortedFunc(slices.Values(n.Members), byKey)
}

// Delete removes a map's key and returns the value it had, or nil.
func (n *Node) Delete(key string) *Node {
	i := n.find(key)
	if i < 0 {
		return nil
	}
	value := n.Members[i].Value
	n.SetMembers(slices.Delete(n.Members, i, i+1))
	return value
}

// Rename gives a member another key, in its place among the others. The new key must be free.
func (n *Node) Rename(from, to string) {
	if i := n.find(from); i >= 0 {
		n.Members[i].Key = to
		n.index = nil
	}
}

// Become makes n what other is, its place included; the two share what is below them.
func (n *Node) Become(other *Node) {
	*n = Node{Kind: other.Kind, Text: other.Text, Members: slices.Clone(other.Members),
		Items: slices.Clone(other.Items), origin: other.origin}
}

// Shallow returns a copy of n that shares what is below it.
func (n *Node) Shallow() *Node {
	c := new(Node)
	c.Become(n)
	return c
}

// Clone returns a deep copy of n. The tree below n must be a tree.
func (n *Node) Clone() *Node {
	if n == nil {
		return nil
	}
	c := n.Shallow()
	for i := range c.Members {
		c.Members[i].Value = c.Members[i].Value.Clone()
	}
	for i := range c.Items {
		c.Items[i] = c.Items[i].Clone()
	}
	return c
}
