package gocode

import (
	"cmp"
	"go/token"
	"strings"
	"unicode"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/model"
)

// SentType returns the media type that a body is sent as: a range such as "image/*" cannot be.
func SentType(c *model.Content) string {
	if strings.Contains(c.MediaType, "*") || c.MediaType == "" {
		if c.Kind == model.BodyText {
			return "text/plain"
		}
		return "application/octet-stream"
	}
	return c.MediaType
}

// FieldRef returns the use of a type that a field's value is, once it is known to be there.
func FieldRef(f *model.Field) *model.Ref { return Present(f.Type, f.Presence) }

// IsJSONType reports whether a media type is JSON.
func IsJSONType(mediaType string) bool {
	return mediaType == "application/json" || strings.HasSuffix(mediaType, "+json")
}

// ClientArgs returns the parameters that NewClient asks for: the variables of the endpoint that
// have no value of their own, and what the client keeps for its operations.
func ClientArgs(pkg *Package) []*model.Param {
	var out []*model.Param
	for _, p := range pkg.API.Params {
		if p.In == model.InHost && p.Const == nil && p.Default == nil && !p.APIVersion {
			out = append(out, p)
		}
	}
	return append(out, ClientParams(pkg)...)
}

// ClientParams returns the parameters that the client keeps and its operations send.
func ClientParams(pkg *Package) []*model.Param {
	var out []*model.Param
	for _, p := range pkg.API.Params {
		if p.In != model.InHost && p.Const == nil && !p.APIVersion {
			out = append(out, p)
		}
	}
	return out
}

// ClientState reports whether operations need the Client besides the runtime's, for the parameters
// that it keeps.
func ClientState(pkg *Package) bool { return len(ClientParams(pkg)) > 0 }

// ArgName returns the name of a parameter of the client as an argument of NewClient: SubscriptionID
// -> subscriptionID.
func ArgName(p *model.Param) string {
	runes := []rune(p.Name)
	for i, r := range runes {
		if i > 0 && i+1 < len(runes) && !unicode.IsUpper(runes[i+1]) {
			break
		}
		runes[i] = unicode.ToLower(r)
	}
	name := string(runes)
	switch name {
	case "rt", "err", "c", "cred", "opts", "runtime", "string":
		return name + "Param"
	}
	if token.IsKeyword(name) {
		return name + "Param"
	}
	return name
}

// OpVar names an operation's descriptor. The ending keeps it apart from the codec's own variables
// and functions, which are named after types.
func OpVar(op *model.Operation) string { return op.Var + "Op" }

// Streams reports whether a result is read as it comes.
func Streams(op *model.Operation) bool {
	for _, c := range ResultContents(op) {
		if c.Type.Kind == model.Stream || c.Kind.IsSequence() {
			return true
		}
	}
	return false
}

// MethodName returns an operation as comments refer to it: "BatchDeploymentsClient.List".
func MethodName(g *model.Group, op *model.Operation) string {
	return cmp.Or(g.Client, "Client") + "." + op.Name
}

// ParamRef returns the use of a type that a parameter's value is, once it is known to be there.
func ParamRef(p *model.Param) *model.Ref { return Present(p.Type, p.Presence) }

// Present returns the use of a type that a value is, once it is known to be there: a struct that
// could be absent is held by pointer, and null is no longer a value.
func Present(ref model.Ref, p model.Presence) *model.Ref {
	if p != model.Plain {
		ref.Nullable = false
		ref.Pointer = ref.Pointer || IsStruct(&ref)
	}
	return &ref
}

// WhenThere writes statements about a value that may be absent:
//
//	if v, ok := p.Top.Get(); ok { ... }
//	if p.Select != nil { ... }
func (pkg *Package) WhenThere(ref *model.Ref, p model.Presence, field *jen.Statement, use func(v jen.Code) []jen.Code) []jen.Code {
	switch p {
	case model.Optional:
		return []jen.Code{jen.If(jen.List(jen.Id("v"), jen.Id("ok")).Op(":=").Add(field).Dot("Get").Call(), jen.Id("ok")).
			Block(use(jen.Id("v"))...)}
	case model.Nilable:
		return []jen.Code{jen.If(pkg.IsThere(ref, field)).Block(use(field)...)}
	default:
		return use(field)
	}
}

