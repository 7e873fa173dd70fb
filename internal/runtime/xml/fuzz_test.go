package xml

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/armsmith/armsmith/internal/runtime/json"
)

// fuzzRoots are bodies of every kind.
var fuzzRoots = []Field{
	shelf,
	// not in urn:n, where the names of two properties would be the same
	{Name: "shelf", Namespace: "urn:m", Kind: Object, Type: spacesType},
	{Name: "shelf", Namespace: "urn:n", Prefix: "n", Kind: Object, Type: spacesType},
	{Name: "shelf", Kind: Object, Type: metadataType},
	{Name: "shelf", Kind: Object, Type: countsType, AnyName: true},
	{Name: "shelf", Kind: Object, Type: listsType},
	{Name: "shelf", Kind: Object, Type: insideType},
	{Name: "shelf", Kind: List, Elem: &Field{Name: "book", Kind: Object, Type: bookType}},
	{Name: "shelf", Kind: Map, Elem: &Field{Kind: Any}},
	{Name: "shelf", Kind: Any},
}

// FuzzXML reads any text as a body. What can be read can be written, and is then read as the same.
func FuzzXML(f *testing.F) {
	for _, seed := range []string{
		`<shelf id="1"><Tags><Tag>a</Tag></Tags></shelf>`,
		`<shelf xmlns="urn:n" xmlns:o="urn:o" o:id="1" id="2"><o:name>a</o:name><name>b</name><n xmlns="">c</n></shelf>`,
		`<?xml version="1.0" encoding="ISO-8859-1"?><shelf><books a="1">` + "\xE9" + `</books><x/><x/></shelf><!-- -->`,
		`<shelf xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><open i:nil="1"/><counts><a>.5</a></counts>text</shelf>`,
		`<shelf xmlns:o="urn:o" xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:type="o:T"><Tags a="1"/><open i:type="x:b" o:c="">0</open></shelf>`,
		"\xFF\xFE<\x00s\x00h\x00e\x00l\x00f\x00/\x00>\x00",
		`<shelf id="1" title="t" o="p"><name a="b">n</name><Tags><Tag>x</Tag></Tags><z/><![CDATA[a]]>b</shelf>`,
		`<shelf><book title="A">x</book><best title="&lt;"/><inner><name>INF</name></inner></shelf>`,
	} {
		for i := range fuzzRoots {
			f.Add(seed, uint8(i))
		}
	}
	f.Fuzz(func(t *testing.T, in string, which uint8) {
		root := fuzzRoots[int(which)%len(fuzzRoots)]
		read, err := toJSON(root, in)
		if err != nil {
			return
		}
		out, err := Marshal(root, func(w *json.Writer) { w.Raw([]byte(read)) })
		if err != nil {
			t.Fatalf("%q was read as %s, which cannot be written: %v", in, read, err)
		}
		wellFormed(t, string(out))
		if again, err := toJSON(root, string(out)); err != nil || again != read {
			t.Fatalf("%q was read as\n%s, written as\n%s and read again as\n%s, %v", in, read, out, again, err)
		}
	})
}

// FuzzMarshal writes any JSON: as well-formed XML, or not at all.
func FuzzMarshal(f *testing.F) {
	for i := range fuzzRoots {
		f.Add(`{"open":null,"open/@a":"1","tags/@{urn:o}b":"x","tags":[],"@{http://www.w3.org/2001/XMLSchema-instance}type":"{urn:o}T"}`, uint8(i))
		f.Add(`{"id":1,"@a":"x","{urn:o}b":{"#text":"t","c":["1",null,[2]]},"counts":{"a b":1},"tags":["",null],"books":[{"title":"A"}]}`, uint8(i))
	}
	f.Fuzz(func(t *testing.T, in string, which uint8) {
		root := fuzzRoots[int(which)%len(fuzzRoots)]
		if out, err := Marshal(root, func(w *json.Writer) { w.Raw([]byte(in)) }); err == nil {
			wellFormed(t, string(out))
			_, _ = toJSON(root, string(out)) // which may be another value than the description says
		}
	})
}

// wellFormed checks what encoding/xml says about a document, and that each prefix is declared and
// no attribute stands twice.
func wellFormed(t *testing.T, doc string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(doc))
	var scopes []map[string]bool
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%s: %v", doc, err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			scopes = append(scopes, map[string]bool{})
			attrs := map[xml.Name]bool{}
			for _, a := range token.Attr {
				if attrs[a.Name] {
					t.Fatalf("%s: %v stands twice", doc, a.Name)
				}
				attrs[a.Name] = true
				if a.Name.Space == "xmlns" {
					scopes[len(scopes)-1][a.Name.Local] = true
				}
			}
			for name := range attrs {
				prefixDeclared(t, doc, scopes, name)
			}
			prefixDeclared(t, doc, scopes, token.Name)
		case xml.EndElement:
			scopes = scopes[:len(scopes)-1]
		}
	}
	if err := xml.Unmarshal([]byte(doc), new(struct{})); err != nil {
		t.Fatalf("%s: %v", doc, err)
	}
}

func prefixDeclared(t *testing.T, doc string, scopes []map[string]bool, name xml.Name) {
	t.Helper()
	if name.Space == "" || name.Space == "xml" || name.Space == "xmlns" {
		return
	}
	for _, scope := range scopes {
		if scope[name.Space] {
			return
		}
	}
	t.Fatalf("%s: the prefix %s is not declared", doc, name.Space)
}
