package example

import (
	"go/format"
	"net"
	"net/url"
	"regexp"
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
	if err != nil {
		return "", err
	}
	return oneLine(text)
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

// oneLine undoes what breaks the arguments of a call into lines, and aligns them. No literal has a
// line's end.
func oneLine(text string) (string, error) {
	text = beforeLast.ReplaceAllString(text, "$1")
	text = beforeFirst.ReplaceAllString(text, "$1")
	line, err := format.Source([]byte(between.ReplaceAllString(text, ", ")))
	return string(line), err
}

// Where a call is broken: before its first argument, between two, and before what closes it.
var (
	beforeFirst = regexp.MustCompile(`([({])\n\t*`)
	between     = regexp.MustCompile(`,\n\t*`)
	beforeLast  = regexp.MustCompile(`,\n\t*([)}])`)
)

// anyCredential writes a credential without a secret, for the first way that the API allows.
func anyCredential(pkg *gocode.Package) jen.Code {
	anything := func(string) jen.Code { return jen.Lit("any") }
	if ways := pkg.API.Defaults; len(ways) > 0 && len(ways[0]) > 0 {
		return credentialFor(pkg, ways[0], anything)
	}
	return credentialFor(pkg, model.SecurityRequired{{Scheme: pkg.API.Security[0]}}, anything)
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
