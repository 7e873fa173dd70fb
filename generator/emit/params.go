package emit

import (
	"cmp"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/generator/model"
)

// asked reports whether a parameter is a field of the operation's parameter struct: not when its
// value is fixed, and not when the client knows it.
func asked(p *model.Param) bool { return p.Const == nil && !p.APIVersion && !p.OnClient }

// hasParams reports whether an operation takes a parameter struct.
func hasParams(op *model.Operation) bool {
	if op.Params == nil || op.Params.Name == "" {
		return false
	}
	if op.Params.Body != "" || op.Params.ContentType != "" {
		return true
	}
	for _, p := range op.Params.Params {
		if asked(p) {
			return true
		}
	}
	return false
}

// paramsStruct writes the struct of an operation's parameters:
//
//	// ListBatchDeploymentsParams are the parameters of BatchDeploymentsClient.List.
//	type ListBatchDeploymentsParams struct {
//		// WorkspaceName is the name of the workspace. Matches `^[a-z]+$`.
//		WorkspaceName string
//		Top Optional[int32]
//	}
func (e *emitter) paramsStruct(g *model.Group, op *model.Operation) jen.Code {
	set := op.Params
	return doc(set.Name + " are the parameters of " + methodName(g, op) + ".").
		Type().Id(set.Name).StructFunc(func(s *jen.Group) {
		for _, p := range set.Params {
			if asked(p) {
				s.Add(doc(paramDoc(p), english.Deprecated(p.Deprecated))).Id(p.Name).Add(e.fieldOf(&p.Type, p.Presence))
			}
		}
		if set.Body != "" {
			s.Add(doc(bodyDoc(op))).Id(set.Body).Add(e.bodyType(op.Body))
		}
		if set.ContentType != "" {
			s.Add(doc(contentTypeDoc(set.ContentType, &op.Body.Content))).Id(set.ContentType).String()
		}
	})
}

// methodName returns an operation as comments refer to it: "BatchDeploymentsClient.List".
func methodName(g *model.Group, op *model.Operation) string {
	return cmp.Or(g.Client, "Client") + "." + op.Name
}

func paramDoc(p *model.Param) string {
	return english.WithNotes(english.Sentence(english.Field(p.Name, p.Doc, isMany(&p.Type))), english.Paragraph(limits(&p.Checks), defaultOf(p.Default)))
}

func bodyDoc(op *model.Operation) string {
	return cmp.Or(english.Sentence(english.Field(op.Params.Body, op.Body.Doc, isMany(&op.Body.Content.Type))), op.Params.Body+" is what the request carries.")
}

func contentTypeDoc(name string, c *model.Content) string {
	return name + " is the media type of the body: " + english.List(append([]string{c.MediaType}, c.Others...), "or") +
		". Empty for " + c.MediaType + "."
}

// bodyType returns the Go type of the field that carries a body.
func (e *emitter) bodyType(b *model.Body) *jen.Statement {
	if isSequence(&b.Content) {
		return slice(e.elemOf(&b.Content.Type))
	}
	return e.fieldOf(&b.Content.Type, b.Presence)
}

// applyMethod writes the method that puts parameters into a request:
//
//	func (p *ListBatchDeploymentsParams) apply(r *runtime.Request) {
//		r.Check("workspaceName").MaxLength(p.WorkspaceName, 90)
//		r.Path("workspaceName", runtime.Text(p.WorkspaceName), runtime.Simple)
//		r.APIVersion("api-version", runtime.InQuery)
//		if v, ok := p.Top.Get(); ok {
//			r.Query("$top", runtime.Text(runtime.FormatInt(v)), runtime.Form)
//		}
//	}
func (e *emitter) applyMethod(op *model.Operation) jen.Code {
	args := []jen.Code{jen.Id("r").Op("*").Add(e.rt("Request"))}
	if e.clientState() {
		args = append(args, jen.Id("c").Op("*").Id("Client"))
	}
	return jen.Func().Params(jen.Id("p").Op("*").Id(op.Params.Name)).Id("apply").Params(args...).
		Block(e.applyParams(op, request{req: "r", client: jen.Id("c")})...)
}

// request tells how statements that fill a request refer to it and to the client.
type request struct {
	req    string
	client jen.Code // the Client, which keeps parameters of its own
}

// call writes a call of a method of the request.
func (r request) call(name string, args ...jen.Code) *jen.Statement {
	return jen.Id(r.req).Dot(name).Call(args...)
}

// applyParams writes the statements that put an operation's parameters, from the struct p, and its
// body into a request.
func (e *emitter) applyParams(op *model.Operation, r request) []jen.Code {
	var out []jen.Code
	if op.Params == nil {
		return nil
	}
	for _, p := range op.Params.Params {
		out = append(out, e.applyParam(p, r)...)
	}
	if op.Body != nil && op.Params.Body != "" {
		out = append(out, e.applyBody(op, r)...)
	}
	return out
}

