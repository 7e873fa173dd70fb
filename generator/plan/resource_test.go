package plan

import (
	"strings"
	"testing"

	"github.com/armsmith/armsmith/generator/plan/name"
)

// The identifiers of resources keep their names when others come that would have taken them.
func TestResourcesKeepTheirNames(t *testing.T) {
	const head = "openapi: 3.0.3\ninfo: {title: t, version: \"1\"}\npaths:\n"
	path := func(path, operation string, variables ...string) string {
		text := "  " + path + ":\n    get:\n      operationId: " + operation + "\n      responses: {\"200\": {description: ok}}\n      parameters:\n"
		for _, v := range variables {
			text += "        - {name: " + v + ", in: path, required: true, schema: {type: string}}\n"
		}
		return text
	}
	first := path("/subscriptions/{sub}/providers/A.B/depots/{depot}/trucks/{truck}", "Trucks_Get", "sub", "depot", "truck") +
		path("/subscriptions/{sub}/providers/A.B/depots/{depot}/trucks", "Trucks_List", "sub", "depot")
	second := path("/subscriptions/{sub}/providers/A.B/trucks/{truck}", "AllTrucks_Get", "sub", "truck") +
		path("/subscriptions/{sub}/providers/A.B/garages/{garage}/trucks/{truck}", "Trucks_GetInGarage", "sub", "garage", "truck")
	resources := func(text string, lock *name.Lock) (string, *name.Lock) {
		book := name.NewBook(lock)
		api, _ := Plan(loadText(t, head+text), Config{Package: "demo", Names: book})
		var out []string
		for _, res := range api.Resources {
			out = append(out, res.Name+"("+strings.Join(res.Fields, " ")+")")
		}
		return strings.Join(out, " "), book.Lock(false)
	}
	was, lock := resources(first, nil)
	is, _ := resources(first+second, lock)
	alone, _ := resources(first+second, nil)
	if want := "TruckID(Sub Depot Truck)"; was != want {
		t.Errorf("got %s, want %s", was, want)
	}
	if want := "TruckID(Sub Depot Truck) GarageTruckID(Sub Garage Truck) AllTruckID(Sub Truck)"; is != want {
		t.Errorf("with a lock: got %s, want %s", is, want)
	}
	if want := "DepotTruckID(Sub Depot Truck) GarageTruckID(Sub Garage Truck) AllTruckID(Sub Truck)"; alone != want {
		t.Errorf("without: got %s, want %s", alone, want)
	}
}

// Paths that look alike but identify nothing have no identifier.
func TestNoResources(t *testing.T) {
	for _, text := range []string{
		"/orgs/{org}/pets/{pet}", "/providers/{ns}/pets/{pet}", "/providers/A.B/{pet}", "/providers/A.B", "/subscriptions/{sub}/providers/A.B/pets",
		"/subscriptions/{sub}/providers/A.B/{kind}/{pet}", "/subscriptions/{sub}/providers/A.B/pets/{pet}.json", "/{pet}", "/",
	} {
		doc := "openapi: 3.0.3\ninfo: {title: t, version: \"1\"}\npaths:\n  " + text + ":\n    get:\n      responses: {\"200\": {description: ok}}\n      parameters:\n"
		for _, v := range []string{"org", "pet", "ns", "sub", "kind"} {
			if strings.Contains(text, "{"+v+"}") {
				doc += "        - {name: " + v + ", in: path, required: true, schema: {type: string}}\n"
			}
		}
		if !strings.Contains(text, "{") {
			doc = strings.TrimSuffix(doc, "      parameters:\n")
		}
		if api, _ := Plan(loadText(t, doc), Config{Package: "demo"}); len(api.Resources) > 0 || len(api.Groups) == 0 {
			t.Errorf("%s: %+v in %d groups", text, api.Resources, len(api.Groups))
		}
	}
}
