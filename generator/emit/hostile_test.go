package emit_test

import (
	"context"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/armsmith/armsmith/generator/emit"
	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan"
)

// hostile are texts that would like to be more than text.
var hostile = []string{
	"*/ func init() { panic(1) } /*",
	"x\n//go:build ignore\n//go:generate rm -rf /\n//go:embed secrets\n",
	"+build ignore\n\n+build !linux",
	"a\r\nimport \"C\"\r//line evil.go:1\r/*line evil.go:1*/",
	"\"`\\\n`+`",
	"\u202e\u2066\u2028\u2029\u0085\ufeff\x00\x1b[31m\xff",
	"Deprecated: all of it\n\n```\n```\n~~~\n* a\n# b\n    c\n| d |",
	"%s%!d(MISSING) {{.}} ${HOME} <script>alert(1)</script> [x](y) **z** &lt;",
	strings.Repeat("long ", 400) + strings.Repeat("x", 3000),
	"//go:noinline", "#cgo CFLAGS: -O3", "lint:ignore U1000", "}\n}\n}", "",
}

// identifiers are the fields of the model that hold Go names, which build has decided; emit refuses
// what is none.
var identifiers = map[string]bool{
	"API.Package": true, "Group.Name": true, "CallScope.Name": true, "API.In": true, "Resource.Name": true, "Resource.Parse": true, "Resource.Fields": true, "ScopeField.Name": true, "Group.Client": true, "Group.File": true, "Operation.Name": true,
	"Operation.Var": true, "Chunks.Name": true, "Job.Name": true, "Job.Resume": true, "ParamSet.Name": true, "ParamSet.Body": true, "ParamSet.ContentType": true, "Param.Name": true,
	"Header.Name": true, "Result.Name": true, "ResultBodyField.Name": true, "Type.Name": true, "Type.AdditionalName": true,
	"Type.ExtraName": true, "Type.Diff": true, "Field.Name": true, "EnumValue.Name": true, "Union.FieldName": true, "Union.Unknown": true,
	"Union.Marker": true, "Base.Name": true, "Base.Method": true, "Member.Name": true, "Member.Told": true, "Variant.Wrapper": true, "Literal.Go": true,
	// numbers and booleans are written as they are; texts have a test of their own
	"Literal.Text": true, "Literal.JSON": true,
	"SecurityScheme.Name": true, "AuthPlace.Name": true,
	"Webhooks.Event": true, "Webhooks.Marker": true, "Webhooks.Unknown": true, "Webhooks.Handler": true, "Webhooks.Parse": true, "Webhooks.Error": true,
	"Webhooks.ErrSignature": true, "Webhooks.Signature": true, "Webhook.Name": true, "Webhook.Field": true,
	"ForeignType.Path": true, "ForeignType.Name": true,
	"Server.Name": true, "ServerVariable.Arg": true, "ServerEnum.Name": true, "ServerValue.Name": true,
}

