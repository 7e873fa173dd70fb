package operations

import (
	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/codec"
	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
)

// logParams writes how the parameters of an operation show in a log, when there is a secret among
// them; see codec.LogFields.
func logParams(pkg *gocode.Package, op *model.Operation) []jen.Code {
	var fields []*model.Field
	for _, p := range op.Params.Params {
		if p.Asked() {
			fields = append(fields, shown(p.Name, p.Type, p.Presence))
		}
	}
	if b := op.Body; b != nil && op.Params.Body != "" {
		ref, presence := b.Content.Type, b.Presence
		if b.Content.Kind.IsSequence() {
			ref, presence = model.Ref{Kind: model.List, Elem: &b.Content.Type}, model.Nilable
		}
		fields = append(fields, shown(op.Params.Body, ref, presence))
	}
	if op.Params.ContentType != "" {
		fields = append(fields, shown(op.Params.ContentType, model.Ref{Kind: model.String}, model.Plain))
	}
	return codec.LogFields(pkg, op.Params.Name, false, fields)
}

// logResult writes the same for the result struct of an operation. A body that is a stream is not
// shown: it has not been read.
func logResult(pkg *gocode.Package, op *model.Operation) []jen.Code {
	r := &op.Result
	var fields []*model.Field
	for _, h := range r.Headers {
		fields = append(fields, shown(h.Name, h.Type, h.Presence))
	}
	for i := range r.Bodies {
		b := &r.Bodies[i]
		presence := model.Plain
		if gocode.MayLack(op, b) && (gocode.IsStruct(&b.Content.Type) || gocode.HasNil(&b.Content.Type)) {
			presence = model.Nilable
		} else if t := &b.Content.Type; t.Nullable && !gocode.IsStruct(t) && !gocode.HasNil(t) {
			presence = model.Optional
		}
		if !b.Content.Kind.IsSequence() {
			fields = append(fields, shown(b.Name, b.Content.Type, presence))
		}
	}
	return codec.LogFields(pkg, r.Name, r.Status, fields)
}

// shown describes a field of a struct that is not a model, as it shows under its Go name.
func shown(name string, ref model.Ref, p model.Presence) *model.Field {
	return &model.Field{Name: name, Wire: name, Type: ref, Presence: p}
}
