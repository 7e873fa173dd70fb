package plan

import (
	"testing"

	"github.com/armsmith/armsmith/generator/model"
)

func planSchemas(t *testing.T, schemas string) *model.API {
	t.Helper()
	doc := loadText(t, `{"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{},"components":{"schemas":{`+schemas+`}}}`)
	api, _ := Plan(doc, Config{Package: "demo"})
	checkRefs(t, api)
	return api
}

// A property that is composed of itself, and of an object that holds it, is compared with itself
// without end by who does not count the steps.
func TestComposedOfItself(t *testing.T) {
	const next = `"#/components/schemas/Node/properties/next"`
	api := planSchemas(t, `"Node":{"type":"object","properties":{"next":{"type":"object","properties":{
		"next":{"$ref":`+next+`,"properties":{"next":{"type":"object","properties":{"next":{"$ref":`+next+`},"value":{"type":"string"}}}}}}}}}`)
	if len(api.Types) == 0 {
		t.Error("there are no types")
	}
}

// A union that is a variant of itself by way of a name that stands for another union needs nothing
// to carry it.
func TestUnionThroughNames(t *testing.T) {
	api := planSchemas(t, `"Again":{"oneOf":[{"$ref":"#/components/schemas/Loop","allOf":[{"type":"string"}]},{"type":"null"}]},
		"Loop":{"anyOf":[{"$ref":"#/components/schemas/Again"},{"type":"string"},{"type":"integer"}]}`)
	for _, typ := range api.Types {
		if typ.Name != "Loop" {
			continue
		}
		for _, v := range typ.Union.Variants {
			if v.Type.Kind == model.Named && v.Wrapper != "" {
				t.Errorf("the variant %s is carried by %s", v.Type.Type.Name, v.Wrapper)
			}
		}
	}
}
