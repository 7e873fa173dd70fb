package build

import "github.com/armsmith/armsmith/generator/model"

// typeOf gives the use of the schema at a JSON pointer of the joined document: what a field, parameter, header or body of
// that schema holds. A reference gives the type of the component it names, everything else a type of its own, named by the hint if it
// needs a name. It never fails: what cannot be made sense of is Any, and a defect on the account of the operation.
func (b *builder) typeOf(ptr string, h nameHint) model.Ref { return model.Ref{Kind: model.Any} }

// presence tells how a field or parameter of this type says that there is no value, and adds the pointer that an
// optional struct needs to the type.
func presence(r model.Ref, required bool) (model.Ref, model.Presence) {
	switch {
	case r.Nullable:
		return r, model.Optional
	case required:
		return r, model.Plain
	}
	return r, model.Optional
}

// goName turns a word of the document into an exported Go identifier, initialisms whole: "eTag" -> "ETag",
// "nodeUrl" -> "NodeURL", "$orderBy" -> "OrderBy", "+1" -> "Plus1". It never returns "".
func goName(word string) string { return word }

// goVar is goName for unexported identifiers; Go's keywords and predeclared names are avoided.
func goVar(word string) string { return word }

// checks reads the constraints of the schema at ptr, through references and allOf.
func (b *builder) checks(ptr string) model.Checks { return model.Checks{} }

// docOf reads a description (and title) at ptr as plain text.
func (b *builder) docOf(ptr string) string { return "" }

// deprecatedOf reads what model.Field.Deprecated says of the thing at ptr.
func (b *builder) deprecatedOf(ptr string) string { return "" }

// constOf returns the only value the schema at ptr allows, or nil; defaultOf its default.
func (b *builder) constOf(ptr string) *model.Literal   { return nil }
func (b *builder) defaultOf(ptr string) *model.Literal { return nil }

// plainText turns a Markdown or HTML description into plain paragraphs.
func plainText(s string) string { return s }
