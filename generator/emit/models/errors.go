package models

import (
	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
)

// errorMethod writes the method that makes the body of an error an error; nothing for other types:
//
//	// Error makes ValidationError an error, so that errors.As finds it in what a call returns.
//	func (v *ValidationError) Error() string { return runtime.BodyText("ValidationError", v) }
func errorMethod(pkg *gocode.Package, t *model.Type) jen.Code {
	if !t.HasError() {
		return jen.Null()
	}
	receiver, text := jen.Id(t.Name), pkg.RT("BodyText").Call(jen.Lit(t.Name), jen.Id("v"))
	switch {
	case t.Kind == model.KindStruct:
		receiver = jen.Op("*").Id(t.Name)
	case t.Kind == model.KindEnum && t.Enum.Base == model.String, t.Kind == model.KindNamed && t.Target.Kind == model.String:
		text = jen.String().Call(jen.Id("v")) // as it prints without the method
	}
	return gocode.Doc("Error makes " + t.Name + " an error, so that errors.As finds it in what a call returns.").
		Func().Params(jen.Id("v").Add(receiver)).Id("Error").Params().String().Add(gocode.Inline(jen.Return(text)))
}
