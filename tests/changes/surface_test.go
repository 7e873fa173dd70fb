package changes

import (
	"go/types"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/armsmith/armsmith/generator"
	"github.com/armsmith/armsmith/generator/changes"
	"github.com/armsmith/armsmith/tests/changes/evolution"
	"github.com/armsmith/armsmith/tests/typecheck"
)

// corpus is a folder of real documents, of which every tenth is taken; it is not in the repository.
const corpus = "../../../shared/corpus"

// foreign is a document of types that are not generated.
const foreign = "../cases/testdata/foreign-types/spec.yaml"

// sample returns the documents of the repository and every tenth of the corpus.
func sample(t *testing.T) []string {
	t.Helper()
	specs, err := filepath.Glob("../../specs/*/*/openapi.yaml")
	if err != nil || len(specs) == 0 {
		t.Fatal("no documents", err)
	}
	specs = append(specs, foreign)
	index, err := os.ReadFile(filepath.Join(corpus, "corpus.tsv"))
	if err != nil {
		t.Log("without the corpus:", err)
		return specs
	}
	step := 10
	if testing.Short() {
		step = 100
	}
	for i, line := range strings.Split(strings.TrimSpace(string(index)), "\n")[1:] {
		if i%step == 0 {
			path, _, _ := strings.Cut(line, "\t")
			specs = append(specs, filepath.Join(corpus, "specs", path))
		}
	}
	return specs
}

// What the model is said to become in Go is what the compiler finds.
func TestSurface(t *testing.T) {
	exports := findExports(t)
	for _, spec := range sample(t) {
		t.Run(filepath.Base(spec), func(t *testing.T) {
			out, err := generator.Generate(t.Context(), generator.Config{
				Spec: spec, Out: t.TempDir(), Package: "client", ImportPath: evolution.ImportPath, Tolerate: true,
			})
			if err != nil {
				t.Skip(err)
			}
			checker := typecheck.New(exports)
			for _, problem := range checker.Check(evolution.ImportPath, out.Files) {
				t.Fatal(problem)
			}
			pkg, err := checker.Import(evolution.ImportPath)
			if err != nil {
				t.Fatal(err)
			}
			compareSurface(t, changes.SurfaceOf(out.API), pkg)
		})
	}
}

// compareSurface holds a surface against a package, both ways.
func compareSurface(t *testing.T, surface changes.Surface, pkg *types.Package) {
	t.Helper()
	want := declared(pkg)
	for name, d := range surface {
		if strings.HasSuffix(name, ">") {
			continue // asked of the compiler below
		}
		got, ok := want[name]
		switch {
		case !ok:
			t.Errorf("%s: %s is not in the package", name, d.Text)
		case got.Text != d.Text:
			t.Errorf("%s: the package has %s, the surface %s", name, got.Text, d.Text)
		case d.Text == "struct" && !strings.HasSuffix(name, "Client") && d.Comparable != got.Comparable:
			t.Errorf("%s: can be compared with ==: %t; the surface says %t", name, got.Comparable, d.Comparable)
		}
	}
	for name, d := range want {
		if _, ok := surface[name]; !ok {
			t.Errorf("%s: %s is not in the surface", name, d.Text)
		}
	}
	for name := range surface {
		union, variant, ok := strings.Cut(strings.TrimSuffix(name, ">"), "<")
		if ok && !implements(pkg, variant, union) {
			t.Errorf("%s is no variant of %s", variant, union)
		}
	}
}

func implements(pkg *types.Package, variant, union string) bool {
	v, u := pkg.Scope().Lookup(variant), pkg.Scope().Lookup(union)
	if v == nil || u == nil {
		return false
	}
	i := u.Type().Underlying().(*types.Interface)
	return types.Implements(v.Type(), i) || types.Implements(types.NewPointer(v.Type()), i)
}

