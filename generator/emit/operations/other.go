package operations

import (
	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
)

// otherOperation writes the statements that make the request of another operation, req, from what
// the caller of this one has given: the parameters that both have. fill writes how the others are
// filled; nil for those that are left out.
func (m *method) otherOperation(other *model.Operation, fill func(*model.Param, request) jen.Code) []jen.Code {
	out := []jen.Code{gocode.Define("req", jen.Id("c").Dot("rt").Dot("NewRequest").Call(jen.Op("&").Id(gocode.OpVar(other))))}
	if other.Params == nil {
		return out
	}
	known, req := paramsByName(m.op), request{req: "req", params: "params", client: m.state()}
	for _, p := range other.Params.Params {
		if p.In == model.InPart {
			continue // there is no body
		}
		if !p.Asked() {
			out = append(out, applyParam(m.pkg, p, req)...)
			continue
		}
		if filled := fill(p, req); filled != nil {
			out = append(out, filled)
			continue
		}
		if mine := known[p.Wire]; mine != nil && mine.Asked() {
			out = append(out, m.pkg.WhenThere(&mine.Type, mine.Presence, jen.Id("params").Dot(mine.Name), func(v jen.Code) []jen.Code {
				return []jen.Code{sendParam(m.pkg, p, &mine.Type, v, req)}
			})...)
		}
	}
	return out
}

// paramsByName returns the parameters of an operation by their names in requests.
func paramsByName(op *model.Operation) map[string]*model.Param {
	known := map[string]*model.Param{}
	if op.Params != nil {
		for _, p := range op.Params.Params {
			known[p.Wire] = p
		}
	}
	return known
}
