package armsmith

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strings"
	"testing"

	gopackages "golang.org/x/tools/go/packages"
)

// awaited are the fields of the model that plan fills in ahead of the emitter that will read them,
// each with the subject of the issue that brings it. Such a field leaves this list once it is read.
var awaited = map[string]string{
	"Scope.Doc":             acrossVersions,
	"Scope.Name":            acrossVersions,
	"SecurityScheme.Scopes": acrossVersions,
	"Type.InRequest":        acrossVersions,
	"Type.InResponse":       acrossVersions,
}

// acrossVersions is the subject of the issue that compares the models of two versions and locks the
// names of schemas.
const acrossVersions = "Life across api-versions: stable names, one runtime a module, and a version bump that is one command"

// Every field of the model is set by a phase of plan and read by an emitter or by package changes.
// A field that is not means nothing, whatever its comment promises.
func TestModelHasNoGhosts(t *testing.T) {
	set, read := map[*types.Var]bool{}, map[*types.Var]bool{}
	// of the model's own tables, which anybody may read
	own, used := map[*types.Var]bool{}, map[*types.Var]bool{}
	fields := map[string]*types.Var{}
	for _, p := range typed(t, "./generator/...", "./cmd/...", "./tests/...") {
		eachUse(p, nil, used)
		switch room := inModule(p.PkgPath); {
		case room == "generator/model":
			fields = fieldsOf(p.Types)
			eachUse(p, own, read)
		case below(room, "generator/plan"):
			eachUse(p, set, nil)
		case room == "generator" || below(room, "generator/emit") || below(room, "generator/changes"):
			eachUse(p, nil, read)
		}
	}
	if len(fields) < 100 {
		t.Fatalf("found %d fields of the model: this test looks in the wrong place", len(fields))
	}
	for name, field := range fields {
		issue, waits := awaited[name]
		switch {
		case own[field] && !set[field]:
			if !used[field] {
				t.Errorf("model.%s stands in a table that nobody reads it from", name)
			}
		case !set[field]:
			t.Errorf("model.%s is set by no phase of generator/plan", name)
		case !read[field] && !waits:
			t.Errorf("model.%s is read by no emitter, nor by changes", name)
		case read[field] && waits:
			t.Errorf("model.%s is read: take it off the list of what waits for %q", name, issue)
		}
	}
	for name := range awaited {
		if fields[name] == nil {
			t.Errorf("there is no model.%s, which is said to wait for an issue", name)
		}
	}
}

// typed loads packages of this module with their syntax and types, tests apart.
func typed(t *testing.T, patterns ...string) []*gopackages.Package {
	t.Helper()
	mode := gopackages.NeedName | gopackages.NeedImports | gopackages.NeedSyntax | gopackages.NeedTypes | gopackages.NeedTypesInfo
	list, err := gopackages.Load(&gopackages.Config{Mode: mode, Context: t.Context()}, patterns...)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range list {
		for _, problem := range p.Errors {
			t.Fatalf("%s: %v", p.PkgPath, problem)
		}
	}
	return list
}

// fieldsOf returns the fields of a package's structs by their names, such as "Operation.ID".
func fieldsOf(p *types.Package) map[string]*types.Var {
	out := map[string]*types.Var{}
	for _, name := range p.Scope().Names() {
		if s, ok := p.Scope().Lookup(name).Type().Underlying().(*types.Struct); ok {
			for field := range s.Fields() {
				out[name+"."+field.Name()] = field
			}
		}
	}
	return out
}

// eachUse notes the fields that a package sets and those that it reads. Setting a field to its zero
// value does not count: it is what nobody does to a ghost either.
func eachUse(p *gopackages.Package, set, read map[*types.Var]bool) {
	if set == nil {
		set = map[*types.Var]bool{}
	}
	if read == nil {
		read = map[*types.Var]bool{}
	}
	u := uses{info: p.TypesInfo, set: set, read: read, targets: map[ast.Expr]bool{}}
	for _, file := range p.Syntax {
		ast.Inspect(file, u.node)
	}
}

type uses struct {
	info      *types.Info
	set, read map[*types.Var]bool
	targets   map[ast.Expr]bool // what an assignment only writes to
}

func (u *uses) node(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.AssignStmt:
		u.assignment(n)
	case *ast.RangeStmt:
		u.target(n.Key, nil)
		u.target(n.Value, nil)
	case *ast.UnaryExpr:
		if n.Op == token.AND {
			u.note(u.set, n.X)
		}
	case *ast.CompositeLit:
		u.literal(n)
	case *ast.SelectorExpr:
		if !u.targets[n] {
			u.note(u.read, n)
		}
	}
	return true
}

func (u *uses) assignment(n *ast.AssignStmt) {
	for i, to := range n.Lhs {
		var from ast.Expr
		if len(n.Rhs) == len(n.Lhs) {
			from = n.Rhs[i]
		}
		u.target(to, from)
	}
}

// target notes what an assignment writes to, from an expression when there is one.
func (u *uses) target(to, from ast.Expr) {
	if to == nil || from != nil && u.isZero(from) {
		return
	}
	u.note(u.set, to)
	u.targets[ast.Unparen(to)] = true
}

// literal notes the fields that a composite literal sets.
func (u *uses) literal(n *ast.CompositeLit) {
	s, ok := u.info.TypeOf(n).Underlying().(*types.Struct)
	if !ok {
		return
	}
	for i, e := range n.Elts {
		field, value := s.Field(i), e
		if pair, keyed := e.(*ast.KeyValueExpr); keyed {
			field, value = u.info.Uses[pair.Key.(*ast.Ident)].(*types.Var), pair.Value
		}
		if !u.isZero(value) {
			u.set[field] = true
		}
	}
}

// note adds the field that an expression ends in: B of a.B, of a.B[i] and of *a.B.
func (u *uses) note(to map[*types.Var]bool, e ast.Expr) {
	switch e := ast.Unparen(e).(type) {
	case *ast.SelectorExpr:
		if s := u.info.Selections[e]; s != nil && s.Kind() == types.FieldVal {
			to[s.Obj().(*types.Var)] = true
		}
	case *ast.IndexExpr:
		u.note(to, e.X)
	case *ast.StarExpr:
		u.note(to, e.X)
	}
}

// isZero reports whether an expression is nil or a constant that is its type's zero value.
func (u *uses) isZero(e ast.Expr) bool {
	tv := u.info.Types[e]
	if tv.IsNil() {
		return true
	}
	if tv.Value == nil {
		return false
	}
	switch tv.Value.Kind() {
	case constant.Bool:
		return !constant.BoolVal(tv.Value)
	case constant.String:
		return strings.TrimSpace(constant.StringVal(tv.Value)) == ""
	default:
		return constant.Sign(tv.Value) == 0
	}
}
