package runtime

import (
	"errors"
	"net/url"
	"strings"
	"testing"
)

// Each style as the table of OpenAPI's Parameter Object has it, over a real connection.
func TestParameterStyles(t *testing.T) {
	list := []string{"blue", "black", "a,b"}
	object := []Pair{{"R", "100"}, {"G", "2 0"}}
	cases := []struct {
		name string
		set  func(*Request)
		uri  string
	}{
		{"path simple", func(r *Request) { r.Path("p", Text("a b/c?d#e;f"), Simple) }, "/x/a%20b%2Fc%3Fd%23e%3Bf"},
		{"path simple list", func(r *Request) { r.Path("p", List(list), Simple) }, "/x/blue,black,a%2Cb"},
		{"path simple object", func(r *Request) { r.Path("p", objectOf(object), Simple) }, "/x/R,100,G,2%200"},
		{"path simple object exploded", func(r *Request) { r.Path("p", objectOf(object), Simple|Explode) }, "/x/R=100,G=2%200"},
		{"path label", func(r *Request) { r.Path("p", Text("blue"), Label) }, "/x/.blue"},
		{"path label list", func(r *Request) { r.Path("p", List(list), Label) }, "/x/.blue,black,a%2Cb"},
		{"path label list exploded", func(r *Request) { r.Path("p", List(list), Label|Explode) }, "/x/.blue.black.a%2Cb"},
		{"path label object exploded", func(r *Request) { r.Path("p", objectOf(object), Label|Explode) }, "/x/.R=100.G=2%200"},
		{"path matrix", func(r *Request) { r.Path("p", Text("blue"), Matrix) }, "/x/;p=blue"},
		{"path matrix list", func(r *Request) { r.Path("p", List(list), Matrix) }, "/x/;p=blue,black,a%2Cb"},
		{"path matrix list exploded", func(r *Request) { r.Path("p", List(list), Matrix|Explode) }, "/x/;p=blue;p=black;p=a%2Cb"},
		{"path matrix object", func(r *Request) { r.Path("p", objectOf(object), Matrix) }, "/x/;p=R,100,G,2%200"},
		{"path matrix object exploded", func(r *Request) { r.Path("p", objectOf(object), Matrix|Explode) }, "/x/;R=100;G=2%200"},
		{"path reserved", func(r *Request) { r.Path("p", Text("/subscriptions/s/a b?c"), Reserved) }, "/x/subscriptions/s/a%20b%3Fc"},
		{"query", func(r *Request) { r.Query("$filter", Text("name eq 'x' & y+z=1#"), Form) }, "/x/y?$filter=name%20eq%20'x'%20%26%20y%2Bz%3D1%23"},
		{"query time", func(r *Request) { r.Query("t", Text("2025-01-01T00:00:00+01:00"), Form) }, "/x/y?t=2025-01-01T00:00:00%2B01:00"},
		{"query list", func(r *Request) { r.Query("q", List(list), Form) }, "/x/y?q=blue,black,a%2Cb"},
		{"query list exploded", func(r *Request) { r.Query("q", List(list), Form|Explode) }, "/x/y?q=blue&q=black&q=a%2Cb"},
		{"query list spaces", func(r *Request) { r.Query("q", List(list), SpaceDelimited) }, "/x/y?q=blue%20black%20a%2Cb"},
		{"query list pipes", func(r *Request) { r.Query("q", List(list), PipeDelimited) }, "/x/y?q=blue%7Cblack%7Ca%2Cb"},
		{"query list tabs", func(r *Request) { r.Query("q", List(list), TabDelimited) }, "/x/y?q=blue%09black%09a%2Cb"},
		{"query list empty", func(r *Request) { r.Query("q", List(nil), Form) }, "/x/y"},
		{"query object", func(r *Request) { r.Query("q", objectOf(object), Form) }, "/x/y?q=R,100,G,2%200"},
		{"query object exploded", func(r *Request) { r.Query("q", objectOf(object), Form|Explode) }, "/x/y?R=100&G=2%200"},
		{"query object deep", func(r *Request) { r.Query("q", objectOf(object), DeepObject|Explode) }, "/x/y?q%5BR%5D=100&q%5BG%5D=2%200"},
		{"query reserved", func(r *Request) { r.Query("q", Text("a/b?c:d,e%20f&g"), Reserved) }, "/x/y?q=a/b?c:d,e%20f%26g"},
		{"query without a value", func(r *Request) { r.Query("flag", Text(""), Form); r.Query("b", Text(""), Form) }, "/x/y?flag=&b="},
		{"version keeps its place", func(r *Request) {
			r.Query("a", Text("1"), Form)
			r.APIVersion("api-version", InQuery)
			r.Query("b", Text("2"), Form)
		}, "/x/y?a=1&api-version=2026-03-01&b=2"},
	}
	s := serve(t)
	c := s.client(t)
	for _, tc := range cases {
		o := op("GET", "/x/{p}")
		if !strings.HasPrefix(tc.name, "path") {
			o.Path = "/x/y"
		}
		if _, err := do(t, c, o, tc.set); err != nil {
			t.Errorf("%s: %v", tc.name, err)
			continue
		}
		if got := s.last().URI; got != tc.uri {
			t.Errorf("%s: sent %s, want %s", tc.name, got, tc.uri)
		}
	}
}

