package changes

import (
	"slices"
	"testing"
)

const oldClient = `package api

const A = 1

type Pet struct {
	Name string
	Tag, Note *string
	own  int
}

type Kind string

func (p *Pet) Rename(name string) error { return nil }
func (p own) Hidden() {}
func List(a, b int) ([]Pet, error)   { return nil, nil }
func Some[T any](v T) Optional[T]    { panic(v) }
`

func TestCompareGenerated(t *testing.T) {
	for name, test := range map[string]struct {
		now                     string
		source                  Verdict
		removed, changed, added []string
	}{
		"comments, values, order and names of parameters": {now: `package api
// Kind is a kind.
type Kind string
type Pet struct {
	Note *string // of a vet
	Tag *string
	Name string
}
const A = 2
func (pet *Pet) Rename(string) error { return nil }
func List(int, int) ([]Pet, error) { return nil, nil }
func Some[T any](T) Optional[T] { panic(1) }
`},
		"more": {now: oldClient + "type New struct{ Field int }", source: Compatible, added: []string{"New", "New.Field"}},
		"less and otherwise": {now: `package api
type Pet struct {
	Name *string
	Tag, Note *string
}
type Kind = string
func (p Pet) Rename(name string) error { return nil }
func List(a int) ([]Pet, error) { return nil, nil }
func Some[T comparable](v T) Optional[T] { panic(v) }
`, source: Breaking, removed: []string{"A"}, changed: []string{"Kind", "List", "Pet.Name", "Pet.Rename", "Some"}},
	} {
		t.Run(name, func(t *testing.T) {
			g, err := CompareGenerated("1", "2", map[string][]byte{"a.go": []byte(oldClient)}, map[string][]byte{"b.go": []byte(test.now)})
			if err != nil {
				t.Fatal(err)
			}
			if g.Source() != test.source || !slices.Equal(g.Removed, test.removed) || !slices.Equal(g.Changed, test.changed) || !slices.Equal(g.Added, test.added) {
				t.Errorf("%s: %+v", g.Source(), g)
			}
		})
	}
	files := map[string][]byte{"a.go": []byte(oldClient)}
	if g, err := CompareGenerated("1", "1", files, files); g != nil || err != nil {
		t.Errorf("of itself: %+v, %v", g, err)
	}
	if _, err := CompareGenerated("1", "1", map[string][]byte{"a.go": []byte("<<<<<<<")}, files); err == nil {
		t.Error("what is not Go was taken")
	}
}

// What a program does not use of the generator's changes does not touch it.
func TestGeneratorTouches(t *testing.T) {
	r := (&Report{}).WithGenerator(&Generator{Old: "1", New: "2", Removed: []string{"A", "B"}, Added: []string{"C"}})
	if r.Source != Breaking {
		t.Errorf("source is %s", r.Source)
	}
	touching := r.For(map[string][]string{"B": {"main.go:1:1"}})
	if touching.Generator == nil || !slices.Equal(touching.Generator.Removed, []string{"B"}) || touching.Source != Breaking {
		t.Errorf("%+v", touching.Generator)
	}
	if touching := r.For(map[string][]string{"C": {"main.go:1:1"}}); touching.Generator != nil || touching.Source != None {
		t.Errorf("%+v", touching.Generator)
	}
}
