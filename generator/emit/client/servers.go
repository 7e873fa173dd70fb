package client

import (
	"cmp"
	"strings"

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
	done := map[*model.ServerEnum]bool{}
	for _, s := range pkg.API.Servers {
		out = append(out, server(pkg, s))
		for _, v := range s.Variables {
			if v.Enum != nil && !done[v.Enum] {
				done[v.Enum] = true
				out = append(out, serverEnum(v.Enum))
			}
		}
	}
	return out
}

// server writes a server that has a name:
//
//	// ServerProduction is https://example.com/v1, for WithEndpoint.
//	const ServerProduction = "https://example.com/v1"
//
//	// ServerRegional sends requests to https://{region}.example.com/v1.
//	func ServerRegional(region ServerRegion) Option {
//		return runtime.WithServer("https://{region}.example.com/v1",
//			runtime.Pair{Name: "region", Value: cmp.Or(string(region), "eu")})
//	}
func server(pkg *gocode.Package, s *model.Server) jen.Code {
	at := english.OneLine(s.Template)
	doc := english.Type(s.Name, english.Sentence(s.Doc))
	if len(s.Variables) == 0 {
		return gocode.Doc(s.Name+" is "+at+", for WithEndpoint.", doc).Const().Id(s.Name).Op("=").Lit(s.Template)
	}
	var args []jen.Code
	pairs := []jen.Code{jen.Lit(s.Template)}
	notes := []string{s.Name + " sends requests to " + at + "."}
	for _, v := range s.Variables {
		typ, value := jen.String(), jen.Code(jen.Id(v.Arg))
		if v.Enum != nil {
			typ, value = jen.Id(v.Enum.Name), jen.String().Call(jen.Id(v.Arg))
		}
		if v.Default != "" {
			value = jen.Qual("cmp", "Or").Call(value, jen.Lit(v.Default))
			notes = append(notes, "An empty "+v.Arg+" stands for "+english.OneLine(v.Default)+".")
		}
		args = append(args, jen.Id(v.Arg).Add(typ))
		pairs = append(pairs, pkg.RT("Pair").Values(jen.Id("Name").Op(":").Lit(v.Wire), jen.Id("Value").Op(":").Add(value)))
	}
	return gocode.Doc(strings.Join(notes, " "), doc).Func().Id(s.Name).Params(args...).Id("Option").Block(jen.Return(pkg.RT("WithServer").Call(pairs...)))
}

// serverEnum writes the values of a variable of servers:
//
//	type ServerRegion string
//
//	const (
//		ServerRegionEU ServerRegion = "eu"
//	)
func serverEnum(e *model.ServerEnum) jen.Code {
	return gocode.Doc(cmp.Or(english.Type(e.Name, english.Sentence(e.Doc)), e.Name+" is a variable of servers.")).Type().Id(e.Name).String().Line().
		Const().DefsFunc(func(g *jen.Group) {
		for _, v := range e.Values {
			g.Id(v.Name).Id(e.Name).Op("=").Lit(v.Text)
		}
	})
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
