package gocode

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/model"
)

// KeyLit writes a member's name as the runtime wants it, with the comma before and the colon after:
// `,"name":`.
func KeyLit(wire string) *jen.Statement { return RawLit("," + JSONText(wire) + ":") }

// RawLit writes a string literal in back quotes where all of it can be seen there.
func RawLit(s string) *jen.Statement {
	if strconv.CanBackquote(s) && !strings.ContainsFunc(s, func(r rune) bool { return !strconv.IsPrint(r) }) {
		return jen.Op("`" + s + "`")
	}
	return jen.Op(strconv.Quote(s))
}

// JSONText returns a string as JSON, as the runtime writes it.
func JSONText(s string) string {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(s) // a string always encodes
	return strings.TrimSuffix(buf.String(), "\n")
}

// Literal writes a scalar of the document as a Go constant: "Info", 3, true.
func Literal(kind model.RefKind, l model.Literal) *jen.Statement {
	if scalars[kind].Bare {
		return jen.Op(l.Text)
	}
	return jen.Lit(l.Text)
}

// IsBare reports whether constants of a kind are written without quotes.
func IsBare(kind model.RefKind) bool { return scalars[kind].Bare }

// TextList writes a list of texts: []string{"read", "write"}.
func TextList(texts []string) *jen.Statement {
	return jen.Index().String().ValuesFunc(func(g *jen.Group) {
		for _, text := range texts {
			g.Lit(text)
		}
	})
}

// FieldText writes the text in a field of v, which holds a string or an enum of strings; that of a
// field without a value is empty:
//
//	string(v.Status.Or(""))
func FieldText(v *jen.Statement, f *model.Field) *jen.Statement {
	value := v.Clone().Dot(f.Name)
	if f.Presence == model.Optional {
		value.Dot("Or").Call(jen.Lit(""))
	}
	if f.Type.Kind != model.String {
		value = jen.String().Call(value)
	}
	return value
}
