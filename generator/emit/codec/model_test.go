package codec

import (
	"strings"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
)

// This file makes the models that the codec is tested with: every kind of value, in every form, in
// every place.

// valueForm is a kind of value with a way to write it.
type valueForm struct {
	name string
	ref  model.Ref
}

func scalarForms() []valueForm {
	return []valueForm{
		{"bool", model.Ref{Kind: model.Bool}}, {"boolText", model.Ref{Kind: model.Bool, Wire: model.WireString}},
		{"int32", model.Ref{Kind: model.Int32}}, {"int64", model.Ref{Kind: model.Int64}}, {"uint64", model.Ref{Kind: model.Uint64}},
		{"int64Text", model.Ref{Kind: model.Int64, Wire: model.WireString}}, {"float64", model.Ref{Kind: model.Float64}},
		{"float64Text", model.Ref{Kind: model.Float64, Wire: model.WireString}}, {"number", model.Ref{Kind: model.Number}},
		{"numberText", model.Ref{Kind: model.Number, Wire: model.WireString}},
		{"text", model.Ref{Kind: model.String}}, {"secret", model.Ref{Kind: model.Secret}},
		{"bytes", model.Ref{Kind: model.Bytes}}, {"bytesURL", model.Ref{Kind: model.Bytes, Wire: model.WireBase64URL}},
		{"time", model.Ref{Kind: model.Time}}, {"timeHTTP", model.Ref{Kind: model.Time, Wire: model.WireRFC7231}},
		{"timeUnix", model.Ref{Kind: model.Time, Wire: model.WireUnix}}, {"date", model.Ref{Kind: model.Date}},
		{"clock", model.Ref{Kind: model.TimeOfDay}}, {"duration", model.Ref{Kind: model.Duration}},
		{"seconds", model.Ref{Kind: model.Duration, Wire: model.WireSeconds}}, {"millis", model.Ref{Kind: model.Duration, Wire: model.WireMillis}},
		{"any", model.Ref{Kind: model.Any}},
	}
}

func useOf(t *model.Type) model.Ref { return model.Ref{Kind: model.Named, Type: t} }
func listRef(r model.Ref) model.Ref { return model.Ref{Kind: model.List, Elem: &r} }
func mapRef(r model.Ref) model.Ref  { return model.Ref{Kind: model.Map, Elem: &r} }
func expandableRef(r model.Ref) model.Ref {
	return model.Ref{Kind: model.Expandable, Elem: &r}
}
func orNull(r model.Ref) model.Ref { r.Nullable = true; return r }
func goName(wire string) string    { return strings.ToUpper(wire[:1]) + wire[1:] }
func literalOf(text string) *model.Literal {
	return &model.Literal{JSON: gocode.JSONText(text), Text: text}
}

func fieldOf(wire string, ref model.Ref, p model.Presence) *model.Field {
	return &model.Field{Name: goName(wire), Wire: wire, Type: ref, Presence: p, Required: p == model.Plain}
}

func structOf(name string, fields ...*model.Field) *model.Type {
	return &model.Type{Kind: model.KindStruct, Name: name, Fields: fields, ExtraName: "Extra"}
}

func enumOf(name string, base model.RefKind) *model.Type {
	return &model.Type{Kind: model.KindEnum, Name: name, Enum: &model.Enum{Base: base}}
}

// kindsAPI holds every kind of value, alone and in lists and maps, in every presence it can have.
func kindsAPI() *model.API {
	color, size := enumOf("Color", model.String), enumOf("Size", model.Int32)
	leaf := structOf("Leaf", fieldOf("name", model.Ref{Kind: model.String}, model.Plain), fieldOf("weight", model.Ref{Kind: model.Float64}, model.Optional))
	shape, circle, square := shapeUnion()
	loose, looseVariants := looseUnion(leaf)
	tree := structOf("Tree", fieldOf("label", model.Ref{Kind: model.String}, model.Plain))
	tree.Fields = append(tree.Fields,
		fieldOf("left", model.Ref{Kind: model.Named, Type: tree, Pointer: true}, model.Nilable),
		fieldOf("children", listRef(useOf(tree)), model.Nilable), fieldOf("byName", mapRef(useOf(tree)), model.Nilable))
	tags := &model.Type{Kind: model.KindNamed, Name: "Tags", Target: new(mapRef(model.Ref{Kind: model.String}))}
	leaves := &model.Type{Kind: model.KindNamed, Name: "Leaves", Target: new(listRef(useOf(leaf)))}
	stamp := &model.Type{Kind: model.KindNamed, Name: "Stamp", Target: &model.Ref{Kind: model.Time}}

	forms := append(scalarForms(), valueForm{"color", useOf(color)}, valueForm{"size", useOf(size)}, valueForm{"leaf", useOf(leaf)}, valueForm{"shape", useOf(shape)},
		valueForm{"loose", useOf(loose)}, valueForm{"tags", useOf(tags)}, valueForm{"leaves", useOf(leaves)}, valueForm{"stamp", useOf(stamp)},
		valueForm{"link", expandableRef(model.Ref{Kind: model.Named, Type: leaf, Pointer: true})}, valueForm{"shapeLink", expandableRef(useOf(shape))})
	noted := 32 // forms, two fields each: as many as it can be noted of that they were not there
	types := []*model.Type{color, size, leaf, shape, circle, square, loose}
	types = append(append(types, looseVariants...), tree, tags, leaves, stamp)
	types = append(types, presences(forms), collections("Lists", forms[:noted], listRef), collections("Maps", forms[:noted], mapRef), nestings(leaf, shape))
	types = append(types, openTypes(leaf)...)
	types = append(append(types, plainKinds(color, size)), secretTypes()...)
	return &model.API{Package: "kinds", Types: types}
}