// TestHostileText puts each hostile text into every place of a model that a document's words can
// reach. What comes out must declare what it declares without them, compile, and hold no directive.
func TestHostileText(t *testing.T) {
	docs, err := filepath.Glob(golden + "/*/openapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	checker := newChecker(t)
	for _, doc := range docs {
		name := filepath.Base(filepath.Dir(doc))
		t.Run(name, func(t *testing.T) {
			want := declarations(t, withoutExamples(emitted(t, modelOf(t, doc))))
			for i := range hostile {
				api := modelOf(t, doc)
				n := 0
				poison(reflect.ValueOf(api), map[any]bool{}, func() string { n++; return hostile[(i+n)%len(hostile)] })
				files := emitted(t, api)
				for _, err := range checker.Check("example.com/hostile", files) {
					t.Error(err)
				}
				if diff := cmp.Diff(want, declarations(t, withoutExamples(files))); diff != "" {
					t.Errorf("text %d changes what is declared (-want +got):\n%s", i, diff)
				}
			}
		})
	}
}

// withoutExamples leaves the examples out, since a sample call is none any more once its JSON is
// another text. TestHostileSamples is theirs.
func withoutExamples(files map[string][]byte) map[string][]byte {
	delete(files, "example_test.go")
	return files
}

// TestHostileSamples puts each hostile text into the title and the strings of a sample call. The
// example must declare what it declares without, compile, and hold no directive.
func TestHostileSamples(t *testing.T) {
	checker := newChecker(t)
	var want []string
	for i, text := range append([]string{"a"}, hostile...) {
		quoted, err := json.Marshal(text)
		if err != nil {
			t.Fatal(err)
		}
		api := modelOf(t, golden+"/examples/openapi.yaml")
		op := api.Groups[slices.IndexFunc(api.Groups, func(g *model.Group) bool { return g.Name == "Plants" })].Operations[0]
		op.Examples = []model.Example{{Title: text, Params: map[string]string{"id": string(quoted)}, Responses: []model.ExampleResponse{
			{Status: 200, Body: fmt.Sprintf(`{"id": %[1]s, "more": {"text": %[1]s}}`, quoted)}}}}
		files := emitted(t, api)
		for _, err := range checker.Check("example.com/hostile", files) {
			t.Error(err)
		}
		if text == "" {
			continue // without an ID there is no call
		}
		got := declarations(t, map[string][]byte{"example_test.go": files["example_test.go"]})
		if i == 0 {
			want = got
		} else if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q changes what is declared (-want +got):\n%s", text, diff)
		}
	}
	if len(want) < 3 {
		t.Errorf("there is no example: %v", want)
	}
}

func modelOf(t *testing.T, doc string) *model.API {
	t.Helper()
	loaded, found := load.Load(context.Background(), doc, load.Options{})
	if found.HasErrors() {
		t.Fatal(found)
	}
	api, _ := plan.Plan(loaded, plan.Config{Package: "hostile", Source: doc})
	return api
}

func emitted(t *testing.T, api *model.API) map[string][]byte {
	t.Helper()
	files, err := emit.Emit(api, emit.Config{ImportPath: "example.com/hostile"})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// poison replaces every text of a model that is no identifier.
func poison(v reflect.Value, seen map[any]bool, next func() string) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() && !seen[v.Interface()] {
			seen[v.Interface()] = true
			poison(v.Elem(), seen, next)
		}
	case reflect.Slice:
		for i := range v.Len() {
			poison(v.Index(i), seen, next)
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			if v.Type().Elem().Kind() == reflect.String {
				v.SetMapIndex(k, reflect.ValueOf(next()))
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			field := v.Type().Field(i)
			switch {
			case identifiers[v.Type().Name()+"."+field.Name]:
			case field.Type.Kind() != reflect.String:
				poison(v.Field(i), seen, next)
			case v.Field(i).String() != "" || strings.HasPrefix(field.Name, "Doc") || field.Name == "Title":
				// Two wire names that were different must stay so.
				v.Field(i).SetString(next() + v.Field(i).String())
			}
		}
	case reflect.String:
		v.SetString(next())
	}
}

// declarations lists what Go files declare and import, and fails for anything in them that is a
// directive.
func declarations(t *testing.T, files map[string][]byte) []string {
	t.Helper()
	var out []string
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if !strings.HasSuffix(name, ".go") {
			continue
		}
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, name, files[name], parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, group := range f.Comments {
			for _, c := range group.List {
				checkComment(t, name, c.Text)
			}
		}
		for _, d := range f.Decls {
			out = append(out, name+": "+declared(d))
		}
	}
	return out
}

func checkComment(t *testing.T, file, text string) {
	t.Helper()
	rest, ok := strings.CutPrefix(text, "//")
	own := strings.HasPrefix(text, "//lint:file-ignore SA1019 ")
	if !ok || rest != "" && rest[0] != ' ' && rest[0] != '\t' && !own || strings.HasPrefix(strings.TrimSpace(rest), "+build") {
		t.Errorf("%s: %.80q is more than a comment", file, text)
	}
	for _, r := range text {
		if r < ' ' && r != '\t' || r == 0x7f || 0x202a <= r && r <= 0x202e || 0x2066 <= r && r <= 0x2069 || r == 0x2028 || r == 0x2029 {
			t.Errorf("%s: a comment holds %U", file, r)
		}
	}
}

