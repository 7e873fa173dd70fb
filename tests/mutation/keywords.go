package mutation

// keywordChanges change what a schema says of itself.
var keywordChanges = []change{keyword, keyword, keyword, required, enumValues, defaults, discriminator, discriminator, constraints, schemaXML}

func (t *tree) anySchema() map[string]any {
	for range 5 {
		if s := pick(t.r, t.schemas); s.get != nil && s.schema() != nil {
			return s.schema()
		}
	}
	return nil
}

// merge puts one of some members into a map.
func (t *tree) merge(m map[string]any, texts []string) string {
	if m == nil {
		return ""
	}
	text := pick(t.r, texts)
	for k, v := range obj(text) {
		m[k] = v
	}
	return "add " + text
}

func keyword(t *tree) string {
	return t.merge(t.anySchema(), []string{
		`{"nullable":true}`, `{"x-nullable":true}`, `{"readOnly":true}`, `{"writeOnly":true}`, `{"deprecated":true}`,
		`{"type":"object"}`, `{"type":"array"}`, `{"type":"string"}`, `{"type":"integer"}`, `{"type":["integer","null"]}`, `{"type":"null"}`, `{"type":"any"}`,
		`{"format":"int64"}`, `{"format":"date-time"}`, `{"format":"date"}`, `{"format":"duration"}`, `{"format":"byte"}`, `{"format":"binary"}`, `{"format":"uuid"}`,
		`{"format":"password"}`, `{"format":"unixtime"}`, `{"format":"decimal"}`, `{"format":"time"}`, `{"format":"uri"}`, `{"format":"base64url"}`, `{"format":"uint8"}`, `{"format":"char"}`, `{"format":"nonsense"}`,
		`{"additionalProperties":false}`, `{"additionalProperties":true}`, `{"additionalProperties":{"type":"string"}}`, `{"unevaluatedProperties":false}`,
		`{"const":"a"}`, `{"const":{"a":1}}`, `{"enum":[]}`, `{"enum":[{"a":1}]}`, `{"enum":[null]}`, `{"items":[{"type":"string"}]}`,
		`{"description":"*/ x\n//go:generate rm\n\u2028"}`, `{"title":"string"}`, `{"not":{"type":"string"}}`, `{"contentEncoding":"base64","type":"string"}`, `{"contentMediaType":"application/json","type":"string"}`,
		`{"oneOf":[{"required":["a"]},{"required":["b"]}]}`, `{"allOf":[{"nullable":true}]}`, `{"anyOf":[{"type":"object"},{"type":"null"}]}`,
		`{"x-ms-client-flatten":true}`, `{"x-ms-mutability":["create"]}`, `{"x-ms-mutability":["read"]}`, `{"x-ms-secret":true}`, `{"x-ms-azure-resource":true}`, `{"$ref":"#/nowhere"}`, `{"$ref":"#"}`, `{"$ref":"other.json#/a"}`,
		`{"$defs":{"string":{"type":"integer"}}}`, `{"uniqueItems":true}`, `{"if":{},"then":{"properties":{"z":{}}}}`, `{"x-ms-identifiers":["a"]}`,
	})
}

func required(t *tree) string {
	s := t.anySchema()
	if s == nil {
		return ""
	}
	props, _ := s["properties"].(map[string]any)
	if t.r.IntN(3) == 0 {
		delete(s, "required")
		return "nothing of a schema is required"
	}
	s["required"] = append(anyList(sortedKeys(props)), pick(t.r, []any{"absent", "", 1.0}))
	return "all of a schema is required"
}

func enumValues(t *tree) string {
	return t.merge(t.anySchema(), []string{
		`{"type":"string","enum":["a","A","a-b","a_b","a b","","1","+","-","*","日本","type","\n","a"]}`,
		`{"type":"integer","enum":[1,-1,0,1,9223372036854775808,1.5]}`, `{"type":"number","enum":[1.5,2,1e400]}`, `{"type":"boolean","enum":[true]}`,
		`{"type":"string","enum":["x","y",null]}`, `{"type":"string","enum":["x"],"default":"z"}`, `{"type":"string","format":"date-time","enum":["2020-01-01T00:00:00Z"]}`, `{"type":"string","format":"byte","enum":["YQ=="]}`,
		`{"type":"array","enum":[["a"],["b"]],"items":{"type":"string"}}`, `{"enum":["a",1,true]}`, `{"type":"integer","format":"int32","enum":[1,2],"x-enum-varnames":["type","type"]}`,
		`{"type":"string","enum":["a","b"],"x-ms-enum":{"name":"Client","modelAsString":true}}`, `{"type":"string","enum":["a","b"],"x-ms-enum":{"name":"Shared","values":[{"value":"a","name":"X"},{"value":"b","name":"X"},{"value":"c"}]}}`,
		`{"type":"string","enum":["c"],"x-ms-enum":{"name":"Shared","modelAsString":false}}`, `{"type":"string","enum":["c"],"x-ms-enum":{}}`, `{"type":"string","enum":["c"],"x-ms-enum":"no"}`,
		`{"type":"string","enum":["s","m"],"x-enum-descriptions":["*/","x"]}`, `{"type":"integer","format":"unixtime","enum":[0]}`, `{"type":"string","format":"password","enum":["p"]}`,
	})
}

