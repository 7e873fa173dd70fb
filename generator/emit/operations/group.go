// Package operations writes the file of an operation group: its client and, for each operation, the
// descriptor that tells the runtime what it needs to know, the methods, the parameters and the
// result. All that goes into a request is in params.go and bodies.go, all that comes out of a
// response in results.go and headers.go.
package operations

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/generator/model"
)

// Operations writes, for some operations of a group, method, parameters, result and descriptor.
func Operations(pkg *gocode.Package, g *model.Group, operations []*model.Operation) []jen.Code {
	var out []jen.Code
	for _, op := range operations {
		out = append(out, operationDecls(pkg, g, op)...)
	}
	return out
}

// Client writes the client of a group; nothing for a group whose operations are the client's own.
func Client(pkg *gocode.Package, g *model.Group) []jen.Code {
	if g.Name == "" {
		return nil
	}
	return []jen.Code{groupClient(pkg, g)}
}

// groupClient writes the client of a group:
//
//	// TasksClient calls the operations of Tasks.
//	type TasksClient struct {
//		rt *runtime.Client
//	}
func groupClient(pkg *gocode.Package, g *model.Group) jen.Code {
	text := g.Client + " has the operations of Client." + g.Name + "."
	return gocode.Doc(text, english.Sentence(g.Doc)).Type().Id(g.Client).StructFunc(func(s *jen.Group) {
		s.Id("rt").Op("*").Add(pkg.RT("Client"))
		if gocode.ClientState(pkg) {
			s.Id("client").Op("*").Id("Client")
		}
	})
}

// operationDecls writes everything that belongs to one operation.
func operationDecls(pkg *gocode.Package, g *model.Group, op *model.Operation) []jen.Code {
	out := []jen.Code{descriptor(pkg, g, op)}
	out = append(out, methodDecls(pkg, g, op)...)
	if op.HasParams() {
		out = append(out, paramsStruct(pkg, g, op))
		if hasApply(op) {
			out = append(out, applyMethod(pkg, op))
		}
		if op.Params.Late {
			out = append(out, paramsOption(pkg, g, op))
		}
		out = append(out, logParams(pkg, op)...)
	}
	if op.Result.Kind == model.ResultStruct {
		out = append(out, resultStruct(pkg, op, " is what "+gocode.MethodName(g, op)+" returns."), readMethod(pkg, op))
		out = append(out, logResult(pkg, op)...)
	}
	if op.Late != nil {
		late := *op
		late.Result, late.Late = *op.Late, nil
		out = append(out, resultStruct(pkg, &late, " is what an answer to "+gocode.MethodName(g, op)+
			" says besides: give its Option to the call."), readMethod(pkg, &late), answerOption(pkg, &late))
		out = append(out, logResult(pkg, &late)...)
	}
	return out
}

// descriptor writes what the runtime must know of an operation:
//
//	var tasksGetTaskOp = runtime.Operation{
//		Name:    "Tasks.GetTask",
//		Method:  "GET",
//		Path:    "/jobs/{jobId}/tasks/{taskId}",
//		Accept:  "application/json",
//		Security: security,
//		Success: []runtime.StatusRange{{Low: 200, High: 200}},
//		Errors:  []runtime.ErrorBody{{As: (*BatchError)(nil)}},
//	}
func descriptor(pkg *gocode.Package, g *model.Group, op *model.Operation) jen.Code {
	var fields []jen.Code
	add := func(name string, v jen.Code) { fields = append(fields, jen.Line().Id(name).Op(":").Add(v)) }
	name := op.Name
	if g.Name != "" {
		name = g.Name + "." + name
	}
	add("Name", jen.Lit(name))
	add("Method", jen.Lit(op.Method))
	add("Path", jen.Lit(op.Path))
	if op.Host != "" {
		add("Host", jen.Lit(op.Host))
	}
	if len(op.Accept) > 0 {
		add("Accept", jen.Lit(strings.Join(op.Accept, ", ")))
	}
	if len(op.Undecoded) > 0 {
		add("Undecoded", jen.Lit(strings.Join(op.Undecoded, ", ")))
	}
	if p := clientID(op); p != nil {
		add("ClientID", jen.Lit(p.Wire))
	}
	if op.KeyHeader != "" {
		add("KeyHeader", jen.Lit(op.KeyHeader))
	}
	if op.OKFalse != "" {
		add("OKFalse", jen.Lit(op.OKFalse))
	}
	if op.Retry != nil {
		add("Retry", gocode.Addr(gocode.RetryPolicy(pkg, op.Retry)))
	}
	if len(op.Security) > 0 {
		add("Security", gocode.Requirements(pkg, op.Security))
	} else if op.Security == nil && len(pkg.API.Defaults) > 0 {
		add("Security", jen.Id("security"))
	}
	if s := successes(pkg, op); s != nil {
		add("Success", s)
	}
	if s := failures(pkg, op); s != nil {
		add("Failures", s)
	}
	if bodies := errorBodies(pkg, op); bodies != nil {
		add("Errors", bodies)
	}
	if styles := formStyles(pkg, op); styles != nil {
		add("Form", styles)
	}
	if arrives(op) {
		add("List", wireNames(op.Paging.Items))
	}
	return jen.Var().Id(gocode.OpVar(op)).Op("=").Add(pkg.RT("Operation")).Values(append(fields, jen.Line())...)
}

