package xml

import (
	"strings"
	"testing"
)

func TestOneOutermostElement(t *testing.T) {
	for in, want := range map[string]string{
		"<shelf/><shelf/>":              "second",
		"<shelf/>text":                  "text after",
		"text<shelf/>":                  "text before",
		"<shelf/><![CDATA[x]]>":         "text after",
		"<shelf/>&amp;":                 "text after",
		"<shelf/></shelf>":              "unexpected end element",
		"<shelf/><!DOCTYPE shelf>":      "document type after",
		"<shelf/><!-- ":                 "EOF",
		"<Error><Code>x</Code></Error>": "want the element <shelf>, found <Error>",
		"<Shelf/>":                      "want the element <shelf>, found <Shelf>",
		"<!DOCTYPE html><html><head><meta charset=utf-8></head></html>": "want the element <shelf>, found <html>",
		"<" + strings.Repeat("x", 5000) + "/>":                          "xxx...>",
		`<shelf a="1" b="2" a="3"/>`:                                    `"a" twice`,
		`<shelf xmlns:x="u" xmlns:y="u" x:a="1" y:a="3"/>`:              `"a" twice`,
		`<shelf :a=""/>`:          `":a" is no name`,
		`<shelf><a:/></shelf>`:    `"a:" is no name`,
		`<shelf a:0=""/>`:         `"0" is no name`,
		"  \n ":                   "no element",
		"<!-- only a comment -->": "no element",
	} {
		got, err := toJSON(shelf, in)
		if err == nil || !strings.Contains(err.Error(), want) || len(err.Error()) > 300 {
			t.Errorf("%.60s: got %s, %v, want an error about %q", in, got, err, want)
		}
	}
	for _, in := range []string{
		"<?xml version='1.0'?>\n<!DOCTYPE shelf>\n<?style x?><!-- a -->\n<shelf><open>1</open></shelf>\r\n\t <!-- b --><?end?>\n",
		"<x:shelf xmlns:x='urn:x'><x:open>1</x:open></x:shelf>",
	} {
		if got, err := toJSON(shelf, in); err != nil || got != `{"open":true}` {
			t.Errorf("%s: got %s, %v", in, got, err)
		}
	}
}

// Where the document does not say what a body is called, it may be called anything, and is still no
// page of HTML.
func TestAnyName(t *testing.T) {
	root := shelf
	root.AnyName = true
	if got, err := toJSON(root, "<whatever><open>1</open></whatever>"); err != nil || got != `{"open":true}` {
		t.Errorf("got %s, %v", got, err)
	}
	if got, err := toJSON(root, "<html><open>1</open></html>"); err == nil {
		t.Errorf("HTML: got %s, want an error", got)
	}
}

func spacesType() *Type {
	return &Type{Fields: []Field{
		{JSON: "plain", Name: "name"},
		{JSON: "n", Name: "name", Namespace: "urn:n", Prefix: "n"},
		{JSON: "id", Name: "id", Place: Attribute},
		{JSON: "nID", Name: "id", Namespace: "urn:n", Prefix: "n", Place: Attribute},
		{JSON: "list", Name: "list", Kind: List, Wrapped: true, Elem: &Field{Name: "item"}},
	}}
}

// Names that differ in their namespace are different names. Where a service leaves a namespace out,
// or uses one that the document does not mention for all it sends, names are enough.
func TestNamespaces(t *testing.T) {
	root := Field{Name: "r", Kind: Object, Type: spacesType}
	inN := Field{Name: "r", Namespace: "urn:n", Kind: Object, Type: spacesType}
	for _, c := range []struct {
		root     Field
		in, want string
	}{
		{root, `<r xmlns:o="urn:n"><name>a</name><o:name>b</o:name></r>`, `{"plain":"a","n":"b"}`},
		{root, `<r xmlns:o="urn:n"><o:name>b</o:name></r>`, `{"n":"b"}`},
		{root, `<r xmlns:o="urn:o"><o:name>b</o:name><name>a</name></r>`, `{"plain":"a","{urn:o}name":"b"}`},
		{root, `<r xmlns:o="urn:o"><name>a</name><o:name>b</o:name></r>`, `{"plain":"a","{urn:o}name":"b"}`},
		{root, `<r xmlns:o="urn:o"><o:name>b</o:name></r>`, `{"{urn:o}name":"b"}`},
		{root, `<r xmlns="urn:all"><name>a</name></r>`, `{"plain":"a"}`},
		{root, `<a:r xmlns:a="urn:all"><a:name>a</a:name></a:r>`, `{"plain":"a"}`},
		{root, `<a:r xmlns:a="urn:all"><name>a</name></a:r>`, `{"plain":"a"}`},
		{root, `<r id="1" x:id="2" xmlns:x="urn:n"/>`, `{"id":"1","nID":"2"}`},
		{root, `<r x:id="2" xmlns:x="urn:o"/>`, `{"@{urn:o}id":"2"}`},
		{root, `<r xmlns:o="urn:o"><list><o:item>x</o:item><item>a</item></list></r>`, `{"list":["a"]}`},
		{inN, `<r xmlns="urn:n"><name>a</name></r>`, `{"n":"a"}`},
	} {
		if got, err := toJSON(c.root, c.in); err != nil || got != c.want {
			t.Errorf("%s\n got %s, %v\nwant %s", c.in, got, err, c.want)
		}
	}
}

// A body may be called differently in answers of other statuses.
func TestOtherRoots(t *testing.T) {
	root := shelf
	root.Also = []string{"rack"}
	for _, in := range []string{"<shelf><open>1</open></shelf>", "<rack><open>1</open></rack>"} {
		if got, err := toJSON(root, in); err != nil || got != `{"open":true}` {
			t.Errorf("%s: got %s, %v", in, got, err)
		}
	}
	if got, err := toJSON(root, "<Error/>"); err == nil {
		t.Errorf("got %s, want an error", got)
	}
}
