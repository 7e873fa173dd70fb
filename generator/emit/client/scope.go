package client

import (
	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/generator/model"
)

// Scope writes scope.go: what is said once for many calls.
//
//	func (c *Client) In(scope Scope) *Client { ... }
//
//	type Scope struct { ... }
//
//	func (s Scope) Bind(b *runtime.Bound) { ... }
func Scope(pkg *gocode.Package) []jen.Code {
	s := pkg.API.Scope
	if s == nil {
		return nil
	}
	return []jen.Code{inMethod(pkg, s), scopeType(s), bindMethod(pkg, s)}
}

// inMethod writes the method that returns a client with a scope:
//
//	func (c *Client) In(scope Scope) *Client {
//		bound, rt := *c, c.rt.In(scope)
//		c = &bound
//		c.rt = rt
//		c.Tasks = &TasksClient{rt: rt}
//		return c
//	}
func inMethod(pkg *gocode.Package, s *model.CallScope) jen.Code {
	body := []jen.Code{
		jen.List(jen.Id("bound"), jen.Id("rt")).Op(":=").List(jen.Op("*").Id("c"), jen.Id("c").Dot("rt").Dot("In").Call(jen.Id("scope"))),
		gocode.Assign(jen.Id("c"), gocode.Addr(jen.Id("bound"))),
		gocode.Assign(jen.Id("c").Dot("rt"), jen.Id("rt")),
	}
	body = append(append(body, groupFields(pkg)...), jen.Return(jen.Id("c")))
	return gocode.Doc(s.In + " returns a client whose calls take from scope what their own parameters leave empty. Fields of scope that are empty " +
		"leave what c is bound to already; c itself stays as it is.").
		Func().Params(jen.Id("c").Op("*").Id("Client")).Id(s.In).Params(jen.Id("scope").Id(s.Name)).Op("*").Id("Client").Block(body...)
}

func scopeType(s *model.CallScope) jen.Code {
	return gocode.Doc(s.Name + " holds parameters that many operations share, to be said once. See Client." + s.In + ".").
		Type().Id(s.Name).StructFunc(func(g *jen.Group) {
		for _, f := range s.Fields {
			g.Add(gocode.Doc(english.Sentence(english.Field(f.Name, f.Doc, false)))).Id(f.Name).String()
		}
	})
}

// bindMethod writes the method by which the runtime learns the values:
//
//	func (s Scope) Bind(b *runtime.Bound) {
//		b.Set(runtime.InPath, "workspaceName", s.WorkspaceName)
//	}
func bindMethod(pkg *gocode.Package, s *model.CallScope) jen.Code {
	return gocode.Doc("Bind is called by Client." + s.In + ".").
		Func().Params(jen.Id("s").Id(s.Name)).Id("Bind").Params(jen.Id("b").Op("*").Add(pkg.RT("Bound"))).BlockFunc(func(g *jen.Group) {
		for _, f := range s.Fields {
			g.Id("b").Dot("Set").Call(gocode.PlaceOf(pkg, f.In), jen.Lit(f.Wire), jen.Id("s").Dot(f.Name))
		}
	})
}
