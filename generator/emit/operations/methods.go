package operations

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
)

// methodDecls writes the methods of an operation: one, and further ones where it takes long, can be
// called in chunks or starts a job.
func methodDecls(pkg *gocode.Package, g *model.Group, op *model.Operation) []jen.Code {
	m := &method{pkg: pkg, g: g, op: op}
	switch {
	case op.LRO != nil:
		return []jen.Code{m.begin(), m.resume(), m.spec()}
	case op.Paging != nil:
		return []jen.Code{pages{m}.list()}
	}
	out := []jen.Code{m.call()}
	if op.Chunks != nil {
		out = append(out, chunks{m}.inChunks())
	}
	if op.Job != nil {
		out = append(out, jobs{m}.decls()...)
	}
	return out
}

// method is what the parts of a method share.
type method struct {
	pkg *gocode.Package
	g   *model.Group
	op  *model.Operation
}

// client names the receiver's type.
func (m *method) client() string {
	if m.g.Name == "" {
		return "Client"
	}
	return m.g.Client
}

// decl begins a method:
//
//	func (c *TasksClient) GetTask(ctx context.Context, params GetTaskParams, opts ...Option) results
func (m *method) decl(name string, results ...jen.Code) *jen.Statement {
	args := []jen.Code{jen.Id("ctx").Qual("context", "Context")}
	if m.op.TakesParams() {
		args = append(args, jen.Id("params").Id(m.op.Params.Name))
	}
	args = append(args, jen.Id("opts").Op("...").Id("Option"))
	return m.receiver().Id(name).Params(args...).Add(resultList(results))
}

func (m *method) receiver() *jen.Statement {
	return jen.Func().Params(jen.Id("c").Op("*").Id(m.client()))
}

// resultList writes the results of a function, in parentheses when there are several.
func resultList(results []jen.Code) jen.Code {
	if len(results) == 1 {
		return results[0]
	}
	return jen.Params(results...)
}

// request writes the statements that make the request req:
//
//	req := c.rt.NewRequest(&tasksGetTaskOp)
//	req.Path("taskId", runtime.Text(params.TaskID), runtime.Simple)
//
// or, where a method puts the parameters there:
//
//	params.apply(req)
func (m *method) request() []jen.Code {
	out := []jen.Code{gocode.Define("req", jen.Id("c").Dot("rt").Dot("NewRequest").Call(jen.Op("&").Id(gocode.OpVar(m.op))))}
	switch {
	case m.op.HasParams() && m.op.Params.Late:
		return append(out, jen.Id("req").Dot("Late").Call(m.fill(jen.New(jen.Id(m.op.Params.Name)), m.state())))
	case hasApply(m.op):
		return append(out, m.apply(jen.Id("params"), jen.Id("req"), m.state()))
	}
	return append(out, applyParams(m.pkg, m.op, request{req: "req", params: "params", client: m.state()})...)
}

// state names the Client from within a method.
func (m *method) state() jen.Code {
	if m.g.Name == "" {
		return jen.Id("c")
	}
	return jen.Id("c").Dot("client")
}

// call writes a method that sends one request and returns what comes back:
//
//	func (c *TasksClient) GetTask(ctx context.Context, ...) (*BatchTask, error) {
//		req := c.rt.NewRequest(&tasksGetTaskOp)
//		req.Path("taskId", runtime.Text(params.TaskID), runtime.Simple)
//		out := new(BatchTask)
//		if err := c.rt.Call(ctx, req, out, opts...); err != nil {
//			return nil, err
//		}
//		return out, nil
//	}
func (m *method) call() jen.Code {
	body := m.request()
	do := jen.Id("c").Dot("rt").Dot(gocode.Pick(gocode.Streams(m.op), "DoStream", "Do")).
		Call(jen.Id("ctx"), jen.Id("req"), jen.Id("opts").Op("..."))
	resp := jen.List(jen.Id("resp"), jen.Id("err")).Op(":=").Add(do)
	switch r := m.op.Result; r.Kind {
	case model.ResultNone:
		body = append(body, jen.List(jen.Id("_"), jen.Id("err")).Op(":=").Add(do), jen.Return(jen.Id("err")))
		return m.doc().Add(m.decl(m.op.Name, jen.Error())).Block(body...)
	case model.ResultBool:
		body = append(body, resp, gocode.IfErr(jen.False(), jen.Id("err")),
			jen.Return(jen.Id("resp").Dot("StatusCode").Op("!=").Lit(404), jen.Nil()))
		return m.doc().Add(m.decl(m.op.Name, jen.Bool(), jen.Error())).Block(body...)
	case model.ResultStruct:
		body = append(body, resp, gocode.IfErr(jen.Nil(), jen.Id("err")),
			gocode.Define("out", jen.New(jen.Id(r.Name))),
			jen.If(jen.Id("err").Op(":=").Id("out").Dot("read").Call(jen.Id("resp")), jen.Id("err").Op("!=").Nil()).
				Block(jen.Return(jen.Nil(), jen.Id("err"))),
			jen.Return(jen.Id("out"), jen.Nil()))
		return m.doc().Add(m.decl(m.op.Name, gocode.Ptr(jen.Id(r.Name)), jen.Error())).Block(body...)
	default:
		if isOneObject(r.Body) {
			call := jen.Id("c").Dot("rt").Dot("Call").Call(jen.Id("ctx"), jen.Id("req"), jen.Id("out"), jen.Id("opts").Op("..."))
			body = append(append(body, gocode.Define("out", jen.New(gocode.ContentType(m.pkg, r.Body)))), outOr(m.pkg, r.Body, call)...)
		} else {
			body = append(body, resp, gocode.IfErr(zeroOf(m.pkg, r.Body), jen.Id("err")))
			body = append(body, readBody(m.pkg, r.Body)...)
		}
		return m.doc().Add(m.decl(m.op.Name, gocode.ResultType(m.pkg, r.Body), jen.Error())).Block(body...)
	}
}

