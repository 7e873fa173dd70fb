package conformance

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/internal/runtime/xml"
)

func TestSameJSON(t *testing.T) {
	for _, test := range []struct{ want, got, difference string }{
		{`{"a":1,"b":[true,null]}`, `{"b":[true,null],"a":1.0}`, ""},
		{`1e2`, `100`, ""},
		{`{"a":1}`, `{"a":2}`, "/a: want 1, got 2"},
		{`{"a":1}`, `{}`, "/a is missing"},
		{`{}`, `{"a":null}`, "/a is not expected"},
		{`[1,2]`, `[2,1]`, "/0: want 1, got 2"},
		{`[1]`, `[1,1]`, ": want [1], got [1,1]"},
		{`"1"`, `1`, `: want "1", got 1`},
		{`1`, `1 2`, "not JSON (more after the value): 1 2"},
		{`9007199254740993`, `9007199254740992`, ": want 9007199254740993, got 9007199254740992"},
	} {
		if got := sameJSON([]byte(test.want), []byte(test.got)); got != test.difference {
			t.Errorf("%s and %s: got %q, want %q", test.want, test.got, got, test.difference)
		}
	}
}

func TestSameXML(t *testing.T) {
	for _, test := range []struct{ want, got, difference string }{
		{`<?xml version="1.0"?><a x="1" y="2"> <b>1</b><c/> </a>`, `<a y="2" x="1"><c></c><b>1</b></a>`, ""},
		{`<p:a xmlns:p="u"/>`, `<a xmlns="u"/>`, ""},
		{`<a xmlns="u"/>`, `<a/>`, ": want <{u}a>, got <a>"},
		{`<a><b>1</b><b>2</b></a>`, `<a><b>2</b><b>1</b></a>`, `/a/b: want text "1", got "2"`},
		{`<a><b/></a>`, `<a/>`, "/a/b is missing"},
		{`<a/>`, `<a><b/></a>`, "/a/b is not expected"},
		{`<a x="1"/>`, `<a x="2"/>`, `/a: want attributes ["x=1"], got ["x=2"]`},
		{`<a>2022-08-26T18:38:00.000Z</a>`, `<a>2022-08-26T18:38:00Z</a>`, ""},
	} {
		got := sameXML([]byte(test.want), []byte(test.got))
		if got != test.difference && got != "/"+test.difference {
			t.Errorf("%s and %s: got %q, want %q", test.want, test.got, got, test.difference)
		}
	}
}

func TestPathValues(t *testing.T) {
	for _, test := range []struct {
		name, base, template, uri, route, want string
	}{
		{"id", "", "/a/{id}", "/a/x%20y", "", "x y"},
		{"keyword", "/base/v1", "/{keyword}", "/base/v1/test", "", "test"},
		{"p", "", "/label{p}", "/label.a", "", ".a"},
		{"scope", "", "/{scope}/providers/X/r/{id}", "/s/1/providers/X/r/2", "", "s/1"},
		{"scope", "", "/{scope}/providers/X/r/{id}", "/s/providers/X/r/1/providers/X/r/2", "", "s/providers/X/r/1"},
		{"id", "", "/{scope}/providers/X/r/{id}", "/s/1/providers/X/r/2", "", "2"},
		{"place", "", "/l/{place}", "/l/:place", "/l/:place", "place"},
		{"id", "", "/a/{id}/", "/a/1", "", "1"},
	} {
		e := Exchange{URI: test.uri, RawURI: test.route}
		got := pathValue(test.name, e, &model.Operation{Path: test.template}, test.base)
		if !slices.Equal(got, []string{test.want}) {
			t.Errorf("%s of %s in %s: got %q, want %q", test.name, test.template, test.uri, got, test.want)
		}
	}
	if got := pathValue("id", Exchange{URI: "/other"}, &model.Operation{Path: "/a/{id}"}, ""); got != nil {
		t.Errorf("a path that does not fit: got %q", got)
	}
}

func TestSamePathKeepsSeparators(t *testing.T) {
	for _, test := range []struct {
		want, got, route string
		same             bool
	}{
		{"/a/b", "/a/b", "", true},
		{"/a/b%20c", "/a/b%20c", "", true},
		{"/a/b", "/a%2Fb", "", false},
		{"/a", "/a/", "", false},
		{"/a/:x", "/a/anything", "/a/:x", true},
		{"/a/:x", "/a/anything", "", false},
	} {
		w, _ := url.Parse(test.want)
		g, _ := url.Parse(test.got)
		if samePath(w, g, Exchange{RawURI: test.route}) != test.same {
			t.Errorf("%s and %s: want the same: %v", test.want, test.got, test.same)
		}
	}
}

