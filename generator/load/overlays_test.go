package load_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/load"
)

const shop = `openapi: 3.0.3
info: {title: Shop, version: "1"}
tags: [{name: pets}, {name: internal}]
paths:
  /pets:
    get:
      tags: [pets, internal]
      summary: old
      x-traits: [paged]
      parameters:
        - {name: dummy, in: query, schema: {type: string}}
        - {name: limit, in: query, schema: {type: integer}}
      responses: {"200": {description: OK}}
  /owners:
    get:
      responses: {"200": {description: OK}}
`

// laid loads shop under an overlay of some actions.
func laid(t *testing.T, document, overlay string) (*load.Document, finding.List) {
	t.Helper()
	fsys := fstest.MapFS{"openapi.yaml": {Data: []byte(document)}, "fix.overlay.yaml": {Data: []byte(overlay)}}
	return load.Load(context.Background(), "openapi.yaml", load.Options{FS: fsys, Overlays: []string{"fix.overlay.yaml"}})
}

func actions(version, text string) string {
	return "overlay: " + version + "\ninfo: {title: Fix, version: '1'}\nactions:\n" + text
}

func TestOverlay(t *testing.T) {
	tests := map[string]struct {
		actions  string
		version  string // "" for 1.1.0
		at, want string
	}{
		"update merges an object":         {"- target: $.paths['/pets'].get\n  update: {summary: new, x-safe: true}", "", "/paths/~1pets/get/summary", `"new"`},
		"and adds what is not there":      {"- target: $.paths['/pets'].get\n  update: {summary: new, x-safe: true}", "", "/paths/~1pets/get/x-safe", "true"},
		"at many places":                  {"- target: $.paths.*.get\n  update: {x-safe: true}", "", "/paths/~1owners/get/x-safe", "true"},
		"of the document itself":          {"- target: $\n  update: {info: {x-a: 1}}", "", "/info", `{"title":"Shop","version":"1","x-a":1}`},
		"update appends an entry":         {"- target: $.tags\n  update: {name: more}", "", "/tags", `[{"name":"pets"},{"name":"internal"},{"name":"more"}]`},
		"joins lists":                     {"- target: $.tags\n  update: [{name: a}, {name: b}]", "", "/tags", `[{"name":"pets"},{"name":"internal"},{"name":"a"},{"name":"b"}]`},
		"lists inside of objects":         {"- target: $\n  update: {tags: [{name: a}]}", "1.0.0", "/tags", `[{"name":"pets"},{"name":"internal"},{"name":"a"}]`},
		"appends a list in 1.0":           {"- target: $.paths['/pets'].get['x-traits']\n  update: [a]", "1.0.0", "/paths/~1pets/get/x-traits", `["paged",["a"]]`},
		"joins it in 1.1":                 {"- target: $.paths['/pets'].get['x-traits']\n  update: [a]", "1.1.0", "/paths/~1pets/get/x-traits", `["paged","a"]`},
		"replaces a scalar":               {"- target: $.paths['/pets'].get.summary\n  update: new", "", "/paths/~1pets/get/summary", `"new"`},
		"a key without a value is none":   {"- target: $\n  update: {info: {x-a: 1}, tags: }", "", "/tags", `[{"name":"pets"},{"name":"internal"}]`},
		"remove a member":                 {"- target: $.paths['/pets'].get.summary\n  remove: true", "", "/paths/~1pets/get/summary", "<none>"},
		"remove by a filter":              {"- target: $.paths.*.get.parameters[?@.name == 'dummy']\n  remove: true", "", "/paths/~1pets/get/parameters/0/name", `"limit"`},
		"remove scalars of a list":        {"- target: $.paths.*.get.tags[?@ == 'internal']\n  remove: true", "", "/paths/~1pets/get/tags", `["pets"]`},
		"remove all of a list":            {"- target: $.tags[*]\n  remove: true", "", "/tags", `[]`},
		"remove wins over update":         {"- target: $.paths['/pets'].get.summary\n  remove: true\n  update: x", "", "/paths/~1pets/get/summary", "<none>"},
		"traits":                          {"- target: $.paths[?@.get['x-traits'][?@ == 'paged']].get\n  update: {x-b: 1}", "", "/paths/~1pets/get/x-b", "1"},
		"only where they are":             {"- target: $.paths[?@.get['x-traits'][?@ == 'paged']].get\n  update: {x-b: 1}", "", "/paths/~1owners/get/x-b", "<none>"},
		"copy":                            {"- target: $.paths['/owners'].get\n  copy: $.paths['/pets'].get", "", "/paths/~1owners/get/summary", `"old"`},
		"copy what a copy was put into":   {"- target: $.info\n  update: {x-a: {}}\n- target: $.info['x-a']\n  copy: $.info", "", "/info/x-a/x-a", "{}"},
		"actions see what went before":    {"- target: $.paths\n  update: {/new: {}}\n- target: $.paths['/new']\n  copy: $.paths['/pets']\n- target: $.paths['/pets']\n  remove: true", "", "/paths/~1new/get/summary", `"old"`},
		"two versions without patch":      {"- target: $.info\n  update: {x-a: 1}", "1.1", "/info/x-a", "1"},
		"a number is as it is written":    {"- target: $.info\n  update: {x-a: 1.50}", "", "/info/x-a", "1.50"},
		"recreate what was removed":       {"- target: $.tags\n  remove: true\n- target: $\n  update: {tags: [{name: z}]}", "", "/tags", `[{"name":"z"}]`},
		"descendants":                     {"- target: $..[?@.name == 'limit']\n  update: {description: how many}", "", "/paths/~1pets/get/parameters/1/description", `"how many"`},
		"remove an item and what follows": {"- target: $.paths['/pets'].get.parameters[0,1]\n  remove: true", "", "/paths/~1pets/get/parameters", "[]"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			version := tt.version
			if version == "" {
				version = "1.1.0"
			}
			doc, findings := laid(t, shop, actions(version, tt.actions))
			if doc == nil {
				t.Fatal(findings)
			}
			if got := compact(doc.Node(tt.at)); got != tt.want {
				t.Errorf("%s is %s, want %s\n%v", tt.at, got, tt.want, findings)
			}
		})
	}
}

