package examples

import (
	"slices"
	"testing"
)

func TestCompare(t *testing.T) {
	for _, tc := range []struct{ before, after, want string }{
		{`{"a":1,"b":[true,null]}`, `{"b":[true,null],"a":1}`, ""},
		{`[1.0,100,1e2,-0,0.10,12345678901234567890]`, `[1,1e2,100,0,1e-1,12345678901234567890]`, ""},
		{`1e400`, `1e401`, ": 1e400 became 1e401"},
		{`12345678901234567890`, `12345678901234567000`, ": 12345678901234567890 became 12345678901234567000"},
		{`-1`, `1`, ": -1 became 1"},
		{`{"a":{"b/c":null}}`, `{"a":{}}`, "/a/b~1c: null is lost"},
		{`{"a":{}}`, `{"a":{"b":""}}`, `/a/b: "" is added`},
		{`[1,"1"]`, `[1,1]`, `/1: "1" became 1`},
		{`[1]`, `[1,2]`, ": [1] became [1,2]"},
		{`{"a":[]}`, `{"a":null}`, "/a: [] became null"},
	} {
		found, err := compare([]byte(tc.before), []byte(tc.after))
		got := ""
		if len(found) > 0 {
			got = found[0].Pointer + ": " + found[0].Message
		}
		if err != nil || got != tc.want {
			t.Errorf("%s and %s: %q %v, want %q", tc.before, tc.after, got, err, tc.want)
		}
	}
	if _, err := compare([]byte(`{}`), []byte(`{} {}`)); err == nil {
		t.Error("two values are taken for one")
	}
}

// Of what a request gains, only what is sent counts. What it loses counts always.
func TestUnsent(t *testing.T) {
	found, err := compare([]byte(`{"list":[{"id":1}],"x":1}`), []byte(`{"list":[{"id":1,"type":"a","kind":"b"}]}`))
	if err != nil || len(found) != 3 {
		t.Fatalf("%v %v", found, err)
	}
	found, err = unsent(found, []byte(`{"list":[{"kind":"b"}]}`))
	if err != nil || len(found) != 2 || found[0].Pointer != "/list/0/kind" || found[1].Pointer != "/x" {
		t.Errorf("%v %v", found, err)
	}
	if found, _ = unsent(found, nil); len(found) != 2 {
		t.Errorf("a request that cannot be sent excuses nothing: %v", found)
	}
}

func TestPointer(t *testing.T) {
	for path, want := range map[string]string{"": "", "value[3].properties.a": "/value/3/properties/a", `m["a.b"].c[0][1]`: "/m/a.b/c/0/1", "[2]": "/2"} {
		if got := pointer(path); got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
}

func TestOutcomes(t *testing.T) {
	if got := Outcomes(); len(got) != int(Contradicted)+1 || !slices.IsSorted(got) {
		t.Errorf("%v", got)
	}
}