// presences has each form required, optional and nilable.
func presences(forms []valueForm) *model.Type {
	t := structOf("Presences")
	for _, f := range forms {
		t.Fields = append(t.Fields, fieldOf(f.name+"Plain", f.ref, model.Plain))
		if gocode.HasNil(&f.ref) || gocode.IsStruct(&f.ref) {
			t.Fields = append(t.Fields, fieldOf(f.name+"Nil", f.ref, model.Nilable))
		}
		t.Fields = append(t.Fields, fieldOf(f.name+"Opt", f.ref, model.Optional))
	}
	return t
}

// collections has a list or map of each form, and one whose elements may be null.
func collections(name string, forms []valueForm, of func(model.Ref) model.Ref) *model.Type {
	t := structOf(name)
	for _, f := range forms {
		t.Fields = append(t.Fields, fieldOf(f.name, of(f.ref), model.Nilable), fieldOf(f.name+"Null", of(orNull(f.ref)), model.Plain))
	}
	return t
}

// plainKinds has what encoding/json reads and writes in the same way by reflection.
func plainKinds(color, size *model.Type) *model.Type {
	t := structOf("PlainKinds")
	for _, f := range []valueForm{{"bool", model.Ref{Kind: model.Bool}}, {"small", model.Ref{Kind: model.Int32}}, {"large", model.Ref{Kind: model.Int64}},
		{"count", model.Ref{Kind: model.Uint64}}, {"float", model.Ref{Kind: model.Float64}}, {"text", model.Ref{Kind: model.String}},
		{"time", model.Ref{Kind: model.Time}}, {"span", model.Ref{Kind: model.Duration}}, {"any", model.Ref{Kind: model.Any}},
		{"color", useOf(color)}, {"size", useOf(size)}} {
		t.Fields = append(t.Fields, fieldOf(f.name, f.ref, model.Plain), fieldOf(f.name+"Opt", f.ref, model.Optional),
			fieldOf(f.name+"List", listRef(f.ref), model.Nilable), fieldOf(f.name+"Map", mapRef(f.ref), model.Nilable))
	}
	return t
}

// nestings has lists and maps of one another.
func nestings(leaf, shape *model.Type) *model.Type {
	text, whole := model.Ref{Kind: model.String}, model.Ref{Kind: model.Int64, Wire: model.WireString}
	return structOf("Nestings",
		fieldOf("matrix", listRef(listRef(model.Ref{Kind: model.Float64})), model.Nilable),
		fieldOf("mapOfMaps", mapRef(mapRef(text)), model.Nilable),
		fieldOf("mapOfLists", mapRef(listRef(useOf(leaf))), model.Nilable),
		fieldOf("listOfMaps", listRef(mapRef(useOf(shape))), model.Plain),
		fieldOf("deep", listRef(mapRef(listRef(orNull(whole)))), model.Optional),
		fieldOf("nullLists", listRef(orNull(listRef(orNull(useOf(leaf))))), model.Nilable),
		fieldOf("shapeLinks", listRef(orNull(expandableRef(useOf(shape)))), model.Nilable),
		fieldOf("nullMaps", mapRef(orNull(mapRef(orNull(text)))), model.Nilable),
	)
}

// openTypes have additional properties, flattened properties, no properties, and odd names.
func openTypes(leaf *model.Type) []*model.Type {
	text, count := model.Ref{Kind: model.String}, model.Ref{Kind: model.Int32}
	open := structOf("Open", fieldOf("id", text, model.Plain))
	open.AdditionalName, open.Additional = "Rest", &count
	openStructs := structOf("OpenStructs")
	openStructs.AdditionalName, openStructs.Additional = "Rest", new(orNull(useOf(leaf)))
	flat := structOf("Flat", fieldOf("id", text, model.Plain), fieldOf("size", count, model.Optional), fieldOf("leaf", useOf(leaf), model.Nilable),
		fieldOf("inner", text, model.Optional), fieldOf("kind", text, model.Optional))
	flat.Fields[1].Flatten, flat.Fields[2].Flatten, flat.Fields[3].Flatten = []string{"properties"}, []string{"properties"}, []string{"properties", "more"}
	odd := structOf("Odd", fieldOf("a", text, model.Optional), fieldOf("b", text, model.Optional), fieldOf("c", text, model.Optional), fieldOf("d", text, model.Optional))
	for i, wire := range []string{`quote"d`, `back\slash`, "tab\tand`tick", "日本語 <&> \u2028"} {
		odd.Fields[i].Wire = wire
	}
	consts := structOf("Consts", fieldOf("kind", text, model.Plain), fieldOf("version", count, model.Plain), fieldOf("mode", text, model.Optional))
	consts.Fields[0].Const, consts.Fields[1].Const, consts.Fields[2].Const = literalOf("it's"), &model.Literal{JSON: "3", Text: "3"}, literalOf("on")
	return []*model.Type{open, openStructs, flat, odd, consts, structOf("Empty")}
}

