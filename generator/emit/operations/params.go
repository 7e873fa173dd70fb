package operations

import (
	"cmp"
	"strconv"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/codec"
	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/generator/model"
)

// paramsStruct writes the struct of an operation's parameters:
//
//	// ListBatchDeploymentsParams are the parameters of BatchDeploymentsClient.List.
//	type ListBatchDeploymentsParams struct {
//		// WorkspaceName is the name of the workspace. Matches `^[a-z]+$`.
//		WorkspaceName string
//		Top Optional[int32]
//	}
func paramsStruct(pkg *gocode.Package, g *model.Group, op *model.Operation) jen.Code {
	set := op.Params
	return gocode.Doc(set.Name + " are the parameters of " + gocode.MethodName(g, op) + ".").
		Type().Id(set.Name).StructFunc(func(s *jen.Group) {
		for _, p := range set.Params {
			if p.Asked() {
				s.Add(gocode.Doc(paramDoc(p), english.Deprecated(p.Deprecated))).Id(p.Name).Add(pkg.FieldOf(&p.Type, p.Presence))
			}
		}
		if set.Body != "" {
			s.Add(gocode.Doc(bodyDoc(op))).Id(set.Body).Add(pkg.BodyOf(op.Body))
		}
		if set.ContentType != "" {
			s.Add(gocode.Doc(contentTypeDoc(set.ContentType, &op.Body.Content))).Id(set.ContentType).String()
		}
	})
}

func paramDoc(p *model.Param) string {
	notes := []string{gocode.Limits(&p.Checks), gocode.EachOf(&p.Type), gocode.OnlyOf(&p.Type), gocode.DefaultOf(p.Default), gocode.ExampleOf(p.Example)}
	text := english.Sentence(english.Field(p.Name, p.Doc, gocode.IsMany(&p.Type)))
	switch {
	case p.Of != nil && text == "":
		text = p.Name + gocode.Pick(p.Of.Each, " are the ", " is the ") + headerOf(p)
	case p.Of != nil:
		notes = append(notes, "The "+headerOf(p))
	}
	if p.Key {
		notes = append(notes, "Left empty, each call has a random one of its own.")
	}
	return english.WithNotes(text, english.Paragraph(notes...))
}

// headerOf says where a header of parts stands.
func headerOf(p *model.Param) string {
	of, wire := p.Of, english.OneLine(p.Wire)
	switch {
	case of.Name != "" && of.Each:
		return "headers " + wire + " of the parts " + strconv.Quote(of.Name) + ", one for each."
	case of.Name != "":
		return "header " + wire + " of the part " + strconv.Quote(of.Name) + "."
	case of.Only:
		return "header " + wire + " of part " + strconv.Itoa(of.From) + " of the body."
	case of.From > 0:
		return "headers " + wire + " of the body's parts from part " + strconv.Itoa(of.From) + " on, one for each."
	}
	return "headers " + wire + " of the body's parts, one for each."
}

func bodyDoc(op *model.Operation) string {
	text := cmp.Or(english.Sentence(english.Field(op.Params.Body, op.Body.Doc, gocode.IsMany(&op.Body.Content.Type))), op.Params.Body+" is what the request carries.")
	return english.WithNotes(text, english.Paragraph(gocode.Limits(&op.Body.Checks), gocode.EachOf(&op.Body.Content.Type), gocode.OnlyOf(&op.Body.Content.Type)))
}

func contentTypeDoc(name string, c *model.Content) string {
	return name + " is the media type of the body: " + english.List(append([]string{c.MediaType}, c.Others...), "or") +
		". Empty for " + c.MediaType + "."
}

// hasApply reports whether the parameters of an operation have a method that puts them into a
// request: those which an option may give, and those of a list, which asks for its pages later.
func hasApply(op *model.Operation) bool {
	return op.HasParams() && (op.Params.Late || op.Paging != nil && op.LRO == nil)
}

// applyMethod writes that method:
//
//	func (p *ListPetsParams) apply(r *runtime.Request) {
//		if v, ok := p.Limit.Get(); ok {
//			r.Query("limit", runtime.Text(runtime.FormatInt(v)), runtime.Form)
//		}
//	}
func applyMethod(pkg *gocode.Package, op *model.Operation) jen.Code {
	args := []jen.Code{jen.Id("r").Op("*").Add(pkg.RT("Request"))}
	if gocode.ClientState(pkg) {
		args = append(args, jen.Id("c").Op("*").Id("Client"))
	}
	return jen.Func().Params(jen.Id("p").Op("*").Id(op.Params.Name)).Id("apply").Params(args...).
		Block(applyParams(pkg, op, request{req: "r", params: "p", client: jen.Id("c")})...)
}

// apply writes params.apply(req), with what the client keeps where there is such.
func (m *method) apply(params, req, state jen.Code) jen.Code {
	args := []jen.Code{req}
	if gocode.ClientState(m.pkg) {
		args = append(args, state)
	}
	return jen.Add(params).Dot("apply").Call(args...)
}

// request tells how statements that fill a request refer to it, to what the caller gives and to the
// client.
type request struct {
	req    string
	params string   // the struct of parameters
	client jen.Code // the Client, which keeps parameters of its own
}

// given names a field of the struct of parameters.
func (r request) given(field string) *jen.Statement { return jen.Id(r.params).Dot(field) }

// call writes a call of a method of the request.
func (r request) call(name string, args ...jen.Code) *jen.Statement {
	return jen.Id(r.req).Dot(name).Call(args...)
}

