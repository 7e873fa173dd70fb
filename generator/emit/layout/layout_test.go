package layout

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/armsmith/armsmith/generator/model"
)

// object makes a struct of some fields, each of a type or a string.
func object(name string, fields int, of ...*model.Type) *model.Type {
	t := &model.Type{Kind: model.KindStruct, Name: name}
	for i := range fields {
		t.Fields = append(t.Fields, &model.Field{Name: fmt.Sprint("F", i), Type: model.Ref{Kind: model.String}})
	}
	for _, inner := range of {
		t.Fields = append(t.Fields, &model.Field{Name: inner.Name, Type: model.Ref{Kind: model.List, Elem: named(inner)}})
	}
	return t
}

func named(t *model.Type) *model.Ref { return &model.Ref{Kind: model.Named, Type: t} }

func get(name string, result *model.Type) *model.Operation {
	return &model.Operation{Name: name, Responses: []*model.Response{{Low: 200, High: 200, Content: &model.Content{Type: *named(result)}}}}
}

func group(name string, ops ...*model.Operation) *model.Group {
	return &model.Group{Name: name, File: strings.TrimSuffix(snake(name), "_"), Operations: ops}
}

// where returns the file of each type and operation; what stands in two is an error.
func where(t *testing.T, shelves []*Shelf) map[string]string {
	t.Helper()
	files, names := map[string]string{}, map[string]bool{}
	note := func(what, file string) {
		if files[what] != "" {
			t.Errorf("%s stands in %s and in %s", what, files[what], file)
		}
		files[what] = file
	}
	for _, s := range shelves {
		for _, name := range []string{s.File, s.JSON, s.XML} {
			if name != "" && names[name] {
				t.Errorf("two files are called %s", name)
			}
			names[name] = true
		}
		for _, typ := range s.Types {
			note(typ.Name, s.File)
			if s.JSON == "" || s.XML == "" {
				t.Errorf("the tables of %s have no file", typ.Name)
			}
		}
		for _, op := range s.Operations {
			note(s.Group.Name+"."+op.Name, s.File)
		}
		if s.Client {
			note("group "+s.Group.Name, s.File)
		}
	}
	return files
}

func TestSmallPackageHasAFileAKind(t *testing.T) {
	pet := object("Pet", 3)
	api := &model.API{Types: []*model.Type{pet}, Groups: []*model.Group{group("Pets", get("Get", pet))}}
	shelves := Plan(api)
	got := where(t, shelves)
	if got["Pet"] != "models" || got["group Pets"] != "pets" || got["Pets.Get"] != "pets" || !shelves[len(shelves)-1].Kinds() {
		t.Errorf("got %v", got)
	}
}

// What a group alone uses stands with it, what several use as much does not, and neither does what
// is only found through that.
func TestTypesStandWithTheirGroup(t *testing.T) {
	code := object("Code", 300)
	fault := object("Fault", 300, code)
	money := object("Money", 300)
	charge, refund := object("Charge", 300, money), object("Refund", 300, money)
	orphan := object("Orphan", 300)
	fails := func(op *model.Operation) *model.Operation {
		op.Responses = append(op.Responses, &model.Response{Error: true, Content: &model.Content{Type: *named(fault)}})
		return op
	}
	api := &model.API{
		Types: []*model.Type{code, fault, money, charge, refund, orphan},
		Groups: []*model.Group{
			group("Charges", fails(get("Get", charge)), fails(get("Search", refund)), fails(get("List", money))),
			group("Refunds", fails(get("Get", refund)), fails(get("Create", refund)), fails(get("Cancel", refund))),
		},
	}
	want := map[string]string{"Charge": "charges", "Money": "charges", "Refund": "refunds", "Fault": "models", "Code": "models", "Orphan": "models"}
	got := where(t, Plan(api))
	for name, file := range want {
		if got[name] != file {
			t.Errorf("%s stands in %s, want %s", name, got[name], file)
		}
	}
}

// A file is never much longer than planned, whatever a package holds, and shuffling it changes
// nothing.
func TestFilesStayShort(t *testing.T) {
	words := strings.Fields("Charge Check Chef Invoice In Linux Test Models Ärger 世界 A AB ABC Z9 _")
	random := rand.New(rand.NewPCG(1, 2))
	name := func() string {
		n := ""
		for range 1 + random.IntN(4) {
			n += words[random.IntN(len(words))]
		}
		return n
	}
	for range 50 {
		api := &model.API{}
		seen := map[string]bool{}
		for range random.IntN(400) {
			if n := name(); !seen[n] {
				seen[n] = true
				api.Types = append(api.Types, object(n, random.IntN(40), api.Types[:min(len(api.Types), random.IntN(3))]...))
			}
		}
		for i := range random.IntN(6) {
			g := group(words[i])
			for j := range random.IntN(200) {
				if len(api.Types) > 0 {
					g.Operations = append(g.Operations, get(fmt.Sprint(name(), j), api.Types[random.IntN(len(api.Types))]))
				}
			}
			api.Groups = append(api.Groups, g)
		}
		shelves := Plan(api)
		files := where(t, shelves)
		for _, s := range shelves {
			types, calls := size(items(s.Types)), lines{}
			for _, op := range s.Operations {
				calls = calls.plus(operationLines(op))
			}
			if !types.plus(lines{decl: calls.decl}).fits() || !calls.fits() && len(s.Operations) > 1 {
				t.Errorf("%s is long: types %v, calls %v", s.File, types, calls)
			}
			if last := s.File[strings.LastIndex(s.File, "_")+1:]; last == "linux" || last == "test" {
				if s.Group == nil || s.File != s.Group.File {
					t.Errorf("go builds %s.go only sometimes", s.File)
				}
			}
		}
		for _, typ := range api.Types {
			if files[typ.Name] == "" {
				t.Errorf("%s stands nowhere", typ.Name)
			}
		}
		random.Shuffle(len(api.Types), func(i, j int) { api.Types[i], api.Types[j] = api.Types[j], api.Types[i] })
		for what, file := range where(t, Plan(api)) {
			if files[what] != file && !strings.ContainsAny(file+files[what], "23456789") {
				t.Errorf("%s stands in %s or, with the document shuffled, in %s", what, files[what], file)
			}
		}
	}
}

// What cannot be divided by names is long rather than lost.
func TestDivideWhatIsAlike(t *testing.T) {
	var got [][]string
	for label, part := range Divide([]string{"Same", "Same", "Other"}, func(s string) string { return s }, func(string) int { return most }) {
		got = append(got, append([]string{label}, part...))
	}
	want := [][]string{{"", "Other"}, {"same", "Same", "Same"}}
	slices.SortFunc(got, slices.Compare)
	if !slices.EqualFunc(got, want, slices.Equal) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestSnake(t *testing.T) {
	for name, want := range map[string]string{"JobHTTPSettings": "job_http_settings_", "ID": "id_", "V2Thing": "v2_thing_", "Äpfel": "pfel_", "世": "x_"} {
		if got := snake(name); got != want {
			t.Errorf("snake(%q) is %q, want %q", name, got, want)
		}
	}
}
