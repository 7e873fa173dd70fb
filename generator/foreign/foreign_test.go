package foreign

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestLook(t *testing.T) {
	tests := []struct {
		path, name string
		json, text bool
		wrong      string
	}{
		{"net/netip", "Addr", false, true, ""},
		{"math/big", "Int", true, true, ""},
		{"time", "Time", true, true, ""},
		{"net/url", "URL", false, false, "has neither MarshalJSON"},
		{"net/netip", "addr", false, false, "has no type addr"},
		{"bytes", "buffer", false, false, "has no type buffer"},
		{"time", "zone", false, false, "is not exported"},
		{"net/netip", "ParseAddr", false, false, "has no type ParseAddr"},
		{"sync/atomic", "Pointer", false, false, "has type parameters"},
		{"encoding/json", "Marshaler", false, false, "is an interface"},
		{"net/netipp", "Addr", false, false, "cannot be read"},
		{"example.com/own", "Money", false, true, ""},
	}
	dir := t.TempDir()
	for name, text := range map[string]string{
		"go.mod": "module example.com/own\n\ngo 1.26\n",
		"own.go": "package own\n\ntype Money struct{}\n\nfunc (Money) MarshalText() ([]byte, error) { return nil, nil }\nfunc (*Money) UnmarshalText([]byte) error { return nil }\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var wanted []Type
	for _, test := range tests {
		wanted = append(wanted, Type{test.path, test.name})
	}
	got := Look(t.Context(), filepath.Join(dir, "internal", "none"), wanted)
	for _, test := range tests {
		can := got[Type{test.path, test.name}]
		if can.JSON != test.json || can.Text != test.text || !strings.Contains(can.Wrong, test.wrong) || (can.Wrong == "") != (test.wrong == "") {
			t.Errorf("%s.%s: %+v", test.path, test.name, can)
		}
	}
	if got[Type{"math/big", "Int"}].Comparable || !got[Type{"net/netip", "Addr"}].Comparable {
		t.Error("which values can be compared with == is not seen")
	}
}
