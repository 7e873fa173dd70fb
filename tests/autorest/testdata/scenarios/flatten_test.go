package scenarios

import (
	"testing"

	api "github.com/armsmith/armsmith/_autorest/modelflattening"
)

// resources are what the server has, by name and in order.
const (
	resourceOne = `{"id": "1", "location": "Building 44", "name": "Resource1", "type": "Microsoft.Web/sites", "tags": {"tag1": "value1", "tag2": "value3"},
		"properties": {"provisioningState": "Succeeded", "provisioningStateValues": "OK", "p.name": "Product1", "type": "Flat"}}`
	resourceTwo   = `{"id": "2", "name": "Resource2", "location": "Building 44"}`
	resourceThree = `{"id": "3", "name": "Resource3"}`
	byName        = `{"Product1": ` + resourceOne + `, "Product2": ` + resourceTwo + `, "Product3": ` + resourceThree + `}`
)

func TestFlattened(t *testing.T) {
	c := dial(t, api.NewClient)
	tags := map[string]string{"tag1": "value1", "tag2": "value3"}
	product := func(location, name string) api.FlattenedProduct {
		return api.FlattenedProduct{Location: api.Some(location), PName: api.Some(name), PropertiesType: api.Some("Flat")}
	}
	west, east := product("West US", "Product1"), product("East US", "Product2")
	west.Tags = tags
	two, azure := product("Building 44", "Product2"), product("India", "Azure")
	named := map[string]*api.FlattenedProduct{"Resource1": &west, "Resource2": &two}

	reads(t, "getModelFlattenArray", `[`+resourceOne+`, `+resourceTwo+`, `+resourceThree+`]`)(c.GetArray(none))
	done(t, "putModelFlattenArray", c.PutArray(none, api.PutArrayParams{Body: []api.Resource{
		{Location: api.Some("West US"), Tags: tags}, {Location: api.Some("Building 44")},
	}}))
	reads(t, "getModelFlattenDictionary", byName)(c.GetDictionary(none))
	done(t, "putModelFlattenDictionary", c.PutDictionary(none, api.PutDictionaryParams{Body: named}))
	got, err := c.GetResourceCollection(none)
	t.Run("getModelFlattenResourceCollection", func(t *testing.T) {
		if err != nil {
			t.Fatal(err)
		}
		sameJSON(t, got.Dictionaryofresources, byName)
		if got.Productresource.Name.Or("") != "Resource7" || got.Arrayofresources[0].PName.Or("") != "Product4" || len(got.Arrayofresources) != 3 {
			t.Errorf("%+v", got)
		}
	})
	done(t, "putModelFlattenResourceCollection", c.PutResourceCollection(none, api.PutResourceCollectionParams{Body: &api.ResourceCollection{
		Productresource: &azure, Arrayofresources: []api.FlattenedProduct{west, east}, Dictionaryofresources: named,
	}}))
}

func TestFlattenedByHand(t *testing.T) {
	c := dial(t, api.NewClient)
	simple := api.SimpleProduct{
		ProductID: "123", Description: api.Some("product description"), MaxProductDisplayName: api.Some("max name"),
		Capacity: api.Some("Large"), ODataValue: api.Some("http://foo"),
	}
	inherited := simple
	inherited.GenericValue = api.Some("https://generic")
	gives(t, "putModelFlattenCustomBase", &inherited)(c.PutSimpleProduct(none, api.PutSimpleProductParams{Body: &inherited}))
	gives(t, "postModelFlattenCustomParameter", &simple)(c.PostFlattenedSimpleProduct(none, api.PostFlattenedSimpleProductParams{Body: &simple}))
	gives(t, "putModelFlattenCustomGroupedParameter", &simple)(
		c.PutSimpleProductWithGrouping(none, api.PutSimpleProductWithGroupingParams{Name: "groupproduct", Body: &simple}))
}
