package main

import "testing"

// A client is added without a change of anything else.
func TestAddClient(t *testing.T) {
	added := []property{{"spec", "b.yaml"}, {"out", "gen/b"}, {"since", "gen/a"}}
	for name, tc := range map[string]struct {
		before, want string
		old          []property
	}{
		"between": {
			before: "# head\nclients:\n  # first\n  - spec: a.yaml # its document\n    out: gen/a\n\n  # second\n  - spec: c.yaml\n    out: gen/c\n",
			want: "# head\nclients:\n  # first\n  - spec: a.yaml # its document\n    out: gen/a\n  - spec: b.yaml\n    out: gen/b\n    since: gen/a\n\n" +
				"  # second\n  - spec: c.yaml\n    out: gen/c\n",
		},
		"last, without an end of line, and a property for the old one": {
			before: "clients:\n- out: gen/a\n  spec: a.yaml",
			want:   "clients:\n- out: gen/a\n  spec: a.yaml\n  standalone: true\n- spec: b.yaml\n  out: gen/b\n  since: gen/a\n",
			old:    []property{{"standalone", "true"}},
		},
		"before other keys, on Windows": {
			before: "clients:\r\n  - spec: a.yaml\r\n    out: gen/a\r\nruntime: rt\r\n",
			want:   "clients:\r\n  - spec: a.yaml\r\n    out: gen/a\r\n  - spec: b.yaml\r\n    out: gen/b\r\n    since: gen/a\r\nruntime: rt\r\n",
		},
		"a client in braces": {
			before: "clients:\n  - {spec: a.yaml,\n     out: gen/a\n    }\n",
			want:   "clients:\n  - {standalone: true, spec: a.yaml,\n     out: gen/a\n    }\n  - spec: b.yaml\n    out: gen/b\n    since: gen/a\n",
			old:    []property{{"standalone", "true"}},
		},
		"a list in brackets": {
			before: "clients: [{spec: a.yaml, out: gen/a}] # é\n",
			want:   "clients: [{spec: b.yaml, out: gen/b, since: gen/a}, {spec: a.yaml, out: gen/a}] # é\n",
		},
		"a value over two lines": {
			before: "clients:\n  - spec: \"a\n      .yaml\"\n    out: >-\n      gen/a\nruntime: rt\n",
			want:   "clients:\n  - spec: \"a\n      .yaml\"\n    out: >-\n      gen/a\n  - spec: b.yaml\n    out: gen/b\n    since: gen/a\nruntime: rt\n",
		},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := addClient([]byte(tc.before), 0, tc.old, added)
			if err != nil || string(got) != tc.want {
				t.Errorf("%v\n%s\nwant\n%s", err, got, tc.want)
			}
		})
	}
}

// A list that is a reference to another cannot be added to.
func TestAddClientRefuses(t *testing.T) {
	for _, before := range []string{"", "clients: {}\n", "clients:\n  - *a\n"} {
		if got, err := addClient([]byte(before), 0, nil, []property{{"spec", "b"}}); err == nil {
			t.Errorf("%q: no error, and %q", before, got)
		}
	}
}
