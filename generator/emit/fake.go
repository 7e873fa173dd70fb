package emit

import (
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/model"
)

// fakeFile writes fake/fake.go: functions that stand for the service in tests of programs that use
// the client.
func (e *emitter) fakeFile() []jen.Code {
	if len(e.api.Groups) == 0 {
		return nil
	}
	out := e.fakeDoor()
	for _, g := range e.api.Groups {
		out = append(out, e.fakeGroup(g), e.fakeRoutes(g))
		for _, op := range g.Operations {
			out = append(out, e.fakeOperation(g, op))
		}
	}
	return out
}

// fakeComment is the comment of the fake package.
func (e *emitter) fakeComment() string {
	return "Package fake answers the requests of a " + e.api.Package + " client from functions, without a network, for tests:\n\n" +
		"```\n" + e.fakeExample() + "\n```\n\n" +
		"What has no function is answered with 501. A function that returns an [Error] makes the client see that answer."
}

// fakeExample returns lines that show how a fake is used.
//
//	transport := fake.NewTransport(&fake.Tasks{GetTask: func(ctx context.Context, params *azurebatch.GetTaskParams) (*azurebatch.GetTaskResponse, error) { ... }})
//	client, err := azurebatch.NewClient(endpoint, azurebatch.Anonymous(), azurebatch.WithTransport(transport))
func (e *emitter) fakeExample() string {
	g := e.api.Groups[0]
	name := "..."
	if len(g.Operations) > 0 {
		name = g.Operations[0].Name + ": ..."
	}
	var args []string
	for _, p := range e.clientArgs() {
		args = append(args, argName(p))
	}
	if len(e.api.Security) > 0 {
		args = append(args, e.api.Package+".Anonymous()")
	}
	return "transport := fake.NewTransport(&fake." + e.fakeName(g) + "{" + name + "})\n" +
		"client, err := " + e.api.Package + ".NewClient(" + strings.Join(append(args, e.api.Package+".WithTransport(transport)"), ", ") + ")"
}

// fk names an identifier of the runtime's package for fakes.
func (e *emitter) fk(name string) *jen.Statement {
	return jen.Qual(e.cfg.RuntimeImport+"/fake", name)
}

// fakeDoor writes what a user of any fake needs:
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
func (e *emitter) fakeDoor() []jen.Code {
	out := []jen.Code{
		e.reexport("Transport", e.fk, "Transport is an http.RoundTripper that answers requests from functions. Pass it to a client with WithTransport."),
		doc("Group is one of the structs of functions below.").
			Type().Id("Group").Interface(jen.Id("routes").Params().Index().Add(e.fk("Route"))),
		doc("NewTransport returns a transport for some groups of functions.").
			Func().Id("NewTransport").Params(jen.Id("groups").Op("...").Id("Group")).Op("*").Id("Transport").
			Block(
				jen.Var().Id("routes").Index().Add(e.fk("Route")),
				jen.For(jen.List(jen.Id("_"), jen.Id("g")).Op(":=").Range().Id("groups")).Block(
					assign(jen.Id("routes"), jen.Append(jen.Id("routes"), jen.Id("g").Dot("routes").Call().Op("...")))),
				jen.Return(e.fk("NewTransport").Call(jen.Id("routes").Op("...")))),
		e.reexport("Error", e.fk, "Error is an answer that is no success, with a Status and a Code and Message, or a Body of the document's own."),
		e.function("NewError", e.fk, args("status", jen.Int(), "code", nil, "message", jen.String()), jen.Error(),
			"NewError returns an Error with a status, a code and a message."),
	}
	if e.uses().stream {
		out = append(out, doc("StreamOf returns a stream of values, for functions that answer with one.").
			Func().Id("StreamOf").Types(jen.Id("T").Any()).Params(jen.Id("values").Op("...").Op("*").Id("T")).
			Op("*").Add(e.own("Stream")).Types(jen.Id("T")).
			Add(inline(jen.Return(e.rt("StreamOf").Call(jen.Id("values").Op("..."))))))
	}
	return out
}

// fakeDeclares are the names of the fake package that are no group's.
var fakeDeclares = []string{"Transport", "Group", "NewTransport", "Error", "NewError", "StreamOf", "Client"}

// fakeName returns the name of a group in the fake package.
func (e *emitter) fakeName(g *model.Group) string {
	if g.Name == "" {
		return "Client"
	}
	taken := func(name string) bool {
		return slices.Contains(fakeDeclares, name) ||
			slices.ContainsFunc(e.api.Groups, func(other *model.Group) bool { return other != g && other.Name == name })
	}
	name := g.Name
	for taken(name) {
		name += "Operations"
	}
	return name
}

// fakeGroup writes the struct of a group's functions:
//
//	// Tasks has a function for each operation of Client.Tasks.
//	type Tasks struct {
//		GetTask func(ctx context.Context, params *azurebatch.GetTaskParams) (*azurebatch.GetTaskResponse, error)
//	}
func (e *emitter) fakeGroup(g *model.Group) jen.Code {
	name := e.fakeName(g)
	where := "Client"
	if g.Name != "" {
		where += "." + g.Name
	}
	return doc(name + " has a function for each operation of " + where + "; those that are nil answer 501.").
		Type().Id(name).StructFunc(func(s *jen.Group) {
		for _, op := range g.Operations {
			s.Add(doc(fakeFuncDoc(g, op))).Id(op.Name).Add(e.fakeFunc(op))
		}
	})
}