func TestHeadersAndCookies(t *testing.T) {
	s := serve(t)
	o := op("GET", "/x?comp=list")
	o.ClientID = "x-ms-client-request-id"
	_, err := do(t, s.client(t, WithUserAgent("mine/1"), WithHeader("X-Extra", "e")), o, func(r *Request) {
		r.Header("X-List", List([]string{"a", "b c"}), Simple)
		r.Header("X-Object", objectOf([]Pair{{"a", "1"}, {"b", "2"}}), Explode)
		r.HeaderPrefix("x-meta-", map[string]string{"b": "2", "a": "1"})
		r.Cookie("session", Text("a;b c"), Form)
		r.Cookie("list", List([]string{"1", "2"}), Form)
		r.APIVersion("X-Version", InHeader)
	}, WithQuery("extra", "1"))
	if err != nil {
		t.Fatal(err)
	}
	got := s.last()
	for name, want := range map[string]string{
		"X-List": "a,b c", "X-Object": "a=1,b=2", "X-Meta-A": "1", "X-Meta-B": "2", "Cookie": "session=a%3Bb%20c; list=1%2C2",
		"X-Version": "2026-03-01", "X-Extra": "e", "Accept": "application/json", "Authorization": "Bearer token-0123456789",
	} {
		if got.Header.Get(name) != want {
			t.Errorf("%s: %q, want %q", name, got.Header.Get(name), want)
		}
	}
	if ua := got.Header.Get("User-Agent"); !strings.HasPrefix(ua, "mine/1 test/1 armsmith (go") {
		t.Errorf("User-Agent: %q", ua)
	}
	if id := got.Header.Get("X-Ms-Client-Request-Id"); len(id) != 36 || id[14] != '4' {
		t.Errorf("client-request-id: %q", id)
	}
	if got.URI != "/x?comp=list&extra=1" {
		t.Errorf("sent %s", got.URI)
	}
}

// Nothing that a parameter holds may change where a request goes or what else it says, and nothing
// is sent when it would.
func TestHostileParameters(t *testing.T) {
	s := serve(t)
	c := s.client(t)
	for _, v := range []string{"", ".", "..", "a/../b", `a\..\b`, "%2e%2e", "%2E.", "a%2f..%2fb", "%252e%252e", "../", "/.."} {
		for _, style := range []Style{Simple, Reserved, Label, Matrix} {
			_, err := do(t, c, op("GET", "/x/{p}/y"), func(r *Request) { r.Path("p", Text(v), style) })
			if e := new(ParamError); !errors.As(err, &e) {
				t.Errorf("path %q, style %d: %v", v, style, err)
			}
		}
	}
	for _, v := range []string{"a\r\nX-Evil: 1", "a\nb", "a\x00b", "\x7f"} {
		_, err := do(t, c, op("GET", "/x"), func(r *Request) { r.Header("X-A", Text(v), Simple) })
		if e := new(ParamError); !errors.As(err, &e) || strings.Contains(err.Error(), v) {
			t.Errorf("header %q: %v", v, err)
		}
		if _, err := do(t, c, op("GET", "/x"), nil, WithHeader("X-A", v)); err == nil {
			t.Errorf("WithHeader %q was sent", v)
		}
	}
	if _, err := do(t, c, op("GET", "/x"), func(r *Request) { r.HeaderPrefix("x-", map[string]string{"a: b\r\n": "1"}) }); err == nil {
		t.Error("a header name with a line break was sent")
	}
	if n := len(s.seen()); n != 0 {
		t.Errorf("%d requests were sent: %+v", n, s.seen())
	}
	if _, err := do(t, c, op("GET", "/x/{p}"), func(r *Request) { r.Path("p", Text("a..b"), Simple); r.Query("q", Text("1&admin=true#x"), Form) }); err != nil {
		t.Fatal(err)
	}
	if got := s.last().URI; got != "/x/a..b?q=1%26admin%3Dtrue%23x" {
		t.Errorf("sent %s", got)
	}
}

func TestChecksGatherAllViolations(t *testing.T) {
	s := serve(t)
	_, err := do(t, s.client(t), op("GET", "/x/{a}"), func(r *Request) {
		r.Path("a", Text(".."), Simple)
		r.Check("b").MinLength("é", 2).MaxLength("ééé", 2).Pattern(false, "^x$")
		r.Check("c").Min(0, 1).Max(11, 10).Above(1, 1).Below(1, 1).MultipleOf(3, 2).Min(5, 1)
		r.Check("d").MinFloat(0.5, 1).MaxFloat(2, 1).MultipleOfFloat(0.3, 0.1).MultipleOfFloat(0.35, 0.1).AboveFloat(1, 1).BelowFloat(1, 1)
		r.Check("e").MinItems(0, 1).MaxItems(3, 2)
		Unique(r.Check("body").Field("f").Index(2).Key("k"), []string{"x", "y", "x"})
		r.Check("g").Required(false)
	})
	e := new(ParamError)
	if !errors.As(err, &e) || len(e.Violations) != 18 {
		t.Fatalf("%d violations: %v", len(e.Violations), err)
	}
	if got := e.Violations[16].Field; got != `body.f[2]["k"]` {
		t.Errorf("field %s", got)
	}
	if len(s.seen()) != 0 {
		t.Error("something was sent")
	}
}

