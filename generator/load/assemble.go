package load

import (
	"reflect"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/armsmith/armsmith/generator/load/node"
)

// assemble makes the typed document of a tree that has been joined and cleaned. It fills
// kin-openapi's types directly, by their JSON names: going through JSON text and kin's own loader
// takes ten times as long, and that loader gives up where this has nothing to give up on. That
// kin's loader accepts the outcome is what the tests check.
func assemble(root *node.Node) *openapi3.T {
	a := &assembler{plans: map[reflect.Type]*plan{}}
	doc := &openapi3.T{Info: &openapi3.Info{}, Components: &openapi3.Components{}, Paths: openapi3.NewPaths()}
	a.object(root, reflect.ValueOf(doc).Elem())
	a.resolve(doc.Components)
	return doc
}

type assembler struct {
	plans map[reflect.Type]*plan
	refs  []reflect.Value // the references met, as values of kin's ...Ref types
}

// plan says which field of a struct holds which JSON key, and where extensions go.
type plan struct {
	fields     map[string]int
	extensions int // -1 for none
	// the field whose own fields are meant (openapi3.Header holds a Parameter); -1 for none
	embedded int
	isRef    bool
}

// unread are the fields that stay in the tree alone: examples are wrong too often, and nothing
// refers to identifiers and local definitions any more.
var unread = map[string]bool{"example": true, "examples": true, "x-example": true, "x-examples": true, "x-ms-examples": true,
	"$defs": true, "$id": true, "$anchor": true, "$dynamicRef": true, "$dynamicAnchor": true, "$ref": true}

func (a *assembler) plan(t reflect.Type) *plan {
	if p := a.plans[t]; p != nil {
		return p
	}
	p := &plan{fields: map[string]int{}, extensions: -1, embedded: -1}
	_, hasRef := t.FieldByName("Ref")
	_, hasValue := t.FieldByName("Value")
	p.isRef = hasRef && hasValue
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case f.Anonymous:
			p.embedded = i
		case f.Name == "Extensions":
			p.extensions = i
		case name != "" && name != "-" && !unread[name]:
			p.fields[name] = i
		}
	}
	a.plans[t] = p
	return p
}

// object fills a struct from a map.
func (a *assembler) object(n *node.Node, v reflect.Value) {
	p := a.plan(v.Type())
	if p.embedded >= 0 {
		a.object(n, v.Field(p.embedded))
		return
	}
	var extensions map[string]any
	for _, m := range n.Members {
		if i, ok := p.fields[m.Key]; ok {
			a.value(m.Value, v.Field(i))
		} else if isExtension(m.Key) && !unread[m.Key] {
			if extensions == nil {
				extensions = map[string]any{}
			}
			extensions[m.Key] = plain(m.Value)
		}
	}
	if extensions != nil && p.extensions >= 0 {
		v.Field(p.extensions).Set(reflect.ValueOf(extensions))
	}
}

// value fills any field. A value of another kind than the field's is passed over: cleaning has
// dealt with it.
func (a *assembler) value(n *node.Node, v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		a.pointer(n, v)
	case reflect.Struct:
		a.structure(n, v)
	case reflect.Map:
		if n.Kind == node.Map {
			a.dict(n, v)
		}
	case reflect.Slice:
		a.slice(n, v)
	case reflect.String:
		if n.Kind == node.String {
			v.SetString(n.Text)
		}
	case reflect.Bool:
		v.SetBool(n.True())
	case reflect.Float64:
		if f, err := strconv.ParseFloat(n.Text, 64); err == nil && n.Kind == node.Number {
			v.SetFloat(f)
		}
	case reflect.Uint64:
		if u, err := strconv.ParseUint(n.Text, 10, 64); err == nil && n.Kind == node.Number {
			v.SetUint(u)
		}
	case reflect.Interface:
		if x := plain(n); x != nil {
			v.Set(reflect.ValueOf(x))
		}
	}
}

func (a *assembler) pointer(n *node.Node, v reflect.Value) {
	elem := v.Type().Elem()
	switch elem.Kind() {
	case reflect.Struct:
		if n.Kind != node.Map {
			return
		}
	case reflect.Float64, reflect.Uint64:
		if n.Kind != node.Number {
			return
		}
	case reflect.Bool:
		if n.Kind != node.Bool {
			return
		}
	}
	p := reflect.New(elem)
	a.value(n, p.Elem())
	v.Set(p)
}

func (a *assembler) structure(n *node.Node, v reflect.Value) {
	switch x := v.Addr().Interface().(type) {
	case *openapi3.Paths:
		a.open(n, &x.Extensions, func(key string, value *node.Node) {
			item := new(openapi3.PathItem)
			a.object(value, reflect.ValueOf(item).Elem())
			x.Set(key, item)
		})
	case *openapi3.Callback:
		a.open(n, &x.Extensions, func(key string, value *node.Node) {
			item := new(openapi3.PathItem)
			a.object(value, reflect.ValueOf(item).Elem())
			x.Set(key, item)
		})
	case *openapi3.Responses:
		a.open(n, &x.Extensions, func(key string, value *node.Node) {
			r := new(openapi3.ResponseRef)
			a.structure(value, reflect.ValueOf(r).Elem())
			x.Set(key, r)
		})
	case *openapi3.ExclusiveBound:
		if n.Kind == node.Bool {
			x.Bool = new(n.True())
		} else if f, err := strconv.ParseFloat(n.Text, 64); err == nil && n.Kind == node.Number {
			x.Value = &f
		}
	case *openapi3.BoolSchema:
		if n.Kind == node.Bool {
			x.Has = new(n.True())
		} else if n.Kind == node.Map {
			x.Schema = new(openapi3.SchemaRef)
			a.structure(n, reflect.ValueOf(x.Schema).Elem())
		}
	case *openapi3.MappingRef:
		x.Ref = n.Str()
	default:
		a.plainStructure(n, v)
	}
}

