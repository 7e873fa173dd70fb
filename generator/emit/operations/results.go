package operations

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/codec"
	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/generator/model"
)

// zeroOf returns what a method returns for a body beside an error.
func zeroOf(pkg *gocode.Package, c *model.Content) jen.Code {
	if c.Kind.IsSequence() || gocode.IsStruct(&c.Type) {
		return jen.Nil()
	}
	if gocode.HasNil(&c.Type) {
		return pkg.Nil(&c.Type)
	}
	if c.Type.Nullable {
		return jen.Add(gocode.ContentType(pkg, c)).Values()
	}
	if c.Type.Kind == model.Foreign {
		return jen.Op("*").New(gocode.ContentType(pkg, c))
	}
	s, _ := gocode.ScalarOf(&c.Type)
	return s.Zero(gocode.ContentType(pkg, c))
}

// isOneObject reports whether a body is an object of JSON and nothing else: most are.
func isOneObject(c *model.Content) bool {
	return c.Kind == model.BodyJSON && gocode.IsStruct(&c.Type) && len(c.Alternatives) == 0
}

// readBody writes how a method returns the body of resp:
//
//	var out []BatchTask
//	if err := resp.JSONFunc(func(r *rtjson.Reader) { ... }); err != nil {
//		return nil, err
//	}
//	return out, nil
func readBody(pkg *gocode.Package, c *model.Content) []jen.Code {
	if v := readValue(pkg, c); v != nil {
		return append(checkType(c, zeroOf(pkg, c)), jen.Return(v, jen.Nil()))
	}
	target := jen.Id("out")
	out := []jen.Code{gocode.Define("out", jen.New(gocode.ContentType(pkg, c)))}
	if !gocode.IsStruct(&c.Type) {
		target = jen.Op("&").Id("out")
		out = []jen.Code{jen.Var().Id("out").Add(gocode.ContentType(pkg, c))}
	}
	out = append(out, checkType(c, zeroOf(pkg, c))...)
	return append(out, decodeEither(pkg, c, target, func(decoded jen.Code) []jen.Code { return outOr(pkg, c, decoded) })...)
}

// outOr writes how a method returns out once it is decoded, and the error of that else:
//
//	if err := resp.JSON(out); err != nil {
//		return nil, err
//	}
//	return out, nil
func outOr(pkg *gocode.Package, c *model.Content, decoded jen.Code) []jen.Code {
	failed := jen.If(jen.Id("err").Op(":=").Add(decoded), jen.Id("err").Op("!=").Nil())
	return []jen.Code{failed.Block(jen.Return(zeroOf(pkg, c), jen.Id("err"))), jen.Return(jen.Id("out"), jen.Nil())}
}

// readValue writes the expression that is the body of resp, where reading it cannot fail; nil where
// it can.
//
//	resp.Text()
//	resp.Stream()
//	runtime.NewJSONLines(resp, func(v *Event, r *rtjson.Reader) { ... })
func readValue(pkg *gocode.Package, c *model.Content) jen.Code {
	switch {
	case c.Kind.IsSequence() && !c.Type.IsHeldStruct():
		return pkg.RT("Values").Call(readSequence(pkg, c))
	case c.Kind.IsSequence():
		return readSequence(pkg, c)
	case c.Type.Kind == model.Stream:
		return jen.Id("resp").Dot("Stream").Call()
	case c.Kind == model.BodyText || c.Kind == model.BodyBytes:
		return readText(pkg, c)
	default:
		return nil
	}
}

// readSequence writes the expression that is a stream of pointers to the values of resp's body.
func readSequence(pkg *gocode.Package, c *model.Content) jen.Code {
	switch {
	case c.Kind == model.BodyParts:
		return pkg.RT("NewParts").Call(jen.Id("resp"), readPart(pkg, c))
	case c.Kind == model.BodyJSONSeq:
		return pkg.RT("NewJSONSeq").Call(jen.Id("resp"), readFunc(pkg, c))
	case c.Kind == model.BodyJSONLines:
		return pkg.RT("NewJSONLines").Call(jen.Id("resp"), readFunc(pkg, c))
	}
	decode := readEvent(pkg, c)
	if c.Done != "" {
		decode = pkg.RT("Until").Call(jen.Lit(c.Done), decode)
	}
	return pkg.RT("NewEvents").Call(jen.Id("resp"), decode)
}

// readEvent writes the expression that is a function which decodes one event.
func readEvent(pkg *gocode.Package, c *model.Content) jen.Code {
	switch {
	case c.Events != nil:
		return pkg.RT("EventObject").Call(gocode.TextList(c.Events.Names), gocode.TextList(c.Events.Texts), readFunc(pkg, c))
	case c.Type.Kind == model.String && !c.Type.Nullable:
		return pkg.RT("EventText")
	}
	return pkg.RT("EventJSON").Call(readFunc(pkg, c))
}