func TestEndpoints(t *testing.T) {
	vars := func(v ...string) (out []Pair) {
		for i := 0; i < len(v); i += 2 {
			out = append(out, Pair{v[i], v[i+1]})
		}
		return out
	}
	good := []struct {
		template string
		vars     []Pair
		want     string
	}{
		{"https://h/b/", nil, "https://h/b/"},
		{"{endpoint}/b", vars("endpoint", "https://h:1/"), "https://h:1/b"},
		{"https://{account}.h/{v}", vars("account", "a", "v", "1"), "https://a.h/1"},
		{"{scheme}://{host}", vars("scheme", "https", "host", "h"), "https://h"},
	}
	for _, tc := range good {
		u, err := expandEndpoint(tc.template, tc.vars)
		if err != nil || u.String() != tc.want {
			t.Errorf("%s: %v, %v", tc.template, u, err)
		}
	}
	bad := []struct {
		template string
		vars     []Pair
	}{
		{"", nil}, {"ftp://h", nil}, {"https://", nil}, {"https://u:p@h", nil}, {"https://h?q", nil}, {"https://h/../x", nil},
		{"{endpoint}", nil}, {"https://{account}.h", vars("account", "evil.com/")}, {"https://{account}.h", vars("account", "evil.com?")},
		{"https://{account}.h", vars("account", "x@evil.com#")}, {"https://h/{p}", vars("p", "..")}, {"https://h/{p", nil},
	}
	for _, tc := range bad {
		if u, err := expandEndpoint(tc.template, tc.vars); err == nil {
			t.Errorf("%s %v: gave %s", tc.template, tc.vars, u)
		}
	}
}

func TestServerOfAnOperation(t *testing.T) {
	a, b := serve(t), serve(t)
	o := op("GET", "/x")
	o.Host = "http://{host}/base"
	set := func(r *Request) { r.Host("host", strings.TrimPrefix(b.URL, "http://")) }
	if _, err := do(t, a.client(t), o, set); err != nil {
		t.Fatal(err)
	}
	if got := b.last(); got.URI != "/base/x" || got.Header.Get("Authorization") == "" {
		t.Errorf("sent %+v", got)
	}
	if _, err := do(t, a.client(t, WithEndpoint(a.URL)), o, set); err != nil {
		t.Fatal(err)
	}
	if len(a.seen()) != 1 {
		t.Error("WithEndpoint did not take all operations along")
	}
}

// TestPathAsWritten: what plainPath leaves to net/url comes out of it as it went in, and so does
// the rest.
func TestPathAsWritten(t *testing.T) {
	op := &Operation{Name: "T", Method: "GET", Path: "/a/{v}/b"}
	c := must(NewClient(Config{Endpoint: "https://h.example/base"}))
	for b := range 256 {
		for style, keep := range map[Style]*charset{Simple: &pathChars, Simple | Reserved: &reservedPath} {
			value := "x" + string([]byte{byte(b)}) + "y"
			r := c.NewRequest(op)
			r.Path("v", Text(value), style)
			var u url.URL
			if err := r.locate(&u, c.base, c.settings); err != nil {
				t.Fatal(err)
			}
			if got, want := u.EscapedPath(), "/base/a/"+string(appendEscaped(nil, value, keep))+"/b"; got != want {
				t.Errorf("byte %#x: %s, want %s", b, got, want)
			}
		}
	}
}

// What a document says is not to be escaped keeps what separates parameters, and nothing that no
// query may hold. What may have reserved characters keeps those that do not end it.
func TestUnescapedQuery(t *testing.T) {
	for _, tc := range []struct {
		value string
		style Style
		want  string
	}{
		{"value1&q2=value2&q3=value3", Form | Unescaped, "/x?q1=value1&q2=value2&q3=value3"},
		{"atScope()&$x=1", Form | Unescaped, "/x?q1=atScope()&$x=1"},
		{"a b#c\r\n\"<é>%zz%20", Form | Unescaped, "/x?q1=a%20b%23c%0D%0A%22%3C%C3%A9%3E%25zz%20"},
		{"a&b=c", Form | Reserved, "/x?q1=a%26b=c"},
		{"a&b=c", Form, "/x?q1=a%26b%3Dc"},
	} {
		s := serve(t)
		if _, err := do(t, s.client(t), op("GET", "/x"), func(r *Request) { r.Query("q1", Text(tc.value), tc.style) }); err != nil || s.last().URI != tc.want {
			t.Errorf("%q: %s, %v", tc.value, s.last().URI, err)
		}
	}
}
