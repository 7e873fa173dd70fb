package judge

import (
	"reflect"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/armsmith/armsmith/generator/load/node"
)

// filler fills kin's types from nodes.
type filler struct {
	root    *node.Node
	layouts map[reflect.Type]*layout
	refs    []reflect.Value // the references met, as values of kin's ...Ref types
}

// layout says which field of a struct holds which JSON key, and where the rest goes.
type layout struct {
	fields     map[string]int
	extensions int // -1 for none
	origin     int // -1 for none
	// the field whose own fields are meant (openapi3.Header holds a Parameter); -1 for none
	embedded int
	isRef    bool
}

// unread are fields that nothing refers to any more once load has joined a document.
var unread = map[string]bool{"$defs": true, "$id": true, "$anchor": true, "$dynamicRef": true, "$dynamicAnchor": true, "$ref": true}

func (f *filler) layout(t reflect.Type) *layout {
	if p := f.layouts[t]; p != nil {
		return p
	}
	p := &layout{fields: map[string]int{}, extensions: -1, origin: -1, embedded: -1}
	_, hasRef := t.FieldByName("Ref")
	_, hasValue := t.FieldByName("Value")
	p.isRef = hasRef && hasValue
	for i := range t.NumField() {
		field := t.Field(i)
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		switch {
		case field.Anonymous:
			p.embedded = i
		case field.Name == "Extensions":
			p.extensions = i
		case field.Type == reflect.TypeFor[*openapi3.Origin]():
			p.origin = i
		case name != "" && name != "-" && !unread[name]:
			p.fields[name] = i
		}
	}
	f.layouts[t] = p
	return p
}

// object fills a struct from a map.
func (f *filler) object(n *node.Node, v reflect.Value) {
	p := f.layout(v.Type())
	if p.embedded >= 0 {
		f.object(n, v.Field(p.embedded))
		return
	}
	if p.origin >= 0 {
		v.Field(p.origin).Set(reflect.ValueOf(origin(n)))
	}
	var extensions map[string]any
	for _, m := range n.Members {
		if i, ok := p.fields[m.Key]; ok {
			f.value(m.Value, v.Field(i))
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

// origin returns a node's place in kin's terms.
func origin(n *node.Node) *openapi3.Origin {
	at := n.Place()
	return &openapi3.Origin{Key: &openapi3.Location{File: at.File, Line: at.Line, Column: at.Column, Name: at.Pointer}}
}

// value fills any field. A value of another kind than the field's is passed over: cleaning has
// dealt with it.
func (f *filler) value(n *node.Node, v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		f.pointer(n, v)
	case reflect.Struct:
		f.structure(n, v)
	case reflect.Map:
		if n.Kind == node.Map {
			f.dict(n, v)
		}
	case reflect.Slice:
		f.slice(n, v)
	case reflect.String:
		if n.Kind == node.String {
			v.SetString(n.Text)
		}
	case reflect.Bool:
		v.SetBool(n.True())
	case reflect.Float64:
		if x, err := strconv.ParseFloat(n.Text, 64); err == nil && n.Kind == node.Number {
			v.SetFloat(x)
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

func (f *filler) pointer(n *node.Node, v reflect.Value) {
	elem := v.Type().Elem()
	switch elem.Kind() {
	case reflect.Struct:
		if n.Kind != node.Map || elem == reflect.TypeFor[openapi3.ExampleRef]() && f.dangles(n) {
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
	f.value(n, p.Elem())
	v.Set(p)
}

// dangles reports whether a reference to an example leads nowhere in the document: load leaves
// those as they were written, and does not read other files for them.
func (f *filler) dangles(n *node.Node) bool {
	ref := n.Get("$ref").Str()
	if ref == "" {
		return false
	}
	keys := node.Split(ref)
	_, found := f.root.Find(keys...)
	return ref[0] != '#' || len(keys) != 3 || found < len(keys)
}

func (f *filler) structure(n *node.Node, v reflect.Value) {
	switch x := v.Addr().Interface().(type) {
	case *openapi3.Paths:
		f.open(n, &x.Extensions, func(key string, value *node.Node) {
			item := new(openapi3.PathItem)
			f.object(value, reflect.ValueOf(item).Elem())
			x.Set(key, item)
		})
	case *openapi3.Callback:
		f.open(n, &x.Extensions, func(key string, value *node.Node) {
			item := new(openapi3.PathItem)
			f.object(value, reflect.ValueOf(item).Elem())
			x.Set(key, item)
		})
	case *openapi3.Responses:
		f.open(n, &x.Extensions, func(key string, value *node.Node) {
			r := new(openapi3.ResponseRef)
			f.structure(value, reflect.ValueOf(r).Elem())
			x.Set(key, r)
		})
	case *openapi3.ExclusiveBound:
		if n.Kind == node.Bool {
			x.Bool = new(n.True())
		} else if value, err := strconv.ParseFloat(n.Text, 64); err == nil && n.Kind == node.Number {
			x.Value = &value
		}
	case *openapi3.BoolSchema:
		if n.Kind == node.Bool {
			x.Has = new(n.True())
		} else if n.Kind == node.Map {
			x.Schema = new(openapi3.SchemaRef)
			f.structure(n, reflect.ValueOf(x.Schema).Elem())
		}
	case *openapi3.MappingRef:
		x.Ref = n.Str()
	default:
		f.plainStructure(n, v)
	}
}

func (f *filler) plainStructure(n *node.Node, v reflect.Value) {
	if n.Kind != node.Map {
		return
	}
	if !f.layout(v.Type()).isRef {
		f.object(n, v)
		return
	}
	if ref := n.Get("$ref").Str(); ref != "" {
		v.FieldByName("Ref").SetString(ref)
		f.refs = append(f.refs, v)
		return
	}
	f.pointer(n, v.FieldByName("Value"))
}

// open reads an object whose keys are free except for extensions.
func (f *filler) open(n *node.Node, extensions *map[string]any, entry func(string, *node.Node)) {
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

func (f *filler) dict(n *node.Node, v reflect.Value) {
	m := reflect.MakeMapWithSize(v.Type(), len(n.Members))
	for _, member := range n.Members {
		elem := reflect.New(v.Type().Elem()).Elem()
		f.value(member.Value, elem)
		if elem.Kind() == reflect.Pointer && elem.IsNil() {
			continue
		}
		m.SetMapIndex(reflect.ValueOf(member.Key), elem)
	}
	v.Set(m)
}

func (f *filler) slice(n *node.Node, v reflect.Value) {
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
		f.value(item, elem)
		if elem.Kind() == reflect.Pointer && elem.IsNil() {
			continue
		}
		s = reflect.Append(s, elem)
	}
	v.Set(s)
}

// isExtension reports whether a field's name makes it a specification extension.
func isExtension(key string) bool { return strings.HasPrefix(strings.ToLower(key), "x-") }

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
