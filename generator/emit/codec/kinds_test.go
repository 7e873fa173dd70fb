package codec

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/armsmith/armsmith/generator/emit/codec/testdata/kinds"
	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
	rt "github.com/armsmith/armsmith/internal/runtime/json"
	"github.com/armsmith/armsmith/internal/runtime/value"
)

// codec is what every generated struct has.
type codec interface {
	rt.Typed
	json.Unmarshaler
	json.Marshaler
}

// kindsTypes makes an empty value of each type of the package in testdata.
var kindsTypes = map[string]func() codec{
	"Leaf": func() codec { return new(kinds.Leaf) }, "Circle": func() codec { return new(kinds.Circle) }, "Tree": func() codec { return new(kinds.Tree) },
	"Presences": func() codec { return new(kinds.Presences) }, "Lists": func() codec { return new(kinds.Lists) }, "Maps": func() codec { return new(kinds.Maps) },
	"Nestings": func() codec { return new(kinds.Nestings) }, "Open": func() codec { return new(kinds.Open) }, "OpenStructs": func() codec { return new(kinds.OpenStructs) },
	"Flat": func() codec { return new(kinds.Flat) }, "Odd": func() codec { return new(kinds.Odd) }, "Consts": func() codec { return new(kinds.Consts) },
	"Empty": func() codec { return new(kinds.Empty) }, "Dog": func() codec { return new(kinds.Dog) },
	"Tags": func() codec { return new(kinds.Tags) }, "Leaves": func() codec { return new(kinds.Leaves) }, "Stamp": func() codec { return new(kinds.Stamp) },
	"House": func() codec { return new(kinds.House) }, "Safe": func() codec { return new(kinds.Safe) }, "Codes": func() codec { return new(kinds.Codes) },
}

// TestCodecRoundTrip reads random JSON of every type and writes it again: nothing is lost, whatever
// the way in and out.
func TestCodecRoundTrip(t *testing.T) {
	for _, typ := range kindsAPI().Types {
		make, ok := kindsTypes[typ.Name]
		if !ok {
			continue
		}
		t.Run(typ.Name, func(t *testing.T) {
			g := &random{Rand: rand.New(rand.NewPCG(uint64(len(typ.Name)), 7))}
			for range 300 {
				use := model.Ref{Kind: model.Named, Type: typ}
				roundTrip(t, make, []byte(g.value(&use)))
			}
		})
	}
}

func roundTrip(t *testing.T, make func() codec, text []byte) {
	t.Helper()
	v, w := make(), make()
	if err := rt.Decode(bytes.Clone(text), v); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	if err := json.Unmarshal(text, w); err != nil || !reflect.DeepEqual(v, w) {
		t.Fatalf("encoding/json reads it in another way (%v):\n%s", err, text)
	}
	out, err := rt.Marshal(v)
	if err != nil {
		t.Fatalf("%v, after reading\n%s", err, text)
	}
	if !sameValues(parse(t, text), parse(t, out)) {
		t.Fatalf("came in (-) and went out (+) as\n%s\n%.3000s", cmp.Diff(parse(t, text), parse(t, out)), text)
	}
	std, err := json.Marshal(v)
	if err != nil || !sameValues(parse(t, out), parse(t, std)) {
		t.Fatalf("encoding/json writes %s (%v), we %s", std, err, out)
	}
}

func parse(t *testing.T, text []byte) (v any) {
	t.Helper()
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.UseNumber()
	if err := dec.Decode(&v); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	return v
}

// TestCodecTruncated cuts random JSON anywhere: an error, and no other harm.
func TestCodecTruncated(t *testing.T) {
	g := &random{Rand: rand.New(rand.NewPCG(5, 5))}
	for _, typ := range kindsAPI().Types {
		make, ok := kindsTypes[typ.Name]
		if !ok || typ.Kind != model.KindStruct {
			continue
		}
		text := g.object(typ, nil)
		text = strings.TrimRight(text, " ")
		for i := range min(len(text), 3000) {
			err := rt.Decode([]byte(text[:i]), make())
			var e *rt.Error
			if !errors.As(err, &e) || e.Offset > i {
				t.Fatalf("%s cut at %d: %v\n%s", typ.Name, i, err, text[:i])
			}
		}
	}
}