// applyParams writes the statements that put an operation's parameters and its body into a request:
//
//	req.Check("workspaceName").MaxLength(params.WorkspaceName, 90)
//	req.Path("workspaceName", runtime.Text(params.WorkspaceName), runtime.Simple)
//	req.APIVersion("api-version", runtime.InQuery)
//	if v, ok := params.Top.Get(); ok {
//		req.Query("$top", runtime.Text(runtime.FormatInt(v)), runtime.Form)
//	}
func applyParams(pkg *gocode.Package, op *model.Operation, r request) []jen.Code {
	var out []jen.Code
	if op.Params == nil {
		return nil
	}
	for _, p := range op.Params.Params {
		if p.Of != nil {
			continue // the body has it
		}
		if p.Scoped {
			out = append(out, fillParam(pkg, p, r))
		}
		out = append(out, applyParam(pkg, p, r)...)
	}
	if op.Body != nil && op.Params.Body != "" {
		out = append(out, applyBody(pkg, op, r)...)
	}
	return out
}

// fillParam writes the call that gives a parameter the value that the client is bound to:
//
//	runtime.Fill(req, runtime.InPath, "workspaceName", &params.WorkspaceName)
func fillParam(pkg *gocode.Package, p *model.Param, r request) jen.Code {
	fill := "Fill"
	switch {
	case p.Presence == model.Optional:
		fill = "FillOptional"
	case gocode.ScalarKind(&p.Type).IsInteger():
		fill = "FillInt"
	}
	return pkg.RT(fill).Call(jen.Id(r.req), gocode.PlaceOf(pkg, p.In), jen.Lit(p.Wire), gocode.Addr(r.given(p.Name)))
}

// applyParam writes how one parameter comes into a request.
func applyParam(pkg *gocode.Package, p *model.Param, r request) []jen.Code {
	switch {
	case p.APIVersion:
		return []jen.Code{r.call("APIVersion", jen.Lit(p.Wire), gocode.PlaceOf(pkg, p.In))}
	case p.Const != nil && p.Const.Text == "" && p.In == model.InPath:
		return []jen.Code{r.call("PathEmpty", jen.Lit(p.Wire))}
	case p.Const != nil:
		return []jen.Code{sendParam(pkg, p, &model.Ref{Kind: model.String}, jen.Lit(p.Const.Text), r)}
	case p.OnClient:
		kept := jen.Add(r.client).Dot(gocode.FieldName(p))
		if gocode.IsSecretive(&p.Type, pkg.Secretive) {
			kept.Dot("Open").Call()
		}
		return pkg.WhenThere(&p.Type, p.Presence, kept, func(v jen.Code) []jen.Code {
			return append(checkParam(pkg, p, v, r), sendParam(pkg, p, gocode.ParamRef(p), v, r))
		})
	case p.Key && p.Presence == model.Plain:
		v := r.given(p.Name)
		return []jen.Code{jen.If(jen.Add(v).Op("!=").Lit("")).Block(append(checkParam(pkg, p, v, r), sendParam(pkg, p, gocode.ParamRef(p), v, r))...)}
	default:
		return pkg.WhenThere(&p.Type, p.Presence, r.given(p.Name), func(v jen.Code) []jen.Code {
			return append(checkParam(pkg, p, v, r), sendParam(pkg, p, gocode.ParamRef(p), v, r))
		})
	}
}

// sendParam writes the call that puts a value in its place:
//
//	req.Query("$top", runtime.Text(runtime.FormatInt(v)), runtime.Form)
//	req.Query("$select", runtime.List(v), runtime.Form|runtime.Explode)
func sendParam(pkg *gocode.Package, p *model.Param, ref *model.Ref, v jen.Code, r request) jen.Code {
	if p.In == model.InQueryString {
		return sendQueryString(pkg, p, ref, v, r)
	}
	place := []string{"Path", "Query", "Header", "Cookie", "Host"}[p.In]
	form := gocode.TextForm(ref)
	switch {
	case p.In == model.InHost:
		return r.call(place, jen.Lit(p.Wire), gocode.Text(pkg, ref, v))
	case p.Prefix != "" && form != gocode.FormScalar:
		return r.call("HeaderPrefix", jen.Lit(p.Prefix), gocode.TextMap(pkg, ref, v))
	case p.Style == model.StyleJSON:
		style := gocode.StyleOf(pkg, model.StyleSimple, false, p.Reserved || p.Unescaped)
		return r.call(place, jen.Lit(p.Wire), pkg.RT("JSONText").Call(codec.Value(pkg, ref, v)...), style)
	default:
		style := gocode.StyleOf(pkg, p.Style, p.Explode && form != gocode.FormScalar, p.Reserved)
		if p.Unescaped {
			style.Op("|").Add(pkg.RT("Unescaped"))
		}
		return r.call(place, jen.Lit(p.Wire), codec.Placed(pkg, ref, v, p.Nested), style)
	}
}

// sendQueryString writes the call that makes a value the whole query:
//
//	req.QueryForm(&params.Search, &params.Search, nil)
//	req.QueryString("search", runtime.JSONText(&params.Search, &params.Search))
func sendQueryString(pkg *gocode.Package, p *model.Param, ref *model.Ref, v jen.Code, r request) jen.Code {
	switch p.Style {
	case model.StyleForm:
		styles := partStyles(pkg, p.Parts)
		if styles == nil {
			styles = jen.Nil()
		}
		return r.call("QueryForm", append(codec.Value(pkg, ref, v), styles)...)
	case model.StyleJSON:
		return r.call("QueryString", jen.Lit(p.Wire), pkg.RT("JSONText").Call(codec.Value(pkg, ref, v)...))
	}
	return r.call("QueryString", jen.Lit(p.Wire), codec.Placed(pkg, ref, v, nil))
}
