package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/model"
)

// This file keeps secrets out of logs. A Secret does not print, but what holds one might print it
// all the same: log/slog prints a struct as encoding/json writes it, which is the form that
// services get, and fmt does not ask a value how to print it where it prints one after a verb that
// does not fit, as %s does not fit a pointer. So holders say themselves how they are shown.

// secretive finds the types that hold a secret, themselves or through others.
func secretive(types []*model.Type) map[*model.Type]bool {
	holders := map[*model.Type]bool{}
	for found := true; found; { // until nothing more comes to hold what holds one
		found = false
		for _, t := range types {
			if !holders[t] && holdsSecret(t, holders) {
				holders[t], found = true, true
			}
		}
	}
	return holders
}

// holdsSecret reports whether a type holds a secret, as far as the holders are known.
func holdsSecret(t *model.Type, holders map[*model.Type]bool) bool {
	for _, f := range t.Fields {
		if isSecretive(&f.Type, holders) {
			return true
		}
	}
	if t.Union != nil {
		for _, v := range t.Union.Variants {
			if isSecretive(&v.Type, holders) {
				return true
			}
		}
	}
	return isSecretive(t.Additional, holders) || isSecretive(t.Target, holders)
}

// isSecretive reports whether a use of a type is one of a secret or of something that holds one.
func isSecretive(r *model.Ref, holders map[*model.Type]bool) bool {
	for ; r != nil; r = r.Elem {
		if r.Kind == model.Secret || r.Kind == model.Named && holders[r.Type] {
			return true
		}
	}
	return false
}

// logMethods writes how a type that holds a secret is shown; nothing for other types:
//
//	// String returns m as JSON, its secrets redacted.
//	func (m User) String() string { return json.Redacted(&m).String() }
//
//	// LogValue shows m to log/slog, its secrets redacted.
//	func (m User) LogValue() slog.Value { return json.Redacted(&m) }
func (e *emitter) logMethods(name string, secret bool) []jen.Code {
	if !secret {
		return nil
	}
	redacted := func() *jen.Statement { return e.json("Redacted").Call(addr(jen.Id("m"))) }
	return []jen.Code{
		doc("String returns m as JSON, its secrets redacted.").
			Func().Params(jen.Id("m").Id(name)).Id("String").Params().String().Add(inline(jen.Return(redacted().Dot("String").Call()))),
		logValue(name).Add(inline(jen.Return(redacted()))),
	}
}

func logValue(name string) *jen.Statement {
	return doc("LogValue shows m to log/slog, its secrets redacted.").
		Func().Params(jen.Id("m").Id(name)).Id("LogValue").Params().Qual("log/slog", "Value")
}

// isSecretScalar reports whether a named type is a secret by another name. It is an alias then, for
// a type of its own would have the secret's value but not the methods that hide it.
func isSecretScalar(t *model.Type) bool { return under(t.Target).Kind == model.Secret }

// logParams writes how the parameters of an operation show in a log, when there is a secret among
// them:
//
//	// LogValue shows m to log/slog, its secrets redacted.
//	func (m GetTaskParams) LogValue() slog.Value {
//		return json.RedactedFunc(func(w *json.Writer) {
//			outer := w.Open(nil)
//			json.PutString(w, `,"TaskID":`, m.TaskID)
//			json.PutOpt(w, `,"Key":`, &m.Key, json.WriteSecret)
//			w.Close(outer, nil)
//		})
//	}
func (e *emitter) logParams(op *model.Operation) []jen.Code {
	var fields []*model.Field
	for _, p := range op.Params.Params {
		if asked(p) {
			fields = append(fields, shown(p.Name, p.Type, p.Presence))
		}
	}
	if b := op.Body; b != nil && op.Params.Body != "" {
		ref, presence := b.Content.Type, b.Presence
		if isSequence(&b.Content) {
			ref, presence = model.Ref{Kind: model.List, Elem: &b.Content.Type}, model.Nilable
		}
		fields = append(fields, shown(op.Params.Body, ref, presence))
	}
	if op.Params.ContentType != "" {
		fields = append(fields, shown(op.Params.ContentType, model.Ref{Kind: model.String}, model.Plain))
	}
	return e.logFields(op.Params.Name, nil, fields)
}

// logResult writes the same for the result struct of an operation. A body that is a stream is not
// shown: it has not been read.
func (e *emitter) logResult(op *model.Operation) []jen.Code {
	r := &op.Result
	var fields []*model.Field
	for _, h := range r.Headers {
		fields = append(fields, shown(h.Name, h.Type, h.Presence))
	}
	for i := range r.Bodies {
		b := &r.Bodies[i]
		presence := model.Plain
		if mayLack(op, b) && (isStruct(&b.Content.Type) || hasNil(&b.Content.Type)) {
			presence = model.Nilable
		} else if t := &b.Content.Type; t.Nullable && !isStruct(t) && !hasNil(t) {
			presence = model.Optional
		}
		if !isSequence(b.Content) {
			fields = append(fields, shown(b.Name, b.Content.Type, presence))
		}
	}
	var status []jen.Code
	if r.Status {
		status = append(status, e.json("Put").Call(jen.Id("w"), keyLit("StatusCode"),
			jen.New(jen.Int64().Call(field("StatusCode"))), e.json("WriteInt64")))
	}
	return e.logFields(r.Name, status, fields)
}

// shown describes a field of a struct that is not a model, as it shows under its Go name.
func shown(name string, ref model.Ref, p model.Presence) *model.Field {
	return &model.Field{Name: name, Wire: name, Type: ref, Presence: p}
}

// logFields writes the LogValue of a struct that is not a model, when a field of it holds a secret.
func (e *emitter) logFields(name string, before []jen.Code, fields []*model.Field) []jen.Code {
	secret := false
	put := append([]jen.Code{define("outer", jen.Id("w").Dot("Open").Call(jen.Nil()))}, before...)
	for _, f := range fields {
		secret = secret || isSecretive(&f.Type, e.secretive)
		if !isFile(&f.Type) {
			put = append(put, e.putSlot(&slot{wire: f.Wire, field: f}))
		}
	}
	if !secret {
		return nil
	}
	put = append(put, jen.Id("w").Dot("Close").Call(jen.Id("outer"), jen.Nil()))
	write := jen.Func().Params(e.writerParam()).Block(put...)
	return []jen.Code{logValue(name).Block(jen.Return(e.json("RedactedFunc").Call(write)))}
}
