// Package fake writes the package that stands for the service in tests: a struct of functions for
// each operation group, and the code between them and HTTP. It is the mirror of room operations: it
// reads what that room writes into a request, and writes the answers that that room reads.
package fake

import (
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/emit/layout"
	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/generator/model"
)

// Files returns the files of the package that stands for the service in tests: fake/fake.go, one for
// each file of operations, which is called alike, fake/cassette.go and fake/examples.go.
func Files(pkg *gocode.Package, shelves []*layout.Shelf) []gocode.File {
	files := []gocode.File{{Path: "fake/fake.go", Comment: comment(pkg), Decls: door},
		{Path: "fake/cassette.go", Decls: cassettes}}
	lint := isDeprecated(pkg)
	for _, s := range shelves {
		if s.Client || len(s.Operations) > 0 {
			files = append(files, gocode.File{Path: "fake/" + s.File + ".go", Lint: lint,
				Decls: func(pkg *gocode.Package) []jen.Code { return functions(pkg, s) }})
		}
	}
	return append(files, gocode.File{Path: "fake/examples.go", Decls: examples})
}

// functions writes what stands for operations in tests of programs that use the client: the struct
// of a group's functions, and how each is called.
func functions(pkg *gocode.Package, s *layout.Shelf) []jen.Code {
	var out []jen.Code
	if s.Client {
		out = append(out, groupStruct(pkg, s.Group), routesMethod(pkg, s.Group))
	}
	for _, op := range s.Operations {
		out = append(out, handlerMethod(pkg, s.Group, op))
	}
	return out
}

// comment is the comment of the fake package.
func comment(pkg *gocode.Package) string {
	return "Package fake answers the requests of " + english.An(pkg.API.Package) + " client from functions, without a network, for tests:\n\n" +
		"```\n" + example(pkg) + "\n```\n\n" +
		"What has no function is answered with 501. A function that returns an [Error] makes the client see that answer."
}

// example returns lines that show how a fake is used.
//
//	transport := fake.NewTransport(&fake.Tasks{GetTask: ...})
//	client, err := azurebatch.NewClient(endpoint, azurebatch.Anonymous(),
//		azurebatch.WithTransport(transport))
func example(pkg *gocode.Package) string {
	g := pkg.API.Groups[0]
	name := "..."
	if len(g.Operations) > 0 {
		name = g.Operations[0].Name + ": ..."
	}
	var args []string
	for _, p := range gocode.ClientArgs(pkg) {
		args = append(args, gocode.ArgName(p))
	}
	if len(pkg.API.Security) > 0 {
		args = append(args, pkg.API.Package+".Anonymous()")
	}
	return "transport := fake.NewTransport(&fake." + StructName(pkg, g) + "{" + name + "})\n" +
		"client, err := " + pkg.API.Package + ".NewClient(" + strings.Join(append(args, pkg.API.Package+".WithTransport(transport)"), ", ") + ")"
}

// door writes what a user of any fake needs:
//
//	func NewTransport(groups ...Group) *Transport {
//		var routes []rtfake.Route
//		for _, g := range groups {
//			routes = append(routes, g.routes()...)
//		}
//		return rtfake.NewTransport(routes...)
//	}
//
// The method of a Group is not exported: any exported name may be that of an operation.
func door(pkg *gocode.Package) []jen.Code {
	return []jen.Code{
		gocode.Reexport("Transport", pkg.Fake, "Transport answers requests from functions: as an http.RoundTripper, for a client that is given it with WithTransport, and as an "+
			"http.Handler, for a server."),
		gocode.Doc("Group is one of the structs of functions of this package, one for each operation group.").
			Type().Id("Group").Interface(jen.Id("routes").Params().Index().Add(pkg.Fake("Route"))),
		gocode.Doc("NewTransport returns a transport for some groups of functions.").
			Func().Id("NewTransport").Params(jen.Id("groups").Op("...").Id("Group")).Op("*").Id("Transport").
			Block(
				jen.Var().Id("routes").Index().Add(pkg.Fake("Route")),
				jen.For(jen.List(jen.Id("_"), jen.Id("g")).Op(":=").Range().Id("groups")).Block(
					gocode.Assign(jen.Id("routes"), jen.Append(jen.Id("routes"), jen.Id("g").Dot("routes").Call().Op("...")))),
				jen.Return(pkg.Fake("NewTransport").Call(jen.Id("routes").Op("...")))),
		gocode.Reexport("Error", pkg.Fake, "Error is an answer that is no success, with a Status and a Code and Message, or a Body of the document's own."),
		gocode.Function("NewError", pkg.Fake, gocode.Args("status", jen.Int(), "code", nil, "message", jen.String()), jen.Error(),
			"NewError returns an Error with a status, a code and a message."),
		gocode.Doc("StreamOf returns a stream of values, for functions that answer with one.").
			Func().Id("StreamOf").Types(jen.Id("T").Any()).Params(jen.Id("values").Op("...").Id("T")).
			Op("*").Add(pkg.Own("Stream")).Types(jen.Id("T")).
			Add(gocode.Inline(jen.Return(pkg.RT("StreamOf").Call(jen.Id("values").Op("..."))))),
		gocode.Doc("StreamFrom returns a stream of what a sequence yields, which may wait for it. A first error is the answer, a later one breaks the stream off.").
			Func().Id("StreamFrom").Types(jen.Id("T").Any()).Params(jen.Id("values").Qual("iter", "Seq2").Types(jen.Id("T"), jen.Error())).
			Op("*").Add(pkg.Own("Stream")).Types(jen.Id("T")).
			Add(gocode.Inline(jen.Return(pkg.RT("StreamFrom").Call(jen.Id("values"))))),
	}
}

