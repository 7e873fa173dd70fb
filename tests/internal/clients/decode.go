// Package clients fills the parameters of generated clients from tests that know them by reflection
// alone.
package clients

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
)

// Decoder reads JSON into the Go values of one generated package. encoding/json cannot fill a
// union, which is an interface; the package's own UnmarshalNAME functions can.
type Decoder map[reflect.Type]reflect.Value

// NewDecoder learns a package's unions from its functions of the form func([]byte) (Union, error).
func NewDecoder(unions []any) Decoder {
	d := Decoder{}
	for _, fn := range unions {
		v := reflect.ValueOf(fn)
		d[v.Type().Out(0)] = v
	}
	return d
}

// Set decodes text into v, which is settable.
func (d Decoder) Set(v reflect.Value, text []byte) error {
	t := v.Type()
	switch {
	case d[t].IsValid():
		out := d[t].Call([]reflect.Value{reflect.ValueOf(text)})
		if err, _ := out[1].Interface().(error); err != nil {
			return err
		}
		v.Set(out[0])
		return nil
	case t.Kind() == reflect.Slice && d.within(t):
		return d.setSlice(v, text)
	case t.Kind() == reflect.Map && d.within(t):
		return d.setMap(v, text)
	default:
		return json.Unmarshal(text, v.Addr().Interface())
	}
}

// within reports whether a type is a union, or a list or a map of some.
func (d Decoder) within(t reflect.Type) bool {
	for t.Kind() == reflect.Slice || t.Kind() == reflect.Map {
		t = t.Elem()
	}
	return d[t].IsValid()
}

func (d Decoder) setSlice(v reflect.Value, text []byte) error {
	var items []json.RawMessage
	if err := json.Unmarshal(text, &items); err != nil || items == nil {
		return err
	}
	out := reflect.MakeSlice(v.Type(), len(items), len(items))
	for i, item := range items {
		if err := d.Set(out.Index(i), item); err != nil {
			return fmt.Errorf("[%d]: %w", i, err)
		}
	}
	v.Set(out)
	return nil
}

func (d Decoder) setMap(v reflect.Value, text []byte) error {
	var items map[string]json.RawMessage
	if err := json.Unmarshal(text, &items); err != nil || items == nil {
		return err
	}
	out := reflect.MakeMap(v.Type())
	for _, k := range slices.Sorted(maps.Keys(items)) {
		item := reflect.New(v.Type().Elem()).Elem()
		if err := d.Set(item, items[k]); err != nil {
			return fmt.Errorf("%s: %w", k, err)
		}
		out.SetMapIndex(reflect.ValueOf(k), item)
	}
	v.Set(out)
	return nil
}