// What is wrong with an overlay, or with the meeting of overlay and document, is said at its place.
func TestOverlayFindings(t *testing.T) {
	tests := map[string]struct{ overlay, want string }{
		"nothing matches":      {actions("1.1.0", "- target: $.paths['/none']\n  remove: true"), "fix.overlay.yaml:4:11 #/actions/0/target: warning: the overlay's target $.paths['/none'] matches nothing"},
		"not a query":          {actions("1.1.0", "- target: paths\n  remove: true"), `fix.overlay.yaml:4:11 #/actions/0/target: error: target "paths" is no JSONPath query`},
		"not an overlay":       {"openapi: 3.0.3\n", "fix.overlay.yaml:1:1: error: is not an OpenAPI Overlay"},
		"another version":      {actions("2.0.0", "- target: $\n  remove: true"), `fix.overlay.yaml:1:10 #/overlay: error: version "2.0.0" of overlays is not supported`},
		"no actions":           {"overlay: 1.0.0\ninfo: {title: a, version: '1'}\n", "error: an overlay needs a list of actions"},
		"no change":            {actions("1.0.0", "- target: $.info"), "#/actions/0: error: the action changes nothing"},
		"two changes":          {actions("1.1.0", "- target: $.info\n  copy: $.tags\n  update: {}"), "an action has either update or copy"},
		"the root":             {actions("1.1.0", "- target: $\n  remove: true"), "error: the document itself cannot be removed"},
		"a list for an object": {actions("1.1.0", "- target: $.info\n  update: []"), "error: the target is an object in openapi.yaml:2:7 #/info, which a list cannot be put into"},
		"deep inside":          {actions("1.1.0", "- target: $\n  update: {info: {title: {}}}"), "fix.overlay.yaml:5:26 #/actions/0/update/info/title: error: info/title is a string in openapi.yaml:2:15 #/info/title, and an object here"},
		"two to copy":          {actions("1.1.0", "- target: $.info\n  copy: $.paths.*"), "error: copy selects 2 values, not one"},
		"another document":     {"extends: other.yaml\n" + actions("1.1.0", "- target: $.info\n  update: {x-a: 1}"), `note: the overlay is for "other.yaml", which is no document of this client`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			_, findings := laid(t, shop, tt.overlay)
			if !strings.Contains(fmt.Sprint(findings), tt.want) {
				t.Errorf("got %v\nwant %s", findings, tt.want)
			}
		})
	}
}

