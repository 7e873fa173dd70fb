package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/generator/model"
)

// contentType returns the Go type of what a response's body is read into: a struct by value.
func (e *emitter) contentType(c *model.Content) *jen.Statement {
	if isSequence(c) {
		return ptr(e.own("Stream").Types(e.elemOf(&c.Type)))
	}
	if isStruct(&c.Type) {
		return e.own(c.Type.Type.Name)
	}
	return e.elemOf(&c.Type)
}

// resultType returns the type of a method's result that is a body: a pointer for a struct.
func (e *emitter) resultType(c *model.Content) *jen.Statement {
	if isStruct(&c.Type) && !isSequence(c) {
		return ptr(e.contentType(c))
	}
	return e.contentType(c)
}

// zeroOf returns what a method returns for a body beside an error.
func (e *emitter) zeroOf(c *model.Content) jen.Code {
	if isSequence(c) || isStruct(&c.Type) || hasNil(&c.Type) {
		return jen.Nil()
	}
	if c.Type.Nullable {
		return jen.Add(e.contentType(c)).Values()
	}
	switch r := under(&c.Type); scalarKind(r) {
	case model.Bool:
		return jen.False()
	case model.Int32, model.Int64, model.Uint64, model.Float64:
		return jen.Lit(0)
	case model.Time, model.File:
		return jen.Add(e.contentType(c)).Values()
	default:
		return jen.Lit("")
	}
}

// readBody writes how a method returns the body of resp:
//
//	out := new(BatchTask)
//	if err := resp.JSON(out); err != nil {
//		return nil, err
//	}
//	return out, nil
func (e *emitter) readBody(c *model.Content) []jen.Code {
	if v := e.readValue(c); v != nil {
		return []jen.Code{jen.Return(v, jen.Nil())}
	}
	target := jen.Id("out")
	out := []jen.Code{define("out", jen.New(e.contentType(c)))}
	if !isStruct(&c.Type) {
		target = jen.Op("&").Id("out")
		out = []jen.Code{jen.Var().Id("out").Add(e.contentType(c))}
	}
	return append(out,
		jen.If(jen.Id("err").Op(":=").Add(e.decode(c, target)), jen.Id("err").Op("!=").Nil()).
			Block(jen.Return(e.zeroOf(c), jen.Id("err"))),
		jen.Return(jen.Id("out"), jen.Nil()))
}

// readValue writes the expression that is the body of resp, where reading it cannot fail; nil where
// it can.
//
//	resp.Text()
//	resp.Stream()
//	runtime.NewJSONLines(resp, func(v *Event, r *rtjson.Reader) { ... })
func (e *emitter) readValue(c *model.Content) jen.Code {
	switch {
	case c.Kind == model.BodyJSONLines:
		return e.rt("NewJSONLines").Call(jen.Id("resp"), e.readFunc(c))
	case c.Kind == model.BodyEvents && c.Type.Kind == model.String && !c.Type.Nullable:
		return e.rt("NewEvents").Call(jen.Id("resp"), e.rt("EventText"))
	case c.Kind == model.BodyEvents:
		return e.rt("NewEvents").Call(jen.Id("resp"), e.rt("EventJSON").Call(e.readFunc(c)))
	case c.Type.Kind == model.Stream:
		return jen.Id("resp").Dot("Stream").Call()
	case c.Kind == model.BodyText || c.Kind == model.BodyBytes:
		return e.readText(c)
	default:
		return nil
	}
}

// readText writes the expression that is a body of text; nil where it must be parsed.
func (e *emitter) readText(c *model.Content) jen.Code {
	switch kind := scalarKind(&c.Type); {
	case c.Type.Nullable:
		return nil
	case kind == model.String && c.Type.Kind == model.String:
		return jen.Id("resp").Dot("Text").Call()
	case kind == model.String, kind == model.Date, kind == model.TimeOfDay, kind == model.Duration, kind == model.Secret:
		return jen.Add(e.contentType(c)).Call(jen.Id("resp").Dot("Text").Call())
	case kind == model.Bytes && under(&c.Type).Wire == model.WireRaw, kind == model.Any:
		return jen.Id("resp").Dot("Bytes").Call()
	default:
		return nil
	}
}

