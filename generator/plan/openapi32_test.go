package plan

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/model"
)

// row is one thing that OpenAPI 3.2 adds: the smallest document that has it, and what the model
// shows of it.
type row struct {
	name, text, want string
	show             func(*model.API) string
	finding          string // the only one; "" for none
}

// firstOp is the first operation of a model.
func firstOp(api *model.API) *model.Operation { return api.Groups[0].Operations[0] }

// firstParam is the first parameter of a model.
func firstParam(api *model.API) *model.Param { return firstOp(api).Params.Params[0] }

func methods(api *model.API) string {
	var out []string
	for _, g := range api.Groups {
		for _, op := range g.Operations {
			out = append(out, g.Name+"."+op.Name+" "+op.Method)
		}
	}
	return strings.Join(out, ", ")
}

func query(parameters string) string {
	return "paths: {/x: {get: {operationId: find, parameters: [" + parameters + "], responses: {'204': {}}}}}"
}

func secured(scheme string) string {
	return "security: [{'#/components/securitySchemes/a~1b': []}]\npaths: {/x: {get: {operationId: find, responses: {'204': {}}}}}\n" +
		"components: {securitySchemes: {a/b: {" + scheme + "}}}"
}

func places(api *model.API) string {
	var out []string
	for _, s := range api.Security {
		for _, p := range s.Places {
			out = append(out, p.Name+" "+p.URL)
		}
	}
	return strings.Join(out, ", ")
}

func examples(api *model.API) string {
	e := firstOp(api).Examples[0]
	return e.Params["q"] + " " + e.Responses[0].Body
}

// noteOf is a document of a body in XML, with a property a.
func noteOf(a string) string {
	return "paths: {/x: {put: {operationId: put, requestBody: {content: {application/xml: {schema: {$ref: '#/components/schemas/Note'}}}}, responses: {'204': {}}}}}\n" +
		"components: {schemas: {Note: {type: object, properties: {a: " + a + "}}}}"
}

// answered is a document of one operation whose answer has a content.
func answered(content string) string {
	return "paths: {/x: {get: {operationId: find, responses: {'200': {content: {" + content + "}}}}}}\n" +
		"components: {schemas: {Tick: {type: object, properties: {n: {type: integer}}}}}"
}

// positions says what the parts of an answer are.
func positions(api *model.API) string {
	b := firstOp(api).Result.Body
	return fmt.Sprint(b.Type.Type.Name, " ", b.PartTypes.First, " ", b.PartTypes.Rest)
}

// xmlName is the name of the first property of a body in XML.
func xmlName(api *model.API) string { return firstOp(api).Body.Content.Type.Type.Fields[0].XML.Name }

// nodeType says where the first property of a body stands in XML.
func nodeType(api *model.API) string {
	x := firstOp(api).Body.Content.Type.Type.Fields[0].XML
	var out []string
	for word, is := range map[string]bool{"attribute": x.Attribute, "wrapped": x.Wrapped, "text": x.Text, "cdata": x.CData, "inside": x.Inside} {
		if is {
			out = append(out, word)
		}
	}
	slices.SortFunc(out, func(a, b string) int { return strings.Compare(b, a) })
	return strings.Join(out, " ")
}

func groupDoc(api *model.API) string { return api.Groups[0].Name + ": " + api.Groups[0].Doc }

const (
	form = `{name: q, in: querystring, content: {application/x-www-form-urlencoded: {schema: {type: object, properties: {a: {type: array, items: {type: string}}}},
		encoding: {a: {style: pipeDelimited, explode: false}}}}}`
	asText = `{name: q, in: querystring, content: {application/jsonpath: {schema: {type: string}}}}`
	pet    = `
paths: {/x: {get: {operationId: find, responses: {'200': {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}}}}
components:
  schemas:
    Pet:
      oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Other'}]
      discriminator: {propertyName: kind, mapping: {cat: Cat}, defaultMapping: Other}
    Cat: {type: object, required: [kind], properties: {kind: {type: string}}}
    Other: {type: object, properties: {kind: {type: string}, name: {type: string}}}`
	tagged = "paths: {/x: {get: {operationId: find, tags: [beta, pets], responses: {'204': {}}}}}\n"
)