// common reports whether every package has a declaration, whatever its document.
func common(o types.Object) bool {
	name := o.Name()
	switch o := o.(type) {
	case *types.TypeName:
		a, isAlias := o.Type().(*types.Alias)
		if !isAlias || strings.HasSuffix(name, "TokenFunc") || strings.HasSuffix(name, "Credential") {
			return false
		}
		n, isNamed := types.Unalias(a.Rhs()).(*types.Named)
		if isNamed && n.Obj().Pkg() != nil && strings.HasSuffix(n.Obj().Pkg().Path(), "internal/runtime/webhook") {
			return false // of those that have webhooks
		}
		// a secret by another name is one of the document
		return isNamed && n.Obj().Pkg() != nil && strings.Contains(n.Obj().Pkg().Path(), "internal/runtime") &&
			(n.Obj().Name() != "Secret" || name == "Secret")
	case *types.Var:
		return name != "ErrWebhookSignature" // the errors
	case *types.Const:
		return name == "AnyETag"
	case *types.Func:
		switch name {
		case "Some", "Null", "ByID", "Expanded", "NewTime", "ParseTime", "NewDate", "DateOf", "DurationOf", "DynamicValue", "DynamicExpression", "DynamicSecret", "SaveFile":
			return true
		}
		isUnions := strings.HasPrefix(name, "Unmarshal") || strings.HasPrefix(name, "Marshal") // there with them
		return isUnions || strings.HasPrefix(name, "With")
	}
	return false
}

// codec are the methods that types have for reading and writing; they are there with the type.
var codec = map[string]bool{
	"MarshalJSON": true, "UnmarshalJSON": true, "JSONType": true, "XMLType": true, "MarshalXML": true,
	"UnmarshalXML": true, "LogValue": true,
}

// isCodec reports whether a method is one of these, or the String by which a secret is kept out of
// logs, as LogValue does. That of an ID is one of the document's.
func isCodec(methods *types.MethodSet, name string) bool {
	return codec[name] || name == "String" && methods.Lookup(nil, "LogValue") != nil
}

// declared lists what a package exports, as the surface writes it.
func declared(pkg *types.Package) map[string]changes.Declaration {
	out := map[string]changes.Declaration{}
	for _, name := range pkg.Scope().Names() {
		o := pkg.Scope().Lookup(name)
		if !o.Exported() || common(o) {
			continue
		}
		out[name] = changes.Declaration{Text: textOf(o, pkg), Comparable: types.Comparable(o.Type())}
		if t, ok := o.(*types.TypeName); ok && !t.IsAlias() {
			members(out, name, t.Type(), pkg)
		}
	}
	return out
}

func qualifier(own *types.Package) types.Qualifier {
	return func(p *types.Package) string {
		if p == own {
			return ""
		}
		return p.Name()
	}
}

// textOf says what a declaration is.
func textOf(o types.Object, pkg *types.Package) string {
	t, isType := o.(*types.TypeName)
	switch {
	case !isType:
		return typeText(o.Type(), pkg)
	case t.IsAlias():
		return "= " + typeText(t.Type().(*types.Alias).Rhs(), pkg)
	}
	switch u := t.Type().Underlying().(type) {
	case *types.Struct:
		return "struct"
	case *types.Interface:
		return "interface"
	default:
		return typeText(u, pkg)
	}
}

// typeText writes a type without the names of parameters.
func typeText(t types.Type, pkg *types.Package) string {
	sig, ok := t.(*types.Signature)
	if !ok {
		return types.TypeString(t, qualifier(pkg))
	}
	bare := func(tuple *types.Tuple) *types.Tuple {
		var vars []*types.Var
		for v := range tuple.Variables() {
			vars = append(vars, types.NewParam(0, pkg, "", v.Type()))
		}
		return types.NewTuple(vars...)
	}
	return types.TypeString(types.NewSignatureType(nil, nil, nil, bare(sig.Params()), bare(sig.Results()), sig.Variadic()), qualifier(pkg))
}

// members adds the exported fields and methods of a type.
func members(out map[string]changes.Declaration, name string, t types.Type, pkg *types.Package) {
	if s, ok := t.Underlying().(*types.Struct); ok {
		for f := range s.Fields() {
			if f.Exported() {
				out[name+"."+f.Name()] = changes.Declaration{Text: typeText(f.Type(), pkg)}
			}
		}
	}
	methods := types.NewMethodSet(types.NewPointer(t))
	if types.IsInterface(t) {
		methods = types.NewMethodSet(t)
	}
	for m := range methods.Methods() {
		if m.Obj().Exported() && !isCodec(methods, m.Obj().Name()) {
			out[name+"."+m.Obj().Name()] = changes.Declaration{Text: typeText(m.Type(), pkg)}
		}
	}
}
