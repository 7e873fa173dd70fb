package operations

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/generator/model"
)

// jobs writes the methods that start a job and follow it.
type jobs struct{ *method }

// decls writes the three methods:
//
//	func (c *Client) BeginCreateExport(
//		ctx context.Context, params CreateExportParams, opts ...Option,
//	) (*Poller[File], error) {
//		req := c.rt.NewRequest(&createExportOp)
//		req.JSON(&params.Body)
//		look := func(id string) *runtime.Request { ... }
//		return runtime.BeginJob(ctx, c.rt, req, look, c.specBeginCreateExport(), opts...)
//	}
//	func (c *Client) ResumeCreateExport(
//		token string, opts ...Option,
//	) (*Poller[File], error) { ... }
//	func (*Client) specBeginCreateExport() runtime.LROSpec[File] { ... }
func (m jobs) decls() []jen.Code {
	how := m.op.Job
	spec := "spec" + how.Name
	body := append(m.request(), jen.Return(m.pkg.RT("BeginJob").Call(jen.Id("ctx"), jen.Id("c").Dot("rt"), jen.Id("req"), m.look(),
		jen.Id("c").Dot(spec).Call(), jen.Id("opts").Op("..."))))
	t := m.pkg.RT("LROSpec").Types(m.result())
	return []jen.Code{
		gocode.Doc(m.docText()).Add(m.decl(how.Name, gocode.Ptr(m.poller()), jen.Error())).Block(body...),
		m.resumeDecl(how.Resume, "a job", how.Name, spec, m.poller()),
		jen.Func().Params(jen.Op("*").Id(m.client())).Id(spec).Params().Add(t).Block(jen.Return(jen.Add(t).Values(
			jen.Line().Id("Op").Op(":").Op("&").Id(gocode.OpVar(m.op)),
			jen.Line().Id("Job").Op(":").Op("&").Add(m.job()),
			jen.Line().Id("Decode").Op(":").Add(resultDecoder(m.pkg, how.Result)), jen.Line()))),
	}
}

func (m jobs) docText() string {
	how := m.op.Job
	by := "the URL that the answer has"
	if how.Look != nil {
		by = how.Look.Name
	}
	text := fmt.Sprintf("%s is %s, followed to the end of the job that it starts: the poller looks at it by %s until its state is %s.",
		how.Name, m.op.Name, by, english.List(how.Done, "or"))
	if len(how.Failed) > 0 {
		text += " One whose state is " + english.List(how.Failed, "or") + " gives an error."
	}
	return text
}

func (m jobs) result() jen.Code { return gocode.ContentType(m.pkg, m.op.Job.Result) }

func (m jobs) poller() *jen.Statement { return jen.Id("Poller").Types(m.result()) }

// job writes what the runtime must know:
//
//	runtime.Job{Look: &getExportOp, At: []string{"id"}, Status: []string{"state"},
//		Done: []string{"finished"}}
func (m jobs) job() jen.Code {
	how := m.op.Job
	var fields []jen.Code
	add := func(name string, value jen.Code) { fields = append(fields, jen.Line().Id(name).Op(":").Add(value)) }
	if how.Look != nil {
		add("Look", jen.Op("&").Id(gocode.OpVar(how.Look)))
	}
	if how.Header != "" {
		add("Header", jen.Lit(how.Header))
	} else {
		add("At", wireNames(how.From))
	}
	add("Status", wireNames(how.Status))
	fields = append(fields, statuses("Done", how.Done)...)
	fields = append(fields, statuses("Failed", how.Failed)...)
	if len(how.Path) > 0 {
		add("Result", wireNames(how.Path))
	}
	if how.First {
		add("First", jen.True())
	}
	return m.pkg.RT("Job").Values(append(fields, jen.Line())...)
}

// wireNames writes the names that a path leads through in JSON.
func wireNames(path []*model.Field) jen.Code {
	var names []jen.Code
	for _, f := range path {
		for _, outer := range f.Flatten {
			names = append(names, jen.Lit(outer))
		}
		names = append(names, jen.Lit(f.Wire))
	}
	return jen.Index().String().Values(names...)
}

// look writes the function that makes the request which looks at the job; nil where the answer has
// a URL:
//
//	func(id string) *runtime.Request {
//		req := c.rt.NewRequest(&getExportOp)
//		req.Path("exportId", runtime.Text(id), runtime.Simple)
//		return req
//	}
func (m jobs) look() jen.Code {
	how := m.op.Job
	if how.Look == nil {
		return jen.Nil()
	}
	body := m.otherOperation(how.Look, func(p *model.Param, req request) jen.Code {
		if p != how.Param {
			return nil
		}
		return sendParam(m.pkg, p, &model.Ref{Kind: model.String}, jen.Id("id"), req)
	})
	return jen.Func().Params(jen.Id("id").String()).Op("*").Add(m.pkg.RT("Request")).Block(append(body, jen.Return(jen.Id("req")))...)
}