var rows = []row{
	{name: "query", text: "paths: {/x: {query: {operationId: find, responses: {'204': {}}}}}", want: ".Find QUERY", show: methods},
	{name: "additionalOperations", text: "paths: {/x: {additionalOperations: {copy: {operationId: copyIt, responses: {'204': {}}}}}}", want: ".CopyIt copy", show: methods},
	{name: "a method that is none", text: "paths: {/x: {get: {operationId: find, responses: {'204': {}}}, additionalOperations: {'a b': {responses: {'204': {}}}}}}",
		want: ".Find GET", show: methods, finding: `"a b" is no method of HTTP`},
	{name: "a method that is there", text: "paths: {/x: {get: {operationId: find, responses: {'204': {}}}, additionalOperations: {GET: {responses: {'204': {}}}}}}",
		want: ".Find GET", show: methods, finding: "the path has the operation GET already"},
	{name: "querystring, form", text: query(form), want: "5 1 pipes", show: func(api *model.API) string {
		p := firstParam(api)
		return fmt.Sprint(p.In, p.Style, map[model.Style]string{model.StylePipeDelimited: " pipes"}[p.Parts[0].Style])
	}},
	{name: "querystring, JSON", text: query(strings.Replace(asText, "jsonpath", "json", 1)), want: "JSON",
		show: func(api *model.API) string {
			return map[model.Style]string{model.StyleJSON: "JSON"}[firstParam(api).Style]
		}},
	{name: "querystring, text", text: query(asText), want: "simple",
		show: func(api *model.API) string {
			return map[model.Style]string{model.StyleSimple: "simple"}[firstParam(api).Style]
		}},
	{name: "querystring twice", text: query(asText + "," + strings.Replace(asText, "name: q", "name: r", 1)), want: "1",
		show: func(api *model.API) string { return fmt.Sprint(len(firstOp(api).Params.Params)) }, finding: "a second parameter that is the whole query"},
	{name: "querystring beside query", text: query(asText + ", {name: r, in: query, schema: {type: string}}"), want: "2",
		show: func(api *model.API) string { return fmt.Sprint(len(firstOp(api).Params.Params)) }, finding: `of which "q" is the whole`},
	{name: "style: cookie", text: query("{name: q, in: cookie, style: cookie, schema: {type: array, items: {type: string}}}"), want: "true true",
		show: func(api *model.API) string {
			return fmt.Sprint(firstParam(api).Style == model.StyleCookie, firstParam(api).Explode)
		}},
	{name: "style: cookie elsewhere", text: query("{name: q, in: query, style: cookie, schema: {type: string}}"), want: "true",
		show: func(api *model.API) string { return fmt.Sprint(firstParam(api).Style == model.StyleForm) }, finding: `unknown style "cookie"`},
	{name: "defaultMapping", text: pet, want: "Other optional", show: func(api *model.API) string {
		for _, t := range api.Types {
			if t.Union != nil && t.Union.Otherwise != nil {
				other := t.Union.Otherwise.Type.Type
				return other.Name + map[model.Presence]string{model.Optional: " optional"}[other.Fields[0].Presence]
			}
		}
		return ""
	}},
	{name: "nodeType attribute", text: noteOf("{type: string, xml: {nodeType: attribute}}"), want: "attribute", show: nodeType},
	{name: "nodeType text", text: noteOf("{type: string, xml: {nodeType: text}}"), want: "text", show: nodeType},
	{name: "nodeType cdata", text: noteOf("{type: string, xml: {nodeType: cdata}}"), want: "text cdata", show: nodeType},
	{name: "nodeType element", text: noteOf("{type: array, xml: {nodeType: element}, items: {type: string}}"), want: "wrapped", show: nodeType},
	{name: "nodeType none of a list", text: noteOf("{type: array, xml: {nodeType: none}, items: {type: string}}"), want: "", show: nodeType},
	{name: "nodeType none of an object", text: noteOf("{type: object, properties: {b: {type: string}}, xml: {nodeType: none}}"), want: "inside", show: nodeType},
	{name: "nodeType none of a text", text: noteOf("{type: string, xml: {nodeType: none}}"), want: "", show: nodeType, finding: "is no object whose properties"},
	{name: "nodeType none of itself", text: noteOf("{allOf: [{$ref: '#/components/schemas/Note'}], xml: {nodeType: none}}"), want: "", show: nodeType,
		finding: "is no object whose properties"},
	{name: "a nodeType that is none", text: noteOf("{type: string, xml: {nodeType: comment}}"), want: "", show: nodeType, finding: `no nodeType "comment"`},
	{name: "the XML name of a property that is a $ref", text: strings.Replace(noteOf("{$ref: '#/components/schemas/Body'}"), "schemas: {", "schemas: {Body: {type: string}, ", 1),
		want: "a", show: xmlName},
	{name: "the XML name of what a $ref leads to", text: strings.Replace(noteOf("{$ref: '#/components/schemas/Body'}"), "schemas: {", "schemas: {Body: {type: string, xml: {name: other}}, ", 1),
		want: "other", show: xmlName},
	{name: "itemSchema", text: answered("application/jsonl: {itemSchema: {$ref: '#/components/schemas/Tick'}}"), want: "Tick true", show: func(api *model.API) string {
		b := firstOp(api).Result.Body
		return fmt.Sprint(b.Type.Type.Name, " ", b.Kind == model.BodyJSONLines)
	}},
	{name: "itemEncoding", text: answered("multipart/mixed: {itemSchema: {$ref: '#/components/schemas/Tick'}, itemEncoding: {contentType: application/tick+json}}"),
		want: "Tick [] application/tick+json", show: positions},
	{name: "prefixEncoding", text: answered("multipart/mixed: {itemSchema: {$ref: '#/components/schemas/Tick'}, prefixEncoding: [{contentType: application/first+json}, {}]}"),
		want: "Tick [application/first+json ] ", show: positions},
	{name: "name of a server", text: query("{name: q, in: query, schema: {type: string}}"), want: "ServerMain ServerSpare",
		show: func(api *model.API) string { return api.Servers[0].Name + " " + api.Servers[1].Name }},
	{name: "a discriminator that may be missing", text: strings.Replace(pet, "Cat: {type: object, required: [kind], ", "Cat: {type: object, ", 1), want: "Cat kind plain",
		show: func(api *model.API) string {
			for _, t := range api.Types {
				if t.Name == "Cat" {
					return t.Name + " " + t.Fields[0].Wire + map[model.Presence]string{model.Plain: " plain", model.Optional: " optional"}[t.Fields[0].Presence]
				}
			}
			return ""
		}},
	{name: "allowReserved of a header", text: query("{name: q, in: header, allowReserved: true, schema: {type: string}}"), want: "simple",
		show: func(api *model.API) string {
			return map[model.Style]string{model.StyleSimple: "simple"}[firstParam(api).Style]
		}},
	{name: "Set-Cookie", text: strings.Replace(answered("application/json: {schema: {$ref: '#/components/schemas/Tick'}}"), "content:", "headers: {Set-Cookie: {content: {text/plain: {schema: {type: string}}}}}, content:", 1),
		want: "SetCookie true", show: func(api *model.API) string {
			h := firstOp(api).Responses[0].Headers[0]
			return fmt.Sprint(h.Name, " ", h.Type.Kind == model.String)
		}},
	{name: "components.mediaTypes", text: strings.Replace(strings.Replace(pet, "{schema: {$ref: '#/components/schemas/Pet'}}", "{$ref: '#/components/mediaTypes/P'}", 1),
		"components:\n", "components:\n  mediaTypes: {P: {schema: {$ref: '#/components/schemas/Pet'}}}\n", 1), want: "Pet",
		show: func(api *model.API) string { return firstOp(api).Result.Body.Type.Type.Name }},
	{name: "components.pathItems", text: "paths: {/x: {$ref: '#/components/pathItems/X'}}\ncomponents: {pathItems: {X: {query: {operationId: find, responses: {'204': {}}}}}}",
		want: ".Find QUERY", show: methods},
	{name: "summary of a tag", text: "tags: [{name: pets, summary: All pets}]\npaths: {/x: {get: {operationId: find, tags: [pets], responses: {'204': {}}}}}",
		want: "Pets: All pets", show: groupDoc},
	{name: "parent of a tag", text: "tags: [{name: pets, description: All pets., parent: shop}, {name: shop, summary: The shop}, {name: beta, kind: badge}]\n" + tagged,
		want: `Pets: All pets. Part of "The shop".`, show: groupDoc},
	{name: "kind of a tag", text: "tags: [{name: beta, kind: audience}]\n" + tagged, want: "Pets: ", show: groupDoc},
	{name: "a response without description", text: "paths: {/x: {get: {operationId: find, responses: {'204': {summary: Gone}}}}}", want: "Gone",
		show: func(api *model.API) string { return firstOp(api).Responses[0].Doc }},
	{name: "dataValue", text: `paths: {/x: {get: {operationId: find, parameters: [{name: q, in: query, schema: {type: integer}, examples: {e: {dataValue: 1, serializedValue: q=1}}}],
		responses: {'200': {content: {application/json: {schema: {type: object}, examples: {e: {dataValue: {a: 1}}}}}}}}}}`, want: `1 {"a":1}`, show: examples},
	{name: "serializedValue", text: `paths: {/x: {get: {operationId: find, responses: {'200': {content: {application/json: {schema: {type: object},
		examples: {e: {serializedValue: '{"a": 1}'}, f: {serializedValue: not JSON}}}}}}}}}`, want: ` {"a": 1}`, show: examples},
	{name: "deviceAuthorization", text: secured("type: oauth2, flows: {deviceAuthorization: {deviceAuthorizationUrl: 'https://a.example/d', tokenUrl: 'https://a.example/t', scopes: {}}}"),
		want: "TokenURL https://a.example/t, DeviceAuthorizationURL https://a.example/d", show: places},
	{name: "oauth2MetadataUrl", text: secured("type: oauth2, oauth2MetadataUrl: 'https://a.example/m', flows: {}"), want: "MetadataURL https://a.example/m", show: places},
	{name: "a deprecated security scheme", text: secured("type: http, scheme: bearer, deprecated: true, description: Old"), want: "Old. Deprecated.",
		show: func(api *model.API) string { return api.Security[0].Doc }},
}

// Each thing that OpenAPI 3.2 adds comes out, and nothing is said against a document that uses it
// well.
func TestOpenAPI32(t *testing.T) {
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			text := "openapi: 3.2.0\ninfo: {title: T, version: '1'}\nservers: [{url: 'https://a.example', name: main}, {url: 'https://b.example', name: spare}]\n" + row.text
			doc, said := load.Load(t.Context(), "openapi.yaml", load.Options{FS: fstest.MapFS{"openapi.yaml": {Data: []byte(text)}}})
			if doc == nil {
				t.Fatal(said)
			}
			api, findings := Plan(doc, Config{Package: "demo"})
			findings = append(findings, said...)
			if got := row.show(api); got != row.want {
				t.Errorf("got %q, want %q", got, row.want)
			}
			if row.finding == "" && len(findings) > 0 || row.finding != "" && (len(findings) != 1 || !strings.Contains(findings[0].String(), row.finding)) {
				t.Errorf("said %v, want %q", findings, row.finding)
			}
		})
	}
}
