package runtime

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"
	"unsafe"

	"github.com/armsmith/armsmith/internal/runtime/json"
)

// numbers is a page: {"value": [1, 2], "next": "..."}.
type numbers struct {
	value []int64
	next  string
}

func (*numbers) JSONType() *json.Type { return &typeNumbers }

var typeNumbers = json.Type{Kind: json.KindStruct, Self: (*numbers)(nil), Fields: []json.Field{
	{Key: `,"value":`, At: unsafe.Offsetof(numbers{}.value), Kind: json.KindList, Of: &json.Scalars[json.KindInt64]},
	{Key: `,"next":`, At: unsafe.Offsetof(numbers{}.next), Kind: json.KindText},
}}

// list reads a page that is a list of numbers.
func (n *numbers) list(r *json.Reader) {
	r.Read(&n.value, &json.Type{Kind: json.KindList, Self: (*[]int64)(nil), Of: &json.Scalars[json.KindInt64]})
}

func numberPages(c *Client, o *Operation) PageSpec[numbers, int64] {
	own := *o
	own.List = []string{"value"}
	return PageSpec[numbers, int64]{
		Op: &own,
		First: func() *Request {
			r := c.NewRequest(o)
			r.APIVersion("api-version", InQuery)
			r.Header("X-Keep", Text("k"), Simple)
			r.Header("If-None-Match", Text(`"1"`), Simple)
			if o.Method == "POST" {
				r.Text("text/plain", "query")
			}
			return r
		},
		Decode: func(resp *Response) (*numbers, error) {
			p := new(numbers)
			return p, resp.JSON(p)
		},
		Item: func(p *numbers, at int) (int64, bool) { return ItemAt(p.value, at) },
		Next: func(p *numbers) string { return p.next },
	}
}

func pageBody(next string, items ...int) string {
	text := strings.Join(strings.Fields(fmt.Sprint(items)), ",")
	return fmt.Sprintf(`{"value":%s,"next":%q}`, text, next)
}

func collect(p *Pager[numbers, int64]) (out []int64, err error) {
	for v, err := range p.All() {
		if err != nil {
			return out, err
		}
		out = append(out, v)
	}
	return out, nil
}

func TestPagesFollowLinks(t *testing.T) {
	for _, method := range []string{"GET", "POST"} {
		s := serve(t,
			reply(200, pageBody("/x/page/2?skip=%2F&f=a b'é", 1, 2)),
			// an empty page in the midst, and a link relative to the page
			reply(200, pageBody("?token=3")),
			reply(200, pageBody("", 3)))
		c := s.client(t)
		got, err := collect(NewPager(t.Context(), c, numberPages(c, op(method, "/x"))))
		if err != nil || fmt.Sprint(got) != "[1 2 3]" {
			t.Fatalf("%v, %v", got, err)
		}
		all := s.seen()
		if len(all) != 3 || all[0].URI != "/x?api-version=2026-03-01" || all[1].URI != "/x/page/2?skip=%2F&f=a%20b'%C3%A9&api-version=2026-03-01" || all[2].URI != "/x/page/2?token=3&api-version=2026-03-01" {
			t.Errorf("sent %+v", all)
		}
		for i, one := range all[1:] {
			if one.Method != "GET" || one.Header.Get("Authorization") == "" || one.Header.Get("X-Keep") != "k" || one.Header.Get("If-None-Match") != "" || one.Body != "" || one.Header.Get("Content-Type") != "" {
				t.Errorf("page %d: %+v", i+2, one)
			}
		}
	}
}

func TestPagesByToken(t *testing.T) {
	s := serve(t, reply(200, pageBody("a&b", 1)), reply(200, pageBody("", 2)))
	c := s.client(t)
	spec := numberPages(c, op("POST", "/x"))
	spec.NextRequest = func(token string) *Request {
		r := spec.First()
		r.Query("token", Text(token), Form)
		return r
	}
	got, err := collect(NewPager(t.Context(), c, spec))
	if err != nil || fmt.Sprint(got) != "[1 2]" || s.last().URI != "/x?api-version=2026-03-01&token=a%26b" || s.last().Method != "POST" || s.last().Body != "query" {
		t.Errorf("%v, %v, sent %+v", got, err, s.last())
	}
	// An operation of its own for the following pages, and a link for it.
	s = serve(t, reply(200, pageBody("/y?k=1", 1)), reply(200, pageBody("", 2)))
	c = s.client(t)
	spec = numberPages(c, op("GET", "/x"))
	next := op("PUT", "/unused")
	spec.NextRequest = func(link string) *Request {
		r := c.NewRequest(next)
		r.Link(link)
		return r
	}
	if got, err := collect(NewPager(t.Context(), c, spec)); err != nil || fmt.Sprint(got) != "[1 2]" || s.last().URI != "/y?k=1" || s.last().Method != "PUT" {
		t.Errorf("%v, %v, sent %+v", got, err, s.last())
	}
}

