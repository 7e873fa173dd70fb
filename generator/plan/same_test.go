package plan

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/name"
)

// states is a document whose schemas have a state of these values each: "Bill: a, b; Trip: a, b".
func states(text string) string {
	doc := "openapi: 3.1.0\ninfo: {title: t, version: \"1\"}\npaths: {}\ncomponents:\n  schemas:\n"
	for schema := range strings.SplitSeq(text, "; ") {
		called, values, _ := strings.Cut(schema, ": ")
		doc += "    " + called + ": {type: object, properties: {state: {type: string, enum: [" + values + "]}}}\n"
	}
	return doc
}

// planWith plans a document with the names of a lock, and returns what the enum of each schema is
// called there, and the next lock.
func planWith(t *testing.T, doc string, lock *name.Lock) (map[string]*model.Type, *name.Lock) {
	t.Helper()
	loaded, found := load.Load(t.Context(), "openapi.yaml", load.Options{FS: fstest.MapFS{"openapi.yaml": &fstest.MapFile{Data: []byte(doc)}}})
	if loaded == nil {
		t.Fatal(found)
	}
	book := name.NewBook(lock)
	api, _ := Plan(loaded, Config{Package: "demo", Names: book})
	out := map[string]*model.Type{}
	for _, s := range api.Types {
		if s.Kind == model.KindStruct {
			out[s.Schema] = s.Fields[0].Type.Type
		}
	}
	next, err := name.ParseLock(book.Lock(false).Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return out, next
}

// TestSameFormLocked: what a form in several places is called stays, whichever of the places come,
// go and change; with one more step the lock has forgotten nothing.
func TestSameFormLocked(t *testing.T) {
	for _, c := range []struct{ before, after, want string }{
		{"Bill: a, b; Trip: a, b", "Bill: a, b; Trip: a, b; Abc: a, b", "Abc BillState, Bill BillState, Trip BillState"},
		{"Bill: a, b; Trip: a, b", "Trip: a, b", "Trip BillState"},
		{"Bill: a, b; Trip: a, b; Way: a, b", "Bill: a, b, c; Trip: a, b; Way: a, b", "Bill BillState, Trip WayState, Way WayState"},
		{"Bill: a, b; Trip: a, b; Way: a, b", "Bill: a, b, c; Trip: a, b, c; Way: a, b, c", "Bill WayState, Trip WayState, Way WayState"},
		{"Bill: a, b; Trip: a, c", "Bill: a, b; Trip: a, b", "Bill BillState, Trip TripState"},
		{"Bill: a, b; Trip: a, b", "Bill: a, b; Trip: a, d", "Bill BillState, Trip TripState"},
	} {
		_, lock := planWith(t, states(c.before), nil)
		for range 2 {
			var got map[string]*model.Type
			if got, lock = planWith(t, states(c.after), lock); names(got) != c.want {
				t.Errorf("%s -> %s: got %s, want %s", c.before, c.after, names(got), c.want)
			}
			for where, enum := range got {
				if v := enum.Enum.Values[0]; v.Name != enum.Name+"A" {
					t.Errorf("%s -> %s: a constant of %s is called %s", c.before, c.after, where, v.Name)
				}
			}
		}
		if got, _ := planWith(t, states(c.before), lock); len(got) == 0 {
			t.Error("the document of before has no types any more")
		}
	}
}

func names(of map[string]*model.Type) string {
	var out []string
	for where, enum := range of {
		out = append(out, where+" "+enum.Name)
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}

// TestSameFormAnew: without a lock no name is an alias, and order decides nothing.
func TestSameFormAnew(t *testing.T) {
	for _, doc := range []string{"Bill: a, b; Trip: a, b; Tour: a, c", "Tour: a, c; Trip: a, b; Bill: a, b"} {
		got, _ := planWith(t, states(doc), nil)
		if want := "Bill BillState, Tour TourState, Trip BillState"; names(got) != want {
			t.Errorf("%s: got %s, want %s", doc, names(got), want)
		}
		if got["Bill"] != got["Trip"] || got["Bill"].Same != nil {
			t.Errorf("%s: the states are not one type", doc)
		}
	}
}
