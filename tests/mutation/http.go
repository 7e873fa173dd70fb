package mutation

// httpChanges change what is sent where, and in which form.
var httpChanges = []change{place, place, style, addParam, addParam, requestMedia, requestMedia, responseMedia, responseMedia, addResponse, addResponse, header, security, servers, movePath, encoding}

func place(t *tree) string {
	p := pick(t.r, t.params)
	if p == nil {
		return ""
	}
	p["in"] = pick(t.r, []string{"query", "header", "path", "cookie", "body", "formData", "nowhere"})
	if t.r.IntN(2) == 0 {
		p["required"] = t.r.IntN(2) == 0
	}
	return say("parameter %v is in %v", p["name"], p["in"])
}

func style(t *tree) string {
	return t.merge(pick(t.r, t.params), []string{
		`{"style":"form","explode":false}`, `{"style":"deepObject","explode":true}`, `{"style":"pipeDelimited"}`, `{"style":"spaceDelimited","explode":false}`, `{"style":"matrix"}`, `{"style":"label","explode":true}`, `{"style":"simple"}`, `{"style":"x"}`,
		`{"collectionFormat":"multi"}`, `{"collectionFormat":"tsv"}`, `{"collectionFormat":"pipes"}`, `{"allowReserved":true}`, `{"allowEmptyValue":true}`,
		`{"schema":null,"content":{"application/json":{"schema":{"type":"object","properties":{"a":{"type":"string"}}}}}}`, `{"content":{"text/plain":{"schema":{"type":"string"}}}}`,
		`{"schema":{"type":"object","properties":{"a":{"type":"array","items":{"type":"string"}},"b":{"type":"object","properties":{"c":{"type":"integer"}}}}}}`,
		`{"schema":{"type":"array","items":{"type":"object","properties":{"a":{"type":"string"}}}}}`, `{"schema":{"type":"object","additionalProperties":{"type":"string"}}}`,
		`{"schema":{"oneOf":[{"type":"string"},{"type":"integer"}]}}`, `{"schema":{"type":["string","null"]}}`, `{"schema":{"type":"string","format":"binary"}}`, `{"schema":{}}`, `{"type":"array","items":{"type":"integer"}}`, `{"type":"file","in":"formData"}`,
		`{"x-ms-parameter-location":"client"}`, `{"x-ms-parameter-location":"method"}`, `{"x-ms-skip-url-encoding":true}`, `{"x-ms-parameter-grouping":{"name":"Optional"}}`, `{"x-ms-api-version":true}`, `{"x-ms-header-collection-prefix":"x-meta-"}`,
	})
}

func addParam(t *tree) string {
	op := pick(t.r, append(t.operations, t.items...))
	if op == nil {
		return ""
	}
	schema := t.newSchema()
	if t.r.IntN(3) == 0 {
		if s := t.anySchema(); s != nil {
			schema = clone(s).(map[string]any)
		}
	}
	p := map[string]any{"name": t.name("p"), "in": pick(t.r, []string{"query", "header", "cookie", "path"}), "schema": schema, "required": t.r.IntN(2) == 0}
	if t.swagger {
		delete(p, "schema")
		for k, v := range schema {
			p[k] = v
		}
		if t.r.IntN(3) == 0 {
			p["in"] = "formData"
		}
	}
	list, _ := op["parameters"].([]any)
	op["parameters"] = append(list, p)
	return say("add a parameter %v", p)
}

var media = []string{
	"application/json", "application/xml", "text/plain", "application/octet-stream", "multipart/form-data", "multipart/mixed", "application/x-www-form-urlencoded",
	"application/jsonl", "application/x-ndjson", "text/event-stream", "application/merge-patch+json", "application/problem+json", "*/*", "image/*", "image/png", "text/csv", "", "json", "application/json; charset=utf-8", "application/json-seq", "application/vnd.x+xml", "application/yaml",
}

func requestMedia(t *tree) string {
	op := pick(t.r, t.operations)
	if op == nil {
		return ""
	}
	kind := pick(t.r, media)
	if t.swagger {
		op["consumes"] = []any{kind, pick(t.r, media)}
		return "consumes " + kind
	}
	body := child(op, "requestBody")
	content := child(body, "content")
	entry := map[string]any{"schema": t.part()}
	if old, ok := content[t.key(content)].(map[string]any); ok && t.r.IntN(2) == 0 {
		entry = clone(old).(map[string]any)
	}
	if t.r.IntN(3) > 0 {
		clear(content)
	}
	content[kind] = entry
	if t.r.IntN(2) == 0 {
		body["required"] = t.r.IntN(2) == 0
	}
	return say("a request body is %s %v", kind, entry)
}

func responseMedia(t *tree) string {
	kind := pick(t.r, media)
	if t.swagger {
		op := pick(t.r, t.operations)
		if op == nil {
			return ""
		}
		op["produces"] = []any{kind, pick(t.r, media)}
		return "produces " + kind
	}
	res := pick(t.r, t.responses)
	if res == nil {
		return ""
	}
	content := child(res, "content")
	entry := map[string]any{"schema": t.part()}
	if old, ok := content[t.key(content)].(map[string]any); ok && t.r.IntN(2) == 0 {
		entry = clone(old).(map[string]any)
	}
	if t.r.IntN(5) == 0 {
		entry["itemSchema"] = t.part()
	}
	if t.r.IntN(3) > 0 {
		clear(content)
	}
	content[kind] = entry
	return say("a response is %s %v", kind, entry)
}