// readText writes the expression that is a body of text; nil where it must be parsed.
func readText(pkg *gocode.Package, c *model.Content) jen.Code {
	w, isScalar := gocode.WireOf(&c.Type)
	switch kind := gocode.ScalarKind(&c.Type); {
	case c.Type.Nullable:
		return nil
	case kind == model.String && c.Type.Kind == model.String:
		return jen.Id("resp").Dot("Text").Call()
	case isScalar && w.IsText && w.JSON == gocode.JSONString && !w.Quoted:
		return jen.Add(gocode.ContentType(pkg, c)).Call(jen.Id("resp").Dot("Text").Call())
	case kind == model.Bytes && gocode.Under(&c.Type).Wire == model.WireRaw, kind == model.Any:
		return jen.Id("resp").Dot("Bytes").Call()
	default:
		return nil
	}
}

// readFunc writes a function that reads one value of a sequence: func(v *Event, r *rtjson.Reader) {
// r.Read(v, v) }.
func readFunc(pkg *gocode.Package, c *model.Content) jen.Code {
	return jen.Func().Params(jen.Id("v").Op("*").Add(pkg.ElemOf(&c.Type)), jen.Id("r").Op("*").Add(pkg.JSON("Reader"))).
		Add(gocode.Inline(codec.Read(pkg, jen.Id("v"), &c.Type)))
}

// decode writes the expression that decodes the body of resp into what target points to, and is its
// error.
//
//	resp.JSON(out)
//	resp.JSONFunc(func(r *rtjson.Reader) { ... })
func decode(pkg *gocode.Package, c *model.Content, target jen.Code) jen.Code {
	switch {
	case c.Kind == model.BodyXML:
		return xmlDecode(pkg, c, target)
	case c.Kind == model.BodyText:
		return jen.Id("resp").Dot("TextValue").Call(gocode.ShapeOf(pkg, &c.Type), codec.ReadFunc(pkg, target, &c.Type))
	case gocode.IsStruct(&c.Type):
		return jen.Id("resp").Dot("JSON").Call(target)
	default:
		return jen.Id("resp").Dot("JSONFunc").Call(codec.ReadFunc(pkg, target, &c.Type))
	}
}

// resultDecoder writes the function that reads a page, or the result of a long-running operation:
//
//	func(resp *runtime.Response) (*BatchDeployment, error) {
//		out := new(BatchDeployment)
//		return out, resp.JSON(out)
//	}
func resultDecoder(pkg *gocode.Package, c *model.Content) jen.Code {
	var body []jen.Code
	if v := readValue(pkg, c); v != nil {
		body = append(checkType(c, jen.Nil()), gocode.Define("out", v), jen.Return(gocode.Addr(jen.Id("out")), jen.Nil()))
	} else {
		body = append(checkType(c, jen.Nil()), gocode.Define("out", jen.New(gocode.ContentType(pkg, c))))
		body = append(body, decodeEither(pkg, c, jen.Id("out"), func(decoded jen.Code) []jen.Code {
			return []jen.Code{jen.Return(jen.Id("out"), decoded)}
		})...)
	}
	return jen.Func().Params(jen.Id("resp").Op("*").Add(pkg.RT("Response"))).
		Params(gocode.Ptr(gocode.ContentType(pkg, c)), jen.Error()).Block(body...)
}

// resultStruct writes the struct of headers and bodies that a method returns:
//
//	// GetTaskResponse is what TasksClient.GetTask returns.
//	type GetTaskResponse struct {
//		// ETag is ...
//		ETag Optional[string]
//		Body BatchTask
//	}
func resultStruct(pkg *gocode.Package, op *model.Operation, doc string) jen.Code {
	r := &op.Result
	badHeaders := "BadHeaders are the headers that are not what the document says, as they came; nil when there are none."
	return gocode.Doc(r.Name + doc).Type().Id(r.Name).StructFunc(func(s *jen.Group) {
		if r.Status {
			s.Add(gocode.Doc("StatusCode says which of the documented answers it is.")).Id("StatusCode").Int()
		}
		for _, h := range r.Headers {
			s.Add(gocode.Doc(english.Field(h.Name, english.Sentence(h.Doc), gocode.IsMany(&h.Type)))).Id(h.Name).Add(pkg.FieldOf(&h.Type, h.Presence))
		}
		if slices.ContainsFunc(r.Headers, mayBeBad) {
			s.Add(gocode.Doc(badHeaders)).Id("BadHeaders").Qual("net/http", "Header")
		}
		for i := range r.Bodies {
			b := &r.Bodies[i]
			s.Add(gocode.Doc(resultBodyDoc(op, b))).Id(b.Name).Add(resultBodyType(pkg, op, b))
		}
	})
}

