package overlay

import (
	"testing"

	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/load/node"
)

// object makes a map of keys and values.
func object(members ...any) *node.Node {
	n := node.NewMap(nil)
	for i := 0; i < len(members); i += 2 {
		value, ok := members[i+1].(*node.Node)
		if !ok {
			value = node.NewString(members[i+1].(string), nil)
		}
		n.Set(members[i].(string), value)
	}
	return n
}

// A document that is copied into itself over and over does not take the machine with it.
func TestGrowthIsBounded(t *testing.T) {
	list := node.NewList(nil)
	for range 60 {
		list.Items = append(list.Items,
			object("target", "$.a", "copy", "$"), object("target", "$", "update", object("a", object())), object("target", "$.b", "copy", "$.a"))
	}
	var findings finding.List
	o, ok := Read(object("overlay", "1.1.0", "actions", list), findings.Add)
	if !ok {
		t.Fatal(findings)
	}
	left := 10_000
	take := func(n int) bool { left -= n; return left >= 0 }
	if o.Apply([]*node.Node{object("a", object(), "b", object())}, take, findings.Add) || !findings.HasErrors() {
		t.Errorf("got %v", findings)
	}
}

// What leads back into itself cannot be searched.
func TestLoopIsRefused(t *testing.T) {
	var findings finding.List
	o, ok := Read(object("overlay", "1.1.0", "actions", node.NewList(nil, object("target", "$.a", "update", object()))), findings.Add)
	if !ok {
		t.Fatal(findings)
	}
	loop := object()
	loop.Set("a", loop)
	if o.Apply([]*node.Node{loop}, func(int) bool { return true }, findings.Add) || !findings.HasErrors() {
		t.Errorf("got %v", findings)
	}
}