// readFunc writes a function that reads one value of a sequence: func(v *Event, r *rtjson.Reader) {
// v.DecodeJSON(r) }.
func (e *emitter) readFunc(c *model.Content) jen.Code {
	return jen.Func().Params(jen.Id("v").Op("*").Add(e.elemOf(&c.Type)), jen.Id("r").Op("*").Add(e.json("Reader"))).
		Add(inline(e.jsonRead(jen.Id("v"), &c.Type)))
}

// decode writes the expression that decodes the body of resp into what target points to, and is its
// error.
//
//	resp.JSON(out)
//	resp.JSONFunc(func(r *rtjson.Reader) { ... })
func (e *emitter) decode(c *model.Content, target jen.Code) jen.Code {
	switch {
	case c.Kind == model.BodyXML:
		return e.xmlDecode(c, target)
	case c.Kind == model.BodyText:
		return jen.Id("resp").Dot("TextValue").Call(e.shape(&c.Type), e.readerFunc(target, &c.Type))
	case isStruct(&c.Type):
		return jen.Id("resp").Dot("JSON").Call(target)
	default:
		return jen.Id("resp").Dot("JSONFunc").Call(e.readerFunc(target, &c.Type))
	}
}

// readerFunc writes func(r *rtjson.Reader) { ... }, which reads a value into what target points to.
func (e *emitter) readerFunc(target jen.Code, ref *model.Ref) jen.Code {
	return jen.Func().Params(jen.Id("r").Op("*").Add(e.json("Reader"))).Add(inline(e.jsonRead(target, ref)))
}

// decodeFunc writes the function that reads a page, or the result of a long-running operation:
//
//	func(resp *runtime.Response) (*BatchDeployment, error) {
//		out := new(BatchDeployment)
//		return out, resp.JSON(out)
//	}
func (e *emitter) decodeFunc(c *model.Content) jen.Code {
	var body []jen.Code
	if v := e.readValue(c); v != nil {
		body = []jen.Code{define("out", v), jen.Return(addr(jen.Id("out")), jen.Nil())}
	} else {
		body = []jen.Code{define("out", jen.New(e.contentType(c))), jen.Return(jen.Id("out"), e.decode(c, jen.Id("out")))}
	}
	return jen.Func().Params(jen.Id("resp").Op("*").Add(e.rt("Response"))).
		Params(ptr(e.contentType(c)), jen.Error()).Block(body...)
}

// resultStruct writes the struct of headers and bodies that a method returns:
//
//	// GetTaskResponse is what TasksClient.GetTask returns.
//	type GetTaskResponse struct {
//		// ETag is ...
//		ETag Optional[string]
//		Body BatchTask
//	}
func (e *emitter) resultStruct(g *model.Group, op *model.Operation) jen.Code {
	r := &op.Result
	return doc(r.Name + " is what " + methodName(g, op) + " returns.").Type().Id(r.Name).StructFunc(func(s *jen.Group) {
		if r.Status {
			s.Add(doc("StatusCode tells which of the documented answers it is.")).Id("StatusCode").Int()
		}
		for _, h := range r.Headers {
			s.Add(doc(english.Field(h.Name, english.Sentence(h.Doc), isMany(&h.Type)))).Id(h.Name).Add(e.fieldOf(&h.Type, h.Presence))
		}
		for i := range r.Bodies {
			b := &r.Bodies[i]
			s.Add(doc(e.resultBodyDoc(op, b))).Id(b.Name).Add(e.resultBodyType(op, b))
		}
	})
}

// resultBodyType returns the type of a body in a result struct: a struct by value when every answer
// has it, by pointer when it may be missing.
func (e *emitter) resultBodyType(op *model.Operation, b *model.ResultBodyField) *jen.Statement {
	if mayLack(op, b) {
		return e.resultType(b.Content)
	}
	return e.contentType(b.Content)
}

