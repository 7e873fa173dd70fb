// Package plan turns a loaded document into the model of the API: which Go types there are and what
// each is called, which operations, what they take and return. Everything that can be argued about
// is decided below this folder, once, so that emit only spells it out. It reads what load
// guarantees and writes what package model describes.
//
// [Plan] is the whole order of the phases. Each room does one of them:
//
//   - source: the document as all rooms read it, with findings and accounts of defects;
//   - schema: JSON Schema as JSON Schema; it knows no Go;
//   - name: candidates, and which of them becomes the identifier; it knows no OpenAPI;
//   - types: schemas become Go types;
//   - operation: operations, and what belongs to the client;
//   - settle: what needs everything in sight.
package plan

import (
	"path/filepath"
	"strings"

	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/foreign"
	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/name"
	"github.com/armsmith/armsmith/generator/plan/operation"
	"github.com/armsmith/armsmith/generator/plan/schema"
	"github.com/armsmith/armsmith/generator/plan/settle"
	"github.com/armsmith/armsmith/generator/plan/source"
	"github.com/armsmith/armsmith/generator/plan/types"
	"github.com/armsmith/armsmith/generator/rule"
)

// Config says what to plan.
type Config struct {
	Package string // Go package name
	Source  string // the document's path as the user gave it; slashes are turned forward
	// leave out operations that a defect reaches, instead of reporting an error for each defect
	Tolerate bool
	Rules    rule.Set // what the owner of the client says of the document
	// what is known of the Go types that stand for schemas, see [StandIns]; those of which nothing
	// is are taken to stand everywhere
	Found foreign.Found
	// what things were called before, and are called now; nil: nothing was called anything
	Names *name.Book
}

// Plan makes the model of a document. It always returns a model that is whole in itself; whether it
// may be used is for the findings to say.
func Plan(loaded *load.Document, cfg Config) (*model.API, finding.List) {
	doc := source.New(loaded)
	schemas := schema.NewReader(doc)
	book := cfg.Names
	if book == nil {
		book = name.NewBook(nil)
	}
	words := initialisms(doc, cfg.Rules.Initialisms)
	for _, w := range words {
		book.Spell(w.Word)
	}
	names := book.Scope("package", model.Reserved()...)
	planner := types.New(doc, schemas, names)
	planner.Replace(cfg.Rules.Types, cfg.Found)
	api := info(loaded.Root, cfg)
	noteForeign(doc)

	// Operations ask for the types they use, so a type exists exactly when something reaches it.
	operation.Plan(api, doc, planner, names, cfg.Rules, cfg.Tolerate)
	var roots []model.Ref
	if len(api.Groups) == 0 && api.Webhooks == nil {
		roots = components(doc, planner, cfg.Tolerate)
	}

	// All operations and types are whole, except for names.
	made := settle.Types(doc, schemas, api, planner.Made(), roots)
	drop(names, made)

	// Identical inline types are one, except that names which a lock has stay.
	names.Recall()
	made = settle.Same(doc, api, made)
	planner.NameInline(made)
	drop(names, made)

	// All names are decided together.
	book.Resolve()
	for was, is := range book.Lost() {
		doc.Warn("", was+" is a name of armsmith's own now; what was called so is "+is, "rename it where your program uses it")
	}

	planner.Report()
	unusedInitialisms(doc, book, words)
	for _, r := range book.Refused() {
		what := "something of the runtime or of Go"
		if r.Has != "" {
			what = inWords(r.Has)
		}
		doc.Findings.Add(finding.Error, r.Place, "rename: "+r.Name+" is the name of "+what+" already", "choose another name, or rename that as well")
	}

	settle.Names(doc, api, made, book)
	return api, doc.Findings.Sorted()
}

// inWords says of what a key of the lock is the name: of the method of a path by its request.
func inWords(key string) string {
	key = strings.TrimSpace(key)
	if words := strings.Fields(key); len(words) > 2 && words[0] == "method" {
		if keys := node.Split(words[2]); len(keys) > 1 {
			return "the method for " + words[1] + " " + keys[1]
		}
	}
	return key
}

// drop forgets the names of types that are not among those made, and of their parts: what nothing
// reaches needs none.
func drop(names *name.Scope, made []types.Made) {
	reached := make(map[any]bool, len(made))
	for _, m := range made {
		reached[m.Type] = true
	}
	names.Drop(func(n *name.Name) bool { return n.Owner != nil && !reached[n.Owner] })
}

// info begins the model with what the document says of itself.
func info(root *node.Node, cfg Config) *model.API {
	info := root.Get("info")
	api := &model.API{
		Package: cfg.Package,
		Source:  filepath.ToSlash(cfg.Source),
		Title:   english.Plain(info.Get("title").Str()),
		Version: info.Get("version").Str(),
		Doc:     english.Plain(info.Get("description").Str()),
	}
	if info.Get("version").Is(node.Number) {
		api.Version = info.Get("version").Text
	}
	return api
}

// components makes types of all component schemas, for a document that describes nothing else.
func components(doc *source.Document, planner *types.Planner, tolerate bool) []model.Ref {
	var roots []model.Ref
	for component := range doc.Loaded.Root.Get("components").Get("schemas").Each() {
		s := planner.Schemas().At(schema.Components + node.Escape(component))
		account := new(source.Account)
		ref := planner.Use(account, s, name.Hint{})
		if !doc.LeaveOut(s.Ptr, "schema "+source.Quote(component), account, tolerate) {
			roots = append(roots, ref)
		}
	}
	return roots
}
