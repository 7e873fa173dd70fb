package settle

import "github.com/armsmith/armsmith/generator/model"

// breakRecursion holds structs by pointer where they would otherwise hold themselves by value,
// directly or through others. Every field on a circle becomes a pointer, so that it does not matter
// where one begins to look.
func breakRecursion(types []*model.Type) {
	c := circles{index: make(map[*model.Type]int), low: make(map[*model.Type]int), on: make(map[*model.Type]bool),
		circle: make(map[*model.Type]int)}
	for _, t := range types {
		if c.index[t] == 0 {
			c.visit(t)
		}
	}
	for _, t := range types {
		for _, f := range t.Fields {
			if in := byValue(f); in != nil && c.circle[in] == c.circle[t] {
				f.Type.Pointer = true
			}
		}
	}
}

// byValue returns the struct that a field holds by value, or nil.
func byValue(f *model.Field) *model.Type {
	if f.Type.Kind != model.Named || f.Type.Type.Kind != model.KindStruct || f.Type.Pointer || f.Presence != model.Plain {
		return nil
	}
	return f.Type.Type
}

// circles finds which types hold one another by value (Tarjan's strongly connected components).
type circles struct {
	index, low map[*model.Type]int
	on         map[*model.Type]bool
	stack      []*model.Type
	circle     map[*model.Type]int
}

func (c *circles) visit(t *model.Type) {
	c.index[t] = len(c.index) + 1
	c.low[t] = c.index[t]
	c.stack = append(c.stack, t)
	c.on[t] = true
	for _, f := range t.Fields {
		in := byValue(f)
		switch {
		case in == nil:
		case c.index[in] == 0:
			c.visit(in)
			c.low[t] = min(c.low[t], c.low[in])
		case c.on[in]:
			c.low[t] = min(c.low[t], c.index[in])
		}
	}
	if c.low[t] != c.index[t] {
		return
	}
	for {
		last := c.stack[len(c.stack)-1]
		c.stack = c.stack[:len(c.stack)-1]
		c.on[last] = false
		c.circle[last] = c.index[t]
		if last == t {
			return
		}
	}
}