func (a *assembler) plainStructure(n *node.Node, v reflect.Value) {
	if n.Kind != node.Map {
		return
	}
	if !a.plan(v.Type()).isRef {
		a.object(n, v)
		return
	}
	if ref := refOf(n); ref != "" {
		v.FieldByName("Ref").SetString(ref)
		a.refs = append(a.refs, v)
		return
	}
	a.pointer(n, v.FieldByName("Value"))
}

// open reads an object whose keys are free except for extensions.
func (a *assembler) open(n *node.Node, extensions *map[string]any, entry func(string, *node.Node)) {
	for key, value := range n.Each() {
		switch {
		case !isExtension(key):
			if value.Kind == node.Map {
				entry(key, value)
			}
		case !unread[key]:
			if *extensions == nil {
				*extensions = map[string]any{}
			}
			(*extensions)[key] = plain(value)
		}
	}
}

func (a *assembler) dict(n *node.Node, v reflect.Value) {
	m := reflect.MakeMapWithSize(v.Type(), len(n.Members))
	for _, member := range n.Members {
		elem := reflect.New(v.Type().Elem()).Elem()
		a.value(member.Value, elem)
		if elem.Kind() == reflect.Pointer && elem.IsNil() {
			continue
		}
		m.SetMapIndex(reflect.ValueOf(member.Key), elem)
	}
	v.Set(m)
}

func (a *assembler) slice(n *node.Node, v reflect.Value) {
	items := n.Items
	if n.Kind != node.List {
		if v.Type() != reflect.TypeFor[openapi3.Types]() {
			return
		}
		items = []*node.Node{n} // a single type
	}
	s := reflect.MakeSlice(v.Type(), 0, len(items))
	for _, item := range items {
		elem := reflect.New(v.Type().Elem()).Elem()
		a.value(item, elem)
		if elem.Kind() == reflect.Pointer && elem.IsNil() {
			continue
		}
		s = reflect.Append(s, elem)
	}
	v.Set(s)
}

// plain turns a value into what encoding/json would have made of it.
func plain(n *node.Node) any {
	switch n.Kind {
	case node.Map:
		m := make(map[string]any, len(n.Members))
		for _, member := range n.Members {
			m[member.Key] = plain(member.Value)
		}
		return m
	case node.List:
		l := make([]any, len(n.Items))
		for i, item := range n.Items {
			l[i] = plain(item)
		}
		return l
	case node.String:
		return n.Text
	case node.Bool:
		return n.True()
	case node.Number:
		f, err := strconv.ParseFloat(n.Text, 64)
		if err != nil {
			return n.Text // beyond what a float can hold
		}
		return f
	}
	return nil
}

// resolve gives every reference the value of the component it names.
func (a *assembler) resolve(components *openapi3.Components) {
	sections := map[string]reflect.Value{}
	v := reflect.ValueOf(components).Elem()
	for name, i := range a.plan(v.Type()).fields {
		sections[name] = v.Field(i)
	}
	found := map[string]reflect.Value{}
	for _, ref := range a.refs {
		value := ref.FieldByName("Value")
		component := lookupComponent(sections, found, ref.FieldByName("Ref").String())
		// cannot be: joining made every reference one to a component
		if !component.IsValid() || component.Type() != value.Type() {
			component = reflect.New(value.Type().Elem())
			if e := component.Elem().FieldByName("Extensions"); e.IsValid() {
				e.Set(reflect.ValueOf(map[string]any{DefectExtension: "leads nowhere"}))
			}
		}
		value.Set(component)
	}
}

// lookupComponent returns the value of the component that a reference names, found through
// components that are references to others. What was found once is kept for all that were passed on
// the way.
func lookupComponent(sections, found map[string]reflect.Value, ref string) reflect.Value {
	var passed []string
	var value reflect.Value
	for {
		if v, ok := found[ref]; ok {
			value = v
			break
		}
		passed = append(passed, ref)
		found[ref] = reflect.Value{} // and if the way leads back here, that it shall be
		keys := node.Split(ref)
		if len(keys) != 3 || !sections[keys[1]].IsValid() {
			break
		}
		entry := sections[keys[1]].MapIndex(reflect.ValueOf(keys[2]))
		if !entry.IsValid() || entry.IsNil() {
			break
		}
		if ref = entry.Elem().FieldByName("Ref").String(); ref == "" {
			if v := entry.Elem().FieldByName("Value"); !v.IsNil() {
				value = v
			}
			break
		}
	}
	for _, ref := range passed {
		found[ref] = value
	}
	return value
}
