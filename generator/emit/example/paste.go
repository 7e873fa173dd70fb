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

// Making writes the line that makes a client which calls a service at a URL that takes any
// credential:
//
//	client, err := petstore.NewClient(petstore.NewKeyCredential("any"), petstore.WithEndpoint("http://127.0.0.1:4010/v1"), petstore.WithInsecure())
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

// Calling writes the lines that call an operation with what a sample has, in a function that has ctx
// and client and returns an error:
//
//	pet, err := client.Pets.Get(ctx, petstore.GetPetParams{PetID: 3})
//	if err != nil {
//		return err
//	}
//	fmt.Println(pet)
//
// What must be there and is not in the sample, or has no literal, is the name of a variable that the
// reader has to declare.
func Calling(pkg *gocode.Package, g *model.Group, op *model.Operation, sample model.Example) (string, error) {
	c := &call{pkg: pkg, g: g, op: op, sample: sample}
	method := jen.Id("client")
	if g.Name != "" {
		method.Dot(g.Name)
	}
	args := []jen.Code{jen.Id("ctx")}
	if op.TakesParams() {
		args = append(args, c.given())
	}
	method.Dot(op.Name).Call(args...)
	switch {
	case op.Paging != nil && op.LRO == nil:
		return paste(pkg, each("item", method.Dot("All").Call()))
	case op.LRO != nil:
		poller := []jen.Code{jen.List(jen.Id("poller"), jen.Id("err")).Op(":=").Add(method), failed()}
		wait := jen.Id("poller").Dot("Wait").Call(jen.Id("ctx"))
		if op.LRO.Result == nil {
			done := jen.If(jen.List(jen.Id("_"), jen.Id("err")).Op(":=").Add(wait), gocode.NotNil(jen.Id("err")))
			return paste(pkg, append(poller, done.Block(jen.Return(jen.Id("err"))))...)
		}
		return paste(pkg, append(poller, got(wait, false)...)...)
	case op.Result.Kind == model.ResultBody && op.Result.Body.Kind.IsSequence():
		stream := []jen.Code{jen.List(jen.Id("stream"), jen.Id("err")).Op(":=").Add(method), failed()}
		return paste(pkg, append(stream, each("value", jen.Id("stream").Dot("All").Call()))...)
	}
	return paste(pkg, got(method, op.Result.Kind == model.ResultNone)...)
}

// each writes a loop over what comes one after another.
func each(name string, all jen.Code) jen.Code {
	return jen.For(jen.List(jen.Id(name), jen.Id("err")).Op(":=").Range().Add(all)).Block(failed(), printing(jen.Id(name)))
}

// got writes a call and what is done with its result.
func got(method jen.Code, none bool) []jen.Code {
	if none {
		return []jen.Code{jen.If(jen.Id("err").Op(":=").Add(method), gocode.NotNil(jen.Id("err"))).Block(jen.Return(jen.Id("err")))}
	}
	return []jen.Code{jen.List(jen.Id("result"), jen.Id("err")).Op(":=").Add(method), failed(), printing(jen.Id("result"))}
}

func failed() jen.Code {
	return jen.If(gocode.NotNil(jen.Id("err"))).Block(jen.Return(jen.Id("err")))
}

// given writes the parameters of a call.
func (c *call) given() jen.Code {
	var fields []jen.Code
	values := literals{pkg: c.pkg, sent: true}
	field := func(name, blank, text string, there, required bool, ref model.Ref, presence model.Presence) {
		var value *jen.Statement
		if v := parsed(text); there && v != nil {
			value, _ = values.held(ref, presence, v)
		}
		if value == nil && required {
			value = jen.Id(blank)
		}
		if value != nil {
			fields = append(fields, jen.Id(name).Op(":").Add(value))
		}
	}
	for _, p := range c.op.Params.Params {
		if p.Asked() {
			text, there := c.sample.Params[p.Wire]
			field(p.Name, gocode.ArgName(p), text, there, p.Required && !p.Key && !p.ClientID, p.Type, p.Presence)
		}
	}
	if b := c.op.Body; b != nil {
		written := c.sample.Body != "" && (b.Content.Kind == model.BodyJSON || b.Content.Kind == model.BodyMergePatch)
		field(c.op.Params.Body, "body", c.sample.Body, written, b.Required, b.Content.Type, b.Presence)
	}
	return c.pkg.Own(c.op.Params.Name).Values(fields...)
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
