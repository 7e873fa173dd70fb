package example

import (
	"fmt"
	"go/token"
	"go/types"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
)

// Program writes a whole program that calls an operation with what its sample has, for a page that
// documents the service:
//
//	package main
//
//	import (
//		"context"
//		"fmt"
//		"log"
//		"os"
//
//		"example.com/petstore"
//	)
//
//	func main() {
//		ctx := context.Background()
//		client, err := petstore.NewClient(petstore.NewKeyCredential(os.Getenv("API_KEY")))
//		if err != nil {
//			log.Fatal(err)
//		}
//		result, err := client.Pets.Get(ctx, petstore.GetPetParams{PetID: 3})
//		if err != nil {
//			log.Fatal(err)
//		}
//		fmt.Println(result)
//	}
//
// It compiles as it is. What has no literal, such as a file or a type that is not the client's, is a
// variable that is declared and not set.
func Program(pkg *gocode.Package, g *model.Group, op *model.Operation) (string, error) {
	c := &calling{
		call:  call{pkg: pkg, g: g, op: op, sample: Sample(pkg, op)},
		fails: jen.Qual("log", "Fatal").Call(jen.Id("err")), declares: true, named: map[string]bool{},
	}
	made := c.made()
	called := c.lines()
	body := slices.Concat([]jen.Code{gocode.Define("ctx", jen.Qual("context", "Background").Call())}, c.vars, made, called)
	f := gocode.File{Path: "main.go", Program: true, Decls: func(*gocode.Package) []jen.Code {
		return []jen.Code{jen.Func().Id("main").Params().Block(body...)}
	}}
	switch name := pkg.API.Package; {
	case slices.Contains(locals, name), slices.Contains(imported, name):
		f.Aliases = map[string]string{pkg.ImportPath: "api"}
	case !major.MatchString(path.Base(pkg.ImportPath)) && path.Base(pkg.ImportPath) != name: // which no reader would guess
		f.Aliases = map[string]string{pkg.ImportPath: name}
	}
	data, err := gocode.Render(pkg, f)
	if err != nil {
		return "", err
	}
	clause := "package main\n"
	_, rest, ok := strings.Cut(string(data), "\n"+clause)
	if !ok {
		return "", fmt.Errorf("a sample has no package clause, which is a defect of armsmith:\n%s", data)
	}
	return clause + rest, nil
}

// major is the end of the import path of a later version of a module.
var major = regexp.MustCompile(`^v[0-9]+$`)

// imported are names of packages that samples import besides those among [locals].
var imported = []string{"os", "io", "main", "http", "netip", "url", "big", "iter", "multipart"}

// made writes how the client is made. Secrets are the environment's.
func (c *calling) made() []jen.Code {
	api := c.pkg.API
	var args []jen.Code
	for _, p := range gocode.ClientArgs(c.pkg) {
		text := c.sample.Params[p.Wire]
		switch {
		case isEndpoint(c.pkg, p):
			text = jsonOf(endpoint)
		case c.value(p.Type, p.Presence, text) == nil:
			text = jsonOf(madeUp(p.Wire, &p.Type, &p.Checks, 0))
		}
		arg := c.value(p.Type, p.Presence, text)
		if arg == nil {
			arg = c.blank(gocode.ArgName(p), c.pkg.FieldOf(&p.Type, p.Presence), p.Type)
		}
		args = append(args, arg)
	}
	if len(api.Security) > 0 {
		args = append(args, c.credential())
	}
	if namesNoHost(c.pkg) {
		args = append(args, c.pkg.Own("WithEndpoint").Call(jen.Lit(endpoint)))
	}
	return []jen.Code{jen.List(jen.Id("client"), jen.Id("err")).Op(":=").Add(c.pkg.Own("NewClient")).Call(args...), c.failed()}
}

// credential writes what proves to the service who calls, for the first way that the operation
// allows. Its secrets are the environment's.
func (c *calling) credential() jen.Code {
	ways := c.op.Security
	if ways == nil {
		ways = c.pkg.API.Defaults
	}
	if len(ways) == 0 || len(ways[0]) == 0 {
		return c.pkg.Own("Anonymous").Call()
	}
	return credentialFor(c.pkg, ways[0], func(name string) jen.Code { return jen.Qual("os", "Getenv").Call(jen.Lit(name)) })
}

// credentialFor writes a credential with which one way of security is met:
//
//	petstore.NewKeyCredential(os.Getenv("API_KEY"))
//	petstore.NewCredentials(map[string]petstore.Credential{"basic": petstore.NewBasicCredential(...)})
func credentialFor(pkg *gocode.Package, way model.SecurityRequired, secret func(name string) jen.Code) jen.Code {
	if len(pkg.API.Security) == 1 {
		return proof(pkg, way[0].Scheme, secret)
	}
	var each []jen.Code
	for _, use := range way {
		each = append(each, jen.Lit(use.Scheme.ID).Op(":").Add(proof(pkg, use.Scheme, secret)))
	}
	return pkg.Own("NewCredentials").Call(gocode.MapOf(pkg.Own("Credential")).Values(each...))
}

// proof writes the credential of one scheme.
func proof(pkg *gocode.Package, s *model.SecurityScheme, secret func(name string) jen.Code) *jen.Statement {
	switch s.Kind {
	case model.SecurityBasic:
		return pkg.Own("NewBasicCredential").Call(secret("API_USER"), secret("API_PASSWORD"))
	case model.SecurityOAuth2, model.SecurityBearer:
		return pkg.Own("NewKeyCredential").Call(secret("API_TOKEN"))
	}
	return pkg.Own("NewKeyCredential").Call(secret("API_KEY"))
}

// isEndpoint reports whether a parameter is where the service is, or begins so.
func isEndpoint(pkg *gocode.Package, p *model.Param) bool {
	return p.In == model.InHost && strings.HasPrefix(pkg.API.Endpoint.Template, "{"+p.Wire+"}")
}

// namesNoHost reports whether the document leaves it to others to say where the service is.
func namesNoHost(pkg *gocode.Package) bool {
	return pkg.API.Endpoint.Template == "" || strings.HasPrefix(pkg.API.Endpoint.Template, "/")
}

// unlike returns a name for a variable that does not hide anything that a program uses.
func (c *calling) unlike(name string, ref model.Ref) string {
	for ref.Elem != nil {
		ref = *ref.Elem
	}
	taken := func(name string) bool {
		foreign := ref.Kind == model.Foreign && strings.Contains(path.Base(ref.Foreign.Path), name)
		return foreign || name == c.pkg.API.Package || name == "api" || c.named[name] || slices.Contains(locals, name) || slices.Contains(imported, name) ||
			token.IsKeyword(name) || types.Universe.Lookup(name) != nil
	}
	for taken(name) {
		name += "Value"
	}
	c.named[name] = true
	return name
}