// fakeFuncDoc says what a function must return, where its type does not tell.
func fakeFuncDoc(g *model.Group, op *model.Operation) string {
	text := op.Name + " answers " + methodName(g, op) + "."
	switch {
	case op.LRO != nil:
		text += " It returns the final result; the client sees 202 first."
	case op.Paging != nil:
		text += " It returns a page; next is the link of the page before, \"\" at first."
	}
	return text
}

// fakeFunc writes the type of a function: what the operation's method takes and returns, for a
// pager one page and for a poller its final result.
func (e *emitter) fakeFunc(op *model.Operation) *jen.Statement {
	params := []jen.Code{jen.Id("ctx").Qual("context", "Context")}
	if hasParams(op) {
		params = append(params, jen.Id("params").Op("*").Add(e.own(op.Params.Name)))
	}
	if op.Paging != nil && op.LRO == nil {
		params = append(params, jen.Id("next").String())
	}
	if r := e.fakeResult(op); r != nil {
		return jen.Func().Params(params...).Params(r, jen.Error())
	}
	return jen.Func().Params(params...).Error()
}

// fakeResult returns the type of what a function returns besides the error; nil for nothing.
func (e *emitter) fakeResult(op *model.Operation) *jen.Statement {
	switch r := op.Result; {
	case op.LRO != nil && op.LRO.Result == nil:
		return nil
	case op.LRO != nil:
		return e.resultType(op.LRO.Result)
	case r.Kind == model.ResultBody:
		return e.resultType(r.Body)
	case r.Kind == model.ResultStruct:
		return ptr(e.own(r.Name))
	case r.Kind == model.ResultBool:
		return jen.Bool()
	default:
		return nil
	}
}

// fakeRoutes writes the method that lists the operations which have a function:
//
//	func (f *Tasks) routes() []rtfake.Route {
//		var out []rtfake.Route
//		if f.GetTask != nil {
//			out = append(out, rtfake.Route{Name: "Tasks.GetTask", Method: "GET", Path: "/jobs/{jobId}", Handle: f.getTask})
//		}
//		return out
//	}
func (e *emitter) fakeRoutes(g *model.Group) jen.Code {
	body := []jen.Code{jen.Var().Id("out").Index().Add(e.fk("Route"))}
	for _, op := range g.Operations {
		route := e.fk("Route").Values(
			jen.Id("Name").Op(":").Lit(strings.TrimPrefix(g.Name+"."+op.Name, ".")), jen.Id("Method").Op(":").Lit(op.Method),
			jen.Id("Path").Op(":").Lit(fakePath(op)), jen.Id("Handle").Op(":").Id("f").Dot(fakeHandler(op)))
		body = append(body, jen.If(notNil(jen.Id("f").Dot(op.Name))).Block(
			assign(jen.Id("out"), jen.Append(jen.Id("out"), route))))
	}
	return jen.Func().Params(jen.Id("f").Op("*").Id(e.fakeName(g))).Id("routes").Params().Index().Add(e.fk("Route")).
		Block(append(body, jen.Return(jen.Id("out")))...)
}

// fakePath returns an operation's path with the variables marked that may hold slashes.
func fakePath(op *model.Operation) string {
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
func (e *emitter) returnsPointer(op *model.Operation) bool {
	result := op.Result.Body
	if op.LRO != nil {
		result = op.LRO.Result
	}
	return op.LRO == nil && op.Result.Kind == model.ResultStruct || result != nil && isStruct(&result.Type) && !isSequence(result)
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

// fakeHandler names the method that answers for an operation. Exported functions are fields, so it
// collides with nothing.
func fakeHandler(op *model.Operation) string { return "answer" + op.Name }

// fakeOperation writes the method that brings a request to a function, and its result back:
//
//	func (f *Tasks) answerGetTask(c *rtfake.Call) {
//		var p azurebatch.GetTaskParams
//		c.Path("jobId", runtime.ShapeText, runtime.Simple, func(r *rtjson.Reader) { rtjson.ReadString(&p.JobID, r) })
//		if c.Bad() {
//			return
//		}
//		out, err := f.GetTask(c.Context(), &p)
//		if c.Fail(err) || c.Nothing(out == nil) {
//			return
//		}
//		c.JSON("application/json", out)
//	}
func (e *emitter) fakeOperation(g *model.Group, op *model.Operation) jen.Code {
	var body []jen.Code
	args := []jen.Code{jen.Id("c").Dot("Context").Call()}
	if hasParams(op) {
		body = append(body, jen.Var().Id("p").Add(e.own(op.Params.Name)))
		body = append(body, e.fakeParams(op)...)
		body = append(body, jen.If(jen.Id("c").Dot("Bad").Call()).Block(jen.Return()))
		args = append(args, jen.Op("&").Id("p"))
	}
	if op.Paging != nil && op.LRO == nil {
		args = append(args, jen.Id("c").Dot("Next").Call())
	}
	call := jen.Id("f").Dot(op.Name).Call(args...)
	if e.fakeResult(op) == nil {
		body = append(body, jen.If(jen.Id("c").Dot("Fail").Call(call)).Block(jen.Return()))
	} else {
		body = append(body, jen.List(jen.Id("out"), jen.Id("err")).Op(":=").Add(call),
			jen.If(failed(e.returnsPointer(op))).Block(jen.Return()))
	}
	return jen.Func().Params(jen.Id("f").Op("*").Id(e.fakeName(g))).Id(fakeHandler(op)).
		Params(jen.Id("c").Op("*").Add(e.fk("Call"))).Block(append(body, e.fakeAnswer(op)...)...)
}
