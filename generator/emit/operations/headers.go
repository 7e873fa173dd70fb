package operations

import (
	"strconv"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/codec"
	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
)

// readHeader writes how a header of a response becomes a field:
//
//	out.ETag = runtime.HeaderString(resp, "ETag")
//	out.Kind = runtime.HeaderAs[TaskKind](resp, "Kind")
//	out.Owner = runtime.HeaderTextOf[uuid.UUID](resp, "Owner")
func readHeader(pkg *gocode.Package, h *model.Header) jen.Code {
	field := jen.Id("out").Dot(h.Name)
	simple := func(function string) jen.Code {
		call := pkg.RT(function).Call(jen.Id("resp"), jen.Lit(h.Wire))
		switch h.Presence {
		case model.Optional:
			return gocode.Assign(field, call)
		case model.Nilable:
			return gocode.Assign(field, call.Dot("Or").Call(jen.Nil()))
		default:
			return jen.List(field, jen.Id("_")).Op("=").Add(call).Dot("Get").Call()
		}
	}
	w, isScalar := gocode.WireOf(&h.Type)
	switch r := gocode.Under(&h.Type); {
	case h.Prefix != "" && r.Kind == model.Map && r.Elem.Kind == model.String:
		return gocode.Assign(field, jen.Id("resp").Dot("HeaderPrefix").Call(jen.Lit(h.Prefix)))
	case r.Kind == model.List && r.Elem.Kind == model.String && !r.Elem.Nullable && h.Style == model.StyleSimple:
		return gocode.Assign(field, jen.Id("resp").Dot("HeaderList").Call(jen.Lit(h.Wire)))
	case r.Kind == model.Foreign:
		return gocode.Assign(field, pkg.RT("HeaderTextOf").Types(pkg.TypeOf(&h.Type)).Call(jen.Id("resp"), jen.Lit(h.Wire)))
	case isScalar && h.Type.Kind != model.Named && w.Header != "":
		return simple(w.Header)
	case isScalar && h.Presence == model.Optional && w.IsText:
		return gocode.Assign(field, pkg.RT("HeaderAs").Types(pkg.TypeOf(&h.Type)).Call(jen.Id("resp"), jen.Lit(h.Wire)))
	default:
		return readHeaderValue(pkg, h, field)
	}
}

// readHeaderValue writes how a header of any other type is read: as the JSON that its text stands
// for.
//
//	out.Limits = runtime.HeaderOf(resp, "X-Limits", runtime.ShapeLiterals,
//		func(v *[]int32, r *rtjson.Reader) { ... })
func readHeaderValue(pkg *gocode.Package, h *model.Header, field *jen.Statement) jen.Code {
	target := jen.Id("v")
	var before jen.Code = jen.Null()
	switch {
	case h.Presence == model.Optional:
		target = pkg.JSON("Fill").Call(jen.Id("v"))
	case h.Presence == model.Nilable && gocode.IsStruct(&h.Type):
		before = gocode.Assign(jen.Op("*").Id("v"), jen.New(pkg.Own(h.Type.Type.Name)))
		target = jen.Op("*").Id("v")
	}
	read := jen.Func().Params(jen.Id("v").Op("*").Add(pkg.FieldOf(&h.Type, h.Presence)), jen.Id("r").Op("*").Add(pkg.JSON("Reader"))).
		Block(before, codec.Read(pkg, target, gocode.Present(h.Type, h.Presence)))
	return gocode.Assign(field, pkg.RT("HeaderOf").Call(jen.Id("resp"), jen.Lit(h.Wire), gocode.ListShapeOf(pkg, &h.Type, h.Style, h.Nested), read))
}

// mayBeBad reports whether a header can be something else than the document says: any can, except
// text and what keeps its text.
func mayBeBad(h *model.Header) bool {
	switch kind := gocode.ScalarKind(&h.Type); kind {
	case model.String, model.ETag, model.Any, model.Dynamic:
		return false
	case model.List, model.Map:
		elem := gocode.Under(&h.Type).Elem
		return h.Prefix == "" && elem.Kind != model.String
	default:
		return true
	}
}

// statusRange puts a range of statuses in words.
func statusRange(low, high int) string {
	switch {
	case low == 0:
		return "any other status"
	case low == high:
		return "status " + strconv.Itoa(low)
	default:
		return "a status from " + strconv.Itoa(low) + " to " + strconv.Itoa(high)
	}
}
