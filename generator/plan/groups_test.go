package plan

import (
	"bytes"
	"maps"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/plan/name"
	"github.com/armsmith/armsmith/generator/rule"
)

// TestGroupsRule: the owner's rule has the last word, and without it operations stand where the
// lock has them: on the client or, once they were grouped, in their groups.
func TestGroupsRule(t *testing.T) {
	byPath, first := placesOf(t, rule.GroupsByPath, nil)
	none, off := placesOf(t, rule.NoGroups, nil)
	if maps.Equal(byPath, none) {
		t.Fatal("the rule makes no difference")
	}
	for _, step := range []struct {
		what string
		rule rule.Groups
		lock *name.Lock
		want map[string]string
	}{
		{"grouped, then as it was", rule.GroupsByPath, first, byPath},
		{"on the client, then as it was", rule.GroupsByPath, off, none},
		{"grouped, then none", rule.NoGroups, first, none},
	} {
		got, lock := placesOf(t, step.rule, step.lock)
		if diff := cmp.Diff(step.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", step.what, diff)
		}
		if step.rule == rule.NoGroups {
			if got, _ := placesOf(t, rule.GroupsByPath, lock); !maps.Equal(got, byPath) {
				t.Errorf("%s, and the rule taken out: %s", step.what, cmp.Diff(byPath, got))
			}
		}
	}
}

// TestGroupsTakenUp: a client without groups gets them when its lock no longer says where methods
// stand, as docs/configuration.md has it.
func TestGroupsTakenUp(t *testing.T) {
	byPath, _ := placesOf(t, rule.GroupsByPath, nil)
	_, off := placesOf(t, rule.NoGroups, nil)
	var kept bytes.Buffer
	for line := range bytes.Lines(off.Bytes()) {
		if !bytes.HasPrefix(line, []byte("methods")) {
			kept.Write(line)
		}
	}
	lock, bad := name.ParseLock(kept.Bytes())
	if bad != nil {
		t.Fatal(bad)
	}
	if got, _ := placesOf(t, rule.GroupsByPath, lock); !maps.Equal(got, byPath) {
		t.Error(cmp.Diff(byPath, got))
	}
}

// placesOf returns where each operation of a document stands, and the lock that says so.
func placesOf(t *testing.T, groups rule.Groups, lock *name.Lock) (map[string]string, *name.Lock) {
	t.Helper()
	doc, found := load.Load(t.Context(), "openapi.yaml", load.Options{FS: os.DirFS("testdata/op-groups-path")})
	if doc == nil {
		t.Fatal(found)
	}
	book := name.NewBook(lock)
	api, _ := Plan(doc, Config{Package: "demo", Names: book, Rules: rule.Set{Groups: groups}})
	places := map[string]string{}
	for _, g := range api.Groups {
		for _, op := range g.Operations {
			places[op.Method+" "+op.Path] = g.Name + "." + op.Name
		}
	}
	return places, book.Lock(false)
}
