package name

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// run resolves copies of names under a lock, in an order of its own, and returns what each is
// called, by key.
func run(t *testing.T, lock *Lock, names []*Name, r *rand.Rand) (map[string]string, *Lock) {
	t.Helper()
	b := NewBook(lock)
	s := b.Scope("package", "Reserved", "V1")
	copies := map[*Name]*Name{}
	for _, n := range names {
		c := *n
		c.Parent = copies[n.Parent]
		copies[n] = &c
	}
	for _, i := range r.Perm(len(names)) {
		s.Declare(copies[names[i]])
	}
	b.Resolve()
	out := map[string]string{}
	for n, c := range copies {
		out[n.id()] = c.final
	}
	return out, b.Lock(false)
}

// TestLockHolds: whatever names come and go, those that stay are called what they were, nothing has
// a name that something else had, and reading the lock back changes nothing.
func TestLockHolds(t *testing.T) {
	for seed := range uint64(500) {
		r := rand.New(rand.NewPCG(seed, 3))
		names := randomNames(r, 1+r.IntN(25))
		before, lock := run(t, nil, names, r)
		more := append(slices.Clone(names), &Name{Key: "a", Candidates: []string{"A"}, Exact: true}, &Name{Key: "zz", Candidates: []string{"AB", "A2"}})
		read, err := ParseLock(lock.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		after, second := run(t, read, more, r)
		for key, was := range before {
			if after[key] != was {
				t.Fatalf("seed %d: %s was %s and is %s", seed, key, was, after[key])
			}
		}
		if len(after) != len(slices.Compact(slices.Sorted(maps.Values(after)))) {
			t.Fatalf("seed %d: a name is given twice: %v", seed, after)
		}
		// what goes leaves its name behind, and has it again when it comes back
		gone, third := run(t, second, []*Name{{Key: "new", Candidates: []string{before[names[0].id()]}}}, r)
		if gone["new"] == before[names[0].id()] {
			t.Fatalf("seed %d: %s is called what %s was", seed, "new", names[0].id())
		}
		if again, _ := run(t, third, names, r); !maps.Equal(again, before) {
			t.Fatalf("seed %d: what came back is called %v, want %v", seed, again, before)
		}
	}
}

// TestTidy: a name that nothing has is free again.
func TestTidy(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	_, lock := run(t, nil, []*Name{{Key: "old", Candidates: []string{"Order"}}}, r)
	b := NewBook(lock)
	b.Scope("package").Declare(&Name{Key: "other", Candidates: []string{"Other"}})
	b.Resolve()
	if got, _ := run(t, b.Lock(true), []*Name{{Key: "new", Candidates: []string{"Order"}}}, r); got["new"] != "Order" {
		t.Errorf("after tidying, new is called %s", got["new"])
	}
}

// TestReserved: a name that armsmith has come to need is taken from what had it, and told.
func TestReserved(t *testing.T) {
	lock, err := ParseLock([]byte("package\t/a\tLater\n"))
	if err != nil {
		t.Fatal(err)
	}
	b := NewBook(lock)
	var got string
	b.Scope("package", "Later").Declare(&Name{Key: "/a", Candidates: []string{"Later", "LaterModel"}}).To(&got)
	b.Resolve()
	if lost := maps.Collect(b.Lost()); got != "LaterModel" || lost["Later"] != "LaterModel" {
		t.Errorf("it is called %q, lost are %v", got, lost)
	}
}

// TestParseLock: each defect is told with its line.
func TestParseLock(t *testing.T) {
	for text, want := range map[string]string{
		"# version 2\n":                        "it is of version 2",
		"package\t/a\tA\n<<<<<<< HEAD\n":       "armsmith.names:2: a merge",
		"package\t/a\tA\npackage\t/a\tB\n":     "named twice",
		"package\t/a\tA\npackage\t/b\tA\n":     "A names two things: /a and /b",
		"package /a A\n":                       "tabs",
		"package\t/a\tnot a name\n":            "cannot be a name",
		"package\t/a\tA\nfields /a\ta\tA\n":    "",
		"package\t/a\tA\r\npackage\t/a\tA\r\n": "",
	} {
		_, err := ParseLock([]byte(text))
		if got := ""; err != nil {
			if got = err.Error(); want == "" || !strings.Contains(got, want) || err.Fix == "" {
				t.Errorf("%q: got %q, fix %q, want %q", text, got, err.Fix, want)
			}
		} else if want != "" {
			t.Errorf("%q: no error, want %q", text, want)
		}
	}
}

// FuzzLock: what is written is read again, whatever the keys hold.
func FuzzLock(f *testing.F) {
	for _, s := range []string{"", "a\tb", "a\nb", "\"", "#", "'", "`", "<<<<<<<", "a\xff", "\u202e", " ", "\r"} {
		f.Add(s, s, s)
	}
	f.Fuzz(func(t *testing.T, scope, key, also string) {
		l := &Lock{scopes: map[string]map[string]entry{}}
		l.set(scope, key, entry{name: "A", also: also})
		read, err := ParseLock(l.Bytes())
		if err != nil {
			t.Fatalf("%q: %v", l.Bytes(), err)
		}
		if got := read.scopes[scope][key]; got != (entry{"A", also}) {
			t.Errorf("%q, %q, %q: got %+v from\n%s", scope, key, also, got, l.Bytes())
		}
	})
}
