package plan

import (
	"strings"

	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
)

// types are the schemas made into types so far, each once, by pointer.
type types struct {
	entries map[string]*entry
	merged  map[string]*merged
	names   map[string]*name  // of component schemas, whether or not a type comes of them
	enums   map[string]*entry // of enums that name themselves, by name and values
	bases   *bases
	made    []*entry    // entries with a named type
	roots   []model.Ref // types wanted for their own sake
	after   []func()    // what waits for the names

	depth int      // of calls of use under way
	queue []func() // what is put off until the outermost of them ends: fields, variants
}

// entry is one schema made into a type.
type entry struct {
	schema schema
	hint   nameHint
	ref    model.Ref
	typ    *model.Type // when a named type comes of it
	name   *name       // its name
	done   bool        // ref is known
	reach  reach
}

func newTypes(root *node.Node) *types {
	return &types{
		bases:   findBases(root),
		entries: make(map[string]*entry),
		merged:  make(map[string]*merged),
		names:   make(map[string]*name),
		enums:   make(map[string]*entry),
	}
}

// typeOf gives the use of the schema at a JSON pointer of the joined document: what a field,
// parameter, header or body of that schema holds. A reference gives the type of the component it
// names, everything else a type of its own, named by the hint if it needs a name. It never fails:
// what cannot be made sense of is Any, and a defect on the account of the operation. Types are
// whole when it returns.
func (b *builder) typeOf(ptr string, h nameHint) model.Ref { return b.use(b.schemaAt(ptr), h) }

// use is typeOf for a schema in hand. A hint without words means that the place itself is the hint.
func (b *builder) use(s schema, h nameHint) model.Ref {
	b.types.depth++
	ref := b.useNested(s, h)
	if b.types.depth == 1 {
		for len(b.types.queue) > 0 {
			task := b.types.queue[0]
			b.types.queue = b.types.queue[1:]
			task()
		}
	}
	b.types.depth--
	return ref
}

// later puts off a task that belongs to an entry until no type is half made.
func (b *builder) later(e *entry, task func()) {
	b.types.queue = append(b.types.queue, func() { b.onAccount(&e.reach, task) })
}

// afterNames puts off what needs names until they are decided.
func (b *builder) afterNames(f func()) { b.types.after = append(b.types.after, f) }

// badSchema warns of a schema that asks for something impossible, which is left out of account.
func (b *builder) badSchema(s schema, what string) {
	b.warn(s.ptr, "the schema "+what, "")
}

func (b *builder) useNested(s schema, h nameHint) model.Ref {
	if !s.exists() {
		return model.Ref{Kind: model.Any}
	}
	if s.isSimple() && s.component() == "" {
		m := merged{schema: s, parts: []schema{s}, format: s.get("format").Str()}
		m.secret, _ = s.truth("x-ms-secret")
		v, _ := s.nullable()
		return nullable(m.scalar(s.declared()&^model.JSONNull), v)
	}
	if target, ok := b.alias(s); ok && s.component() == "" {
		b.defectIn(s)
		return b.aliasRef(s, b.use(target, h))
	}
	if s.component() != "" {
		h = nameHint{} // a component has a name of its own
	}
	e := b.types.entries[s.ptr]
	if e == nil {
		e = &entry{schema: s, hint: h}
		b.types.entries[s.ptr] = e
		b.onAccount(&e.reach, func() { b.settle(e, b.refOf(e)) })
	}
	b.uses(&e.reach)
	return b.entryRef(e)
}

// entryRef is the use of an entry. One that is not done yet is being asked for by its own parts:
// whatever it becomes then needs a name.
func (b *builder) entryRef(e *entry) model.Ref {
	if e.done {
		return e.ref
	}
	return model.Ref{Kind: model.Named, Type: b.alloc(e, model.KindNamed)}
}

