package scenarios

import (
	"testing"

	api "github.com/armsmith/armsmith/_autorest/bodycomplex"
	families "github.com/armsmith/armsmith/_autorest/multipleinheritance"
)

// siblings are fish of three kinds.
const siblings = `[
	{"fishtype": "shark", "age": 6, "birthday": "2012-01-05T01:00:00Z", "length": 20, "species": "predator"},
	{"fishtype": "sawshark", "age": 105, "birthday": "1900-01-05T01:00:00Z", "length": 10, "picture": "//////4=", "species": "dangerous"},
	{"fishtype": "goblin", "age": 1, "birthday": "2015-08-08T00:00:00Z", "length": 30, "species": "scary", "jawsize": 5, "color": "pinkish-gray"}
]`

// ofThreeKinds are the siblings as a program writes them.
func ofThreeKinds() []api.Fish {
	return []api.Fish{
		&api.Shark{Age: api.Some[int32](6), Birthday: at(2012, 1, 5, 1, 0, 0), Length: 20, Species: api.Some("predator")},
		&api.Sawshark{
			Age: api.Some[int32](105), Birthday: at(1900, 1, 5, 1, 0, 0), Length: 10, Species: api.Some("dangerous"),
			Picture: []byte{255, 255, 255, 255, 254},
		},
		&api.Goblinshark{
			Age: api.Some[int32](1), Birthday: at(2015, 8, 8, 0, 0, 0), Length: 30, Species: api.Some("scary"),
			Jawsize: api.Some[int64](5), Color: api.Some(api.GoblinSharkColor("pinkish-gray")),
		},
	}
}

func TestPolymorphism(t *testing.T) {
	c := dial(t, api.NewClient).Polymorphism
	reads(t, "getComplexPolymorphismValid", `{"fishtype": "salmon", "location": "alaska", "iswild": true, "species": "king", "length": 1,
		"siblings": `+siblings+`}`)(c.GetValid(none))
	done(t, "putComplexPolymorphismValid", c.PutValid(none, api.PutPolymorphismValidParams{Body: &api.Salmon{
		Location: api.Some("alaska"), Iswild: api.Some(true), Species: api.Some("king"), Length: 1, Siblings: ofThreeKinds(),
	}}))
	smart, err := c.GetComplicated(none)
	reads(t, "getComplexPolymorphismComplicated", `{"fishtype": "smart_salmon", "location": "alaska", "iswild": true, "species": "king",
		"additionalProperty1": 1, "additionalProperty2": false, "additionalProperty3": "hello",
		"additionalProperty4": {"a": 1, "b": 2}, "additionalProperty5": [1, 3], "length": 1, "siblings": `+siblings+`}`)(smart, err)
	if err == nil {
		done(t, "putComplexPolymorphismComplicated", c.PutComplicated(none, api.PutPolymorphismComplicatedParams{Body: *smart}))
	}
	salmon := api.Salmon{
		Location: api.Some("alaska"), Iswild: api.Some(true), Species: api.Some("king"), Length: 1, Siblings: ofThreeKinds(),
	}
	returned, err := c.PutMissingDiscriminator(none, api.PutPolymorphismMissingDiscriminatorParams{Body: salmon})
	t.Run("putComplexPolymorphismNoDiscriminator", func(t *testing.T) {
		if err != nil || returned.Location.Or("") != "alaska" || len(returned.Siblings) != 3 {
			t.Errorf("%+v, %v", returned, err)
		}
	})
}

func TestPolymorphismOfNamesWithDots(t *testing.T) {
	c := dial(t, api.NewClient).Polymorphism
	reads(t, "getComplexPolymorphismDotSyntax", `{"fish.type": "DotSalmon", "location": "sweden", "iswild": true, "species": "king"}`)(
		c.GetDotSyntax(none))
	market, err := c.GetComposedWithDiscriminator(none)
	t.Run("getComposedWithDiscriminator", func(t *testing.T) {
		if err != nil {
			t.Fatal(err)
		}
		fish, ok := market.Fishes[1].(*api.DotSalmon)
		if !ok || fish.Location.Or("") != "canada" || market.SampleSalmon.Location.Or("") != "sweden" {
			t.Errorf("%+v", market)
		}
	})
	market, err = c.GetComposedWithoutDiscriminator(none)
	t.Run("getComposedWithoutDiscriminator", func(t *testing.T) {
		if err != nil {
			t.Fatal(err)
		}
		if market.SampleSalmon.Location.Or("") != "sweden" || market.Salmons[1].Location.Or("") != "atlantic" || len(market.Fishes) != 2 {
			t.Errorf("%+v", market)
		}
	})
}

