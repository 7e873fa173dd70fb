package xml

import (
	"encoding/xml"
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

// Attributes of what has no place for them are held by the model around it.
func TestHeldAttributes(t *testing.T) {
	for _, c := range []struct{ xml, json, back string }{
		{`<shelf><open since="1">true</open></shelf>`, `{"open":true,"open/@since":"1"}`, ""},
		{`<shelf><Tags count="2" xml:lang="de"><Tag>a</Tag></Tags></shelf>`, `{"tags":["a"],"tags/@count":"2","tags/@{http://www.w3.org/XML/1998/namespace}lang":"de"}`, ""},
		{`<shelf><counts of="x"><a>1</a></counts></shelf>`, `{"counts":{"a":1},"counts/@of":"x"}`, ""},
		{`<shelf xmlns:n="urn:n" xmlns:o="urn:o"><n:name o:a="1" a="2">x</n:name></shelf>`, `{"name":"x","name/@{urn:o}a":"1","name/@a":"2"}`,
			`<shelf xmlns:n="urn:n" xmlns:ns="urn:o"><n:name ns:a="1" a="2">x</n:name></shelf>`},
		{`<shelf` + xsi + `><open xsi:nil="true" why="lost"></open></shelf>`, `{"open":null,"open/@why":"lost"}`, ""},
		{`<shelf><open a="1">true</open><open b="2">false</open></shelf>`, `{"open":false,"open/@b":"2"}`, `<shelf><open b="2">false</open></shelf>`},
		// items and entries are held by no model
		{`<shelf><Tags><Tag a="1">x</Tag></Tags><counts><a b="1">1</a></counts></shelf>`, `{"tags":["x"],"counts":{"a":1}}`, `<shelf><Tags><Tag>x</Tag></Tags><counts><a>1</a></counts></shelf>`},
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
	// the attribute of what has gone is gone, and what cannot be one is an error
	if got := toXML(t, shelf, `{"open/@since":"1"}`); got != `<shelf></shelf>` {
		t.Errorf("got %s", got)
	}
	for _, bad := range []string{`{"open":true,"open/@a b":"1"}`, `{"open":true,"best/@a":"1"}`, `{"open":true,"books/@a":"1"}`, `{"open":true,"x/@a":"1"}`,
		`{"open":true,"open/@a":{}}`, `{"open":null,"open/@{http://www.w3.org/2001/XMLSchema-instance}nil":"1"}`} {
		if out, err := Marshal(shelf, func(w *json.Writer) { w.Raw([]byte(bad)) }); err == nil {
			t.Errorf("%s: got %s, want an error", bad, out)
		}
	}
}

// No attribute stands twice, whatever a model holds.
func TestAttributesTwice(t *testing.T) {
	for _, in := range []string{`{"id":1,"@id":"x"}`, `{"@a":"1","@{}a":"x"}`, `{"open":true,"open/@a":"1","open/@{}a":"2"}`, `{"best":{"title":"A","@title":"B"}}`} {
		if out, err := Marshal(shelf, func(w *json.Writer) { w.Raw([]byte(in)) }); err == nil || !strings.Contains(err.Error(), "twice") {
			t.Errorf("%s: got %s, %v, want an error", in, out, err)
		}
	}
	if got, want := toXML(t, shelf, `{"@a":"1","best":{"@a":"1"},"inner":{"@a":"1"}}`), `<shelf a="1"><best a="1"></best><inner a="1"></inner></shelf>`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// The value of xsi:type is a name: its prefix is declared again when it is written.
func TestTypeAttribute(t *testing.T) {
	const xsd = ` xmlns:ns="http://www.w3.org/2001/XMLSchema"`
	const member = `@{http://www.w3.org/2001/XMLSchema-instance}type`
	for _, c := range []struct{ xml, json, back string }{
		{`<shelf xmlns:o="urn:o"` + xsi + ` xsi:type="o:Big"/>`, `{"` + member + `":"{urn:o}Big"}`, `<shelf xmlns:ns="urn:o"` + xsi + ` xsi:type="ns:Big"></shelf>`},
		{`<shelf xmlns:o="urn:o"><best xmlns:o="urn:p"` + xsi + ` xsi:type=" o:Big "/></shelf>`, `{"best":{"text":"","` + member + `":"{urn:p}Big"}}`, ""},
		{`<shelf` + xsi + ` xsi:type="Big"/>`, `{"` + member + `":"Big"}`, `<shelf` + xsi + ` xsi:type="Big"></shelf>`},
		{`<shelf` + xsi + xsd + `><open xsi:type="ns:boolean">1</open><extra xsi:type="ns:int">1</extra></shelf>`,
			`{"open":true,"open/` + member + `":"{http://www.w3.org/2001/XMLSchema}boolean","extra":{"` + member + `":"{http://www.w3.org/2001/XMLSchema}int","#text":"1"}}`, ""},
		{`<shelf` + xsi + ` xsi:type="a:b:c"/>`, `{"` + member + `":"a:b:c"}`, ""},
		{`<shelf` + xsi + ` xsi:type="lost:Big"/>`, `{"` + member + `":"{lost}Big"}`, ""},
	} {
		got, err := toJSON(shelf, c.xml)
		if err != nil || got != c.json {
			t.Errorf("%s\n got %s, %v\nwant %s", c.xml, got, err, c.json)
		}
		back := toXML(t, shelf, got)
		if c.back != "" && back != c.back {
			t.Errorf("%s\n got %s\nwant %s", got, back, c.back)
		}
		if again, err := toJSON(shelf, back); err != nil || again != got {
			t.Errorf("%s\n got %s, %v\nwant %s", back, again, err, got)
		}
	}
}

// A model inside another document does not see what is declared around it, and keeps what it says.
func TestTypeAttributeOfAPart(t *testing.T) {
	var part struct {
		Shelf viaStd `xml:"shelf"`
	}
	for in, want := range map[string]string{
		`<p xmlns:o="urn:o"` + xsi + `><shelf xsi:type="o:Big"/></p>`: `{"@{` + xsiURI + `}type":"o:Big"}`,
		`<p` + xsi + `><shelf xmlns:o="urn:o" xsi:type="o:Big"/></p>`: `{"@{` + xsiURI + `}type":"{urn:o}Big"}`,
	} {
		if err := xml.Unmarshal([]byte(in), &part); err != nil || part.Shelf.text != want {
			t.Errorf("%s: got %s, %v, want %s", in, part.Shelf.text, err, want)
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
