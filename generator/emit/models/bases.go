package models

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/generator/model"
)

// This file writes what lets a program read the fields that all variants of a union share, without
// a type switch. The method returns a struct, no pointer: the compiler refuses to set a field of
// what is only a copy.

func hasBase(t *model.Type) bool {
	return t.Kind == model.KindUnion && t.Same == nil && t.Union.Base != nil
}

// baseType writes the struct of the fields that all variants share:
//
//	// JobBase is what every Job has. See Job.Base.
//	type JobBase struct {
//		// JobType is what the service calls the variant.
//		JobType string
//		Status Optional[JobStatus]
//	}
//
// With a secret among them it says how it is shown, as the unknown variant of the same fields.
func baseType(pkg *gocode.Package, t *model.Type) jen.Code {
	u := t.Union
	out := gocode.Doc(u.Base.Name + " is what every " + t.Name + " has. See " + t.Name + "." + u.Base.Method + ".").
		Type().Id(u.Base.Name).StructFunc(func(g *jen.Group) {
		if told(u) {
			g.Add(gocode.Doc(u.FieldName + " is what the service calls the variant.")).Id(u.FieldName).String()
		}
		for _, f := range u.Base.Fields {
			g.Add(fieldDecl(pkg, f, ""))
		}
	})
	if slices.ContainsFunc(u.Base.Fields, func(f *model.Field) bool { return gocode.IsSecretive(&f.Type, pkg.Secretive) }) {
		out.Line().Line().Add(baseLog(pkg, t))
	}
	return out
}

func told(u *model.Union) bool { return u.Discriminator != "" && u.FieldName != "" }

// baseLog writes how a base that holds a secret is shown:
//
//	// String returns m as JSON, its secrets redacted.
//	func (m JobBase) String() string { return m.LogValue().String() }
//
//	// LogValue shows m to log/slog, its secrets redacted.
//	func (m JobBase) LogValue() slog.Value {
//		return json.Redacted(&UnknownJob{JobType: m.JobType, Key: m.Key})
//	}
func baseLog(pkg *gocode.Package, t *model.Type) jen.Code {
	u := t.Union
	values := jen.Dict{}
	if told(u) {
		values[jen.Id(u.FieldName)] = jen.Id("m").Dot(u.FieldName)
	}
	for _, f := range u.Base.Fields {
		values[jen.Id(f.Name)] = jen.Id("m").Dot(f.Name)
	}
	receiver := func() *jen.Statement { return jen.Func().Params(jen.Id("m").Id(u.Base.Name)) }
	return gocode.Doc("String returns m as JSON, its secrets redacted.").
		Add(receiver()).Id("String").Params().String().
		Add(gocode.Inline(jen.Return(jen.Id("m").Dot("LogValue").Call().Dot("String").Call()))).Line().Line().
		Add(gocode.Doc("LogValue shows m to log/slog, its secrets redacted.")).
		Add(receiver()).Id("LogValue").Params().Qual("log/slog", "Value").
		Block(jen.Return(pkg.JSON("Redacted").Call(gocode.Addr(jen.Id(u.Unknown).Values(values)))))
}

func baseDoc(t *model.Type) *jen.Statement {
	return gocode.Doc(t.Union.Base.Method + " returns a copy of what every " + t.Name + " has.")
}

// baseMethods writes the methods that return what a type shares with the others of its union:
//
//	// Base returns a copy of what m has as a Job.
//	func (m *CommandJob) Base() JobBase {
//		return JobBase{
//			JobType: cmp.Or(m.JobType, "Command"),
//			Status: m.Status,
//		}
//	}
func baseMethods(pkg *gocode.Package, types []*model.Type) []jen.Code {
	var out []jen.Code
	for _, t := range types {
		if !hasBase(t) {
			continue
		}
		for _, m := range t.Union.Base.Members {
			out = append(out, baseMethod(pkg, t, m))
		}
	}
	return out
}

func baseMethod(pkg *gocode.Package, t *model.Type, m model.Member) jen.Code {
	u := t.Union
	var values []jen.Code
	if told(u) {
		values = append(values, jen.Line().Id(u.FieldName).Op(":").Add(memberKind(m)))
	}
	for i, f := range u.Base.Fields {
		values = append(values, jen.Line().Id(f.Name).Op(":").Add(copied(pkg, m.Fields[i], f)))
	}
	return gocode.Doc(u.Base.Method + " returns a copy of what m has as " + english.An(t.Name) + ".").
		Func().Params(jen.Id("m").Add(gocode.Ptr(jen.Id(m.Name)))).Id(u.Base.Method).Params().Id(u.Base.Name).
		Block(jen.Return(jen.Id(u.Base.Name).Values(append(values, jen.Line())...)))
}

// memberKind writes the discriminator of a member: what its field says, else the value that is
// written for it.
func memberKind(m model.Member) jen.Code {
	if m.Told != "" {
		return jen.Id("m").Dot(m.Told)
	}
	f := m.Kind
	if f == nil || gocode.ScalarKind(&f.Type) != model.String {
		return jen.Lit(m.Value)
	}
	value := gocode.FieldText(jen.Id("m"), f)
	if m.Value == "" {
		return value
	}
	return jen.Qual("cmp", "Or").Call(value, jen.Lit(m.Value))
}

// copied writes the value of a member's field as that of the base's.
func copied(pkg *gocode.Package, from, to *model.Field) jen.Code {
	value := jen.Id("m").Dot(from.Name)
	switch from.CopyTo(to) {
	case model.CopySome:
		return pkg.Own("Some").Call(value)
	case model.CopyAddress:
		return gocode.Addr(value)
	}
	return value
}