func TestParameterTextsBecomeJSON(t *testing.T) {
	str, num := model.Ref{Kind: model.String}, model.Ref{Kind: model.Int32}
	list, object := model.Ref{Kind: model.List, Elem: &num}, model.Ref{Kind: model.Map, Elem: &num}
	for _, test := range []struct {
		p      model.Param
		values []string
		want   string
	}{
		{model.Param{Type: str}, []string{"1"}, `"1"`},
		{model.Param{Type: num}, []string{"1"}, `1`},
		{model.Param{In: model.InPath, Type: str, Style: model.StyleLabel}, []string{".a"}, `"a"`},
		{model.Param{In: model.InPath, Wire: "p", Type: str, Style: model.StyleMatrix, Explode: true}, []string{";p=a"}, `"a"`},
		{model.Param{In: model.InQuery, Type: list, Style: model.StyleForm}, []string{"1,2"}, `[1,2]`},
		{model.Param{In: model.InQuery, Type: list, Style: model.StyleForm, Explode: true}, []string{"1", "2"}, `[1,2]`},
		{model.Param{In: model.InQuery, Type: list, Style: model.StylePipeDelimited}, []string{"1|2"}, `[1,2]`},
		{model.Param{In: model.InPath, Wire: "p", Type: list, Style: model.StyleMatrix, Explode: true}, []string{";p=1;p=2"}, `[1,2]`},
		{model.Param{In: model.InPath, Type: object}, []string{"a,1,b,2"}, `{"a":1,"b":2}`},
		{model.Param{In: model.InPath, Type: object, Explode: true}, []string{"a=1,b=2"}, `{"a":1,"b":2}`},
		{model.Param{Type: model.Ref{Kind: model.Time, Wire: model.WireRFC7231}}, []string{"Thu, 26 Aug 2021 14:38:00 GMT"}, `"2021-08-26T14:38:00Z"`},
		{model.Param{Type: model.Ref{Kind: model.Duration, Wire: model.WireMillis}}, []string{"36250"}, `"PT36.25S"`},
	} {
		got, err := paramJSON(&test.p, test.values, nil)
		if err != nil || string(got) != test.want {
			t.Errorf("%v: got %s (%v), want %s", test.values, got, err, test.want)
		}
	}
	if got, err := paramJSON(&model.Param{Type: num}, []string{"one"}, nil); err == nil {
		t.Errorf("a number that is none: got %s", got)
	}
}

// pet is a union as generated packages have them.
type pet interface{ name() string }

type cat struct{ Name string }

func (c *cat) name() string { return c.Name }

func unmarshalPet(data []byte) (pet, error) {
	c := new(cat)
	err := json.Unmarshal(data, c)
	if err == nil && c.Name == "" {
		err = errors.New("no name")
	}
	return c, err
}

func TestUnionsAreDecodedByTheirPackage(t *testing.T) {
	d := newDecoder([]any{unmarshalPet})
	var one pet
	if err := d.set(reflect.ValueOf(&one).Elem(), []byte(`{"Name":"Tom"}`)); err != nil || one.name() != "Tom" {
		t.Errorf("one: %v %v", one, err)
	}
	var many map[string][]pet
	if err := d.set(reflect.ValueOf(&many).Elem(), []byte(`{"a":[{"Name":"Tom"},{"Name":"Kit"}]}`)); err != nil || many["a"][1].name() != "Kit" {
		t.Errorf("many: %v %v", many, err)
	}
	err := d.set(reflect.ValueOf(&many).Elem(), []byte(`{"a":[{}]}`))
	if err == nil || err.Error() != "a: [0]: no name" {
		t.Errorf("where it went wrong: %v", err)
	}
}

