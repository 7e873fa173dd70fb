package models

import (
	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
)

// diffFunc writes the function that makes the patch between two values; nothing for a type that is
// no patch, or only a part of one:
//
//	// DiffOrder returns the smallest patch that makes after of before.
//	func DiffOrder(before, after Order) (patch OrderPatch, err error) {
//		err = runtime.Diff(&before, &after, &patch)
//		return patch, err
//	}
func diffFunc(pkg *gocode.Package, t *model.Type) jen.Code {
	if t.Diff == "" {
		return jen.Null()
	}
	text := t.Diff + " returns the smallest patch that makes after of before: what has changed, null for what is gone, and lists as a whole. " +
		"A null in after cannot be told from what is gone."
	return gocode.Doc(text).Func().Id(t.Diff).
		Params(jen.List(jen.Id("before"), jen.Id("after")).Id(t.Patches.Name)).
		Params(jen.Id("patch").Id(t.Name), jen.Id("err").Error()).Block(
		gocode.Assign(jen.Id("err"), pkg.RT("Diff").Call(gocode.Addr(jen.Id("before")), gocode.Addr(jen.Id("after")), gocode.Addr(jen.Id("patch")))),
		jen.Return(jen.Id("patch"), jen.Id("err")))
}