func TestPagesByHeader(t *testing.T) {
	s := serve(t, reply(200, pageBody("", 1), "Link", `</x?page=9>; rel="last", </x?page=2>; rel="next"`), reply(200, pageBody("", 2)))
	c := s.client(t)
	spec := numberPages(c, op("GET", "/x"))
	spec.Next, spec.NextHeader = nil, "Link"
	if got, err := collect(NewPager(t.Context(), c, spec)); err != nil || fmt.Sprint(got) != "[1 2]" || !strings.HasPrefix(s.last().URI, "/x?page=2") {
		t.Errorf("%v, %v, sent %+v", got, err, s.last())
	}
}

func TestPagesStopOnALoop(t *testing.T) {
	s := serve(t, reply(200, pageBody("/x?p=1", 1)), reply(200, pageBody("/x?p=2", 2)), reply(200, pageBody("/x?p=1", 3)))
	c := s.client(t)
	p := NewPager(t.Context(), c, numberPages(c, op("GET", "/x")))
	got, err := collect(p)
	if !errors.Is(err, ErrPageLoop) || fmt.Sprint(got) != "[1 2 3]" || len(s.seen()) != 3 {
		t.Errorf("%v, %v after %d requests", got, err, len(s.seen()))
	}
	if _, err = collect(p); !errors.Is(err, ErrPageLoop) || len(s.seen()) != 3 {
		t.Errorf("again: %v after %d requests", err, len(s.seen()))
	}
	n := 0
	s = serve(t, func(w http.ResponseWriter, r *http.Request) { n++; fmt.Fprint(w, pageBody("/x?p="+strconv.Itoa(n), n)) })
	c = s.client(t, WithLimits(Limits{Pages: 5}))
	if got, err := collect(NewPager(t.Context(), c, numberPages(c, op("GET", "/x")))); !errors.Is(err, ErrTooManyPages) || len(got) != 5 {
		t.Errorf("%v, %v", got, err)
	}
}

// A token where the document promises a link leads to no wrong URL.
func TestPagesNamedByNoLink(t *testing.T) {
	for _, token := range []string{"dXNlcjpXMDdRQ1JQQTQ=", "page2", "42", "..."} {
		s := serve(t, reply(200, pageBody(token, 1)))
		got, err := collect(NewPager(t.Context(), s.client(t), numberPages(s.client(t), op("GET", "/x"))))
		if !errors.Is(err, ErrNotLink) || fmt.Sprint(got) != "[1]" || len(s.seen()) != 1 {
			t.Errorf("%s: %v, %v after %d requests", token, got, err, len(s.seen()))
		}
	}
}

func TestPagesStayAtTheirOrigin(t *testing.T) {
	far := serve(t, reply(200, pageBody("", 2)))
	for _, link := range []string{far.URL + "/x", "//" + strings.TrimPrefix(far.URL, "http://") + "/x", "https://127.0.0.1/", "file:///etc/passwd", "http://[::1", "http://u:p@" + "127.0.0.1/"} {
		s := serve(t, reply(200, pageBody(link, 1)))
		c := s.client(t)
		p := NewPager(t.Context(), c, numberPages(c, op("GET", "/x")))
		got, err := collect(p)
		if err == nil || fmt.Sprint(got) != "[1]" {
			t.Errorf("%q: %v, %v", link, got, err)
		}
		if link == far.URL+"/x" && !errors.Is(err, ErrForeignOrigin) {
			t.Errorf("%q: %v", link, err)
		}
	}
	if len(far.seen()) != 0 {
		t.Errorf("a foreign origin was asked: %+v", far.seen())
	}
	s := serve(t, reply(200, pageBody(far.URL+"/x", 1)))
	c := s.client(t, WithTrustedOrigin(far.URL))
	if got, err := collect(NewPager(t.Context(), c, numberPages(c, op("GET", "/x")))); err != nil || len(got) != 2 {
		t.Errorf("a trusted origin: %v, %v", got, err)
	}
}

