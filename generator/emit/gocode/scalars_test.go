package gocode

import (
	"maps"
	"slices"
	"testing"

	"github.com/armsmith/armsmith/generator/model"
)

// TestScalars reads the table: every kind that has no parts has a row, and every row all its cells.
func TestScalars(t *testing.T) {
	for kind := model.Bool; kind <= model.Stream; kind++ {
		if kind == model.List || kind == model.Map || kind == model.Expandable || kind == model.Named {
			if _, ok := scalars[kind]; ok {
				t.Errorf("kind %d has parts and a row", kind)
			}
			continue
		}
		s, ok := scalars[kind]
		if !ok {
			t.Errorf("kind %d has no row", kind)
			continue
		}
		if s.goType == nil || s.zero == nil || s.Missing == 0 || s.Check == 0 {
			t.Errorf("kind %d lacks a cell: %+v", kind, s)
		}
		row, _ := kind.Scalar()
		if want := slices.Sorted(maps.Keys(row.Samples)); !slices.Equal(slices.Sorted(maps.Keys(s.wires)), want) {
			t.Errorf("kind %d has the wires %v, model says %v", kind, slices.Sorted(maps.Keys(s.wires)), want)
		}
		for wire, w := range s.wires {
			if w.JSON == 0 || w.XML == "" || w.text == (toText{}) || w.JSON != JSONNone && (w.Read == "" || w.Write == "") {
				t.Errorf("kind %d, wire %d lacks a cell: %+v", kind, wire, w)
			}
		}
	}
}