// applyParam writes how one parameter comes into a request.
func (e *emitter) applyParam(p *model.Param, r request) []jen.Code {
	switch {
	case p.APIVersion:
		return []jen.Code{r.call("APIVersion", jen.Lit(p.Wire), e.place(p.In))}
	case p.Const != nil:
		return []jen.Code{e.send(p, &model.Ref{Kind: model.String}, jen.Lit(p.Const.Text), r)}
	case p.OnClient:
		return e.whenThere(p.Presence, jen.Add(r.client).Dot(fieldName(p)), func(v jen.Code) []jen.Code {
			return append(e.check(p, v, r), e.send(p, paramRef(p), v, r))
		})
	default:
		return e.whenThere(p.Presence, jen.Id("p").Dot(p.Name), func(v jen.Code) []jen.Code {
			return append(e.check(p, v, r), e.send(p, paramRef(p), v, r))
		})
	}
}

// paramRef returns the use of a type that a parameter's value is, once it is known to be there.
func paramRef(p *model.Param) *model.Ref { return present(p.Type, p.Presence) }

// present returns the use of a type that a value is, once it is known to be there: a struct that
// could be absent is held by pointer, and null is no longer a value.
func present(ref model.Ref, p model.Presence) *model.Ref {
	if p != model.Plain {
		ref.Nullable = false
		ref.Pointer = ref.Pointer || isStruct(&ref)
	}
	return &ref
}

// whenThere writes statements about a value that may be absent:
//
//	if v, ok := p.Top.Get(); ok { ... }
//	if p.Select != nil { ... }
func (e *emitter) whenThere(p model.Presence, field *jen.Statement, use func(v jen.Code) []jen.Code) []jen.Code {
	switch p {
	case model.Optional:
		return []jen.Code{jen.If(jen.List(jen.Id("v"), jen.Id("ok")).Op(":=").Add(field).Dot("Get").Call(), jen.Id("ok")).
			Block(use(jen.Id("v"))...)}
	case model.Nilable:
		return []jen.Code{jen.If(notNil(field)).Block(use(field)...)}
	default:
		return use(field)
	}
}

// place names a place in a request: runtime.InQuery.
func (e *emitter) place(in model.In) *jen.Statement {
	return e.rt([]string{"InPath", "InQuery", "InHeader", "InCookie", "InHost"}[in])
}

// send writes the call that puts a value in its place:
//
//	r.Query("$top", runtime.Text(runtime.FormatInt(v)), runtime.Form)
//	r.Query("$select", runtime.List(v), runtime.Form|runtime.Explode)
func (e *emitter) send(p *model.Param, ref *model.Ref, v jen.Code, r request) jen.Code {
	place := []string{"Path", "Query", "Header", "Cookie", "Host"}[p.In]
	form := e.textForm(ref)
	switch {
	case p.In == model.InHost:
		return r.call(place, jen.Lit(p.Wire), e.text(ref, v))
	case p.Prefix != "" && form != formScalar:
		return r.call("HeaderPrefix", jen.Lit(p.Prefix), e.textMap(ref, v))
	case p.Style == model.StyleJSON:
		style := e.style(model.StyleSimple, false, p.Reserved)
		return r.call(place, jen.Lit(p.Wire), e.rt("JSONText").Call(e.writeFunc(ref, v)), style)
	default:
		style := e.style(p.Style, p.Explode && form != formScalar, p.Reserved)
		return r.call(place, jen.Lit(p.Wire), e.placed(ref, v), style)
	}
}

// placed describes a value to the runtime, which writes it into a parameter or a form:
//
//	runtime.Text(v)
//	runtime.List(runtime.Strings(v, runtime.FormatInt))
//	runtime.ValueOf(func(w *rtjson.Writer) { ... })
func (e *emitter) placed(ref *model.Ref, v jen.Code) *jen.Statement {
	switch e.textForm(ref) {
	case formScalar:
		return e.rt("Text").Call(e.text(ref, v))
	case formList:
		return e.rt("List").Call(e.texts(ref, v))
	default:
		return e.rt("ValueOf").Call(e.writeFunc(ref, v))
	}
}

// style writes how a list or an object is laid out: runtime.Form|runtime.Explode.
func (e *emitter) style(s model.Style, explode, reserved bool) *jen.Statement {
	out := e.rt([]string{
		model.StyleSimple: "Simple", model.StyleForm: "Form", model.StyleLabel: "Label", model.StyleMatrix: "Matrix",
		model.StyleSpaceDelimited: "SpaceDelimited", model.StylePipeDelimited: "PipeDelimited",
		model.StyleDeepObject: "DeepObject", model.StyleTabDelimited: "TabDelimited", model.StyleJSON: "Simple",
	}[s])
	if explode {
		out.Op("|").Add(e.rt("Explode"))
	}
	if reserved {
		out.Op("|").Add(e.rt("Reserved"))
	}
	return out
}

// writeFunc writes a function that encodes a value as JSON: func(w *json.Writer) { ... }.
func (e *emitter) writeFunc(ref *model.Ref, v jen.Code) *jen.Statement {
	source := addr(v)
	if ref.Pointer && isStruct(ref) {
		source = jen.Add(v)
	}
	return jen.Func().Params(jen.Id("w").Op("*").Add(e.json("Writer"))).Add(inline(e.jsonWrite(source, ref)))
}

// fieldName returns the unexported field of Client that keeps a parameter of the client.
func fieldName(p *model.Param) string { return "param" + strings.TrimPrefix(p.Name, "_") }
