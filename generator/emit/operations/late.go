package operations

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
)

// This file writes how parameters are given and answers are read that a document has come to know
// after a method was first generated: by options, so that the method stays as it is.

// paramsOption writes the option that carries parameters to a method that takes none:
//
//	// Option gives the parameters to a call of PetsClient.List, which had none at first.
//	func (p ListPetsParams) Option() Option { return runtime.WithParams(&petsListOp, p.apply) }
func paramsOption(pkg *gocode.Package, g *model.Group, op *model.Operation) jen.Code {
	m := &method{pkg: pkg, g: g, op: op}
	var args []jen.Code
	text := "Option gives the parameters to a call of " + gocode.MethodName(g, op) + ", which had none at first."
	if gocode.ClientState(pkg) {
		args = append(args, jen.Id("c").Op("*").Id("Client"))
		text += " It takes the client that is called."
	}
	return gocode.Doc(text).Func().Params(jen.Id("p").Id(op.Params.Name)).Id("Option").Params(args...).Id("Option").
		Block(jen.Return(pkg.RT("WithParams").Call(jen.Op("&").Id(gocode.OpVar(op)), m.fillCopy(jen.Id("c")))))
}

// fill writes the function that puts parameters which come late into a request: params.apply, with
// what the client keeps where there is such.
func (m *method) fill(params, state jen.Code) jen.Code {
	if !gocode.ClientState(m.pkg) {
		return jen.Add(params).Dot("apply")
	}
	return jen.Func().Params(jen.Id("r").Op("*").Add(m.pkg.RT("Request"))).Block(m.apply(params, jen.Id("r"), state))
}

// fillCopy writes the function that puts a copy of the parameters p into a request: an option may
// be given to several calls, and what a client is bound to belongs to one.
func (m *method) fillCopy(state jen.Code) jen.Code {
	if !slices.ContainsFunc(m.op.Params.Params, func(p *model.Param) bool { return p.Scoped }) {
		return m.fill(jen.Id("p"), state)
	}
	return jen.Func().Params(jen.Id("r").Op("*").Add(m.pkg.RT("Request"))).
		Block(gocode.Define("own", jen.Id("p")), m.apply(jen.Id("own"), jen.Id("r"), state))
}

// answerOption writes the option that reads an answer into a struct, besides what the method
// returns:
//
//	// Option has a call fill in what its answer says.
//	func (out *GetPetResponse) Option() Option { return runtime.WithAnswer(&petsGetOp, out.read) }
func answerOption(pkg *gocode.Package, op *model.Operation) jen.Code {
	return gocode.Doc("Option has a call fill in what its answer says.").
		Func().Params(jen.Id("out").Op("*").Id(op.Result.Name)).Id("Option").Params().Id("Option").
		Block(jen.Return(pkg.RT("WithAnswer").Call(jen.Op("&").Id(gocode.OpVar(op)), jen.Id("out").Dot("read"))))
}
