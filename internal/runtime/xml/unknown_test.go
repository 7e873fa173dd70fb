package xml

import (
	"strings"
	"testing"

	"github.com/armsmith/armsmith/internal/runtime/json"
)

// What the description does not name survives reading and writing, and disturbs nothing.
func TestUnknownIsKept(t *testing.T) {
	for _, c := range []struct{ xml, json, back string }{
		// attributes
		{`<shelf id="1" colour="red"></shelf>`, `{"id":1,"@colour":"red"}`, ""},
		{`<shelf xmlns:o="urn:o" o:id="x" id="1"></shelf>`, `{"id":1,"@{urn:o}id":"x"}`, `<shelf xmlns:ns="urn:o" id="1" ns:id="x"></shelf>`},
		{`<shelf xml:lang="de"></shelf>`, `{"@{http://www.w3.org/XML/1998/namespace}lang":"de"}`, ""},
		{`<shelf><best title="A" lang="en">x</best></shelf>`, `{"best":{"title":"A","text":"x","@lang":"en"}}`, ""},
		{`<shelf><extra unit="m">5</extra></shelf>`, `{"extra":{"@unit":"m","#text":"5"}}`, ""},
		{`<shelf><extra a="1"><b>2</b></extra></shelf>`, `{"extra":{"@a":"1","b":"2"}}`, ""},
		{`<shelf name="attribute"></shelf>`, `{"@name":"attribute"}`, ""},
		// elements
		{`<shelf><extra>1</extra><extra>2</extra></shelf>`, `{"extra":["1","2"]}`, ""},
		{`<shelf><extra><a>1</a><a>2</a><b></b></extra></shelf>`, `{"extra":{"a":["1","2"],"b":""}}`, ""},
		{`<shelf><books>named as in JSON</books></shelf>`, `{"{}books":"named as in JSON"}`, ""},
		{`<shelf><id>an element, not the attribute</id></shelf>`, `{"{}id":"an element, not the attribute"}`, ""},
		{`<shelf><open xmlns="urn:o">no</open></shelf>`, `{"{urn:o}open":"no"}`, ""},
		{`<shelf><open xmlns="urn:o">no</open><open>true</open></shelf>`, `{"open":true,"{urn:o}open":"no"}`, `<shelf><open>true</open><open xmlns="urn:o">no</open></shelf>`},
		{`<shelf><x xmlns="urn:o"><y>1</y><z xmlns="">2</z></x></shelf>`, `{"{urn:o}x":{"y":"1","{}z":"2"}}`, ""},
		{`<shelf xmlns:n="urn:n"><n:name>a</n:name><name>b</name></shelf>`, `{"name":"a","{}name":"b"}`, ""},
		{`<shelf>text<open>true</open></shelf>`, `{"open":true,"#text":"text"}`, `<shelf><open>true</open>text</shelf>`},
	} {
		got, err := toJSON(shelf, c.xml)
		if err != nil || got != c.json {
			t.Errorf("%s\n got %s, %v\nwant %s", c.xml, got, err, c.json)
		}
		if c.back == "" {
			c.back = c.xml
		}
		if back := toXML(t, shelf, got); back != c.back {
			t.Errorf("%s\n got %s\nwant %s", got, back, c.back)
		}
	}
}

func metadataType() *Type {
	return &Type{Fields: []Field{{JSON: "kind", Name: "Kind"}}, Rest: &Field{}}
}

func countsType() *Type {
	return &Type{Fields: []Field{{JSON: "kind", Name: "Kind"}}, Rest: &Field{Kind: Number}}
}

// Undeclared properties that have a type keep it.
func TestTypedRest(t *testing.T) {
	metadata := Field{Name: "m", Kind: Object, Type: metadataType}
	counts := Field{Name: "m", Kind: Object, Type: countsType}
	for _, c := range []struct {
		root      Field
		xml, json string
	}{
		{metadata, `<m a="1"><Kind>k</Kind><b>2</b><kind>3</kind></m>`, `{"kind":"k","@a":"1","b":"2","{}kind":"3"}`},
		{metadata, `<m><b xmlns="urn:o">1</b></m>`, `{"{urn:o}b":"1"}`},
		{counts, `<m a="x"><b>2</b><c xmlns="urn:o">y</c></m>`, `{"b":2}`},
	} {
		got, err := toJSON(c.root, c.xml)
		if err != nil || got != c.json {
			t.Errorf("%s\n got %s, %v\nwant %s", c.xml, got, err, c.json)
		}
		if back, err := toJSON(c.root, toXML(t, c.root, got)); err != nil || back != got {
			t.Errorf("%s became %s, %v", got, back, err)
		}
	}
}

// A name of XML's is written, and read back; another one is an error that shows it.
func TestNames(t *testing.T) {
	for _, key := range []string{"a", "_", "a-b.c1", "é", "日本語", "a·b", "Ωmega", "xmlish", "{urn:o}a"} {
		in := `{"counts":{"` + key + `":1},"` + key + `":"2"}`
		if got, err := toJSON(shelf, toXML(t, shelf, in)); err != nil || got != in {
			t.Errorf("%s became %s, %v", in, got, err)
		}
	}
	for _, key := range []string{"", "a b", "1a", "-a", ".", "a:b", "><x", "a/", "×", "·a", "a\u2028", "\u3000", "é b='1'", "é/><x", "a\u00a0b", "é:x", "{a", "{a}", "{a}b c", "@", "@a b", "@{u}", "@xmlns", "a\\u0000"} {
		for _, in := range []string{`{"counts":{"` + key + `":1}}`, `{"` + key + `":"1"}`} {
			out, err := Marshal(shelf, func(w *json.Writer) { w.Raw([]byte(in)) })
			if err == nil || out != nil || !strings.HasPrefix(err.Error(), "XML: the ") {
				t.Errorf("%s: got %s, %v, want an error", in, out, err)
			}
		}
	}
}

// No description can make what is written malformed.
func TestNamesOfDescriptions(t *testing.T) {
	for _, f := range []Field{
		{Name: "a b"}, {Name: `a="x"`}, {Name: ""}, {Name: "a:b", Place: Attribute}, {Name: "x y", Prefix: "p", Namespace: "urn:p"},
	} {
		f.JSON = "a"
		root := Field{Name: "r", Kind: Object, Type: func() *Type { return &Type{Fields: []Field{f}} }}
		if out, err := Marshal(root, func(w *json.Writer) { w.Raw([]byte(`{"a":"1"}`)) }); err == nil {
			t.Errorf("%+v: got %s, want an error", f, out)
		}
	}
}

func TestCharactersXMLHasNot(t *testing.T) {
	for _, c := range []string{`\u0000`, `\u0001`, `\u001f`, `\ufffe`, `\uffff`} {
		for _, in := range []string{`{"extra":"` + c + `"}`, `{"@extra":"` + c + `"}`, `{"{` + c + `}extra":"x"}`, `{"@{` + c + `}extra":"x"}`} {
			if out, err := Marshal(shelf, func(w *json.Writer) { w.Raw([]byte(in)) }); err == nil {
				t.Errorf("%s: got %s, want an error", in, out)
			}
		}
	}
}