// secretTypes hold secrets through one another, and by another name.
func secretTypes() []*model.Type {
	code := &model.Type{Kind: model.KindNamed, Name: "Code", Target: &model.Ref{Kind: model.Secret}}
	safe := structOf("Safe", fieldOf("code", useOf(code), model.Plain), fieldOf("spare", useOf(code), model.Optional))
	codes := &model.Type{Kind: model.KindNamed, Name: "Codes", Target: new(mapRef(model.Ref{Kind: model.Secret}))}
	lock := &model.Type{Kind: model.KindUnion, Name: "Lock", Union: &model.Union{Unknown: "UnknownLock", Marker: "isLock", Variants: []*model.Variant{
		{Type: useOf(code), Wrapper: "LockCode", Shape: model.Shape{JSON: model.JSONString}},
		{Type: useOf(safe), Shape: model.Shape{JSON: model.JSONObject, Required: []string{"code"}, Known: []string{"code"}}},
	}}}
	house := structOf("House", fieldOf("name", model.Ref{Kind: model.String}, model.Plain), fieldOf("codes", useOf(codes), model.Nilable), fieldOf("lock", useOf(lock), model.Nilable))
	house.Fields = append(house.Fields, fieldOf("next", useOf(house), model.Nilable), fieldOf("others", listRef(useOf(house)), model.Nilable))
	return []*model.Type{house, code, safe, codes, lock}
}

// shapeUnion is a union with a discriminator, whose variants know themselves, and one of which is a
// union again.
func shapeUnion() (shape, circle, square *model.Type) {
	text, number := model.Ref{Kind: model.String}, model.Ref{Kind: model.Float64}
	circle = structOf("Circle", fieldOf("kind", text, model.Plain), fieldOf("radius", number, model.Optional))
	square = structOf("Square", fieldOf("side", number, model.Plain), fieldOf("kind", text, model.Plain))
	circle.Fields[0].Const, square.Fields[1].Const = literalOf("circle"), literalOf("square")
	shape = &model.Type{Kind: model.KindUnion, Name: "Shape", Union: &model.Union{
		Discriminator: "kind", FieldName: "Kind", Unknown: "UnknownShape", Marker: "isShape",
		Variants: []*model.Variant{{Values: []string{"circle", "disc"}, Type: useOf(circle)}, {Values: []string{"square"}, Type: useOf(square)}},
	}}
	return shape, circle, square
}

// looseUnion is a union without a discriminator.
func looseUnion(leaf *model.Type) (*model.Type, []*model.Type) {
	text := model.Ref{Kind: model.String}
	dog := structOf("Dog", fieldOf("bark", text, model.Plain), fieldOf("age", model.Ref{Kind: model.Int32}, model.Optional))
	cat := structOf("Cat", fieldOf("meow", text, model.Plain))
	loose := &model.Type{Kind: model.KindUnion, Name: "Loose", Union: &model.Union{
		Unknown: "UnknownLoose", Marker: "isLoose",
		Variants: []*model.Variant{
			{Type: useOf(dog), Shape: model.Shape{JSON: model.JSONObject, Required: []string{"bark"}, Known: []string{"bark", "age"}}},
			{Type: useOf(cat), Shape: model.Shape{JSON: model.JSONObject, Required: []string{"meow"}, Known: []string{"meow"}}},
			{Type: text, Wrapper: "LooseString", Shape: model.Shape{JSON: model.JSONString}},
			{Type: model.Ref{Kind: model.Time}, Wrapper: "LooseTime", Shape: model.Shape{JSON: model.JSONString, Format: "date-time"}},
			{Type: model.Ref{Kind: model.Int64}, Wrapper: "LooseInt", Shape: model.Shape{JSON: model.JSONInteger}},
			{Type: model.Ref{Kind: model.Float64}, Wrapper: "LooseFloat", Shape: model.Shape{JSON: model.JSONNumber | model.JSONInteger}},
			{Type: listRef(text), Wrapper: "LooseStrings", Shape: model.Shape{JSON: model.JSONArray}},
			{Type: listRef(useOf(leaf)), Wrapper: "LooseLeaves", Shape: model.Shape{JSON: model.JSONArray}},
		},
	}}
	return loose, []*model.Type{dog, cat}
}
