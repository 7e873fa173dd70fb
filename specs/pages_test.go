package specs_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// pagesOf tells which reference page each document was made from.
var pagesOf = map[string]string{
	"azureml/2025-06-01":    "001_c90722fc70659ea3.txt",
	"azureml/2026-03-01":    "000_87175a24c5b6e970.txt",
	"azurebatch/2025-06-01": "002_afdad7f294aba8c9.txt",
}

// readShared reads a file that lies beside the repository. Without it the test is skipped, unless
// ARMSMITH_REQUIRE_SHARED=1 says that it must be there.
func readShared(t *testing.T, name ...string) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(append([]string{"..", "..", "shared"}, name...)...))
	if err != nil {
		if os.Getenv("ARMSMITH_REQUIRE_SHARED") == "1" {
			t.Fatalf("ARMSMITH_REQUIRE_SHARED=1, but a shared file is not there: %v", err)
		}
		t.Skipf("not beside this repository: %v", err)
	}
	return text
}

func readPage(t *testing.T, folder string) page {
	t.Helper()
	return parsePage(t, string(readShared(t, "documents", pagesOf[folder])))
}

// eachPage runs a test on every document with its page.
func eachPage(t *testing.T, test func(t *testing.T, p page, d document)) {
	t.Helper()
	for folder := range pagesOf {
		t.Run(folder, func(t *testing.T) {
			test(t, readPage(t, folder), readDocument(t, folder))
		})
	}
}

// sameRows compares what a page prints with what the document says, in order. Where the page has
// lost a word, or only its beginning is left, the document's word has to begin like what is left.
func sameRows(t *testing.T, what string, lossy bool, printed, written []row) {
	t.Helper()
	written = slices.Clone(written)
	for i := range min(len(printed), len(written)) {
		p, w := printed[i], &written[i]
		if lossy && strings.HasPrefix(w.name, p.name) {
			w.name = p.name
		}
		if p.typ == "" || lossy && strings.HasPrefix(w.typ, p.typ) {
			w.typ = p.typ
		}
		if lossy && p.tag != "" && strings.HasPrefix(w.tag, p.tag) {
			w.tag = p.tag
		}
		if !p.described { // then the document may add a description
			w.described = false
		}
	}
	if diff := cmp.Diff(printed, written, cmp.AllowUnexported(row{}), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("%s: the page (-) and the document (+) differ:\n%s", what, diff)
	}
}

func TestPageDefinitions(t *testing.T) {
	eachPage(t, func(t *testing.T, p page, d document) {
		seen := map[string]bool{}
		for _, def := range p.definitions {
			seen[def.name] = true
			schema := d.schema(def.name)
			if !schema.exists() {
				t.Errorf("the page defines %s, the document does not", def.name)
				continue
			}
			if def.enum != nil {
				sameRows(t, def.name, p.lossy, def.enum, d.enumRows(schema))
			} else {
				sameRows(t, def.name, p.lossy, def.rows, d.propertyRows(schema))
			}
			if def.described && schema.get("description").text() == "" {
				t.Errorf("%s is described on the page, but not in the document", def.name)
			}
		}
		for _, name := range d.get("components").get("schemas").keys() {
			if !seen[name] && !d.schema(name).get("discriminator").exists() {
				t.Errorf("the document defines %s, the page does not", name)
			}
		}
	})
}

func TestPageParameters(t *testing.T) {
	eachPage(t, func(t *testing.T, p page, d document) {
		var inURL, headers []row
		for _, param := range append(d.get("x-ms-parameterized-host").get("parameters").list(), d.op.get("parameters").list()...) {
			r := d.parameterRow(param)
			if r.in == "header" {
				r.in = ""
				headers = append(headers, r)
			} else {
				inURL = append(inURL, r)
			}
		}
		sameRows(t, "URI parameters", p.lossy, p.parameters, inURL)
		sameRows(t, "request headers", p.lossy, p.headers, headers)
		body := d.resolve(d.op.get("requestBody").get("content").get("application/json").get("schema"))
		sameRows(t, "request body", p.lossy, p.body, d.propertyRows(body))
	})
}

func TestPageResponses(t *testing.T) {
	eachPage(t, func(t *testing.T, p page, d document) {
		var written []row
		for _, status := range d.op.get("responses").keys() {
			res := d.op.get("responses").get(status)
			schema := res.get("content").get("application/json").get("schema")
			written = append(written, row{name: status, typ: d.pageType(schema), described: res.get("description").text() != ""})
		}
		sameRows(t, "responses", p.lossy, p.responses, written)

		ok := d.op.get("responses").get("200").get("headers")
		var names []string
		for _, name := range ok.keys() {
			names = append(names, name+": "+ok.get(name).get("schema").get("type").text())
		}
		if diff := cmp.Diff(p.responseHeaders, names); diff != "" {
			t.Errorf("headers of 200, page (-) and document (+):\n%s", diff)
		}
	})
}