// resultBodyType returns the type of a body in a result struct: a struct by value when every answer
// has it, by pointer when it may be missing.
func resultBodyType(pkg *gocode.Package, op *model.Operation, b *model.ResultBodyField) *jen.Statement {
	if gocode.MayLack(op, b) {
		return gocode.ResultType(pkg, b.Content)
	}
	return gocode.ContentType(pkg, b.Content)
}

func resultBodyDoc(op *model.Operation, b *model.ResultBodyField) string {
	if !gocode.MayLack(op, b) {
		return ""
	}
	text := b.Name + " is what an answer with " + statusRange(b.Low, b.High) + " carries"
	t := &b.Content.Type
	return text + gocode.Pick(gocode.IsStruct(t) || gocode.HasNil(t) || b.Content.Kind.IsSequence(), gocode.Pick(!b.Content.Kind.IsSequence() && gocode.IsExpandable(t), "; else it is zero.", "; else it is nil."), ".") + gocode.Pick(t.Kind == model.Stream, " Close it.", "")
}

// readMethod writes how a result struct is filled from a response:
//
//	func (out *GetTaskResponse) read(resp *runtime.Response) error {
//		out.ETag = runtime.HeaderString(resp, "ETag")
//		return resp.JSON(&out.Body)
//	}
func readMethod(pkg *gocode.Package, op *model.Operation) jen.Code {
	r := &op.Result
	var body []jen.Code
	if r.Status {
		body = append(body, gocode.Assign(jen.Id("out").Dot("StatusCode"), jen.Id("resp").Dot("StatusCode")))
	}
	for _, h := range r.Headers {
		body = append(body, readHeader(pkg, h))
	}
	if slices.ContainsFunc(r.Headers, mayBeBad) {
		body = append(body, gocode.Assign(jen.Id("out").Dot("BadHeaders"), jen.Id("resp").Dot("BadHeaders").Call()))
	}
	for i := range r.Bodies {
		b := &r.Bodies[i]
		if gocode.MayLack(op, b) {
			body = append(body, jen.If(statusIn(op, b)).Block(readResultBody(pkg, op, b)...))
		} else {
			body = append(body, readResultBody(pkg, op, b)...)
		}
	}
	switch complete := len(r.Bodies) == 1 && !gocode.MayLack(op, &r.Bodies[0]); {
	case !complete && gocode.Streams(op):
		// what is not read must not hold the connection
		body = append(body, jen.Return(jen.Id("resp").Dot("Close").Call()))
	case !complete:
		body = append(body, jen.Return(jen.Nil()))
	}
	return jen.Func().Params(jen.Id("out").Op("*").Id(r.Name)).Id("read").
		Params(jen.Id("resp").Op("*").Add(pkg.RT("Response"))).Error().Block(body...)
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
func readResultBody(pkg *gocode.Package, op *model.Operation, b *model.ResultBodyField) []jen.Code {
	field := jen.Id("out").Dot(b.Name)
	out := checkType(b.Content)
	if v := readValue(pkg, b.Content); v != nil && (b.Content.Type.Kind == model.Stream || b.Content.Kind.IsSequence() || !gocode.Streams(op)) {
		return append(out, gocode.Assign(field, v), jen.Return(jen.Nil()))
	}
	// one of the other bodies is a stream, so this one has not been read yet
	if gocode.Streams(op) {
		out = append(out, jen.If(jen.Id("err").Op(":=").Id("resp").Dot("Buffer").Call(), jen.Id("err").Op("!=").Nil()).
			Block(jen.Return(jen.Id("err"))))
	}
	target := gocode.Addr(field)
	if gocode.MayLack(op, b) && gocode.IsStruct(&b.Content.Type) {
		out = append(out, gocode.Assign(field, jen.New(gocode.ContentType(pkg, b.Content))))
		target = field
	}
	return append(out, decodeEither(pkg, b.Content, target, func(decoded jen.Code) []jen.Code {
		return []jen.Code{jen.Return(decoded)}
	})...)
}

// xmlDecode writes how the body of resp is read into what target points to:
//
//	rtxml.Read(resp, rtxml.Field{ ... }, func(r *rtjson.Reader) { ... })
func xmlDecode(pkg *gocode.Package, c *model.Content, target jen.Code) jen.Code {
	return pkg.XML("Read").Call(jen.Id("resp"), codec.XMLRoot(pkg, &c.Type, c.XML), codec.ReadFunc(pkg, target, &c.Type))
}