// TestCodecWrongKinds puts a value of another kind in the place of each member in turn: an error
// that names the member.
func TestCodecWrongKinds(t *testing.T) {
	for _, typ := range kindsAPI().Types {
		make, ok := kindsTypes[typ.Name]
		if !ok || typ.Kind != model.KindStruct || typ.Name == "Flat" {
			continue
		}
		for _, f := range typ.Fields {
			ref := gocode.Under(&f.Type)
			if ref.Kind == model.Any || gocode.IsUnion(ref) || gocode.IsExpandable(ref) {
				continue // takes anything
			}
			wrong := `[{}]`
			if ref.Kind == model.List {
				wrong = `{"a":"b"}`
			}
			err := rt.Decode([]byte("{"+gocode.JSONText(f.Wire)+":"+wrong+"}"), make())
			var e *rt.Error
			if !errors.As(err, &e) || e.Path == "" || !strings.Contains(e.Problem, "found") || e.Offset != len(gocode.JSONText(f.Wire))+2 {
				t.Errorf("%s.%s: %v", typ.Name, f.Name, err)
			}
		}
	}
}

// TestCodecUnions tells which variant each value becomes.
func TestCodecUnions(t *testing.T) {
	for text, want := range map[string]any{
		`{"kind":"circle"}`: &kinds.Circle{}, `{"radius":1,"x":{"kind":"square"},"kind":"disc"}`: &kinds.Circle{}, `{"side":2,"kind":"square"}`: &kinds.Square{},
		`{"kind":"hexagon","sides":6}`: &kinds.UnknownShape{}, `{"kind":null}`: &kinds.UnknownShape{}, `{"Kind":"circle"}`: &kinds.UnknownShape{}, `3`: &kinds.UnknownShape{},
		`{"kind":"c\u0069rcle"}`: &kinds.Circle{}, `null`: nil,
	} {
		got, err := kinds.UnmarshalShape([]byte(text))
		if err != nil || reflect.TypeOf(got) != reflect.TypeOf(want) {
			t.Errorf("%s is a %T, %v", text, got, err)
		}
	}
	if u, _ := kinds.UnmarshalShape([]byte(`{"sides":6,"kind":"hexagon"}`)); u.(*kinds.UnknownShape).Kind != "hexagon" {
		t.Errorf("an unknown shape calls itself %q", u)
	}
	for text, want := range map[string]any{
		`{"bark":"x","age":3}`: &kinds.Dog{}, `{"meow":"x","color":1}`: &kinds.Cat{}, `"x"`: &kinds.LooseString{}, `"2020-01-01T00:00:00Z"`: &kinds.LooseTime{},
		`3`: &kinds.LooseInt{}, `-3.5`: &kinds.LooseFloat{}, `1e3`: &kinds.LooseFloat{}, `["a"]`: &kinds.LooseStrings{}, `[{"name":"a"}]`: &kinds.LooseLeaves{},
		`[1]`: &kinds.UnknownLoose{}, `true`: &kinds.UnknownLoose{}, `{"bark":1}`: &kinds.UnknownLoose{}, `{}`: &kinds.UnknownLoose{}, `99999999999999999999`: &kinds.LooseFloat{},
		`null`: nil,
	} {
		got, err := kinds.UnmarshalLoose([]byte(text))
		if err != nil || reflect.TypeOf(got) != reflect.TypeOf(want) {
			t.Errorf("%s is a %T, %v", text, got, err)
		}
	}
	for _, text := range []string{`{"bark":`, `[`, `"`, ``} {
		if got, err := kinds.UnmarshalLoose([]byte(text)); err == nil {
			t.Errorf("%q is a %T", text, got)
		}
	}
}

// TestCodecFromGo writes values that were made, not read.
func TestCodecFromGo(t *testing.T) {
	some := value.Some[string]
	for _, c := range []struct {
		v    rt.Typed
		want string
	}{
		{&kinds.Leaf{}, `{"name":""}`},
		{&kinds.Circle{}, `{"kind":"circle"}`},
		{&kinds.Circle{Kind: "disc"}, `{"kind":"disc"}`},
		{&kinds.Consts{}, `{"kind":"it's","version":3}`},
		{&kinds.UnknownShape{Kind: "x"}, `{"kind":"x"}`},
		{&kinds.Flat{Id: "a"}, `{"id":"a"}`},
		{&kinds.Flat{Id: "a", Inner: some("b")}, `{"id":"a","properties":{"more":{"inner":"b"}}}`},
		{&kinds.Open{Id: "a", Rest: map[string]int32{"z": 1, "b": 2, "id": 3}}, `{"id":"a","b":2,"z":1}`},
		{&kinds.Empty{}, `{}`},
		{&kinds.Nestings{}, `{"listOfMaps":[]}`},
		{&kinds.Lists{}, ``},
	} {
		out, err := rt.Marshal(c.v)
		if c.want == "" {
			c.want = string(out)
		}
		if err != nil || string(out) != c.want || !json.Valid(out) {
			t.Errorf("%T: %s, %v, want %s", c.v, out, err, c.want)
		}
	}
}