func addResponse(t *tree) string {
	op := pick(t.r, t.operations)
	if op == nil {
		return ""
	}
	res := map[string]any{"description": "x"}
	if t.r.IntN(3) > 0 {
		if t.swagger {
			res["schema"] = t.part()
		} else {
			res["content"] = map[string]any{pick(t.r, media): map[string]any{"schema": t.part()}}
		}
	}
	code := pick(t.r, []string{"200", "201", "202", "204", "206", "2XX", "301", "304", "3XX", "400", "404", "4XX", "500", "default", "100", "999", "abc", "x-y"})
	child(op, "responses")[code] = res
	return say("response %s is %v", code, res)
}

func header(t *tree) string {
	res := pick(t.r, t.responses)
	if res == nil {
		return ""
	}
	h := t.newSchema()
	if !t.swagger {
		h = map[string]any{"schema": h, "required": t.r.IntN(2) == 0}
	}
	if t.r.IntN(4) == 0 {
		h["x-ms-header-collection-prefix"] = "x-ms-meta-"
	}
	name := t.name("X-Header")
	child(res, "headers")[name] = h
	return say("a response header %q", name)
}

func security(t *tree) string {
	m := t.root
	if op := pick(t.r, t.operations); op != nil && t.r.IntN(2) == 0 {
		m = op
	}
	schemes := obj(`{"a-1":{"type":"apiKey","in":"query","name":"key"},"a_1":{"type":"http","scheme":"basic"},"type":{"type":"oauth2","flows":{"implicit":{"authorizationUrl":"x","scopes":{"a b":""}}}},"Öl":{"type":"apiKey","in":"cookie","name":"c"},"none":{"type":"mutualTLS"}}`)
	if t.swagger {
		schemes = obj(`{"a-1":{"type":"apiKey","in":"query","name":"key"},"a_1":{"type":"basic"},"type":{"type":"oauth2","flow":"implicit","authorizationUrl":"x","scopes":{"a":""}},"none":{"type":"x"}}`)
		t.root["securityDefinitions"] = schemes
	} else {
		child(t.root, "components")["securitySchemes"] = schemes
	}
	return t.merge(m, []string{`{"security":[]}`, `{"security":[{}]}`, `{"security":[{"a-1":[],"a_1":[]},{"type":["a b"]}]}`, `{"security":[{"nowhere":[]}]}`, `{"security":[{"Öl":[]},{}]}`, `{"security":[{"none":[]}]}`})
}

func servers(t *tree) string {
	if t.swagger {
		return t.merge(t.root, []string{
			`{"host":"a.b","schemes":["ws","http"]}`, `{"host":"{x}.b"}`, `{"basePath":"x"}`,
			`{"x-ms-parameterized-host":{"hostTemplate":"{a}.{b-1}/{type}","useSchemePrefix":false,"parameters":[{"name":"a","in":"path","type":"string","required":true},{"name":"b-1","in":"path","type":"string","enum":["x","y"],"default":"x"},{"name":"type","in":"path","type":"integer","x-ms-parameter-location":"method"}]}}`,
			`{"x-ms-parameterized-host":{"hostTemplate":"{missing}","parameters":[]}}`,
		})
	}
	m := t.root
	if op := pick(t.r, append(t.operations, t.items...)); op != nil && t.r.IntN(2) == 0 {
		m = op
	}
	return t.merge(m, []string{
		`{"servers":[]}`, `{"servers":[{"url":"/"}]}`, `{"servers":[{"url":"https://{a}.x/{type}","variables":{"a":{"default":"","enum":["x"]},"type":{"default":"t"}}}]}`, `{"servers":[{"url":"{a}"}]}`, `{"servers":[{"url":"ftp://x"},{"url":"https://u:p@h?q#f"}]}`, `{"servers":[{"url":":"}]}`,
	})
}

func movePath(t *tree) string {
	paths := child(t.root, "paths")
	old := t.key(paths)
	if old == "" {
		return ""
	}
	name := pick(t.r, []string{old + "?fixed=1", old + "#frag", old + "/{type}", "/{a}/{a}", "/", "", "no-slash", "/{", "/a/{x}.{y}", "/{x}{y}", old + "/", "/a b/日本", "/%2F", "https://other/x"})
	v := clone(paths[old])
	if t.r.IntN(3) == 0 {
		child(t.root, "x-ms-paths")[name] = v
	} else {
		if t.r.IntN(2) == 0 {
			delete(paths, old)
		}
		paths[name] = v
	}
	return say("path %q as %q", old, name)
}

func encoding(t *tree) string {
	c := pick(t.r, t.contents)
	entry, _ := c[t.key(c)].(map[string]any)
	return t.merge(entry, []string{
		`{"encoding":{"a":{"contentType":"image/png, image/*","headers":{"X-H":{"schema":{"type":"integer"}}},"style":"deepObject"}}}`, `{"encoding":{"nowhere":{}}}`, `{"itemEncoding":{}}`, `{"schema":{"type":"string","format":"binary"}}`,
		`{"schema":{"type":"object","properties":{"a":{"type":"string","format":"binary"},"b":{"type":"array","items":{"type":"string","format":"binary"}},"c":{"type":"object","properties":{"x":{}}},"d":{"type":"array","items":{"type":"integer"}}},"required":["a"]}}`,
		`{"examples":{"a":{"value":1}},"example":{"a":"*/"}}`,
	})
}