// TestPageSecurity: the Update page has lost its security section. README.md, note 12, promises
// that of its sibling.
func TestPageSecurity(t *testing.T) {
	eachPage(t, func(t *testing.T, p page, d document) {
		schemes := d.get("components").get("securitySchemes")
		var written []string
		for _, name := range schemes.keys() {
			for flow, f := range schemes.get(name).get("flows").entries() {
				written = append(written, name, schemes.get(name).get("type").text(), flow, f.get("authorizationUrl").text())
				written = append(written, f.get("scopes").keys()...)
			}
		}
		if p.security == nil {
			p.security = readPage(t, "azureml/2026-03-01").security
		}
		if diff := cmp.Diff(p.security, written); diff != "" {
			t.Errorf("page (-) and document (+):\n%s", diff)
		}
	})
}

// TestPageSamples: the samples beside the document hold what the page prints: same requests, same
// bodies, key for key and number for number.
func TestPageSamples(t *testing.T) {
	eachPage(t, func(t *testing.T, p page, d document) {
		doc := load(t, filepath.Join(d.folder, "openapi.yaml"))
		template, method, op := operation(t, doc)
		title, ex := readExample(t, filepath.Join(d.folder, "openapi.yaml"), op)
		if !strings.Contains("\n"+p.text, "\n"+title+"\n") {
			t.Errorf("the page has no sample called %q", title)
		}
		base := doc.Servers[0].URL
		if want := fmt.Sprintf("%s %s%s?api-version=%s", method, base, template, doc.Info.Version); !strings.Contains(p.text, want) {
			t.Errorf("the page does not print %s", want)
		}
		request := fmt.Sprintf("%s %s%s", method, base, expand(t, template, op, ex))
		if p.request != request {
			t.Errorf("sample request\n page     %s\n document %s", p.request, request)
		}
		if got, want := compact(t, ex.Parameters["body"]), compact(t, p.requestBody); got != want {
			t.Errorf("sample request body\n page     %s\n document %s", want, got)
		}
		if got, want := compact(t, ex.Responses["200"].Body), compact(t, p.responseBody); got != want {
			t.Errorf("sample response\n page     %s\n document %s", want, got)
		}
		var headers []string
		for _, status := range []string{"200", "202"} {
			for name, value := range ex.Responses[status].Headers {
				headers = append(headers, name+": "+value)
			}
		}
		if diff := cmp.Diff(p.sampleHeaders, headers, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("sample headers, page (-) and document (+):\n%s", diff)
		}
	})
}

// TestSiblingsAgree: the types that the Update page has lost are those of the List page (README.md,
// note 18). Two definitions are named otherwise there, and the values of an enum stand in another
// order.
func TestSiblingsAgree(t *testing.T) {
	update, list := readDocument(t, "azureml/2025-06-01"), readDocument(t, "azureml/2026-03-01")
	renamed := map[string]string{
		"BatchDeployment":                "BatchDeploymentProperties",
		"BatchDeploymentTrackedResource": "BatchDeployment",
	}
	compared := 0
	for _, name := range update.get("components").get("schemas").keys() {
		there := name
		if other, ok := renamed[name]; ok {
			there = other
		}
		if !list.schema(there).exists() {
			continue // what only an update sends
		}
		compared++
		rows := update.propertyRows(update.schema(name))
		for i, r := range rows {
			if other, ok := renamed[r.typ]; ok {
				rows[i].typ = other
			}
		}
		opts := []cmp.Option{cmp.AllowUnexported(row{}), cmpopts.SortSlices(func(a, b row) bool { return a.name < b.name })}
		if diff := cmp.Diff(list.propertyRows(list.schema(there)), rows, opts...); diff != "" {
			t.Errorf("%s, List (-) and Update (+):\n%s", name, diff)
		}
		if diff := cmp.Diff(list.enumRows(list.schema(there)), update.enumRows(update.schema(name)), opts...); diff != "" {
			t.Errorf("%s, List (-) and Update (+):\n%s", name, diff)
		}
	}
	if compared < 20 {
		t.Errorf("only %d definitions are common to both", compared)
	}
}

// TestPayloadsFitTheirSchemas: larger bodies than the pages print, with most properties set.
func TestPayloadsFitTheirSchemas(t *testing.T) {
	for name, folder := range map[string]string{
		"page1.json": "azureml/2026-03-01", "page20.json": "azureml/2026-03-01", "page200.json": "azureml/2026-03-01",
		"task_example.json": "azurebatch/2025-06-01", "task_full.json": "azurebatch/2025-06-01",
	} {
		t.Run(name, func(t *testing.T) {
			doc := load(t, filepath.Join(folder, "openapi.yaml"))
			_, _, op := operation(t, doc)
			c := checker{t, doc.Components.Schemas}
			schema := op.Responses.Status(200).Value.Content["application/json"].Schema.Value
			c.validate(name, schema, readShared(t, "payloads", name), openapi3.VisitAsResponse())
		})
	}
}