// mayLack reports whether some success comes without this body.
func mayLack(op *model.Operation, b *model.ResultBodyField) bool {
	for _, r := range op.Responses {
		if !r.Error && r.Low/100 != 1 && (r.Content == nil || r.Low != 0 && b.Low != 0 && (r.Low < b.Low || r.High > b.High)) {
			return true
		}
	}
	return len(op.Result.Bodies) > 1
}

func (e *emitter) resultBodyDoc(op *model.Operation, b *model.ResultBodyField) string {
	if !mayLack(op, b) {
		return ""
	}
	text := b.Name + " is what an answer with " + statusRange(b.Low, b.High) + " carries"
	t := &b.Content.Type
	return text + pick(isStruct(t) || hasNil(t) || isSequence(b.Content), "; else it is nil.", ".") + pick(t.Kind == model.Stream, " Close it.", "")
}

// readMethod writes how a result struct is filled from a response:
//
//	func (out *GetTaskResponse) read(resp *runtime.Response) error {
//		out.ETag = resp.HeaderString("ETag")
//		return resp.JSON(&out.Body)
//	}
func (e *emitter) readMethod(op *model.Operation) jen.Code {
	r := &op.Result
	var body []jen.Code
	if r.Status {
		body = append(body, assign(jen.Id("out").Dot("StatusCode"), jen.Id("resp").Dot("StatusCode")))
	}
	for _, h := range r.Headers {
		body = append(body, e.readHeader(h))
	}
	for i := range r.Bodies {
		b := &r.Bodies[i]
		if mayLack(op, b) {
			body = append(body, jen.If(statusIn(op, b)).Block(e.readResultBody(op, b)...))
		} else {
			body = append(body, e.readResultBody(op, b)...)
		}
	}
	switch complete := len(r.Bodies) == 1 && !mayLack(op, &r.Bodies[0]); {
	case !complete && streams(op):
		// what is not read must not hold the connection
		body = append(body, jen.Return(jen.Id("resp").Dot("Close").Call()))
	case !complete:
		body = append(body, jen.Return(jen.Nil()))
	}
	return jen.Func().Params(jen.Id("out").Op("*").Id(r.Name)).Id("read").
		Params(jen.Id("resp").Op("*").Add(e.rt("Response"))).Error().Block(body...)
}

// statusIn writes the condition that a response carries a body: its status is documented to, or it
// is the nearest to one that is not.
//
//	resp.Nearest(200, 201) == 200
func statusIn(op *model.Operation, b *model.ResultBodyField) jen.Code {
	var bodies []jen.Code
	for _, r := range op.Result.Bodies {
		if r.Low != 0 {
			bodies = append(bodies, jen.Lit(r.Low))
		}
	}
	status := func() *jen.Statement { return jen.Id("resp").Dot("StatusCode") }
	switch {
	case b.Low == 0:
		return jen.Id("resp").Dot("HasBody").Call()
	case b.Low == b.High:
		return jen.Id("resp").Dot("Nearest").Call(bodies...).Op("==").Lit(b.Low)
	default:
		return jen.Lit(b.Low).Op("<=").Add(status()).Op("&&").Add(status()).Op("<=").Lit(b.High).
			Op("&&").Id("resp").Dot("HasBody").Call()
	}
}

// readResultBody writes how one body of a result struct is read, and returned from.
func (e *emitter) readResultBody(op *model.Operation, b *model.ResultBodyField) []jen.Code {
	field := jen.Id("out").Dot(b.Name)
	if v := e.readValue(b.Content); v != nil && (b.Content.Type.Kind == model.Stream || isSequence(b.Content) || !streams(op)) {
		return []jen.Code{assign(field, v), jen.Return(jen.Nil())}
	}
	var out []jen.Code
	if streams(op) { // one of the other bodies is a stream, so this one has not been read yet
		out = append(out, jen.If(jen.Id("err").Op(":=").Id("resp").Dot("Buffer").Call(), jen.Id("err").Op("!=").Nil()).
			Block(jen.Return(jen.Id("err"))))
	}
	if mayLack(op, b) && isStruct(&b.Content.Type) {
		return append(out, assign(field, jen.New(e.contentType(b.Content))), jen.Return(e.decode(b.Content, field)))
	}
	return append(out, jen.Return(e.decode(b.Content, addr(field))))
}
