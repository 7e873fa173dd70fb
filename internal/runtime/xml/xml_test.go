package xml

import (
	"encoding/xml"
	"strings"
	"testing"

	"github.com/armsmith/armsmith/internal/runtime/json"
)

func bookType() *Type {
	return &Type{Fields: []Field{
		{JSON: "title", Name: "title", Place: Attribute},
		{JSON: "text", Name: "text", Place: Content},
	}}
}

func shelfType() *Type {
	book := Field{Name: "book", Kind: Object, Type: bookType}
	return &Type{Fields: []Field{
		{JSON: "id", Name: "id", Kind: Number, Place: Attribute},
		{JSON: "name", Name: "name", Prefix: "n", Namespace: "urn:n"},
		{JSON: "open", Name: "open", Kind: Bool},
		{JSON: "books", Name: "book", Kind: List, Elem: &book},
		{JSON: "tags", Name: "Tags", Kind: List, Wrapped: true, Elem: &Field{Name: "Tag"}},
		{JSON: "counts", Name: "counts", Kind: Map, Elem: &Field{Kind: Number}},
		{JSON: "best", Name: "best", Kind: Object, Type: bookType},
		{JSON: "inner", Name: "inner", Kind: Object, Type: shelfType},
	}}
}

var shelf = Field{Name: "shelf", Kind: Object, Type: shelfType}

func toXML(t *testing.T, root Field, text string) string {
	t.Helper()
	out, err := Marshal(root, func(w *json.Writer) { w.Raw([]byte(text)) })
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimPrefix(string(out), `<?xml version="1.0" encoding="UTF-8"?>`)
}

func toJSON(root Field, text string) (string, error) {
	var out []byte
	err := Unmarshal(root, []byte(text), func(r *json.Reader) { out = append(out, r.Raw()...) })
	return string(out), err
}

// Each JSON becomes the XML, and the XML the JSON again.
func TestThereAndBack(t *testing.T) {
	for _, c := range []struct{ json, xml string }{
		{`{}`, `<shelf></shelf>`},
		{`{"id":7,"name":"a<b&\"c\"","open":true}`, `<shelf xmlns:n="urn:n" id="7"><n:name>a&lt;b&amp;&#34;c&#34;</n:name><open>true</open></shelf>`},
		{`{"books":[{"title":"A","text":"x"},{"title":"B","text":""}]}`, `<shelf><book title="A">x</book><book title="B"></book></shelf>`},
		{`{"tags":["1","2"]}`, `<shelf><Tags><Tag>1</Tag><Tag>2</Tag></Tags></shelf>`},
		{`{"tags":[]}`, `<shelf><Tags></Tags></shelf>`},
		{`{"counts":{"a":1.5,"b":-2}}`, `<shelf><counts><a>1.5</a><b>-2</b></counts></shelf>`},
		{`{"best":{"title":"A","text":" t "},"inner":{"id":1}}`, `<shelf><best title="A"> t </best><inner id="1"></inner></shelf>`},
		{`{"extra":"kept","more":{"a":"b"}}`, `<shelf><extra>kept</extra><more><a>b</a></more></shelf>`},
	} {
		if got := toXML(t, shelf, c.json); got != c.xml {
			t.Errorf("%s\n got %s\nwant %s", c.json, got, c.xml)
		}
		if got, err := toJSON(shelf, c.xml); err != nil || got != c.json {
			t.Errorf("%s\n got %s, %v\nwant %s", c.xml, got, err, c.json)
		}
	}
}

func TestListAsBody(t *testing.T) {
	root := Field{Name: "books", Kind: List, Wrapped: true, Elem: &Field{Name: "book", Kind: Object, Type: bookType}}
	const j, x = `[{"title":"A","text":""}]`, `<books><book title="A"></book></books>`
	if got := toXML(t, root, j); got != x {
		t.Errorf("got %s", got)
	}
	if got, err := toJSON(root, x); err != nil || got != j {
		t.Errorf("got %s, %v", got, err)
	}
}

func TestLenientReading(t *testing.T) {
	const in = "\xEF\xBB\xBF<?xml version='1.0' encoding='utf-8'?>\n<!-- c --><x:shelf xmlns:x='urn:other' id=' 3 '>\n  <x:open> true </x:open><Tags><Other>1</Other></Tags></x:shelf>"
	got, err := toJSON(shelf, in)
	if want := `{"id":3,"open":true,"tags":["1"]}`; err != nil || got != want {
		t.Errorf("got %s, %v, want %s", got, err, want)
	}
}

func TestRefused(t *testing.T) {
	for _, in := range []string{"", "text", "<a>", "<a></b>", `<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>`, strings.Repeat("<a>", 2000),
		`<?xml version="1.0" encoding="utf-16"?><a/>`} {
		if got, err := toJSON(shelf, in); err == nil {
			t.Errorf("%.40q: got %s, want an error", in, got)
		}
	}
}

// viaStd is a model as encoding/xml sees it.
type viaStd struct{ text string }

func (v viaStd) MarshalXML(e *xml.Encoder, _ xml.StartElement) error {
	return Encode(e, shelf, func(w *json.Writer) { w.Raw([]byte(v.text)) })
}

func (v *viaStd) UnmarshalXML(d *xml.Decoder, start xml.StartElement) error {
	return Decode(d, start, shelf, func(r *json.Reader) { v.text = string(r.Raw()) })
}

func TestEncodingXML(t *testing.T) {
	type pair struct{ A, B viaStd }
	in := pair{A: viaStd{`{"id":1,"name":"x>y"}`}, B: viaStd{`{"tags":["<"]}`}}
	data, err := xml.Marshal(in.A)
	if want := `<shelf xmlns:n="urn:n" id="1"><n:name>x&gt;y</n:name></shelf>`; err != nil || string(data) != want {
		t.Errorf("got %s, %v, want %s", data, err, want)
	}
	var out viaStd
	if err := xml.Unmarshal(data, &out); err != nil || out != in.A {
		t.Errorf("got %v, %v", out, err)
	}
	var both struct {
		A viaStd `xml:"a"`
		B viaStd `xml:"b"`
	}
	if err := xml.Unmarshal([]byte(`<p><a id="1"><name>x&gt;y</name></a><b><Tags><Tag>&lt;</Tag></Tags></b></p>`), &both); err != nil || both.A != in.A || both.B != in.B {
		t.Errorf("got %v, %v", both, err)
	}
}
