package generator

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/armsmith/armsmith/generator/emit"
	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/name"
	"github.com/armsmith/armsmith/generator/whole"
)

// Models that plan makes are whole, so that Edit is not blamed for what it has not done.
func TestPlannedModelsAreWhole(t *testing.T) {
	files, _ := filepath.Glob("emit/testdata/golden/*/openapi.yaml")
	more, _ := filepath.Glob("plan/testdata/*/*.yaml")
	cases, _ := filepath.Glob("../tests/cases/testdata/*/spec.yaml")
	files = slices.Concat(files, more, cases)
	if len(files) < 40 {
		t.Fatalf("found %d documents: this test looks in the wrong place", len(files))
	}
	for _, file := range files {
		api, _, err := planned(t.Context(), Config{Spec: file, Package: "api", Tolerate: true})
		if err != nil {
			continue // a document that is refused has no model
		}
		for _, w := range whole.Check(api) {
			t.Errorf("%s: %s", file, w)
		}
	}
}

// What Edit leaves and cannot be written is an error that names it.
func TestEditIsChecked(t *testing.T) {
	pet := func(api *model.API) *model.Type { return api.Types[0] }
	op := func(api *model.API) *model.Operation { return api.Groups[0].Operations[0] }
	tests := []struct {
		name string
		edit func(api *model.API) error
		want string
	}{
		{"an error of its own", func(*model.API) error { return errors.New("no") }, "Config.Edit: no"},
		{"a panic", func(api *model.API) error { api.Types[99].Name = "X"; return nil }, "Config.Edit: panic: runtime error: index out of range"},
		{"a nil type", func(api *model.API) error { api.Types[0] = nil; return nil }, "API.Types[0]: it is nil"},
		{"a nil operation", func(api *model.API) error { api.Groups[0].Operations[0] = nil; return nil }, "API.Groups[0].Operations[0]: it is nil"},
		{"no types", func(api *model.API) error { api.Types = nil; return nil }, "type Pet is not in the API"},
		{"a type twice", func(api *model.API) error { api.Types = append(api.Types, pet(api)); return nil }, `type Pet: "Pet" is also the name of type Pet`},
		{"a type's name", func(api *model.API) error { pet(api).Name = "pet"; return nil }, `type pet: "pet" is not exported`},
		{"a name of ours", func(api *model.API) error { pet(api).Name = "Option"; return nil }, `"Option" is also the name of something of the runtime or of Go`},
		{"no identifier", func(api *model.API) error { pet(api).Fields[0].Name = "A B"; return nil }, `field A B of type Pet: "A B" is no identifier`},
		{"a field twice", func(api *model.API) error {
			pet(api).Fields = append(pet(api).Fields, pet(api).Fields[0])
			return nil
		}, `field Name of type Pet: "Name" is also the name of field Name of type Pet`},
		{"a field of no type", func(api *model.API) error {
			pet(api).Fields[0].Type = model.Ref{Kind: model.Named}
			return nil
		}, "Type is nil"},
		{"a field of a foreign type", func(api *model.API) error {
			pet(api).Fields[0].Type = model.Ref{Kind: model.Named, Type: &model.Type{Name: "Other"}}
			return nil
		}, "type Other is not in the API"},
		{"lists without an end", func(api *model.API) error {
			r := &model.Ref{Kind: model.List}
			r.Elem = r
			pet(api).Fields[0].Type = *r
			return nil
		}, "lists in lists without an end"},
		{"a type in itself", func(api *model.API) error {
			pet(api).Fields[0].Type = model.Ref{Kind: model.Named, Type: pet(api)}
			return nil
		}, "type Pet: a value of it holds another by value"},
		{"a kind of its own", func(api *model.API) error { pet(api).Fields[0].Type.Kind = 200; return nil }, "there is no Kind 200"},
		{"no enum", func(api *model.API) error { pet(api).Kind = model.KindEnum; return nil }, "type Pet: it is an enum, and Enum is nil"},
		{"no method", func(api *model.API) error { op(api).Method = ""; return nil }, `operation Get: "" is no method of HTTP`},
		{"no path", func(api *model.API) error { op(api).Path = ""; return nil }, `operation Get: the path "" does not begin with /`},
		{"no parameter", func(api *model.API) error { op(api).Params = nil; return nil }, "operation Get: no parameter fills {petId} of its path"},
		{"a method twice", func(api *model.API) error {
			again := *op(api)
			again.Var = "other"
			api.Groups[0].Operations = append(api.Groups[0].Operations, &again)
			return nil
		}, `operation Get: "Get" is also the name of operation Get`},
		{"a group without operations", func(api *model.API) error { api.Groups[0].Operations = nil; return nil }, "group Pets: it has no operations"},
		{"a file elsewhere", func(api *model.API) error { api.Groups[0].File = "../x"; return nil }, `group Pets: File "../x" is no name`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			cfg := config(pets)
			cfg.Edit = test.edit
			cfg.Tolerate = true
			_, err := Generate(t.Context(), cfg)
			var failed *Error
			if !errors.As(err, &failed) || !slices.ContainsFunc(failed.Findings, func(f finding.Finding) bool {
				return f.Severity == finding.Error && strings.Contains(f.Message, test.want)
			}) {
				t.Errorf("got %v, want %s", err, test.want)
			}
		})
	}
}

