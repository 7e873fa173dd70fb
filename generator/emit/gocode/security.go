package gocode

import (
	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/model"
)

// Requirements writes alternatives of authentication:
//
//	[]runtime.Requirement{{{Scheme: &schemes[0], Scopes: []string{"user_impersonation"}}}}
func Requirements(pkg *Package, alternatives []model.SecurityRequired) jen.Code {
	var out []jen.Code
	for _, alternative := range alternatives {
		var uses []jen.Code
		for _, u := range alternative {
			fields := []jen.Code{jen.Id("Scheme").Op(":").Op("&").Id("schemes").Index(jen.Lit(schemeIndex(pkg, u.Scheme)))}
			if len(u.Scopes) > 0 {
				fields = append(fields, jen.Id("Scopes").Op(":").Add(TextList(u.Scopes)))
			}
			uses = append(uses, jen.Values(fields...))
		}
		out = append(out, jen.Values(uses...))
	}
	return Slice(pkg.RT("Requirement")).Values(out...)
}

func schemeIndex(pkg *Package, s *model.SecurityScheme) int {
	for i, known := range pkg.API.Security {
		if known == s {
			return i
		}
	}
	return 0
}
