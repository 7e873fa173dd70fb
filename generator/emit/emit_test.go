package emit

import (
	"testing"

	"github.com/armsmith/armsmith/generator/model"
)

// petStore is a small API that has one of each kind of type.
func petStore() *model.API {
	kind := &model.Type{
		Kind: model.KindEnum, Name: "PetKind", Schema: "PetKind", Doc: "The kind of a pet",
		Enum: &model.Enum{Base: model.String, Values: []model.EnumValue{
			{Name: "PetKindCat", Value: model.Literal{JSON: `"cat"`, Text: "cat"}, Doc: "Says meow."},
			{Name: "PetKindDog", Value: model.Literal{JSON: `"dog"`, Text: "dog"}},
		}},
	}
	tags := &model.Type{Kind: model.KindNamed, Name: "Tags", Doc: "Labels of a pet.", Target: &model.Ref{Kind: model.Map, Elem: &model.Ref{Kind: model.String}}}
	cat := &model.Type{
		Kind: model.KindStruct, Name: "Cat", Schema: "Cat", Doc: "A cat.\n\nIt has:\n- claws\n- a *very* long tail that makes this line go on and on until it has to be wrapped somewhere near the end\n\n```\ncode here\n```",
		ExtraName: "Extra",
		Fields: []*model.Field{
			{Name: "Kind", Wire: "kind", Type: model.Ref{Kind: model.Named, Type: kind}, Required: true, Const: &model.Literal{JSON: `"cat"`, Text: "cat", Go: "PetKindCat"}},
			{Name: "Name", Wire: "name", Doc: "The name of the cat", Type: model.Ref{Kind: model.String}, Required: true, Checks: model.Checks{MinLength: new(int64(1)), MaxLength: new(int64(90)), Pattern: "^[a-z]+$"}},
			{Name: "Lives", Wire: "lives", Doc: "How many are left.", Type: model.Ref{Kind: model.Int32}, Presence: model.Optional, Default: &model.Literal{JSON: "9", Text: "9"}, Checks: model.Checks{Minimum: "0", Maximum: "9"}},
			{Name: "Tags", Wire: "tags", Type: model.Ref{Kind: model.Named, Type: tags}, Presence: model.Nilable, ReadOnly: true},
		},
	}
	union := &model.Type{Kind: model.KindUnion, Name: "Pet", Doc: "A pet.", Union: &model.Union{
		Discriminator: "kind", FieldName: "Kind", Unknown: "UnknownPet", Marker: "isPet",
		Variants: []*model.Variant{
			{Values: []string{"cat"}, Type: model.Ref{Kind: model.Named, Type: cat, Pointer: true}},
			{Values: []string{"name"}, Type: model.Ref{Kind: model.String}, Wrapper: "PetString"},
		},
	}}
	cat.Fields = append(cat.Fields, &model.Field{Name: "Friends", Wire: "friends", Type: model.Ref{Kind: model.List, Elem: &model.Ref{Kind: model.Named, Type: union}}, Presence: model.Nilable})
	return &model.API{
		Package: "petstore", Title: "Pet Store", Version: "1.0", Doc: "Pets to keep.", Source: "specs/petstore.yaml",
		Types: []*model.Type{kind, tags, cat, union},
	}
}

func TestTypes(t *testing.T) {
	files, err := Emit(petStore(), Config{ImportPath: "example.com/petstore"})
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range files {
		t.Logf("=== %s\n%s", name, data)
	}
}