// clientID returns the parameter that carries an identifier of the request; nil when the operation
// knows none.
func clientID(op *model.Operation) *model.Param {
	if op.Params == nil {
		return nil
	}
	for _, p := range op.Params.Params {
		if p.ClientID && p.In == model.InHeader {
			return p
		}
	}
	return nil
}

// successes writes the statuses that are not errors; nil when every 2xx is none.
//
//	[]runtime.StatusRange{{Low: 200, High: 200}, {Low: 202, High: 202}}
func successes(pkg *gocode.Package, op *model.Operation) jen.Code {
	return statusRanges(pkg, op, func(r *model.Response) bool { return !r.Error && r.Low/100 != 1 })
}

// failures writes the statuses that are documented as errors; nil when the document describes none
// of them, or all.
func failures(pkg *gocode.Package, op *model.Operation) jen.Code {
	return statusRanges(pkg, op, func(r *model.Response) bool { return r.Error || r.Low == 0 })
}

// statusRanges writes the statuses of some responses; nil when default is one of them, which stands
// for all others.
func statusRanges(pkg *gocode.Package, op *model.Operation, is func(*model.Response) bool) jen.Code {
	var out []jen.Code
	for _, r := range op.Responses {
		if !is(r) {
			continue
		}
		if r.Low == 0 {
			return nil
		}
		fields := []jen.Code{jen.Id("Low").Op(":").Lit(r.Low), jen.Id("High").Op(":").Lit(r.High)}
		if len(op.Accept) > 0 && r.Low/100 == 2 && r.Low != http.StatusNoContent && !r.Error && mayBeEmpty(r.Content) {
			fields = append(fields, jen.Id("Empty").Op(":").True())
		}
		out = append(out, jen.Values(fields...))
	}
	if len(out) == 0 {
		return nil
	}
	return gocode.Slice(pkg.RT("StatusRange")).Values(out...)
}

// mayBeEmpty reports whether a response of which this is the body may have none: it is not
// described, or may be an empty text. What is streamed counts as there.
func mayBeEmpty(body *model.Content) bool {
	return body == nil || body.Kind == model.BodyText || slices.ContainsFunc(body.Alternatives, mayBeEmpty)
}

// methodDoc says what an operation does, and which request it is.
func methodDoc(op *model.Operation) *jen.Statement {
	text := op.Doc
	if summary, rest, more := strings.Cut(text, "\n\n"); more && english.Repeats(op.Name, summary) {
		text = rest
	}
	paras := []string{english.Method(op.Name, english.Summarised(text))}
	if op.Doc == "" || paras[0] == "" {
		paras[0] = op.Name + " sends " + english.OneLine(op.Method) + " " + english.OneLine(op.Path) + "."
	}
	if s := statusesDoc(op); s != "" {
		paras = append(paras, s)
	}
	if r := op.Result.Body; op.Result.Kind == model.ResultBody && r.Type.Kind == model.Stream {
		paras = append(paras, "The caller closes what is returned.")
	}
	if f := op.Flag; f != nil {
		paras = append(paras, "It sets "+f.Field.Name+" of the body to "+strconv.FormatBool(f.On)+" by itself.")
	}
	if len(op.Undecoded) > 0 {
		paras = append(paras, "WithRepresentation asks for the answer as "+english.OneLine(english.List(op.Undecoded, "or"))+".")
	}
	if op.KeyHeader != "" {
		paras = append(paras, "It is safe to repeat, and is tried again as WithRetry says: the service knows it by the key in "+english.OneLine(op.KeyHeader)+".")
	}
	if op.DocsURL != "" {
		paras = append(paras, "See "+english.OneLine(op.DocsURL))
	}
	return gocode.Doc(append(paras, english.Deprecated(op.Deprecated))...)
}

// statusesDoc tells which errors the document describes beyond saying that they are errors.
func statusesDoc(op *model.Operation) string {
	var out []string
	for _, r := range op.Responses {
		if r.Error && r.Low != 0 && r.Low == r.High && r.Doc != "" && (r.Low == 304 || r.Low == 412) {
			out = append(out, strconv.Itoa(r.Low)+" ("+english.LowerFirst(strings.TrimSuffix(english.OneLine(r.Doc), "."))+")")
		}
	}
	if len(out) == 0 {
		return ""
	}
	return "Answers that are errors: " + english.List(out, "and") + "."
}