func TestPolymorphismInItself(t *testing.T) {
	c := dial(t, api.NewClient).Polymorphicrecursive
	fish, err := c.GetValid(none)
	reads(t, "getComplexPolymorphicRecursiveValid", `{"fishtype": "salmon", "location": "alaska", "iswild": true, "species": "king", "length": 1, "siblings": [
		{"fishtype": "shark", "age": 6, "birthday": "2012-01-05T01:00:00Z", "species": "predator", "length": 20, "siblings": [
			{"fishtype": "salmon", "location": "atlantic", "iswild": true, "species": "coho", "length": 2, "siblings": [
				{"fishtype": "shark", "age": 6, "birthday": "2012-01-05T01:00:00Z", "species": "predator", "length": 20},
				{"fishtype": "sawshark", "age": 105, "birthday": "1900-01-05T01:00:00Z", "picture": "//////4=", "species": "dangerous", "length": 10}]},
			{"fishtype": "sawshark", "age": 105, "birthday": "1900-01-05T01:00:00Z", "picture": "//////4=", "species": "dangerous", "length": 10, "siblings": []}]},
		{"fishtype": "sawshark", "age": 105, "birthday": "1900-01-05T01:00:00Z", "picture": "//////4=", "species": "dangerous", "length": 10, "siblings": []}]}`)(
		fish, err)
	done(t, "putComplexPolymorphicRecursiveValid", c.PutValid(none, api.PutPolymorphicrecursiveValidParams{Body: fish}))
}

func TestMultipleInheritance(t *testing.T) {
	c := dial(t, families.NewClient)
	yes, no := families.Some(true), families.Some(false)
	gives(t, "MultipleInheritancePetGet", &families.Pet{Name: "Peanut"})(c.GetPet(none))
	gives(t, "MultipleInheritancePetPut", "Pet was correct!")(c.PutPet(none, families.PutPetParams{Body: families.Pet{Name: "Butter"}}))
	gives(t, "MultipleInheritanceHorseGet", &families.Horse{Name: "Fred", IsAShowHorse: yes})(c.GetHorse(none))
	gives(t, "MultipleInheritanceHorsePut", "Horse was correct!")(
		c.PutHorse(none, families.PutHorseParams{Body: families.Horse{Name: "General", IsAShowHorse: no}}))
	gives(t, "MultipleInheritanceFelineGet", &families.Feline{Meows: yes, Hisses: yes})(c.GetFeline(none))
	gives(t, "MultipleInheritanceFelinePut", "Feline was correct!")(
		c.PutFeline(none, families.PutFelineParams{Body: families.Feline{Meows: no, Hisses: yes}}))
	gives(t, "MultipleInheritanceCatGet", &families.Cat{Name: "Whiskers", LikesMilk: yes, Meows: yes, Hisses: yes})(c.GetCat(none))
	gives(t, "MultipleInheritanceCatPut", "Cat was correct!")(
		c.PutCat(none, families.PutCatParams{Body: families.Cat{Name: "Boots", LikesMilk: no, Meows: yes, Hisses: no}}))
	gives(t, "MultipleInheritanceKittenGet", &families.Kitten{Name: "Gatito", LikesMilk: yes, Meows: yes, Hisses: yes, EatsMiceYet: no})(
		c.GetKitten(none))
	gives(t, "MultipleInheritanceKittenPut", "Kitten was correct!")(c.PutKitten(none, families.PutKittenParams{
		Body: families.Kitten{Name: "Kitty", LikesMilk: no, Meows: yes, Hisses: no, EatsMiceYet: yes},
	}))
}
