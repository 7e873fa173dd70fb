package client

import (
	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/generator/model"
)

// Servers writes servers.go: the addresses that the document names.
func Servers(pkg *gocode.Package) []jen.Code {
	var out []jen.Code
	for _, s := range pkg.API.Security {
		if len(s.Places) > 0 {
			out = append(out, placeConsts(s))
		}
	}
	return out
}

// placeConsts writes where tokens are had:
//
//	// Addresses of the security scheme oauth, for what gets its tokens.
//	const (
//		// TokenURL gives tokens.
//		TokenURL = "https://example.com/token"
//	)
func placeConsts(s *model.SecurityScheme) jen.Code {
	return gocode.Doc("Addresses of the security scheme " + english.OneLine(s.ID) + ", for what gets its tokens.").
		Const().DefsFunc(func(g *jen.Group) {
		for _, p := range s.Places {
			g.Add(gocode.Doc(p.Name + " " + p.Doc + ".")).Id(p.Name).Op("=").Lit(p.URL)
		}
	})
}
