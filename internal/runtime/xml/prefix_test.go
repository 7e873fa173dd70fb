package xml

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"testing"
)

// Each name is in the namespace that its description says, whatever its prefix.
func TestPrefixes(t *testing.T) {
	for _, c := range []struct {
		fields []Field
		json   string
		want   string
	}{
		{[]Field{{JSON: "a", Name: "a", Prefix: "p", Namespace: "urn:1"}, {JSON: "b", Name: "b", Prefix: "p", Namespace: "urn:2"}, {JSON: "c", Name: "c", Prefix: "p", Namespace: "urn:1"}}, `{"a":"1","b":"2","c":"3"}`,
			`<r xmlns:p="urn:1" xmlns:ns1="urn:2"><p:a>1</p:a><ns1:b>2</ns1:b><p:c>3</p:c></r>`},
		{[]Field{{JSON: "a", Name: "a", Prefix: "p", Namespace: "urn:1", Place: Attribute}, {JSON: "b", Name: "a", Prefix: "p", Namespace: "urn:2", Place: Attribute}}, `{"a":"1","b":"2"}`,
			`<r xmlns:p="urn:1" xmlns:ns1="urn:2" p:a="1" ns1:a="2"></r>`},
		{[]Field{{JSON: "a", Name: "a", Prefix: "p"}}, `{"a":"1"}`, `<r><a>1</a></r>`},
		{[]Field{{JSON: "a", Name: "a", Namespace: "urn:1", Place: Attribute}}, `{"a":"1"}`, `<r xmlns:ns="urn:1" ns:a="1"></r>`},
		{[]Field{{JSON: "a", Name: "a", Prefix: "xmlns", Namespace: "urn:1"}, {JSON: "b", Name: "b", Prefix: "xml", Namespace: "urn:2"}, {JSON: "c", Name: "c", Prefix: "a b", Namespace: "urn:3"}}, `{"a":"1","b":"2","c":"3"}`,
			`<r xmlns:ns1="urn:1" xmlns:ns2="urn:2" xmlns:ns3="urn:3"><ns1:a>1</ns1:a><ns2:b>2</ns2:b><ns3:c>3</ns3:c></r>`},
		{[]Field{{JSON: "a", Name: "a", Namespace: "urn:1"}, {JSON: "b", Name: "b"}}, `{"a":"1","b":"2"}`, `<r><a xmlns="urn:1">1</a><b>2</b></r>`},
		{[]Field{{JSON: "a", Name: "a", Prefix: "p", Namespace: `urn:"<&`}}, `{"a":"1"}`, `<r xmlns:p="urn:&#34;&lt;&amp;"><p:a>1</p:a></r>`},
	} {
		root := Field{Name: "r", Kind: Object, Type: func() *Type { return &Type{Fields: c.fields} }}
		got := toXML(t, root, c.json)
		if got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.json, got, c.want)
		}
		if back, err := toJSON(root, got); err != nil || back != c.json {
			t.Errorf("%s became %s, %v", got, back, err)
		}
	}
}

// Models hold themselves, and there are many of them: each prefix is declared once it is used.
func TestPrefixesOfManyModels(t *testing.T) {
	text := `{}`
	for i := range 300 {
		text = fmt.Sprintf(`{"n%d":"x","next":%s}`, 299-i, text)
	}
	var typeAt func(i int) func() *Type
	typeAt = func(i int) func() *Type {
		return func() *Type {
			return &Type{Fields: []Field{
				{JSON: fmt.Sprint("n", i), Name: "n", Prefix: fmt.Sprint("p", i), Namespace: fmt.Sprint("urn:", i)},
				{JSON: "next", Name: "next", Kind: Object, Type: typeAt(i + 1)},
			}}
		}
	}
	root := Field{Name: "r", Kind: Object, Type: typeAt(0)}
	got := toXML(t, root, text)
	if back, err := toJSON(root, got); err != nil || back != text {
		t.Errorf("got %s, %v", back, err)
	}
	seen := 0
	for d := xml.NewDecoder(strings.NewReader(got)); ; {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if start, ok := token.(xml.StartElement); ok && start.Name.Local == "n" {
			if want := fmt.Sprint("urn:", seen); start.Name.Space != want {
				t.Errorf("got namespace %s, want %s", start.Name.Space, want)
			}
			seen++
		}
	}
	if seen != 300 {
		t.Errorf("%d names", seen)
	}
}

// A model that holds itself declares a prefix that only its innermost value uses.
func TestPrefixOfARecursiveModel(t *testing.T) {
	const deep = 300
	text := strings.Repeat(`{"inner":`, deep) + `{"name":"x"}` + strings.Repeat(`}`, deep)
	want := `<shelf xmlns:n="urn:n">` + strings.Repeat(`<inner>`, deep) + `<n:name>x</n:name>` + strings.Repeat(`</inner>`, deep) + `</shelf>`
	if got := toXML(t, shelf, text); got != want {
		t.Errorf("got %s", got)
	}
	if got, err := toJSON(shelf, want); err != nil || got != text {
		t.Errorf("got %s, %v", got, err)
	}
}
