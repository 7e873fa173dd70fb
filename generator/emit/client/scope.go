package client

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/generator/model"
)

// Scope writes scope.go: what is said once for many calls.
//
//	func (c *Client) In(scope runtime.Scoped) *Client { ... }
//
//	type Scope struct { ... }
//
//	func (s Scope) Bind(b *runtime.Bound) { ... }
func Scope(pkg *gocode.Package) []jen.Code {
	if pkg.API.In == "" {
		return nil
	}
	out := []jen.Code{inMethod(pkg)}
	if s := pkg.API.Scope; s != nil {
		out = append(out, scopeType(pkg.API.In, s), bindMethod(pkg, s))
	}
	return out
}

// inMethod writes the method that returns a client with a scope:
//
//	func (c *Client) In(scope runtime.Scoped) *Client {
//		bound, rt := *c, c.rt.In(scope)
//		c = &bound
//		c.rt = rt
//		c.Tasks = &TasksClient{rt: rt}
//		return c
//	}
func inMethod(pkg *gocode.Package) jen.Code {
	body := []jen.Code{
		jen.List(jen.Id("bound"), jen.Id("rt")).Op(":=").List(jen.Op("*").Id("c"), jen.Id("c").Dot("rt").Dot("In").Call(jen.Id("scope"))),
		gocode.Assign(jen.Id("c"), gocode.Addr(jen.Id("bound"))),
		gocode.Assign(jen.Id("c").Dot("rt"), jen.Id("rt")),
	}
	body = append(append(body, groupFields(pkg)...), jen.Return(jen.Id("c")))
	return gocode.Doc(pkg.API.In + " returns a client whose calls take from scope, " + scopes(pkg.API) + ", what their own parameters leave empty. " +
		"Fields of scope that are " + nothing(pkg.API) + " leave what c is bound to already; c itself stays as it is.").
		Func().Params(jen.Id("c").Op("*").Id("Client")).Id(pkg.API.In).Params(jen.Id("scope").Add(pkg.RT("Scoped"))).Op("*").Id("Client").Block(body...)
}

// scopes says what the method In takes.
func scopes(api *model.API) string {
	switch {
	case api.Scope == nil:
		return "the ID of a resource"
	case len(api.Resources) == 0:
		return "a " + api.Scope.Name
	}
	return "a " + api.Scope.Name + " or the ID of a resource"
}

// nothing says which fields of a scope bind nothing.
func nothing(api *model.API) string {
	if api.Scope != nil && slices.ContainsFunc(api.Scope.Fields, func(f model.ScopeField) bool { return f.Integer }) {
		return "empty or 0"
	}
	return "empty"
}

func scopeType(in string, s *model.CallScope) jen.Code {
	return gocode.Doc(s.Name + " holds parameters that many operations share, to be said once. See Client." + in + ".").
		Type().Id(s.Name).StructFunc(func(g *jen.Group) {
		for _, f := range s.Fields {
			g.Add(gocode.Doc(english.Sentence(english.Field(f.Name, f.Doc, false)))).Id(f.Name).Id(f.GoType())
		}
	})
}

// bindMethod writes the method by which the runtime learns the values:
//
//	func (s Scope) Bind(b *runtime.Bound) {
//		b.Set(runtime.InPath, "workspaceName", s.WorkspaceName)
//	}
func bindMethod(pkg *gocode.Package, s *model.CallScope) jen.Code {
	return gocode.Doc("Bind is called by Client." + pkg.API.In + ".").
		Func().Params(jen.Id("s").Id(s.Name)).Id("Bind").Params(jen.Id("b").Op("*").Add(pkg.RT("Bound"))).BlockFunc(func(g *jen.Group) {
		for _, f := range s.Fields {
			g.Id("b").Dot(gocode.Pick(f.Integer, "SetInt", "Set")).Call(gocode.PlaceOf(pkg, f.In), jen.Lit(f.Wire), jen.Id("s").Dot(f.Name))
		}
	})
}
