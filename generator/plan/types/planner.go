// Package types makes Go types of schemas: which named types there are, what a field, parameter or
// body of a schema holds, and how it says that there is no value. What a schema means it asks of
// package schema; what a type is called is decided by package name, later, for all types together.
//
// A type exists exactly when something asked for it ([Planner.Use]), and once: it is known by the
// pointer of its schema. When Use returns, all types made so far are whole, except for their names
// and for what package settle decides when it has seen everything.
package types

import (
	"strings"

	"github.com/armsmith/armsmith/generator/foreign"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/name"
	"github.com/armsmith/armsmith/generator/plan/schema"
	"github.com/armsmith/armsmith/generator/plan/source"
	"github.com/armsmith/armsmith/generator/rule"
)

// Planner makes the types of one document.
type Planner struct {
	doc     *source.Document
	schemas *schema.Reader
	names   *name.Scope // package level identifiers
	namer   namer

	entries map[string]*entry           // by the pointer of their schema
	enums   map[string]*entry           // of enums that name themselves, by name and values
	made    []*entry                    // entries with a named type
	patches map[*model.Type]*model.Type // by what they change

	depth      int          // of calls of Use under way
	unfinished []unfinished // what the outermost of them will complete
	standIns   standIns
}

// entry is one schema made into a type.
type entry struct {
	schema  schema.Schema
	hint    name.Hint
	ref     model.Ref
	typ     *model.Type // when a named type comes of it
	name    *name.Name  // its name
	done    bool        // ref is known
	account source.Account
}

// unfinished is a type that has its name and kind, and lacks what it is made of: the fields of a
// struct, the variants of a union. They are added when no type is half made, so that a type may
// hold itself.
type unfinished interface{ finish() }

// New returns a planner of the types of a document. Their names are declared in names.
func New(doc *source.Document, schemas *schema.Reader, names *name.Scope) *Planner {
	p := &Planner{doc: doc, schemas: schemas, names: names,
		entries: make(map[string]*entry), enums: make(map[string]*entry), patches: make(map[*model.Type]*model.Type)}
	p.standIns = standIns{made: map[foreign.Type]*model.ForeignType{}, formats: map[string]*rule.Type{},
		used: map[*rule.Type]bool{}}
	p.namer = namer{schemas: schemas, entries: p.entries, components: make(map[string]*name.Name)}
	return p
}

// Schemas returns the reader of the schemas that types are made of.
func (p *Planner) Schemas() *schema.Reader { return p.schemas }

// Use gives the use of a schema: what a field, parameter, header or body of it holds. A reference
// gives the type of the component it names, everything else a type of its own, named by the hint if
// it needs a name; a hint without words means that the place itself is the hint. Use never fails:
// what cannot be made sense of is Any, and a defect on the account.
func (p *Planner) Use(account *source.Account, s schema.Schema, h name.Hint) model.Ref {
	p.depth++
	ref := p.use(account, s, h)
	if p.depth == 1 {
		p.standIns.place = inJSON // what is in a struct is asked for by all that use it
		for len(p.unfinished) > 0 {
			next := p.unfinished[0]
			p.unfinished = p.unfinished[1:]
			next.finish()
		}
	}
	p.depth--
	return ref
}

func (p *Planner) use(account *source.Account, s schema.Schema, h name.Hint) model.Ref {
	if !s.There() {
		return model.Ref{Kind: model.Any}
	}
	if ref, ok := p.replaced(s); ok {
		return ref
	}
	if s.IsScalar() && s.Component() == "" && !isDynamic(s.Get(formatExtension)) {
		v, _ := s.Nullable()
		return nullable(scalarOf(s), v)
	}
	if target, ok := p.schemas.Alias(s); ok && s.Component() == "" {
		account.Placeholder(s.At)
		return besideRef(s, p.Use(account, target, h))
	}
	if s.Component() != "" {
		h = name.Hint{} // a component has a name of its own
	}
	e := p.entries[s.Ptr]
	if e == nil {
		e = &entry{schema: s, hint: h}
		p.entries[s.Ptr] = e
		p.settle(e, p.refOf(e))
	}
	account.Use(&e.account)
	return p.entryRef(e)
}

// entryRef is the use of an entry. One that is not done yet is being asked for by its own parts:
// whatever it becomes then needs a name.
func (p *Planner) entryRef(e *entry) model.Ref {
	if e.done {
		return e.ref
	}
	return model.Ref{Kind: model.Named, Type: p.alloc(e, model.KindNamed)}
}

// settle records what an entry came to.
func (p *Planner) settle(e *entry, ref model.Ref) {
	e.ref, e.done = ref, true
	if e.typ == nil || ref.Kind == model.Named && ref.Type == e.typ && e.typ.Kind != model.KindNamed {
		return
	}
	if ref.Kind == model.Named && ref.Type == e.typ {
		e.account.Add(source.Defect{Ptr: e.schema.Ptr, Message: "the schema is nothing but itself"})
		ref = model.Ref{Kind: model.Any}
	}
	target := ref
	target.Nullable = false
	e.typ.Target = &target
	e.ref = model.Ref{Kind: model.Named, Type: e.typ, Nullable: ref.Nullable}
}

