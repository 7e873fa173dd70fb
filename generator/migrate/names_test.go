package migrate

import (
	"maps"
	"testing"
)

// TestRenames: what a thing is called follows the thing, wherever it went and whoever has its name
// now.
func TestRenames(t *testing.T) {
	old := []Name{
		{"package", "/a", "Order", "1"}, {"package", "/b", "OrderModel", "2"},
		{"package", "/c", "Pet", "3"}, {"package", "/c/kind", "PetKind", ""}, {"package", "/c/kind#cat", "PetKindCat", ""},
		{"package", "/gone", "Gone", "4"}, {"package", "/x", "X", "5"}, {"package", "/y", "Y", "5"},
		{"package", "client Pets", "PetsClient", ""},
		{"fields /c", "name", "Name", ""}, {"common /c", ":discriminator", "Kind", ""},
		{"package", "/c#unknown", "UnknownPet", ""},
		{"methods Pets", "method GET /p ", "List", "method Pets_List "},
		{"package", "params GET /p ", "ListParams", "params Pets_List "},
		{"params method GET /p ", "Query limit", "Limit", ""},
	}
	now := []Name{
		{"package", "/a", "OrderModel", "1"}, {"package", "/b", "Order", "2"},
		{"package", "/d", "Animal", "3"}, {"package", "/d/kind", "AnimalKind", ""}, {"package", "/d/kind#cat", "AnimalKindCat", ""},
		{"package", "/z", "Z", "5"}, // which of two it was is not known
		{"package", "client Zoo", "ZooClient", ""},
		{"fields /d", "name", "Title", ""}, {"common /d", ":discriminator", "Type", ""},
		{"package", "/d#unknown", "UnknownAnimal", ""},
		{"methods Zoo", "method GET /q ", "All", "method Pets_List "},
		{"package", "params GET /q ", "AllParams", "params Pets_List "},
		{"params method GET /q ", "Query limit", "Top", ""},
	}
	want := map[string]string{
		"Order": "OrderModel", "OrderModel": "Order", "Pet": "Animal", "PetKind": "AnimalKind", "PetKindCat": "AnimalKindCat",
		"UnknownPet": "UnknownAnimal", "Pet.Name": "Animal.Title", "UnknownPet.Kind": "UnknownAnimal.Type",
		"PetsClient.List": "ZooClient.All", "ListParams": "AllParams", "ListParams.Limit": "AllParams.Top",
	}
	if got := Renames(old, now); !maps.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

// TestResolve: a name that stands for something else now is no counterpart.
func TestResolve(t *testing.T) {
	set := func(names ...string) map[string]bool {
		out := map[string]bool{}
		for _, n := range names {
			out[n] = true
		}
		return out
	}
	p := &pair{had: set("A", "A.F", "B", "C", "D"), has: set("B", "C", "E", "E.F"), renames: map[string]string{"A": "E", "B": "C", "D": "Lost"}}
	p.settle()
	for name, want := range map[string]string{"A": "E", "A.F": "E.F", "B": "C", "C": "", "D": ""} {
		if got := p.resolve(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}