// TestCodecRequiredMaps writes required maps that are nil: as empty objects, whatever they hold.
func TestCodecRequiredMaps(t *testing.T) {
	if out, err := rt.Marshal(&kinds.Maps{}); err != nil || !bytes.Contains(out, []byte(`"anyNull":{}`)) {
		t.Errorf("a required map of anything that is nil was written as %s, %v", out, err)
	}
}

// TestCodecNilVariants writes what is nil although Go does not say so: pointers in the variables of
// a union. They are null.
func TestCodecNilVariants(t *testing.T) {
	for _, c := range []struct {
		v    rt.Typed
		want string
	}{
		{nil, `null`}, {(*kinds.Leaf)(nil), `null`}, {(*kinds.Circle)(nil), `null`}, {(*kinds.UnknownShape)(nil), `null`},
		{(*kinds.LooseString)(nil), `null`}, {(*kinds.Tags)(nil), `null`},
	} {
		out, err := rt.Marshal(c.v)
		if err != nil || string(out) != c.want {
			t.Errorf("%T: %s, %v, want %s", c.v, out, err, c.want)
		}
		if out, err = rt.Append([]byte("x"), c.v); err != nil || string(out) != "x"+c.want {
			t.Errorf("%T appended: %s, %v", c.v, out, err)
		}
	}
	some := value.Some[kinds.Shape]((*kinds.Square)(nil))
	for _, v := range []rt.Typed{
		&kinds.Presences{ShapePlain: (*kinds.Circle)(nil), ShapeOpt: some, LooseNil: (*kinds.LooseTime)(nil)},
		&kinds.Lists{Shape: []kinds.Shape{(*kinds.Circle)(nil), (*kinds.UnknownShape)(nil), nil}, LooseNull: []kinds.Loose{(*kinds.Dog)(nil)}},
		&kinds.Maps{Shape: map[string]kinds.Shape{"a": (*kinds.Circle)(nil)}, LooseNull: map[string]kinds.Loose{"b": (*kinds.LooseLeaves)(nil)}},
	} {
		out, err := rt.Marshal(v)
		if err != nil || !json.Valid(out) || !bytes.Contains(out, []byte("null")) {
			t.Errorf("%T: %s, %v", v, out, err)
		}
	}
}

// TestCodecSecretsDoNotPrint prints and logs what holds secrets in every place; only its JSON has
// them.
func TestCodecSecretsDoNotPrint(t *testing.T) {
	const hidden = "hunter2"
	opt := value.Some[kinds.Secret](hidden)
	safe := kinds.Safe{Code: hidden, Spare: opt}
	house := kinds.House{Name: "known", Codes: kinds.Codes{"k": hidden}, Lock: &safe, Others: []kinds.House{{Lock: &kinds.LockCode{Value: hidden}}}}
	house.Next = &kinds.House{Lock: &safe}
	lists := kinds.Lists{Secret: []kinds.Secret{hidden}, SecretNull: []kinds.Optional[kinds.Secret]{opt}}
	maps := kinds.Maps{Secret: map[string]kinds.Secret{"a": hidden}, SecretNull: map[string]kinds.Optional[kinds.Secret]{"a": opt}}
	presences := kinds.Presences{SecretPlain: hidden, SecretOpt: opt, Float64Plain: 1, NumberPlain: "1", TimeUnixPlain: kinds.Time{}}
	values := []any{house, &house, safe, &safe, house.Codes, house.Lock, kinds.LockCode{Value: hidden}, lists, &lists, maps, &maps, presences, &presences,
		kinds.Code(hidden), opt, &opt}
	for _, v := range values {
		var out strings.Builder
		for _, l := range []*slog.Logger{slog.New(slog.NewTextHandler(&out, nil)), slog.New(slog.NewJSONHandler(&out, nil))} {
			l.Info("x", "value", v, slog.Group("group", slog.Any("value", v)))
			l.With("value", v).Info("y")
		}
		if _, ok := v.(*kinds.Optional[kinds.Secret]); !ok && !strings.Contains(out.String(), "[redacted]") {
			t.Errorf("%T: nothing tells that there was a secret: %s", v, out.String())
		}
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
			fmt.Fprintf(&out, verb, v)
		}
		if text := out.String(); strings.Contains(text, hidden) || strings.Contains(text, fmt.Sprintf("%x", hidden)) {
			t.Errorf("%T: the secret shows:\n%s", v, text)
		}
	}
	var log strings.Builder
	slog.New(slog.NewJSONHandler(&log, nil)).Info("x", "house", house)
	if want := `"house":{"name":"known","codes":{"k":"[redacted]"},"lock":{"code":"[redacted]","spare":"[redacted]"}`; !strings.Contains(log.String(), want) {
		t.Errorf("logged as %s, want %s", log.String(), want)
	}
	if out, err := json.Marshal(house); err != nil || strings.Count(string(out), hidden) != 6 {
		t.Errorf("the service would get %s, %v", out, err)
	}
}

