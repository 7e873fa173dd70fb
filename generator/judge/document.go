// Package judge is an independent opinion. kin-openapi was written by others and reads the same
// specifications, so where it and armsmith disagree, one of the two is wrong. The package makes
// kin's document of what load has read; kin then validates that document, and the requests and
// responses of a client against it. Nothing on the way from a document to code knows of it.
package judge

import (
	"reflect"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/load/node"
)

// Document returns the typed document of what load has read. It fills kin-openapi's types directly,
// by their JSON names: going through JSON text and kin's own loader takes ten times as long, loses
// the places, and that loader gives up where there is nothing to give up on. Every object knows its
// place in the sources (Origin): the file, the line, and as its name the JSON pointer in that file.
//
// Each call makes a new document, whose values are the caller's to change.
func Document(doc *load.Document) *openapi3.T {
	f := &filler{root: doc.Root, layouts: map[reflect.Type]*layout{}}
	out := &openapi3.T{Info: &openapi3.Info{}, Components: &openapi3.Components{}, Paths: openapi3.NewPaths()}
	f.object(doc.Root, reflect.ValueOf(out).Elem())
	f.resolve(out.Components)
	return out
}

// resolve gives every reference the value of the component it names.
func (f *filler) resolve(components *openapi3.Components) {
	sections := map[string]reflect.Value{}
	v := reflect.ValueOf(components).Elem()
	for name, i := range f.layout(v.Type()).fields {
		sections[name] = v.Field(i)
	}
	found := map[string]reflect.Value{}
	for _, ref := range f.refs {
		value := ref.FieldByName("Value")
		component := lookupComponent(sections, found, ref.FieldByName("Ref").String())
		// cannot be: joining made every reference one to a component
		if !component.IsValid() || component.Type() != value.Type() {
			component = reflect.New(value.Type().Elem())
			if e := component.Elem().FieldByName("Extensions"); e.IsValid() {
				e.Set(reflect.ValueOf(map[string]any{load.DefectExtension: "leads nowhere"}))
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
