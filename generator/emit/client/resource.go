package client

import (
	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
)

// Resources writes resources.go: the identifiers of resources. What they do is the runtime's; here
// are their fields.
func Resources(pkg *gocode.Package) []jen.Code {
	var out []jen.Code
	for _, res := range pkg.API.Resources {
		out = append(out, resourceType(pkg.API.In, res), parseFunc(res), resourceMethods(pkg, res), resourceParts(pkg, res))
	}
	return out
}

// resourceType writes
//
//	// DeploymentID identifies a resource: /subscriptions/{subscriptionId}/...
//	type DeploymentID struct {
//		SubscriptionID, DeploymentName string
//	}
func resourceType(in string, res *model.Resource) jen.Code {
	return gocode.Doc(res.Name + " identifies a resource by its path, " + res.Path + ". Client." + in + " takes one for the parameters of calls.").
		Type().Id(res.Name).StructFunc(func(g *jen.Group) {
		if len(res.Fields) > 0 {
			g.ListFunc(func(names *jen.Group) {
				for _, f := range res.Fields {
					names.Id(f)
				}
			}).String()
		}
	})
}

// parseFunc writes
//
//	func ParseDeploymentID(text string) (DeploymentID, error) {
//		var id DeploymentID
//		err := id.parts().Parse(text)
//		return id, err
//	}
func parseFunc(res *model.Resource) jen.Code {
	return gocode.Doc(res.Parse+" reads an ID as the service writes it, whatever the case of its letters.").
		Func().Id(res.Parse).Params(jen.Id("text").String()).Params(jen.Id("id").Id(res.Name), jen.Err().Error()).
		Block(jen.Err().Op("=").Id("id").Dot("parts").Call().Dot("Parse").Call(jen.Id("text")), jen.Return(jen.Id("id"), jen.Err()))
}

// resourceMethods writes
//
//	func (id DeploymentID) String() string { return id.parts().String() }
//	func (id DeploymentID) Equal(other DeploymentID) bool { return id.parts().Equal(other.parts()) }
//	func (id DeploymentID) Bind(b *runtime.Bound) { id.parts().Bind(b) }
func resourceMethods(pkg *gocode.Package, res *model.Resource) jen.Code {
	method := func(name string) *jen.Statement { return jen.Func().Params(jen.Id("id").Id(res.Name)).Id(name) }
	parts := func(name string, args ...jen.Code) jen.Code {
		return jen.Id("id").Dot("parts").Call().Dot(name).Call(args...)
	}
	return gocode.Doc("String writes the ID as the service does.").
		Add(method("String")).Params().String().Add(gocode.Inline(jen.Return(parts("String")))).Line().Line().
		Add(gocode.Doc("Equal reports whether both identify one resource, whatever the case of their letters.")).
		Add(method("Equal")).Params(jen.Id("other").Id(res.Name)).Bool().
		Add(gocode.Inline(jen.Return(parts("Equal", jen.Id("other").Dot("parts").Call())))).Line().Line().
		Add(gocode.Doc("Bind is called by Client." + pkg.API.In + ".")).
		Add(method("Bind")).Params(jen.Id("b").Op("*").Add(pkg.RT("Bound"))).Add(gocode.Inline(parts("Bind", jen.Id("b"))))
}

// resourceParts writes
//
//	func (id *DeploymentID) parts() runtime.ResourceID {
//		return runtime.ResourceID{Path: "...", Fields: []*string{&id.SubscriptionID, &id.DeploymentName}}
//	}
func resourceParts(pkg *gocode.Package, res *model.Resource) jen.Code {
	fields := jen.Index().Op("*").String().ValuesFunc(func(g *jen.Group) {
		for _, f := range res.Fields {
			g.Op("&").Id("id").Dot(f)
		}
	})
	return jen.Func().Params(jen.Id("id").Op("*").Id(res.Name)).Id("parts").Params().Add(pkg.RT("ResourceID")).
		Block(jen.Return(pkg.RT("ResourceID").Values(jen.Id("Path").Op(":").Lit(res.Path), jen.Id("Fields").Op(":").Add(fields))))
}