func declared(d ast.Decl) string {
	switch d := d.(type) {
	case *ast.FuncDecl:
		return fmt.Sprintf("func %s, %d receivers", d.Name.Name, d.Recv.NumFields())
	case *ast.GenDecl:
		var names []string
		for _, s := range d.Specs {
			switch s := s.(type) {
			case *ast.ImportSpec:
				// Which of the two checks a pattern depends on its text.
				if path := strings.Trim(s.Path.Value, `"`); !strings.HasSuffix(path, "/match") && !strings.HasSuffix(path, "/pattern") {
					names = append(names, path)
				}
			case *ast.TypeSpec:
				names = append(names, s.Name.Name)
			case *ast.ValueSpec:
				for _, n := range s.Names {
					names = append(names, n.Name)
				}
			}
		}
		return d.Tok.String() + " " + strings.Join(names, ", ")
	}
	return "?"
}

// TestHostileNames: what is written without quotes must be what it should be, or nothing is written
// at all.
func TestHostileNames(t *testing.T) {
	set := map[string]func(api *model.API, text string){
		"package":   func(api *model.API, text string) { api.Package = text },
		"type":      func(api *model.API, text string) { api.Types[0].Name = text },
		"field":     func(api *model.API, text string) { structOf(api).Fields[0].Name = text },
		"extra":     func(api *model.API, text string) { structOf(api).ExtraName = text },
		"file":      func(api *model.API, text string) { pets(api).File = text },
		"group":     func(api *model.API, text string) { pets(api).Client = text },
		"operation": func(api *model.API, text string) { pets(api).Operations[0].Name = text },
		"variable":  func(api *model.API, text string) { pets(api).Operations[0].Var = text },
		"params":    func(api *model.API, text string) { pets(api).Operations[0].Params.Name = text },
		"param":     func(api *model.API, text string) { pets(api).Operations[0].Params.Params[0].Name = text },
	}
	for what, change := range set {
		for _, text := range []string{"x y", "A\nfunc init() {}", "../A", "A/B", "func", "1A", "A;B", "A/*", "a\u202eb"} {
			if what == "file" && text == "func" {
				continue // as good a name for a file as any
			}
			api := modelOf(t, golden+"/whole/openapi.yaml")
			change(api, text)
			if _, err := emit.Emit(api, emit.Config{}); err == nil {
				t.Errorf("the %s %q was accepted", what, text)
			}
		}
	}
}

// pets returns the group of operations that the document names.
func pets(api *model.API) *model.Group {
	return api.Groups[slices.IndexFunc(api.Groups, func(g *model.Group) bool { return g.Name == "Pets" })]
}

func structOf(api *model.API) *model.Type {
	for _, t := range api.Types {
		if t.Kind == model.KindStruct {
			return t
		}
	}
	return nil
}

// TestHostileLiterals: numbers are written without quotes, so that what is none is refused.
func TestHostileLiterals(t *testing.T) {
	for _, kind := range []model.RefKind{model.Int32, model.Float64, model.Bool} {
		for _, text := range []string{"1; func init() {}", "os.Exit(1)", "0x10", "NaN", "", "1 2", "true false", "\"1\""} {
			api := modelOf(t, golden+"/enums/openapi.yaml")
			for _, typ := range api.Types {
				if typ.Enum != nil {
					typ.Enum.Base = kind
					typ.Enum.Values[0].Value = model.Literal{JSON: text, Text: text}
				}
			}
			if _, err := emit.Emit(api, emit.Config{}); err == nil {
				t.Errorf("%q was accepted as a number or boolean", text)
			}
		}
	}
}