// settle records what an entry came to.
func (b *builder) settle(e *entry, ref model.Ref) {
	e.ref, e.done = ref, true
	if e.typ == nil || ref.Kind == model.Named && ref.Type == e.typ && e.typ.Kind != model.KindNamed {
		return
	}
	if ref.Kind == model.Named && ref.Type == e.typ {
		b.addDefect(e.schema.ptr, "the schema is nothing but itself")
		ref = model.Ref{Kind: model.Any}
	}
	target := ref
	target.Nullable = false
	e.typ.Target = &target
	e.ref = model.Ref{Kind: model.Named, Type: e.typ, Nullable: ref.Nullable}
}

// refOf makes the type of a schema that is not just a reference.
func (b *builder) refOf(e *entry) model.Ref {
	s := e.schema
	if b.defectIn(s) {
		return model.Ref{Kind: model.Any}
	}
	if target, ok := b.alias(s); ok {
		return b.aliasRef(s, b.use(target, e.hint))
	}
	m := b.merge(s)
	var ref model.Ref
	switch {
	case b.isUnion(s):
		ref = b.union(e, m)
	case len(m.alts) > 0:
		ref = b.choice(e, m)
	default:
		ref = b.plain(e, m)
	}
	return nullable(ref, ref.Nullable || m.nullable)
}

// aliasRef applies what stands beside a reference to the use of what it refers to.
func (b *builder) aliasRef(s schema, ref model.Ref) model.Ref {
	if v, set := s.nullable(); set {
		ref = nullable(ref, v)
	}
	if v, set := s.truth("x-ms-secret"); set && v && ref.Kind == model.String {
		ref.Kind = model.Secret
	}
	return ref
}

// nullable says whether null is a value. Of Any it always is.
func nullable(ref model.Ref, v bool) model.Ref {
	ref.Nullable = v && ref.Kind != model.Any
	return ref
}

// plain makes the type of a schema without alternatives.
func (b *builder) plain(e *entry, m *merged) model.Ref {
	if ref, ok := b.enumerated(e, m); ok {
		return ref
	}
	kinds := m.kinds &^ model.JSONNull
	switch {
	case kinds == model.JSONObject:
		return b.object(e, m)
	case kinds == model.JSONArray:
		return b.list(m)
	case kinds == 0:
		return model.Ref{Kind: model.Any}
	case isSingle(kinds):
		return m.scalar(kinds)
	}
	return b.mixed(e, m, kinds)
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
func (b *builder) list(m *merged) model.Ref {
	var elems []model.Ref
	for _, part := range m.parts {
		for _, place := range part.list("prefixItems") {
			elems = append(elems, b.use(place, nameHint{}))
		}
	}
	if m.items.exists() && !(len(elems) > 0 && b.isAnything(m.items)) {
		elems = append(elems, b.use(m.items, nameHint{}))
	}
	elem := model.Ref{Kind: model.Any}
	for i, r := range elems {
		if i > 0 && !sameRef(r, elems[0]) {
			elem = model.Ref{Kind: model.Any}
			break
		}
		elem = r
	}
	return model.Ref{Kind: model.List, Elem: &elem}
}

// sameRef reports whether two uses are of the same type.
func sameRef(a, b model.Ref) bool {
	if a.Kind != b.Kind || a.Wire != b.Wire || a.Type != b.Type || a.Nullable != b.Nullable || (a.Elem == nil) != (b.Elem == nil) {
		return false
	}
	return a.Elem == nil || sameRef(*a.Elem, *b.Elem)
}

// alloc gives an entry its named type, or the one it was given when its parts asked for it.
func (b *builder) alloc(e *entry, kind model.TypeKind) *model.Type {
	if e.typ == nil {
		e.typ = &model.Type{Schema: schemaName(e.schema), Doc: docText(e.schema.n), Deprecated: deprecation(e.schema.n)}
		e.name = b.nameOf(e)
		e.name.owner = e.typ
		b.names.declare(e.name).to(&e.typ.Name)
		b.types.made = append(b.types.made, e)
	}
	e.typ.Kind = kind
	e.name.fallback(roleOf(kind))
	return e.typ
}

// schemaName is what documentation calls a schema: its name or its pointer.
func schemaName(s schema) string {
	if s.component() != "" {
		return s.written()
	}
	return strings.TrimPrefix(s.ptr, componentSchemas)
}