// A reference to what an overlay has taken out is said with the action that did.
func TestOverlayTakesOutWhatIsNeeded(t *testing.T) {
	const document = `openapi: 3.0.3
info: {title: Shop, version: "1"}
paths: {/pets: {get: {responses: {"200": {$ref: "#/components/responses/Pets"}}}}}
components: {responses: {Pets: {description: OK}}}
`
	_, findings := laid(t, document, actions("1.0.0", "- target: $.components.responses.Pets\n  remove: true"))
	if want := `there is no "Pets" in /components/responses: the overlay takes it out, in fix.overlay.yaml:4:11`; !strings.Contains(fmt.Sprint(findings), want) {
		t.Errorf("got %v\nwant %s", findings, want)
	}
}

// What an overlay brings has its place in the overlay, for findings to lead there.
func TestOverlayPlaces(t *testing.T) {
	doc, findings := laid(t, shop, actions("1.1.0", "- target: $.paths['/pets'].get.parameters[1].schema\n  update: {type: intger}"))
	if doc == nil || !strings.Contains(fmt.Sprint(findings), "fix.overlay.yaml:5:18") {
		t.Errorf("got %v", findings)
	}
}

// An overlay names the document that it is for, of several.
func TestOverlayExtends(t *testing.T) {
	other := strings.Replace(strings.ReplaceAll(shop, "/pets", "/cats"), "/owners", "/dogs", 1)
	fsys := fstest.MapFS{
		"a/one.yaml": {Data: []byte(shop)}, "a/two.yaml": {Data: []byte(other)},
		"fix/one.overlay.yaml": {Data: []byte("extends: ../a/two.yaml\n" + actions("1.0.0", "- target: $.paths.*.get\n  update: {x-a: 1}"))},
	}
	doc, findings := load.LoadAll(context.Background(), []string{"a/one.yaml", "a/two.yaml"},
		load.Options{FS: fsys, Overlays: []string{"fix/one.overlay.yaml"}})
	if doc == nil {
		t.Fatal(findings)
	}
	for path, want := range map[string]string{"~1pets": "<none>", "~1cats": "1", "~1dogs": "1", "~1owners": "<none>"} {
		if got := compact(doc.Node("/paths/" + path + "/get/x-a")); got != want {
			t.Errorf("%s has %s, want %s", path, got, want)
		}
	}
	if !strings.Contains(strings.Join(doc.Files, " "), "fix/one.overlay.yaml") {
		t.Errorf("the overlay is not among the files: %v", doc.Files)
	}
}

// In YAML, places can share a value by an alias; a change of one is none of the other.
func TestOverlayOfAliases(t *testing.T) {
	shared := strings.Replace(shop, "  /owners:\n    get:\n", "  /cats: *pets\n  /owners:\n    get:\n", 1)
	shared = strings.Replace(shared, "  /pets:\n", "  /pets: &pets\n", 1)
	doc, findings := laid(t, shared, actions("1.1.0", "- target: $.paths['/cats'].get\n  update: {summary: cats}"))
	if doc == nil {
		t.Fatal(findings)
	}
	if pets, cats := compact(doc.Node("/paths/~1pets/get/summary")), compact(doc.Node("/paths/~1cats/get/summary")); pets != `"old"` || cats != `"cats"` {
		t.Errorf("got %s and %s", pets, cats)
	}
}