func (m *method) doc() *jen.Statement { return methodDoc(m.op) }

// begin writes the method that starts a long-running operation:
//
//	func (c *BatchDeploymentsClient) BeginUpdate(ctx context.Context, ...) (*Poller[...], error) {
//		req := c.rt.NewRequest(&batchDeploymentsUpdateOp)
//		req.JSON(&params.Body)
//		return runtime.Begin(ctx, c.rt, req, c.specUpdate(), opts...)
//	}
func (m *method) begin() jen.Code {
	body := append(m.request(), jen.Return(m.pkg.RT("Begin").
		Call(jen.Id("ctx"), jen.Id("c").Dot("rt"), jen.Id("req"), jen.Id("c").Dot(m.specName()).Call(), jen.Id("opts").Op("..."))))
	return m.doc().Add(m.decl(m.op.Name, gocode.Ptr(m.poller()), jen.Error())).Block(body...)
}

// resume writes the method that takes an operation up again:
//
//	// ResumeUpdate takes up an operation that BeginUpdate has started, from the token of its
//	// Poller. It sends nothing.
//	func (c *BatchDeploymentsClient) ResumeUpdate(token string, ...) (*Poller[...], error) {
//		return runtime.Resume(c.rt, token, c.specUpdate(), opts...)
//	}
func (m *method) resume() jen.Code {
	return m.resumeDecl("Resume"+strings.TrimPrefix(m.op.Name, "Begin"), "an operation", m.op.Name, m.specName(), m.poller())
}

// resumeDecl is resume for what a method has begun, by its names.
func (m *method) resumeDecl(name, what, began, spec string, poller jen.Code) jen.Code {
	return gocode.Doc(name+" takes up "+what+" that "+began+" has started, from the token of its Poller. It sends nothing.").
		Add(m.receiver()).Id(name).Params(jen.Id("token").String(), jen.Id("opts").Op("...").Id("Option")).
		Params(gocode.Ptr(poller), jen.Error()).Block(jen.Return(m.pkg.RT("Resume").
		Call(jen.Id("c").Dot("rt"), jen.Id("token"), jen.Id("c").Dot(spec).Call(), jen.Id("opts").Op("..."))))
}

// spec writes the method that tells the runtime about a long-running operation:
//
//	func (c *BatchDeploymentsClient) specUpdate() runtime.LROSpec[BatchDeployment] {
//		return runtime.LROSpec[BatchDeployment]{
//			Op: &batchDeploymentsUpdateOp,
//			FinalStateVia: "location",
//			Decode: func(resp *runtime.Response) (*BatchDeployment, error) { ... },
//		}
//	}
func (m *method) spec() jen.Code {
	t := m.pkg.RT("LROSpec").Types(m.final())
	fields := []jen.Code{jen.Line().Id("Op").Op(":").Op("&").Id(gocode.OpVar(m.op))}
	if m.op.LRO.FinalStateVia != "" {
		fields = append(fields, jen.Line().Id("FinalStateVia").Op(":").Lit(m.op.LRO.FinalStateVia))
	}
	receiver := jen.Op("*").Id(m.client())
	switch {
	case m.op.Paging != nil:
		receiver = jen.Id("c").Op("*").Id(m.client())
		fields = append(fields, jen.Line().Id("Pages").Op(":").Add(pages{m}.firstPage()))
	case m.op.LRO.Result != nil:
		fields = append(fields, jen.Line().Id("Decode").Op(":").Add(resultDecoder(m.pkg, m.op.LRO.Result)))
	}
	return jen.Func().Params(receiver).Id(m.specName()).Params().Add(t).
		Block(jen.Return(jen.Add(t).Values(append(fields, jen.Line())...)))
}

func (m *method) specName() string { return "spec" + strings.TrimPrefix(m.op.Name, "Begin") }

// poller names the type of the poller: Poller[BatchDeployment].
func (m *method) poller() *jen.Statement { return jen.Id("Poller").Types(m.final()) }

// final names the type of a long-running operation's result; struct{} without one.
func (m *method) final() jen.Code {
	if m.op.Paging != nil {
		return pages{m}.pager()
	}
	if m.op.LRO.Result == nil {
		return jen.Struct()
	}
	return gocode.ContentType(m.pkg, m.op.LRO.Result)
}