// refOf makes the type of a schema that is not just a reference.
func (p *Planner) refOf(e *entry) model.Ref {
	s := e.schema
	if e.account.Placeholder(s.At) {
		return model.Ref{Kind: model.Any}
	}
	if target, ok := p.schemas.Alias(s); ok {
		return besideRef(s, p.Use(&e.account, target, e.hint))
	}
	m := p.schemas.Merge(s)
	e.account.Add(m.Defects...)
	var ref model.Ref
	switch {
	case isDynamic(m.Keyword(formatExtension)):
		ref = model.Ref{Kind: model.Dynamic}
	case p.schemas.Unions.Is(s):
		ref = unions{p}.discriminated(e)
	case len(m.Alts) > 0:
		ref = choices{p}.of(e, m)
	default:
		ref = p.plain(e, m)
	}
	return nullable(ref, ref.Nullable || m.Nullable)
}

// plain makes the type of a schema without alternatives.
func (p *Planner) plain(e *entry, m *schema.Merged) model.Ref {
	if ref, ok := (enumerations{p}).of(e, m); ok {
		return ref
	}
	kinds := m.Kinds &^ model.JSONNull
	switch {
	case kinds == model.JSONObject:
		return objects{p}.of(e, m)
	case kinds == model.JSONArray:
		return p.list(e, m)
	case kinds == 0:
		return model.Ref{Kind: model.Any}
	case isSingle(kinds):
		return scalar(m, kinds)
	}
	return choices{p}.mixed(e, m, kinds)
}

// isSingle reports whether the kinds are one scalar type of Go.
func isSingle(kinds model.JSONKinds) bool {
	switch kinds {
	case model.JSONBool, model.JSONInteger, model.JSONNumber, model.JSONNumber | model.JSONInteger, model.JSONString:
		return true
	}
	return false
}

// list makes the type of an array. A tuple whose places have one type is a list of it, any other a
// list of Any.
func (p *Planner) list(e *entry, m *schema.Merged) model.Ref {
	var elems []model.Ref
	for _, part := range m.Parts {
		for _, place := range part.All("prefixItems") {
			elems = append(elems, p.element(e, place))
		}
	}
	items := p.schemas.Items(m)
	if items.There() && !(len(elems) > 0 && p.schemas.IsAnything(items)) {
		elems = append(elems, p.element(e, items))
	}
	elem := model.Ref{Kind: model.Any}
	for i, r := range elems {
		if i > 0 && !Same(r, elems[0]) {
			elem = model.Ref{Kind: model.Any}
			break
		}
		if i > 0 {
			r = either(elem, r)
		}
		elem = r
	}
	return model.Ref{Kind: model.List, Elem: &elem}
}

// element makes the type of what a list or a map holds.
func (p *Planner) element(e *entry, s schema.Schema) model.Ref {
	ref := p.Use(&e.account, s, name.Hint{})
	ref.Checks = p.limits(s)
	return ref
}

// alloc gives an entry its named type, or the one it was given when its parts asked for it.
func (p *Planner) alloc(e *entry, kind model.TypeKind) *model.Type {
	if e.typ == nil {
		e.typ = &model.Type{Schema: schemaName(e.schema), Place: p.place(e), Doc: source.Doc(e.schema.Node), Deprecated: source.Deprecation(e.schema.Node)}
		e.name = p.namer.of(e)
		e.name.Owner, e.name.Also = e.typ, e.schema.Identity()
		p.names.Declare(e.name).To(&e.typ.Name)
		p.made = append(p.made, e)
	}
	e.typ.Kind = kind
	e.name.Fallback(roles[kind])
	return e.typ
}

// place returns where an entry's schema stands; what is made for a schema stands where it does.
func (p *Planner) place(e *entry) model.Place {
	ptr, _, _ := strings.Cut(e.schema.Ptr, "#")
	return p.doc.ModelPlace(ptr)
}

// roles are the words for kinds of types in names that would otherwise collide.
var roles = map[model.TypeKind]string{
	model.KindStruct: "Model", model.KindEnum: "Enum", model.KindUnion: "Union", model.KindNamed: "Alias",
}

// schemaName is what documentation calls a schema: its name or its pointer.
func schemaName(s schema.Schema) string {
	if s.Component() != "" {
		return s.Written()
	}
	ptr, _, _ := strings.Cut(s.Ptr, "#")
	return strings.TrimPrefix(ptr, schema.Components)
}

// besideRef applies what stands beside a reference to the use of what it refers to.
func besideRef(s schema.Schema, ref model.Ref) model.Ref {
	if v, set := s.Nullable(); set {
		ref = nullable(ref, v)
	}
	if isDynamic(s.Get(formatExtension)) {
		ref = model.Ref{Kind: model.Dynamic}
	}
	if s.IsTrue("x-ms-secret") && ref.Kind == model.String {
		ref.Kind = model.Secret
	}
	return ref
}

// nullable says whether null is a value. Of Any it always is.
func nullable(ref model.Ref, v bool) model.Ref {
	ref.Nullable = v && !ref.Kind.IsJSON()
	return ref
}

// Made is a named type with where it comes from.
type Made struct {
	Type   *model.Type
	Schema schema.Schema
	Name   *name.Name
	// the names it would have in other places, where it stands as well
	Others []*name.Name
}

// Names returns the names of the type in all its places.
func (m Made) Names() []*name.Name { return append([]*name.Name{m.Name}, m.Others...) }

// Made returns the named types made so far.
func (p *Planner) Made() []Made {
	out := make([]Made, len(p.made))
	for i, e := range p.made {
		out[i] = Made{Type: e.typ, Schema: e.schema, Name: e.name}
	}
	return out
}