// What Edit renames is called so in the client, and armsmith.names keeps what the document gives:
// the next run begins there, and Edit renames it again.
func TestEditLeavesTheNames(t *testing.T) {
	plain, err := Generate(t.Context(), config(pets))
	if err != nil {
		t.Fatal(err)
	}
	cfg := config(pets)
	cfg.Edit = func(api *model.API) error {
		api.Types[0].Name = "Animal"
		api.Groups[0].Operations[0].Name = "Fetch"
		return nil
	}
	for range 2 {
		out, err := Generate(t.Context(), cfg)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(out.Files["models.go"]), "type Animal struct") {
			t.Errorf("there is no Animal:\n%s", out.Files["models.go"])
		}
		if string(out.Files[name.LockFile]) != string(plain.Files[name.LockFile]) {
			t.Errorf("armsmith.names is\n%s", out.Files[name.LockFile])
		}
		cfg.Names = out.Files[name.LockFile]
	}
}

// Whatever is in a model, the check and the emitters return.
func TestNothingInAModelPanics(t *testing.T) {
	document, err := os.ReadFile("emit/testdata/golden/unions/openapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	at := 0
	step := 1
	if testing.Short() {
		step = 13
	}
	wrong := 0
	for ; ; at += step {
		cfg := config(string(document))
		api, _, err := planned(t.Context(), cfg)
		if err != nil {
			t.Fatal(err)
		}
		n := at
		if !spoil(reflect.ValueOf(api), &n, map[any]bool{}) {
			break
		}
		if len(whole.Check(api)) > 0 {
			wrong++
			continue
		}
		func() {
			defer func() {
				if p := recover(); p != nil && testing.Verbose() {
					t.Logf("place %d: %v", at, p) // which Generate makes an error of
				}
			}()
			emit.Emit(api, emit.Config{ImportPath: "example.com/api"})
		}()
	}
	if wrong*step < at/10 || at < 200 {
		t.Errorf("%d of %d changes were found", wrong, at/step)
	}
}

// spoil takes the value out of the n-th place of a model that has one; it reports whether there is
// such a place.
func spoil(v reflect.Value, n *int, met map[any]bool) bool {
	clear := func() bool {
		if !v.CanSet() || v.IsZero() {
			return false
		}
		if *n--; *n < 0 {
			v.SetZero()
			return true
		}
		return false
	}
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return false
		}
		if clear() {
			return true
		}
		if met[v.Interface()] {
			return false
		}
		met[v.Interface()] = true
		return spoil(v.Elem(), n, met)
	case reflect.Slice:
		if clear() {
			return true
		}
		for i := range v.Len() {
			if spoil(v.Index(i), n, met) {
				return true
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if spoil(v.Field(i), n, met) {
				return true
			}
		}
	case reflect.String, reflect.Uint8, reflect.Bool, reflect.Map:
		return clear()
	}
	return false
}
