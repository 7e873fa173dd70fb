package codec

import (
	"strings"
	"testing"

	"github.com/armsmith/armsmith/generator/emit/codec/testdata/kinds"
	rt "github.com/armsmith/armsmith/internal/runtime/json"
)

// ownCircle is a variant that a user made by embedding one: it has its methods, and its table.
type ownCircle struct {
	mine int
	kinds.Circle
}

// TestEmbeddedVariant: a table is no table of what embeds its model, and nothing is read or written
// as if it were.
func TestEmbeddedVariant(t *testing.T) {
	own := &ownCircle{mine: 7}
	holder := kinds.Presences{ShapeNil: own}
	if out, err := rt.Marshal(&holder); err == nil || !strings.Contains(err.Error(), "codec.ownCircle") || !strings.Contains(err.Error(), "embeds") {
		t.Errorf("as a variant: %s, %v", out, err)
	}
	if out, err := rt.Marshal(own); err == nil || !strings.Contains(err.Error(), "codec.ownCircle") {
		t.Errorf("by itself: %s, %v", out, err)
	}
	if err := rt.Decode([]byte(`{"kind":"circle"}`), own); err == nil || own.mine != 7 {
		t.Errorf("read: %v", err)
	}
}

// TestValueIsCleared: a struct that is held by value and was read before has nothing left of that.
func TestValueIsCleared(t *testing.T) {
	var m kinds.Presences
	for _, text := range []string{`{"leafPlain":{"name":"a","weight":1,"x":1}}`, `{"leafPlain":{"name":"b"},"leafPlain":{"name":"c"}}`} {
		if err := rt.Decode([]byte(text), &m); err != nil {
			t.Fatal(err)
		}
	}
	if m.LeafPlain.Name != "c" || m.LeafPlain.Weight.IsSet() || m.LeafPlain.Extra.Len() != 0 {
		t.Errorf("%+v", m.LeafPlain)
	}
	if err := m.UnmarshalJSON([]byte(`{}`)); err != nil || m.LeafPlain.Name != "" {
		t.Errorf("%+v, %v", m.LeafPlain, err)
	}
}
