package layout

import (
	"github.com/armsmith/armsmith/generator/model"
)

// most is how many lines are planned for a file. What is planned is an estimate: a file may come
// out half as long again.
const most = 2000

// lines are how long something is: a type in the file of declarations and in that of tables, an
// operation in the client and in its fake.
type lines struct{ decl, other int }

func (l lines) plus(with lines) lines { return lines{l.decl + with.decl, l.other + with.other} }

func (l lines) longer() int { return max(l.decl, l.other) }

func (l lines) fits() bool { return l.longer() <= most }

// items returns types with their names and sizes.
func items(types []*model.Type) []item[*model.Type] {
	out := make([]item[*model.Type], len(types))
	for i, t := range types {
		out[i] = item[*model.Type]{snake(t.Name), typeLines(t), t}
	}
	return out
}

func operationItems(g *model.Group) []item[*model.Operation] {
	out := make([]item[*model.Operation], len(g.Operations))
	for i, op := range g.Operations {
		out[i] = item[*model.Operation]{snake(op.Name), operationLines(op), op}
	}
	return out
}

// typeLines estimates how long the declarations of a type are.
func typeLines(t *model.Type) lines {
	l := lines{decl: 3 + docLines(t.Doc), other: 15}
	if t.Same != nil {
		return l
	}
	for _, f := range t.AllFields() {
		l = l.plus(lines{1 + docLines(f.Doc), 2})
	}
	if t.Enum != nil {
		l.decl += 6
		for _, v := range t.Enum.Values {
			l.decl += 2 + docLines(v.Doc)
		}
	}
	if t.Union != nil {
		l = l.plus(lines{20, 30})
		for _, v := range t.Union.Variants {
			l = l.plus(lines{3, 4})
			if v.Wrapper != "" {
				l = l.plus(lines{6, 12})
			}
		}
		if base := t.Union.Base; base != nil {
			l.decl += len(base.Fields) + len(base.Members)*(4+len(base.Fields))
		}
	}
	return l
}

// clientLines estimates how long is what a group has once: its client is short, but the struct of
// its fake has a field for each operation.
func clientLines(g *model.Group) lines { return lines{10, 6 * len(g.Operations)} }

// operationLines estimates how long the declarations of an operation are.
func operationLines(op *model.Operation) lines {
	l := lines{40 + docLines(op.Doc), 20}
	if op.Params != nil {
		l.decl += 6
		for _, p := range op.Params.Params {
			l = l.plus(lines{4 + docLines(p.Doc), 3})
		}
	}
	for _, r := range op.Results() {
		for _, h := range r.Headers {
			l.decl += 4 + docLines(h.Doc)
		}
		l.decl += 20 * len(r.Bodies)
	}
	return l
}

// docLines is how many lines a text takes as a comment.
func docLines(text string) int {
	const width = 90
	if text == "" {
		return 0
	}
	return 1 + len(text)/width
}
