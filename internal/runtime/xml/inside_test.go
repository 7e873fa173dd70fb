package xml

import (
	"strings"
	"testing"
)

func partsType() *Type {
	return &Type{Fields: []Field{
		{JSON: "title", Name: "title", Place: Attribute},
		{JSON: "name", Name: "name"},
		{JSON: "tags", Name: "Tags", Kind: List, Wrapped: true, Elem: &Field{Name: "Tag"}},
		{JSON: "text", Name: "text", Place: CData},
	}}
}

// insideType has an object without an element of its own (OpenAPI 3.2, nodeType: none).
func insideType() *Type {
	return &Type{Fields: []Field{
		{JSON: "id", Name: "id", Kind: Number, Place: Attribute},
		{JSON: "own", Name: "own"},
		{JSON: "parts", Name: "parts", Kind: Object, Type: partsType, Place: Inside},
	}}
}

// What an object holds that has no element of its own stands beside it, and is found there; what is
// nobody's stays with the outer object.
func TestInside(t *testing.T) {
	root := Field{Name: "r", Kind: Object, Type: insideType}
	for _, c := range []struct{ xml, json string }{
		{`<r></r>`, `{}`},
		{`<r id="1"><own>o</own></r>`, `{"id":1,"own":"o"}`},
		{`<r id="1" title="t"><own>o</own><name>n</name></r>`, `{"id":1,"own":"o","parts":{"title":"t","name":"n","text":""}}`},
		{`<r><name a="b">n</name><Tags><Tag>x</Tag></Tags><![CDATA[a<b&]]></r>`, `{"parts":{"name":"n","name/@a":"b","tags":["x"],"text":"a<b&"}}`},
		{`<r title="t" other="o"><else>e</else></r>`, `{"parts":{"title":"t","text":""},"@other":"o","else":"e"}`},
	} {
		got, err := toJSON(root, c.xml)
		if err != nil || got != c.json {
			t.Errorf("%s: got %s, %v, want %s", c.xml, got, err, c.json)
		}
		back := toXML(t, root, got)
		if again, err := toJSON(root, back); err != nil || again != got {
			t.Errorf("%s: written as %s, read as %s, %v", c.xml, back, again, err)
		}
	}
}

// A CDATA section holds any text.
func TestCData(t *testing.T) {
	root := Field{Name: "r", Kind: Object, Type: partsType}
	for text, want := range map[string]string{
		`a<b`:      `<r><![CDATA[a<b]]></r>`,
		`a]]>b`:    `<r><![CDATA[a]]]]><![CDATA[>b]]></r>`,
		`a\r\nb`:   "<r><![CDATA[a]]>&#xD;<![CDATA[\nb]]></r>",
		`]]>\r]]>`: "<r><![CDATA[]]]]><![CDATA[>]]>&#xD;<![CDATA[]]]]><![CDATA[>]]></r>",
	} {
		got := toXML(t, root, `{"text":"`+text+`"}`)
		if got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
		same := strings.NewReplacer(`\r`, `\u000d`, `\n`, `\u000a`).Replace(text)
		if back, err := toJSON(root, got); err != nil || back != `{"text":"`+same+`"}` {
			t.Errorf("%s: read as %s, %v", text, back, err)
		}
	}
}