// send sends one request to a scenario's server and returns the answer's status and body.
func send(t *testing.T, s *server, method, path string, header http.Header, body string) (int, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, s.URL+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for k, v := range header {
		req.Header[k] = v
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(data)
}

// widget is an exchange with something to check in every part of its request.
func widget() Exchange {
	return Exchange{Method: "PUT", URI: "/w/1", Response: Response{Status: 201, Body: &Body{Kind: "json", JSON: []byte(`{"self":"{{baseUrl}}/w/1"}`)}},
		Request: Request{Query: map[string]any{"q": "a b"}, Headers: map[string]any{"x-h": "1"}, Body: &Body{Kind: "json", ContentType: "application/json", JSON: []byte(`{"n":1}`)}}}
}

func TestServerSeesEveryDifference(t *testing.T) {
	good := http.Header{"X-H": {"1"}, "Content-Type": {"application/json; charset=utf-8"}}
	for _, test := range []struct {
		name, method, path, body string
		header                   http.Header
		rules                    rules
		want                     []string
	}{
		{"as expected", "PUT", "/w/1?q=a%20b", `{"n":1}`, good, rules{}, nil},
		{"method", "POST", "/w/1?q=a%20b", `{"n":1}`, good, rules{}, []string{"request 1: method: want PUT, got POST"}},
		{"path", "PUT", "/w%2F1?q=a%20b", `{"n":1}`, good, rules{}, []string{"request 1: path: want /w/1, got /w%2F1"}},
		{"query", "PUT", "/w/1?q=b&api-version=1", `{"n":1}`, good, rules{}, []string{`request 1: query q: want ["a b"], got ["b"]`, `request 1: query api-version=["1"] is not expected`}},
		{"declared query", "PUT", "/w/1?q=a+b&api-version=1", `{"n":1}`, good, rules{query: map[string]bool{"api-version": true}}, nil},
		{"header", "PUT", "/w/1?q=a+b", `{"n":1}`, http.Header{"X-H": {"2"}, "X-I": {"3"}, "Content-Type": {"application/json"}}, rules{}, []string{`request 1: header x-h: want "1", got "2"`, `request 1: header X-I: ["3"] is not expected`}},
		{"media type", "PUT", "/w/1?q=a+b", `{"n":1}`, http.Header{"X-H": {"1"}, "Content-Type": {"application/merge-patch+json"}}, rules{}, []string{`request 1: content type: want "application/json", got "application/merge-patch+json"`}},
		{"declared media type", "PUT", "/w/1?q=a+b", `{"n":1}`, http.Header{"X-H": {"1"}, "Content-Type": {"application/merge-patch+json"}}, rules{mediaTypes: []string{"application/merge-patch+json"}}, nil},
		{"body", "PUT", "/w/1?q=a+b", `{"n":2}`, good, rules{}, []string{"request 1: body: /n: want 1, got 2"}},
		{"slash", "PUT", "/w/1/?q=a+b", `{"n":1}`, good, rules{slash: true}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := serve([]Exchange{widget()})
			defer s.Close()
			s.setRules(test.rules)
			status, body := send(t, s, test.method, test.path, test.header, test.body)
			if status != 201 || body != `{"self":"`+s.URL+`/w/1"}` {
				t.Errorf("answered %d %s", status, body)
			}
			if at, got := s.done(); at != 1 || !slices.Equal(got, test.want) {
				t.Errorf("after request %d: got %q, want %q", at, got, test.want)
			}
		})
	}
}

func TestServerSeesAnEmptyBodyWhereNoneIsExpected(t *testing.T) {
	for _, lenient := range []bool{false, true} {
		s := serve([]Exchange{{Method: "PUT", URI: "/w", Response: Response{Status: 204}}})
		s.setRules(rules{emptyBody: lenient})
		send(t, s, "PUT", "/w", nil, "{}")
		if _, got := s.done(); (len(got) == 0) != lenient {
			t.Errorf("the document demands a body: %v, got %q", lenient, got)
		}
		s.Close()
	}
}

func TestServerFinishesWhatIsAskedForAgain(t *testing.T) {
	poll := Exchange{Method: "GET", URI: "/op", Response: Response{Status: 200, Body: &Body{Kind: "json", JSON: []byte(`{"id":"1","status":"InProgress"}`)}}}
	s := serve([]Exchange{{Method: "PUT", URI: "/w", Response: Response{Status: 201}}, {Method: "GET", URI: "/w", Response: Response{Status: 200}}, poll})
	defer s.Close()
	send(t, s, "PUT", "/w", nil, "")
	for _, want := range []string{`{"id":"1","status":"InProgress"}`, `{"id":"1","status":"Succeeded"}`} {
		if _, body := send(t, s, "GET", "/op", nil, ""); body != want {
			t.Errorf("got %s, want %s", body, want)
		}
	}
	send(t, s, "GET", "/w", nil, "")
	if at, got := s.done(); at != 3 || len(got) > 0 {
		t.Errorf("after request %d: %q", at, got)
	}
	if status, _ := send(t, s, "GET", "/w", nil, ""); status != http.StatusTeapot {
		t.Errorf("a finished answer asked for again: %d", status)
	}
	if _, got := s.done(); len(got) != 1 || got[0] != "unexpected request: GET /w" {
		t.Errorf("got %q", got)
	}
}

