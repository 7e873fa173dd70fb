package changes

import (
	"cmp"
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
)

// Which callers a change touches follows from what it does to them:
//
//   - Code that uses a name is touched by a change of what the name stands for. What is new has no
//     name in the old client, except that a new value of an enum and a new variant of a union
//     concern the code that uses the enum or the union, which has to do with it.
//   - Calls of an operation are touched by a change of any of its parts that a running program
//     notices, whether or not the code sets the parameter or looks at the header.
//   - Calls of the operations that carry a type, in the direction that counts, are touched by a
//     change of the type that makes them fail: a program need not name a property to be refused
//     without it.

// touched returns the names of the old client whose uses, and the methods whose calls, a difference
// concerns.
func (x difference) touched(v Verdicts, carriers map[carried][]string) (names, calls []string) {
	names = slices.Clone(x.at.names)
	if x.of != nil && (x.of.Kind == model.KindEnum || x.of.Kind == model.KindUnion) {
		names = append(names, x.of.Name)
	}
	switch {
	case x.method != "" && max(v.Running, v.Behaviour) != None:
		calls = []string{x.method}
	case x.of != nil && v.Running == Breaking:
		for _, s := range []side{sent, received} {
			if effect := ruleOf(x.rule).effect(x.side & s); effect.Running == Breaking {
				calls = append(calls, carriers[carried{x.of, s}]...)
			}
		}
	case x.method == "" && x.of == nil && len(names) == 0:
		calls = []string{"NewClient"} // it is about the service as a whole
	}
	slices.Sort(names)
	slices.Sort(calls)
	return slices.Compact(names), slices.Compact(calls)
}

// For returns the report with the changes that touch the uses given: positions by the name that is
// used there, as [Surface] has it.
func (r *Report) For(uses map[string][]string) *Report {
	touching := &Report{Generator: r.Generator.touching(uses)}
	for _, c := range r.Changes {
		c.Uses = nil
		for _, name := range slices.Concat(c.Names, c.Calls) {
			union, variant, isVariant := strings.Cut(strings.TrimSuffix(name, ">"), "<")
			c.Uses = append(c.Uses, uses[union]...)
			if isVariant {
				c.Uses = append(c.Uses, uses[strings.TrimPrefix(variant, "*")]...)
			}
		}
		if len(c.Uses) > 0 {
			slices.SortFunc(c.Uses, comparePositions)
			c.Uses = slices.Compact(c.Uses)
			touching.Changes = append(touching.Changes, c)
		}
	}
	touching.judge()
	return touching
}

// comparePositions orders positions by file, and numbers in them by value.
func comparePositions(a, b string) int {
	x, y := strings.Split(a, ":"), strings.Split(b, ":")
	return cmp.Or(strings.Compare(x[0], y[0]), slices.CompareFunc(x, y, func(a, b string) int {
		return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b))
	}))
}

// carried is a type in one direction.
type carried struct {
	t *model.Type
	s side
}

// carriersOf returns the methods whose calls carry each type.
func carriersOf(api *model.API) map[carried][]string {
	out := map[carried][]string{}
	for _, op := range operationsOf(api) {
		w := walk{}
		if op.Params != nil {
			for _, p := range op.Params.Params {
				w.use(&p.Type, sent)
			}
		}
		if op.Body != nil {
			w.use(&op.Body.Content.Type, sent)
		}
		for _, r := range op.Responses {
			w.use(typeOfContent(r.Content), received)
			for _, h := range r.Headers {
				w.use(&h.Type, received)
			}
		}
		if op.LRO != nil {
			w.use(typeOfContent(op.LRO.Result), received)
		}
		for c := range w {
			out[c] = append(out[c], op.goName())
		}
	}
	return out
}

// walk holds the types that were reached.
type walk map[carried]bool

func (w walk) use(r *model.Ref, s side) {
	if r == nil {
		return
	}
	w.use(r.Elem, s)
	if r.Type != nil {
		w.enter(r.Type.Original(), s)
	}
}

func (w walk) enter(t *model.Type, s side) {
	if w[carried{t, s}] {
		return
	}
	w[carried{t, s}] = true
	for _, f := range t.Fields {
		if sidesOf(f)&s != 0 {
			w.use(&f.Type, s)
		}
	}
	w.use(t.Additional, s)
	w.use(t.Target, s)
	if t.Union != nil {
		for _, v := range t.Union.Variants {
			w.use(&v.Type, s)
		}
	}
}
