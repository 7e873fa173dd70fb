package node

import (
	"fmt"
	"slices"
	"testing"
)

func TestPointers(t *testing.T) {
	for pointer, keys := range map[string][]string{
		"":               nil,
		"/":              {""},
		"/a~1b/c~0d/~01": {"a/b", "c~d", "~1"},
	} {
		if got := Split(pointer); !slices.Equal(got, keys) {
			t.Errorf("Split(%q) = %q", pointer, got)
		}
		if got := Join(keys...); got != pointer {
			t.Errorf("Join(%q) = %q", keys, got)
		}
	}
	root := NewMap(nil)
	list := NewList(root, NewString("x", root), NewMap(root))
	root.Set("a/b", list)
	if n, found := root.Find(Split("/a~1b/0")...); found != 2 || n.Str() != "x" {
		t.Errorf("found %v after %d keys", n, found)
	}
	if n, found := root.Find("a/b", "2"); found != 1 || n != list {
		t.Errorf("found %v after %d keys", n, found)
	}
}

// Maps answer the same whether they are small or keep an index.
func TestChanges(t *testing.T) {
	for _, size := range []int{3, indexFrom, 100} {
		m := NewMap(nil)
		for i := range size {
			m.Set(fmt.Sprint(i), NewBool(true, nil))
		}
		m.Rename("1", "one")
		first := m.Delete("0")
		m.Set("last", first)
		m.Set("2", NewBool(false, nil))
		if m.Has("0") || m.Has("1") || !m.Get("one").True() || m.Get("2").True() || m.Get("last") != first || m.Len() != size {
			t.Errorf("size %d: %v", size, m.Keys())
		}
		if keys := m.Keys(); keys[0] != "one" || keys[size-1] != "last" {
			t.Errorf("size %d: order %v", size, keys)
		}
	}
	var none *Node
	if none.Get("a").Get("b").Str() != "" || none.Len() != 0 || none.Keys() != nil || none.Place().File != "" {
		t.Error("a nil node has something in it")
	}
}

func TestTree(t *testing.T) {
	shared := NewList(nil, NewString("x", nil))
	root := NewMap(nil)
	root.Set("a", shared)
	root.Set("b", shared)
	root.Set("self", root)
	loops, copies := 0, 0
	ok := Tree(root, 10, func(*Node, bool) *Node { loops++; return NewString("loop", nil) }, func() bool { copies++; return true })
	if !ok || loops != 1 || copies != 2 || root.Get("a") == root.Get("b") || root.Get("b").Items[0].Str() != "x" || root.Get("self").Str() != "loop" {
		t.Errorf("%v, %d loops, %d copies, keys %v", ok, loops, copies, root.Keys())
	}
	deep := NewMap(nil)
	for at := deep; loops < 20; loops++ {
		at.Set("k", NewMap(nil))
		at = at.Get("k")
	}
	cut := 0
	Tree(deep, 5, func(_ *Node, tooDeep bool) *Node {
		if tooDeep {
			cut++
		}
		return NewMap(nil)
	}, func() bool { return true })
	if cut != 1 {
		t.Errorf("cut %d times", cut)
	}
	twice := NewList(nil, shared, shared)
	if Tree(twice, 10, nil, func() bool { return false }) {
		t.Error("went on although refused")
	}
}