func TestServerChecksMultipart(t *testing.T) {
	want := &Body{Kind: "multipart", Parts: map[string]json.RawMessage{"id": json.RawMessage(`"1"`)}, Files: []FilePart{{Field: "f", Filename: "a.png", ContentType: "image/png", Base64: "AAE="}}}
	form := func(name, mediaType, data string) string {
		return "--b\r\nContent-Disposition: form-data; name=\"id\"\r\n\r\n1\r\n--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"" + name +
			"\"\r\nContent-Type: " + mediaType + "\r\n\r\n" + data + "\r\n--b--\r\n"
	}
	for body, problems := range map[string][]string{
		form("a.png", "image/png", "\x00\x01"): nil,
		form("b.png", "image/gif", "\x00"):     {`request 1: file part f: want file name "a.png", got "b.png"`, `request 1: file part f: want content type "image/png", got "image/gif"`, "request 1: file part f: 1 bytes differ"},
		"--b--\r\n":                            {"request 1: file part f is missing", "request 1: part id is missing"},
	} {
		s := serve([]Exchange{{Method: "POST", URI: "/f", Request: Request{Body: want}, Response: Response{Status: 204}}})
		send(t, s, "POST", "/f", http.Header{"Content-Type": {"multipart/form-data; boundary=b"}}, body)
		if _, got := s.done(); !slices.Equal(got, problems) {
			t.Errorf("%q: got %q, want %q", body, got, problems)
		}
		s.Close()
	}
}

func TestListOfExceptionsMayOnlyShrink(t *testing.T) {
	path := filepath.Join(t.TempDir(), "known.txt")
	if err := os.WriteFile(path, []byte("# why\n* A a reason\nf B another\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	list, err := readKnown(path)
	if err != nil {
		t.Fatal(err)
	}
	suite := &Suite{Forms: []string{"f"}}
	for _, test := range []struct {
		name    string
		results []result
		good    bool
		says    string
	}{
		{"as listed", []result{{form: "f", scenario: "A", problems: []string{"x"}}, {form: "f", scenario: "B", problems: []string{"x"}}, {form: "f", scenario: "C"}}, true, ""},
		{"passes now", []result{{form: "f", scenario: "A"}, {form: "f", scenario: "B", problems: []string{"x"}}}, false, "take it off the list: f A\n"},
		{"not listed", []result{{form: "f", scenario: "A", problems: []string{"x"}}, {form: "f", scenario: "B", problems: []string{"x"}}, {form: "f", scenario: "C", problems: []string{"bad"}}}, false, "FAIL f C\n     bad"},
	} {
		var out strings.Builder
		if good := report(&out, suite, test.results, list); good != test.good || !strings.Contains(out.String(), test.says) {
			t.Errorf("%s: %v\n%s", test.name, good, out.String())
		}
	}
	if err := os.WriteFile(path, []byte("* A\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := readKnown(path); err == nil {
		t.Error("an exception without a reason is accepted")
	}
}

// shelf describes its own XML, as generated models do.
type shelf struct {
	ID    int      `json:"id"`
	Books []string `json:"books"`
}

func (*shelf) XMLType() *xml.Type {
	return &xml.Type{Fields: []xml.Field{
		{JSON: "id", Name: "no", Kind: xml.Number, Place: xml.Attribute},
		{JSON: "books", Name: "book", Kind: xml.List, Elem: &xml.Field{Name: "book"}},
	}}
}

func TestXMLBodiesGoThroughTheModelsDescription(t *testing.T) {
	for _, test := range []struct {
		value any
		text  string
	}{
		{new(shelf), `<s:Shelf xmlns:s="u" no="7"><book>a</book><book>b</book></s:Shelf>`},
		{new([]shelf), `<Shelves><Shelf no="1"><book>a</book></Shelf><Shelf no="2"><book>b</book></Shelf></Shelves>`},
		{new([]int), `<list><n>1</n><n>2</n></list>`},
		{new(string), `<s>text</s>`},
	} {
		v := reflect.ValueOf(test.value).Elem()
		if err := (decoder{}).setXML(v, []byte(test.text)); err != nil {
			t.Errorf("%s: %v", test.text, err)
			continue
		}
		if v.IsZero() {
			t.Errorf("%s: nothing was read", test.text)
		}
		got, err := encodeXML(v, []byte(test.text))
		if err != nil {
			t.Errorf("%s: %v", test.text, err)
		} else if d := sameXML([]byte(test.text), got); d != "" {
			t.Errorf("%s became %s: %s", test.text, got, d)
		}
	}
	if err := (decoder{}).setXML(reflect.ValueOf(new(shelf)).Elem(), []byte("no XML")); err == nil {
		t.Error("what is no XML is accepted")
	}
}
