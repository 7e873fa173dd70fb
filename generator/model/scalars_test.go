package model

import "testing"

func TestScalars(t *testing.T) {
	for kind := Bool; kind <= Stream; kind++ {
		row, ok := kind.Scalar()
		if parts := kind == List || kind == Map || kind == Expandable || kind == Named; parts == ok {
			t.Errorf("kind %d: has parts %t, has a row %t", kind, parts, ok)
			continue
		}
		if ok && (row.Go == "" || row.Word == "" || row.JSON == 0 || row.Samples[WireDefault] == "") {
			t.Errorf("kind %d lacks a cell: %+v", kind, row)
		}
	}
}