// IsAbsent writes the condition that a field, which may be absent, has no value and is not null:
//
//	m.Top.IsAbsent()
//	m.Tags == nil
func (pkg *Package) IsAbsent(ref *model.Ref, field *jen.Statement, p model.Presence) *jen.Statement {
	switch {
	case p == model.Optional:
		return field.Dot("IsAbsent").Call()
	case IsExpandable(ref):
		return field.Op("==").Parens(pkg.Nil(ref))
	}
	return field.Op("==").Nil()
}

// PlaceOf names a place in a request: runtime.InQuery.
func PlaceOf(pkg *Package, in model.In) *jen.Statement {
	return pkg.RT([]string{"InPath", "InQuery", "InHeader", "InCookie", "InHost", "InQuery"}[in])
}

// StyleOf writes how a list or an object is laid out: runtime.Form|runtime.Explode.
func StyleOf(pkg *Package, s model.Style, explode, reserved bool) *jen.Statement {
	out := pkg.RT([]string{
		model.StyleSimple: "Simple", model.StyleForm: "Form", model.StyleLabel: "Label", model.StyleMatrix: "Matrix",
		model.StyleSpaceDelimited: "SpaceDelimited", model.StylePipeDelimited: "PipeDelimited",
		model.StyleDeepObject: "DeepObject", model.StyleTabDelimited: "TabDelimited", model.StyleJSON: "Simple",
		model.StyleCookie: "AsCookie",
	}[s])
	if explode {
		out.Op("|").Add(pkg.RT("Explode"))
	}
	if reserved {
		out.Op("|").Add(pkg.RT("Reserved"))
	}
	return out
}

// FieldName returns the unexported field of Client that keeps a parameter of the client.
func FieldName(p *model.Param) string { return "param" + strings.TrimPrefix(p.Name, "_") }

// ItemOf returns the type of what a pager or a stream yields: pointers to structs, anything else as
// it stands in a list.
func ItemOf(pkg *Package, ref *model.Ref) *jen.Statement {
	if ref.IsHeldStruct() {
		return Ptr(pkg.ElemOf(ref))
	}
	return pkg.ElemOf(ref)
}

// ContentType returns the Go type of what a response's body is read into: a struct by value.
func ContentType(pkg *Package, c *model.Content) *jen.Statement {
	if c.Kind.IsSequence() {
		return Ptr(pkg.Own("Stream").Types(ItemOf(pkg, &c.Type)))
	}
	if IsStruct(&c.Type) {
		return pkg.Own(c.Type.Type.Name)
	}
	return pkg.ElemOf(&c.Type)
}

// ResultType returns the type of a method's result that is a body: a pointer for a struct.
func ResultType(pkg *Package, c *model.Content) *jen.Statement {
	if IsStruct(&c.Type) && !c.Kind.IsSequence() {
		return Ptr(ContentType(pkg, c))
	}
	return ContentType(pkg, c)
}

// MayLack reports whether some success comes without this body.
func MayLack(op *model.Operation, b *model.ResultBodyField) bool {
	for _, r := range op.Responses {
		if !r.Error && r.Low/100 != 1 && (r.Content == nil || r.Low != 0 && b.Low != 0 && (r.Low < b.Low || r.High > b.High)) {
			return true
		}
	}
	return len(op.Result.Bodies) > 1
}

// ResultContents returns all bodies that an operation can return.
func ResultContents(op *model.Operation) []*model.Content {
	var out []*model.Content
	if op.Result.Body != nil {
		out = append(out, op.Result.Body)
	}
	for _, b := range op.Result.Bodies {
		if b.Content != nil {
			out = append(out, b.Content)
		}
	}
	if op.LRO != nil && op.LRO.Result != nil {
		out = append(out, op.LRO.Result)
	}
	return out
}