// declares are the names of the fake package that do not belong to groups.
var declares = []string{"Transport", "Group", "NewTransport", "FromExamples", "Recorder", "Record", "Replay", "Error", "NewError", "StreamOf", "StreamFrom", "Client"}

// StructName returns the name of a group in the fake package.
func StructName(pkg *gocode.Package, g *model.Group) string {
	if g.Name == "" {
		return "Client"
	}
	taken := func(name string) bool {
		return slices.Contains(declares, name) ||
			slices.ContainsFunc(pkg.API.Groups, func(other *model.Group) bool { return other != g && other.Name == name })
	}
	name := g.Name
	for taken(name) {
		name += "Operations"
	}
	return name
}

// groupStruct writes the struct of a group's functions:
//
//	// Tasks has a function for each operation of Client.Tasks.
//	type Tasks struct {
//		GetTask func(ctx context.Context, params *azurebatch.GetTaskParams) (...)
//	}
func groupStruct(pkg *gocode.Package, g *model.Group) jen.Code {
	name := StructName(pkg, g)
	where := "Client"
	if g.Name != "" {
		where += "." + g.Name
	}
	return gocode.Doc(name + " has a function for each operation of " + where + "; those that are nil answer 501.").
		Type().Id(name).StructFunc(func(s *jen.Group) {
		for _, op := range g.Operations {
			s.Add(gocode.Doc(funcDoc(g, op))).Id(op.Name).Func().Add(Signature(pkg, op))
		}
	})
}

// funcDoc says what a function must return, where its type does not tell.
func funcDoc(g *model.Group, op *model.Operation) string {
	text := op.Name + " answers " + gocode.MethodName(g, op) + "."
	switch {
	case op.LRO != nil:
		text += " It returns the final result; the client sees 202 first."
	case op.Paging != nil && op.Paging.Header != "":
		text += " It returns a page and what leads to the next one, \"\" after the last" +
			gocode.Pick(op.Paging.Turn == nil, "; next is what the page before led to, \"\" at first.", ".")
	case op.Paging != nil && op.Paging.Turn != nil:
		text += " It returns the page that the parameters ask for."
	case op.Paging != nil:
		text += " It returns a page; next is the link of the page before, \"\" at first."
	}
	return text
}

// Signature writes what the function of an operation takes and returns: what the operation's method
// does, for a pager one page and for a poller its final result.
func Signature(pkg *gocode.Package, op *model.Operation) *jen.Statement {
	params := []jen.Code{jen.Id("ctx").Qual("context", "Context")}
	if op.TakesParams() {
		params = append(params, jen.Id("params").Op("*").Add(pkg.Own(op.Params.Name)))
	}
	if takesNext(op) {
		params = append(params, jen.Id("next").String())
	}
	if r := funcResult(pkg, op); r != nil && returnsNext(op) {
		return jen.Params(params...).Params(r, jen.String(), jen.Error())
	} else if r != nil {
		return jen.Params(params...).Params(r, jen.Error())
	}
	return jen.Params(params...).Error()
}

// takesNext reports whether a function is told the link that led to it.
func takesNext(op *model.Operation) bool {
	return op.Paging != nil && op.Paging.Turn == nil && op.LRO == nil
}

// returnsNext reports whether a function returns what leads to the next page, since the page itself
// does not say it.
func returnsNext(op *model.Operation) bool {
	return op.Paging != nil && op.Paging.Header != "" && op.LRO == nil
}

// funcResult returns the type of what a function returns besides the error; nil for nothing.
func funcResult(pkg *gocode.Package, op *model.Operation) *jen.Statement {
	switch r := op.Result; {
	case op.LRO != nil && op.LRO.Result == nil:
		return nil
	case op.LRO != nil:
		return gocode.ResultType(pkg, op.LRO.Result)
	case r.Kind == model.ResultBody:
		return gocode.ResultType(pkg, r.Body)
	case r.Kind == model.ResultStruct:
		return gocode.Ptr(pkg.Own(r.Name))
	case r.Kind == model.ResultBool:
		return jen.Bool()
	default:
		return nil
	}
}