func TestPagesErrorsThatStayAndThatDoNot(t *testing.T) {
	once := WithRetry(RetryPolicy{MaxRetries: -1})
	s := serve(t, reply(200, pageBody("/2", 1)), reply(503, ""), reply(200, pageBody("", 2)))
	c := s.client(t, once)
	p := NewPager(t.Context(), c, numberPages(c, op("GET", "/x")))
	if got, err := collect(p); !errors.Is(err, ErrUnavailable) || fmt.Sprint(got) != "[1]" {
		t.Errorf("%v, %v", got, err)
	}
	if got, err := collect(p); err != nil || fmt.Sprint(got) != "[2]" {
		t.Errorf("went on with %v, %v", got, err)
	}
	if got, err := collect(p); err != nil || len(got) != 0 {
		t.Errorf("after the end: %v, %v", got, err)
	}
	for _, final := range []answer{reply(404, ""), reply(200, "{")} {
		s = serve(t, reply(200, pageBody("/2", 1)), final)
		c = s.client(t, once)
		p = NewPager(t.Context(), c, numberPages(c, op("GET", "/x")))
		_, err := collect(p)
		_, again := collect(p)
		if err == nil || again != err || len(s.seen()) != 2 {
			t.Errorf("%v, then %v after %d requests", err, again, len(s.seen()))
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	s = serve(t, reply(200, pageBody("/2", 1)), func(http.ResponseWriter, *http.Request) { cancel(); time.Sleep(20 * time.Millisecond) })
	c = s.client(t, once)
	if _, err := collect(NewPager(ctx, c, numberPages(c, op("GET", "/x")))); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

func TestPagesAreTakenUpAgain(t *testing.T) {
	pages := func(w http.ResponseWriter, r *http.Request) {
		n, _ := strconv.Atoi(r.URL.Query().Get("p"))
		next := ""
		if n < 2 {
			next = "/x?p=" + strconv.Itoa(n+1)
		}
		fmt.Fprint(w, pageBody(next, n*10, n*10+1))
	}
	s := serve(t, pages)
	c := s.client(t)
	spec := numberPages(c, op("GET", "/x"))
	p := NewPager(t.Context(), c, spec)
	var got []int64
	for v := range p.All() { // a loop that is left is taken up where it stopped
		if got = append(got, v); len(got) == 3 {
			break
		}
	}
	token := p.Token()
	rest, err := collect(p)
	if got = append(got, rest...); err != nil || fmt.Sprint(got) != "[0 1 10 11 20 21]" || p.Token() != "" {
		t.Errorf("%v, %v", got, err)
	}
	// A page that was not finished comes again from a token.
	resumed, err := collect(NewPager(t.Context(), c, spec, WithPageToken(token)))
	if err != nil || fmt.Sprint(resumed) != "[10 11 20 21]" {
		t.Errorf("resumed: %v, %v", resumed, err)
	}
	for range NewPager(t.Context(), c, spec, WithPageToken(token)).Pages() {
		break
	}
	other := *spec.Op
	other.Name = "Other"
	spec.Op = &other
	for _, bad := range []string{token, token[1:], "x", packToken("lro", "Other", "y"), packToken("page", "Other")} {
		if _, err := collect(NewPager(t.Context(), c, spec, WithPageToken(bad))); !errors.Is(err, ErrResumeToken) {
			t.Errorf("token %q: %v", bad, err)
		}
	}
	// A token is no way around the rule for links.
	evil := packToken("page", "Other", "https://evil.example/")
	if _, err := collect(NewPager(t.Context(), c, spec, WithPageToken(evil))); !errors.Is(err, ErrForeignOrigin) {
		t.Errorf("a foreign link in a token: %v", err)
	}
}

func TestPagesByPage(t *testing.T) {
	s := serve(t, reply(200, pageBody("/2", 1, 2)), reply(200, pageBody("", 3)))
	c := s.client(t)
	n := 0
	for page, err := range NewPager(t.Context(), c, numberPages(c, op("GET", "/x"))).Pages() {
		if err != nil || len(page.value) == 0 {
			t.Fatal(page, err)
		}
		n++
	}
	if n != 2 {
		t.Errorf("%d pages", n)
	}
}
