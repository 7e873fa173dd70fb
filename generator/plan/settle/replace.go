package settle

import (
	"reflect"
	"slices"

	"github.com/armsmith/armsmith/generator/model"
)

// replacement puts types in the place of others that are alike, wherever a model refers to them or
// to their fields.
type replacement struct {
	types  map[*model.Type]*model.Type
	fields map[*model.Field]*model.Field
	seen   map[any]bool // pointers and the beginnings of slices
}

// replace notes that a type is to stand for another, and all that this says.
func (r replacement) replace(old, now *model.Type) {
	r.types[old] = now
	sameUse(now, old)
	for _, f := range old.AllFields() {
		i := slices.IndexFunc(now.AllFields(), func(g *model.Field) bool { return g.Wire == f.Wire && slices.Equal(g.Flatten, f.Flatten) })
		r.fields[f] = now.AllFields()[i]
	}
}

// walk replaces all that a part of the model holds. A model is plain data, so every place that
// could refer to a type is found by what it is, and none can be forgotten.
func (r replacement) walk(part any) { r.value(reflect.ValueOf(part)) }

func (r replacement) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return
		}
		if v.CanSet() {
			r.pointer(v)
		}
		if p := v.Interface(); !r.seen[p] {
			r.seen[p] = true
			r.value(v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			r.value(v.Field(i))
		}
	case reflect.Slice:
		for i := range v.Len() {
			r.value(v.Index(i))
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			r.value(v.MapIndex(key))
		}
	}
}

// pointer replaces one pointer.
func (r replacement) pointer(v reflect.Value) {
	switch p := v.Interface().(type) {
	case *model.Type:
		if now := r.types[p]; now != nil {
			v.Set(reflect.ValueOf(now))
		}
	case *model.Field:
		if now := r.fields[p]; now != nil {
			v.Set(reflect.ValueOf(now))
		}
	}
}
