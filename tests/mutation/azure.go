package mutation

// azureChanges add what Azure's documents say in extensions.
var azureChanges = []change{operationExtension, operationExtension, pages, longRunning, flatten, clientParam, grouping}

func operationExtension(t *tree) string {
	return t.merge(pick(t.r, t.operations), []string{
		`{"x-ms-pageable":{}}`, `{"x-ms-pageable":null}`, `{"x-ms-pageable":{"nextLinkName":null,"itemName":"a"}}`, `{"x-ms-long-running-operation":true}`, `{"x-ms-request-id":"x"}`, `{"x-ms-client-request-id":"type"}`, `{"x-ms-examples":{"*/":{"$ref":"nowhere.json"}}}`,
		`{"x-ms-odata":"#/definitions/A"}`, `{"x-ms-error-response":true}`, `{"deprecated":true}`, `{"x-codegen-request-body-name":"type"}`, `{"callbacks":{"c":{"{$url}":{"post":{"responses":{"200":{"description":""}}}}}}}`, `{"summary":"*/\n//go:x","description":"\u0000"}`,
	})
}

func pages(t *tree) string {
	op := pick(t.r, t.operations)
	if op == nil {
		return ""
	}
	props := pick(t.r, t.properties)
	ext := map[string]any{"itemName": t.key(props), "nextLinkName": t.key(props)}
	if next, ok := pick(t.r, t.operations)["operationId"].(string); ok && t.r.IntN(2) == 0 {
		ext["operationName"] = next
	}
	if t.r.IntN(2) == 0 {
		page := obj(`{"type":"object","properties":{"value":{"type":"array","items":{}},"nextLink":{"type":"string"}}}`)
		child(page, "properties")["value"].(map[string]any)["items"] = t.part()
		child(page, "properties")["nextLink"] = pick(t.r, []any{obj(`{"type":"string"}`), t.newSchema(), t.part()})
		if t.r.IntN(2) == 0 {
			page["required"] = []any{"value", "nextLink"}
		}
		ext["itemName"], ext["nextLinkName"] = "value", "nextLink"
		res := map[string]any{"description": "x", "schema": page}
		if !t.swagger {
			res = map[string]any{"description": "x", "content": map[string]any{pick(t.r, []string{"application/json", "application/xml"}): map[string]any{"schema": page}}}
		}
		child(op, "responses")["200"] = res
	}
	op["x-ms-pageable"] = ext
	return say("pages %v", ext)
}

func longRunning(t *tree) string {
	op := pick(t.r, t.operations)
	if op == nil {
		return ""
	}
	op["x-ms-long-running-operation"] = true
	return t.merge(op, []string{
		`{}`, `{"x-ms-long-running-operation-options":{"final-state-via":"location"}}`, `{"x-ms-long-running-operation-options":{"final-state-via":"azure-async-operation"}}`, `{"x-ms-long-running-operation-options":{"final-state-via":"original-uri","final-state-schema":"#/definitions/A"}}`, `{"x-ms-long-running-operation-options":{"final-state-via":"x"}}`, `{"x-ms-pageable":{"nextLinkName":"nextLink"}}`,
	})
}

func flatten(t *tree) string {
	m := pick(t.r, t.properties)
	s, _ := m[t.key(m)].(map[string]any)
	if s == nil {
		return ""
	}
	s["x-ms-client-flatten"] = true
	if ref := t.ref(); ref != "" && t.r.IntN(2) == 0 {
		s["$ref"] = ref
	}
	return "flatten a property"
}

func clientParam(t *tree) string {
	p := pick(t.r, t.params)
	if p == nil {
		return ""
	}
	p["x-ms-parameter-location"] = "client"
	p["required"] = t.r.IntN(2) == 0
	return say("parameter %v is the client's", p["name"])
}

func grouping(t *tree) string {
	p := pick(t.r, t.params)
	if p == nil {
		return ""
	}
	p["x-ms-parameter-grouping"] = pick(t.r, []any{map[string]any{}, map[string]any{"name": t.name("g")}, map[string]any{"postfix": "Client"}, true})
	return say("parameter %v is grouped", p["name"])
}