// anyValue returns a schema, or a parameter or its schema: something that has values.
func (t *tree) anyValue() map[string]any {
	m := t.anySchema()
	if p := pick(t.r, t.params); p != nil && t.r.IntN(2) == 0 {
		m = p
		if s, ok := p["schema"].(map[string]any); ok {
			m = s
		}
	}
	return m
}

func defaults(t *tree) string {
	return t.merge(t.anyValue(), []string{
		`{"default":null}`, `{"default":"x"}`, `{"default":1e308}`, `{"default":-1}`, `{"default":true}`, `{"default":[]}`, `{"default":["a",1]}`, `{"default":{"a":{}}}`,
		`{"default":"\u0000\n` + "`" + `"}`, `{"default":9223372036854775808}`, `{"default":1.5}`, `{"default":"2020-13-45"}`, `{"default":""}`,
	})
}

func discriminator(t *tree) string {
	s := t.anySchema()
	if s == nil {
		return ""
	}
	name := pick(t.r, []string{"kind", "type", "@odata.type", "", "nowhere", "a.b"})
	if props, ok := s["properties"].(map[string]any); ok && len(props) > 0 && t.r.IntN(2) == 0 {
		name = t.key(props)
	}
	if t.swagger || t.r.IntN(10) == 0 {
		s["discriminator"] = name
	} else {
		mapping := map[string]any{}
		for range t.r.IntN(3) {
			mapping[t.name("a")] = t.ref()
		}
		s["discriminator"] = map[string]any{"propertyName": name, "mapping": mapping}
	}
	if t.r.IntN(2) == 0 && name != "" {
		child(s, "properties")[name] = pick(t.r, []any{obj(`{"type":"string"}`), obj(`{"type":"integer"}`), obj(`{"enum":["a","b"]}`), obj(`{"type":"object"}`), obj(`{"type":"string","nullable":true}`)})
	}
	for range t.r.IntN(3) {
		if sub, ok := t.named[t.key(t.named)].(map[string]any); ok {
			sub["allOf"] = []any{map[string]any{"$ref": t.ref()}}
			if t.r.IntN(2) == 0 {
				sub["x-ms-discriminator-value"] = t.name("a")
			}
		}
	}
	return say("a discriminator %q", name)
}

func constraints(t *tree) string {
	return t.merge(t.anyValue(), []string{
		`{"minimum":1,"maximum":0}`, `{"minimum":1.5}`, `{"maximum":1e400}`, `{"exclusiveMinimum":true,"minimum":0}`, `{"exclusiveMinimum":3}`, `{"multipleOf":0}`, `{"multipleOf":0.1}`,
		`{"minLength":-1}`, `{"maxLength":99999999999999999999}`, `{"pattern":"("}`, `{"pattern":"(?=a)b"}`, `{"pattern":"^[a-z]` + "`" + `\n$"}`, `{"pattern":"\\p{IsLatin}"}`, `{"minItems":2,"maxItems":1,"uniqueItems":true}`, `{"minProperties":1}`, `{"minimum":"1"}`, `{"minLength":1.0}`,
	})
}

func schemaXML(t *tree) string {
	return t.merge(t.anySchema(), []string{
		`{"xml":{"name":"a"}}`, `{"xml":{"attribute":true}}`, `{"xml":{"wrapped":true}}`, `{"xml":{"prefix":"p","namespace":"urn:x"}}`, `{"xml":{"x-ms-text":true}}`, `{"xml":{"name":""}}`, `{"xml":{"name":"a b<"}}`, `{"xml":{"wrapped":true,"name":"type"}}`,
	})
}
