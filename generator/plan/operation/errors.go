package operation

import (
	"slices"

	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/source"
	"github.com/armsmith/armsmith/generator/plan/types"
	"github.com/armsmith/armsmith/generator/rule"
)

// tellErrors gives operations the property by which a success says that it is an error. A rule that
// does not fit is an error, unless tolerate says so: then the operation has none.
func (o *operations) tellErrors(r reader, tolerate bool) {
	root := r.errorsExtension(r.at("/"+load.ErrorsExtension), nil)
	used := map[*rule.Errors]bool{}
	for _, p := range o.all {
		own := r.errorsExtension(p.m.To(load.ErrorsExtension), p.m.found)
		for _, e := range []*rule.Errors{r.rules.Errors, own, root} {
			if e == nil || !e.Covers(p.m.id, saysOK(p.op, e.OKFalse)) {
				continue
			}
			used[e] = true
			if saysOK(p.op, e.OKFalse) {
				p.op.OKFalse = e.OKFalse
			} else if !e.Inferred {
				r.doc.Findings.Add(unfit(tolerate), e.Place, "errors: no success of "+p.m.what+" has the boolean property "+source.Quote(e.OKFalse),
					"correct the rule, or leave the operation out of it")
			}
			break
		}
	}
	for _, e := range []*rule.Errors{r.rules.Errors, root} {
		if e != nil && !used[e] && !e.Inferred {
			r.doc.Findings.Add(finding.Warning, e.Place, "errors: it is about no operation of the document: none has the boolean property "+source.Quote(e.OKFalse),
				"correct the rule, or take it out; `armsmith inspect` lists the operations")
		}
	}
}

// errorsExtension reads x-armsmith-errors, which is what armsmith.yaml says; nil when there is
// none.
func (r reader) errorsExtension(ext source.At, on *found) *rule.Errors {
	if !ext.Is(node.Map) {
		return nil
	}
	return &rule.Errors{About: r.aboutOf(ext, on), OKFalse: ext.Get("okFalse").Str()}
}

// saysOK reports whether a success of an operation is JSON that has a boolean property of that
// name.
func saysOK(op *model.Operation, property string) bool {
	return slices.ContainsFunc(op.Responses, func(r *model.Response) bool {
		return !r.Error && r.Content != nil && r.Content.Kind == model.BodyJSON && hasFlag(r.Content.Type, property)
	})
}

// hasFlag reports whether a type, or a variant of a union, has a boolean property of that name.
func hasFlag(r model.Ref, property string) bool {
	if f := fieldNamed(r, property); f != nil {
		return types.Underlying(f.Type).Kind == model.Bool || isBoolEnum(f.Type)
	}
	r = types.Underlying(r)
	return r.Kind == model.Named && r.Type.Kind == model.KindUnion && slices.ContainsFunc(r.Type.Union.Variants, func(v *model.Variant) bool {
		inner := types.Underlying(v.Type)
		return !(inner.Kind == model.Named && inner.Type.Kind == model.KindUnion) && hasFlag(v.Type, property)
	})
}

func isBoolEnum(r model.Ref) bool {
	r = types.Underlying(r)
	return r.Kind == model.Named && r.Type.Kind == model.KindEnum && r.Type.Enum.Base == model.Bool
}
