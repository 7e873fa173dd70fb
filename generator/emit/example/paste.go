package example

import (
	"net"
	"net/url"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
)

// Making writes the line, here broken in two, that makes a client of a service that takes any
// credential:
//
//	client, err := petstore.NewClient(petstore.NewKeyCredential("any"),
//		petstore.WithEndpoint("http://127.0.0.1:4010/v1"), petstore.WithInsecure())
func Making(pkg *gocode.Package, url string) (string, error) {
	var args []jen.Code
	said := false
	for _, p := range gocode.ClientArgs(pkg) {
		if p.In == model.InHost && pkg.API.Endpoint.Template == "{"+p.Wire+"}" {
			args, said = append(args, jen.Lit(url)), true
		} else {
			args = append(args, jen.Id(gocode.ArgName(p)))
		}
	}
	if len(pkg.API.Security) > 0 {
		args = append(args, anyCredential(pkg))
	}
	if !said {
		args = append(args, pkg.Own("WithEndpoint").Call(jen.Lit(url)))
	}
	if len(pkg.API.Security) > 0 {
		args = append(args, insecure(pkg, url))
	}
	text, err := paste(pkg, jen.List(jen.Id("client"), jen.Id("err")).Op(":=").Add(pkg.Own("NewClient")).Call(args...))
	return oneLine.Replace(text), err
}

// insecure writes the option by which a credential goes to a URL of plain http.
func insecure(pkg *gocode.Package, server string) jen.Code {
	u, err := url.Parse(server)
	if err == nil {
		if ip := net.ParseIP(u.Hostname()); ip != nil && !ip.IsLoopback() {
			return pkg.Own("WithInsecureHost").Call(jen.Lit(u.Host))
		}
	}
	return pkg.Own("WithInsecure").Call()
}

// oneLine undoes what breaks the arguments of a call into lines. No literal has a line's end.
var oneLine = strings.NewReplacer("(\n\t", "(", ",\n\t", ", ", ",\n)", ")")

// anyCredential writes a credential without a secret, and the name of one to be made where that
// needs more than a line.
func anyCredential(pkg *gocode.Package) jen.Code {
	if len(pkg.API.Security) == 1 {
		switch pkg.API.Security[0].Kind {
		case model.SecurityAPIKey, model.SecurityHTTP:
			return pkg.Own("NewKeyCredential").Call(jen.Lit("any"))
		case model.SecurityBasic:
			return pkg.Own("NewBasicCredential").Call(jen.Lit("any"), jen.Lit("any"))
		}
	}
	return jen.Id("cred")
}

// paste renders lines as they stand in a function of somebody else's package.
func paste(pkg *gocode.Package, lines ...jen.Code) (string, error) {
	f := gocode.File{Path: "paste_test.go", Decls: func(*gocode.Package) []jen.Code {
		return []jen.Code{jen.Func().Id("paste").Params().Block(lines...)}
	}}
	if slices.Contains(locals, pkg.API.Package) {
		f.Aliases = map[string]string{pkg.ImportPath: "api"}
	}
	data, err := gocode.Render(pkg, f)
	if err != nil {
		return "", err
	}
	_, body, _ := strings.Cut(string(data), "func paste() {\n")
	body = strings.TrimSuffix(strings.TrimRight(body, "\n"), "}")
	return strings.TrimRight(strings.ReplaceAll("\n"+body, "\n\t", "\n"), "\n")[1:], nil
}