// routesMethod writes the method that lists the operations, and which of them have a function:
//
//	func (f *Tasks) routes() []rtfake.Route {
//		return []rtfake.Route{
//			{Name: "Tasks.GetTask", Method: "GET", Path: "/jobs/{jobId}/tasks/{taskId}",
//				Served: f.GetTask != nil, Handle: f.answerGetTask},
//		}
//	}
func routesMethod(pkg *gocode.Package, g *model.Group) jen.Code {
	var routes []jen.Code
	for _, op := range g.Operations {
		fields := []jen.Code{jen.Id("Name").Op(":").Lit(routeName(g, op)), jen.Id("Method").Op(":").Lit(op.Method),
			jen.Id("Path").Op(":").Lit(routePath(op))}
		if hasTwin(g, op) {
			fields = append(fields, jen.Id("Accept").Op(":").Lit(strings.Join(op.Accept, ", ")))
		}
		routes = append(routes, jen.Line().Values(append(fields, jen.Line().Id("Served").Op(":").Add(gocode.NotNil(jen.Id("f").Dot(op.Name))),
			jen.Id("Handle").Op(":").Id("f").Dot(handlerName(op)))...))
	}
	return jen.Func().Params(jen.Id("f").Op("*").Id(StructName(pkg, g))).Id("routes").Params().Index().Add(pkg.Fake("Route")).
		Block(jen.Return(jen.Index().Add(pkg.Fake("Route")).Values(append(routes, jen.Line())...)))
}

// routeName names an operation among the routes.
func routeName(g *model.Group, op *model.Operation) string {
	return strings.TrimPrefix(g.Name+"."+op.Name, ".")
}

// hasTwin reports whether another method sends the same request, but for what it accepts: it reads
// the answer whole, and the other one as a stream.
func hasTwin(g *model.Group, op *model.Operation) bool {
	return slices.ContainsFunc(g.Operations, func(other *model.Operation) bool {
		return other != op && other.Method == op.Method && other.Path == op.Path && !slices.Equal(other.Accept, op.Accept)
	})
}

// routePath returns an operation's path, in which it marks the variables that may hold slashes.
func routePath(op *model.Operation) string {
	path := op.Path
	if op.Params != nil {
		for _, p := range op.Params.Params {
			if p.In == model.InPath && p.Reserved {
				path = strings.ReplaceAll(path, "{"+p.Wire+"}", "{+"+p.Wire+"}")
			}
		}
	}
	return path
}

// returnsPointer reports whether a function returns a pointer to a struct.
func returnsPointer(op *model.Operation) bool {
	result := op.Result.Body
	if op.LRO != nil {
		result = op.LRO.Result
	}
	return op.LRO == nil && op.Result.Kind == model.ResultStruct || result != nil && gocode.IsStruct(&result.Type) && !result.Kind.IsSequence()
}

// failed writes the condition that a function gives nothing to answer with: c.Fail(err) ||
// c.Nothing(out == nil).
func failed(pointer bool) *jen.Statement {
	cond := jen.Id("c").Dot("Fail").Call(jen.Id("err"))
	if pointer {
		cond.Op("||").Id("c").Dot("Nothing").Call(jen.Id("out").Op("==").Nil())
	}
	return cond
}

// handlerName names the method that answers for an operation. Exported functions are fields, so it
// collides with nothing.
func handlerName(op *model.Operation) string { return "answer" + op.Name }

// handlerMethod writes the method that brings a request to a function, and its result back:
//
//	func (f *Tasks) answerGetTask(c *rtfake.Call) {
//		var p azurebatch.GetTaskParams
//		c.Path("jobId", runtime.ShapeText, runtime.Simple,
//			func(r *rtjson.Reader) { rtjson.ReadString(&p.JobID, r) })
//		if c.Bad() {
//			return
//		}
//		out, err := f.GetTask(c.Context(), &p)
//		if c.Fail(err) || c.Nothing(out == nil) {
//			return
//		}
//		c.JSON("application/json", out)
//	}
func handlerMethod(pkg *gocode.Package, g *model.Group, op *model.Operation) jen.Code {
	var body []jen.Code
	args := []jen.Code{jen.Id("c").Dot("Context").Call()}
	if op.TakesParams() {
		body = append(body, jen.Var().Id("p").Add(pkg.Own(op.Params.Name)))
		body = append(body, readParams(pkg, op)...)
		body = append(body, jen.If(jen.Id("c").Dot("Bad").Call()).Block(jen.Return()))
		args = append(args, jen.Op("&").Id("p"))
	}
	if takesNext(op) {
		args = append(args, jen.Id("c").Dot("Next").Call())
	}
	call := jen.Id("f").Dot(op.Name).Call(args...)
	if funcResult(pkg, op) == nil {
		body = append(body, jen.If(jen.Id("c").Dot("Fail").Call(call)).Block(jen.Return()))
	} else {
		results := []jen.Code{jen.Id("out"), jen.Id("err")}
		if returnsNext(op) {
			results = []jen.Code{jen.Id("out"), jen.Id("next"), jen.Id("err")}
		}
		body = append(body, jen.List(results...).Op(":=").Add(call),
			jen.If(failed(returnsPointer(op))).Block(jen.Return()))
	}
	return jen.Func().Params(jen.Id("f").Op("*").Id(StructName(pkg, g))).Id(handlerName(op)).
		Params(jen.Id("c").Op("*").Add(pkg.Fake("Call"))).Block(append(body, writeAnswer(pkg, op)...)...)
}