// TestCodecAbsent reads objects without what they must have, and writes them without it again; what
// is set is written.
func TestCodecAbsent(t *testing.T) {
	for name, make := range kindsTypes {
		if name == "Consts" || name == "Circle" || name == "Square" || name == "Open" || name == "Tags" || name == "Leaves" || name == "Codes" || name == "Stamp" ||
			name == "Presences" {
			// constants are written always; the others are no structs, have no place for a note, or
			// more fields than are noted
			continue
		}
		want := `{}`
		if name == "Flat" {
			want = `{"x":1}`
		}
		v := make()
		if err := rt.Decode([]byte(want), v); err != nil {
			t.Fatal(name, err)
		}
		if out, err := rt.Marshal(v); err != nil || string(out) != want {
			t.Errorf("%s went out as %s, %v", name, out, err)
		}
	}
	deep := strings.Repeat(`{"children":[`, 40) + `{"label":""}` + strings.Repeat(`]}`, 40)
	var tree kinds.Tree
	if err := rt.Decode([]byte(deep), &tree); err != nil {
		t.Fatal(err)
	}
	// How deep it is known what was there has an end, behind which nothing is left out that was
	// there.
	if out, err := rt.Marshal(&tree); err != nil || !strings.HasPrefix(string(out), `{"children":[{"children":`) || !strings.Contains(string(out), `[{"label":""}]`) {
		t.Errorf("%s, %v", out, err)
	}
}

// TestCodecAbsentField follows one required field that was not there through what can happen to it.
func TestCodecAbsentField(t *testing.T) {
	read := func(text string) (m kinds.Presences) {
		if err := json.Unmarshal([]byte(text), &m); err != nil {
			t.Fatal(err)
		}
		return m
	}
	check := func(what string, m kinds.Presences, want string) {
		t.Helper()
		out, err := json.Marshal(m)
		// behind the 64th field, where nothing is noted
		out = bytes.Replace(out, []byte(`,"leavesPlain":[],"stampPlain":""`), nil, 1)
		if err != nil || string(out) != want {
			t.Errorf("%s: %s, %v, want %s", what, out, err, want)
		}
	}
	m := read(`{"new":1,"leafPlain":{},"boolPlain":false}`)
	check("as read", m, `{"boolPlain":false,"leafPlain":{},"new":1}`)
	if _, there := m.Extra.Get("textPlain"); there || !m.Extra.IsAbsent("textPlain") || m.Extra.IsAbsent("boolPlain") || m.Extra.IsNull("textPlain") {
		t.Errorf("noted is %v", m.Extra)
	}
	if out, err := json.Marshal(m.Extra); err != nil || string(out) != `{"new":1}` {
		t.Errorf("the notes show: %s, %v", out, err)
	}
	m.TextPlain, m.Int32Plain, m.LeafPlain.Name = "x", 3, "y"
	check("set", m, `{"boolPlain":false,"int32Plain":3,"textPlain":"x","leafPlain":{"name":"y"},"new":1}`)
	m.TextPlain = ""
	check("set back", m, `{"boolPlain":false,"int32Plain":3,"leafPlain":{"name":"y"},"new":1}`)
	m.Extra.Delete("textPlain")
	check("note deleted", m, `{"boolPlain":false,"int32Plain":3,"textPlain":"","leafPlain":{"name":"y"},"new":1}`)
	check("twice", read(`{"textPlain":"x","textPlain":""}`), `{"textPlain":""}`)
	check("null", read(`{"textPlain":null,"int32Plain":null}`), `{"int32Plain":null,"textPlain":null}`)
	check("a variant", read(`{"loosePlain":{"bark":"x"},"shapePlain":{"kind":"square"}}`), `{"shapePlain":{"kind":"square"},"loosePlain":{"bark":"x"}}`)
}
