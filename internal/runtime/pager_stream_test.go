package runtime

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"math/rand/v2"
	"net/http"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"
)

// gather ranges over items up to the first error, or to so many.
func gather(items iter.Seq2[int64, error], most int) (out []int64, err error) {
	for v, err := range items {
		if err != nil {
			return out, err
		}
		if out = append(out, v); len(out) == most {
			break
		}
	}
	return out, nil
}

// inPieces answers with a text, in pieces of random length.
func inPieces(text string, seed uint64) answer {
	return func(w http.ResponseWriter, r *http.Request) {
		rng := rand.New(rand.NewPCG(seed, 3))
		for text := text; text != ""; {
			n := min(len(text), 1+rng.IntN(40))
			io.WriteString(w, text[:n])
			w.(http.Flusher).Flush()
			text = text[n:]
		}
	}
}

// randomPage is a page whose members come in any order, among others that are not declared.
func randomPage(rng *rand.Rand, next string) string {
	var items []string
	for range rng.IntN(30) {
		items = append(items, fmt.Sprint(rng.Int64()>>rng.IntN(64)))
	}
	space := []string{"", " ", "\n\t"}[rng.IntN(3)]
	members := []string{`"value":` + space + "[" + strings.Join(items, space+","+space) + "]", `"count":[1,{"value":[2]}]`, `"x":{"next":"no"}`}
	if next != "" {
		members = append(members, fmt.Sprintf(`"next":%s%q`, space, next))
	}
	rng.Shuffle(len(members), func(i, j int) { members[i], members[j] = members[j], members[i] })
	return "{" + space + strings.Join(members, space+","+space) + "}"
}

// TestStreamIsAll: whatever the pages and the pieces that they come in, Stream yields what All does,
// and so do both in turns.
func TestStreamIsAll(t *testing.T) {
	for seed := range uint64(40) {
		rng := rand.New(rand.NewPCG(seed, 1))
		answers := map[string][]answer{}
		for i := range 4 {
			next := fmt.Sprintf("/p%d", i+1)
			if i == 3 {
				next = ""
			}
			answers[fmt.Sprintf("GET /p%d", i)] = []answer{inPieces(randomPage(rng, next), seed)}
		}
		c := script(t, answers).client(t)
		pager := func() *Pager[numbers, int64] { return NewPager(t.Context(), c, numberPages(c, op("GET", "/p0"))) }
		want, err := gather(pager().All(), 0)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := gather(pager().Stream(), 0); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("seed %d: %v, %v, want %v", seed, got, err, want)
		}
		var got []int64
		for p, turns := pager(), 0; turns < 1000; turns++ {
			items := p.All()
			if rng.IntN(3) > 0 {
				items = p.Stream()
			}
			most := 1 + rng.IntN(9)
			some, err := gather(items, most)
			if err != nil {
				t.Fatal(err)
			}
			if got = append(got, some...); len(some) < most {
				break
			}
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("seed %d, in turns: %v, want %v", seed, got, want)
		}
	}
}

// TestStreamAtOnce: an item is there while the page is still being written, and leaving the loop
// ends the request.
func TestStreamAtOnce(t *testing.T) {
	got, gone := make(chan struct{}), make(chan struct{})
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		for _, part := range []string{`{"value":[1,`, `2,`, `3`} {
			io.WriteString(w, part)
			w.(http.Flusher).Flush()
			if part != `3` {
				<-got // the item is there
			}
		}
		<-r.Context().Done()
		close(gone)
	})
	c := s.client(t)
	var items []int64
	for v, err := range NewPager(t.Context(), c, numberPages(c, op("GET", "/x"))).Stream() {
		if err != nil {
			t.Fatal(err)
		}
		got <- struct{}{}
		if items = append(items, v); v == 2 {
			break
		}
	}
	select {
	case <-gone:
	case <-time.After(10 * time.Second):
		t.Error("the request goes on")
	}
}

// TestStreamIsBounded: a page that is larger than any body may be takes the memory of its parts.
func TestStreamIsBounded(t *testing.T) {
	const count = 2_000_000
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, `{"x":"`+strings.Repeat("x", 1000)+`","value":[0`)
		for i := range count / 1000 {
			io.WriteString(w, strings.Repeat(fmt.Sprintf(",%20d", i), 1000))
		}
		io.WriteString(w, `]}`)
	})
	c := s.client(t, WithLimits(Limits{Body: 64 << 10}))
	var before, during runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	n := 0
	for v, err := range NewPager(t.Context(), c, numberPages(c, op("GET", "/x"))).Stream() {
		if want := int64((n - 1) / 1000); err != nil || n > 0 && v != want {
			t.Fatalf("item %d: %d, %v", n, v, err)
		}
		if n++; n%500_000 == 0 {
			runtime.GC()
			if runtime.ReadMemStats(&during); during.HeapAlloc > before.HeapAlloc+8<<20 {
				t.Errorf("after %d items, %d bytes are in use, %d before", n, during.HeapAlloc, before.HeapAlloc)
			}
		}
	}
	if n != count+1 {
		t.Errorf("%d items", n)
	}
	for _, page := range []string{`{"value":[1,"` + strings.Repeat("x", 100<<10) + `"]}`, `{"x":"` + strings.Repeat("x", 100<<10) + `","value":[1]}`} {
		c := serve(t, reply(200, page)).client(t, WithLimits(Limits{Body: 64 << 10}))
		if got, err := gather(NewPager(t.Context(), c, numberPages(c, op("GET", "/x"))).Stream(), 0); !errors.Is(err, ErrTooLarge) {
			t.Errorf("%.20s: %v, %v", page, got, err)
		}
	}
}

// TestStreamErrors: what cannot be read is an error with its place, after what could be, and stays.
func TestStreamErrors(t *testing.T) {
	for page, want := range map[string]struct {
		items string
		err   string
	}{
		`{"value":[1,2,"x",4]}`:             {"[1 2]", `value[2]: want int64, found string "x" (offset 14)`},
		`{"value":[1,2`:                     {"[1]", `value[1]: want the rest of the list`},
		`{"value":[1] , "next":5}`:          {"[1]", `next: want string`},
		`{"value":[1],"value":[2]}`:         {"[1]", `comes twice`},
		`{"value":[1]`:                      {"[1]", `want`},
		`{"value":[1 2]}`:                   {"[1]", `value[1]: want "," or "]"`},
		`{"value":{}}`:                      {"[]", `value: want array`},
		`{"value":[1],"next":"ftp://h/"}`:   {"[1]", `not a link`},
		`{"value":[1],"next":"/x"}`:         {"[1 1]", ErrPageLoop.Error()},
		`{"value":[[1]]}`:                   {"[]", `value[0]: want int64`},
		`{"value":[1,2,3,4,5,6,{"a":"b"}]}`: {"[1 2 3 4 5 6]", `value[6]: want int64`},
	} {
		s := serve(t, reply(200, page))
		c := s.client(t)
		p := NewPager(t.Context(), c, numberPages(c, op("GET", "/x")))
		got, err := gather(p.Stream(), 0)
		if err == nil || !strings.Contains(err.Error(), want.err) || fmt.Sprint(got) != want.items {
			t.Errorf("%s: %v, %v, want %v", page, got, err, want)
		}
		var d *DecodeError
		if errors.As(err, &d) && d.Raw != nil {
			t.Errorf("%s: the error has %s", page, d.Raw)
		}
		sent := len(s.seen())
		if _, again := gather(p.Stream(), 0); again == nil || len(s.seen()) != sent {
			t.Errorf("%s: again %v", page, again)
		}
	}
}

// TestStreamBroken: a connection that breaks is tried again while nothing has been yielded. Else it
// is an error, and another loop goes on where this one stopped.
func TestStreamBroken(t *testing.T) {
	cut := func(text string) answer {
		return func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Length", "1000")
			io.WriteString(w, text)
			w.(http.Flusher).Flush()
			panic(http.ErrAbortHandler)
		}
	}
	s := serve(t, cut(`{"next":"/y","value":[`), cut(`{"next":"/y"`), reply(200, pageBody("/y", 1, 2)), cut(`{"value":[3,4,5`), cut(`{"value":[3,4,`), reply(200, pageBody("", 3, 4, 5)))
	c := s.client(t)
	p := NewPager(t.Context(), c, numberPages(c, op("GET", "/x")))
	got, err := gather(p.Stream(), 0)
	var broken *RequestError
	if !errors.As(err, &broken) || fmt.Sprint(got) != "[1 2 3 4]" || len(s.seen()) != 4 {
		t.Fatalf("%v, %v after %d requests", got, err, len(s.seen()))
	}
	got, err = gather(p.Stream(), 0)
	if err != nil || fmt.Sprint(got) != "[5]" || len(s.seen()) != 6 {
		t.Fatalf("%v, %v after %d requests", got, err, len(s.seen()))
	}
	s = serve(t, cut(`{"value":[`))
	c = s.client(t)
	if got, err := gather(NewPager(t.Context(), c, numberPages(c, op("GET", "/x"))).Stream(), 0); err == nil || len(got) != 0 || len(s.seen()) != 4 {
		t.Errorf("%v, %v after %d requests", got, err, len(s.seen()))
	}
	s = serve(t, cut(`{"value":[`))
	c = s.client(t)
	if _, err := gather(NewPager(t.Context(), c, numberPages(c, op("POST", "/x"))).Stream(), 0); err == nil || len(s.seen()) != 1 {
		t.Errorf("POST: %v after %d requests", err, len(s.seen()))
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	s = serve(t, func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, `{"value":[1,2,`)
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	})
	c = s.client(t)
	for _, err := range NewPager(ctx, c, numberPages(c, op("GET", "/x"))).Stream() {
		if cancel(); err != nil && !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	}
}

// TestStreamOfOtherPages: what cannot be taken apart is read as a whole.
func TestStreamOfOtherPages(t *testing.T) {
	utf16 := func(text, mark string) string {
		var out strings.Builder
		for _, c := range []byte(mark + text) {
			out.WriteByte(c)
			if c < 0x80 {
				out.WriteByte(0)
			}
		}
		return out.String()
	}
	for name, answer := range map[string]answer{
		"charset":  reply(200, utf16(pageBody("", 1, 2), ""), "Content-Type", "application/json; charset=utf-16le"),
		"mark":     reply(200, utf16(pageBody("", 1, 2), "\xFF\xFE"), "Content-Type", "application/json"),
		"UTF-8":    reply(200, "\xEF\xBB\xBF"+pageBody("", 1, 2), "Content-Type", "application/json; charset=UTF-8"),
		"gzip":     reply(200, zipped(pageBody("", 1, 2)), "Content-Encoding", "gzip"),
		"null":     reply(200, `{"value":null,"value":[1,2]}`),
		"escaped":  reply(200, `{"\u0076alue":[1,2]}`),
		"repeated": reply(200, `{"next":"/no","value":[1,2],"next":""}`),
	} {
		c := serve(t, answer).client(t)
		p := NewPager(t.Context(), c, numberPages(c, op("GET", "/x")))
		if got, err := gather(p.Stream(), 0); err != nil || fmt.Sprint(got) != "[1 2]" {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
	for name, answers := range map[string][]answer{"no body": {reply(200, "")}, "no content": {reply(204, "")}, "no list": {reply(200, "{}")}, "null": {reply(200, "null")}} {
		c := serve(t, answers...).client(t)
		if got, err := gather(NewPager(t.Context(), c, numberPages(c, op("GET", "/x"))).Stream(), 0); err != nil || len(got) != 0 {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
	c := serve(t, reply(200, pageBody("/y", 1)), reply(200, "")).client(t)
	if got, err := gather(NewPager(t.Context(), c, numberPages(c, op("GET", "/x"))).Stream(), 0); !errors.Is(err, ErrEmptyBody) || len(got) != 1 {
		t.Errorf("%v, %v", got, err)
	}
	c = serve(t, reply(200, "<p>", "Content-Type", "text/html")).client(t)
	if got, err := gather(NewPager(t.Context(), c, numberPages(c, op("GET", "/x"))).Stream(), 0); err == nil || !strings.Contains(err.Error(), "text/html") {
		t.Errorf("%v, %v", got, err)
	}
	// a page that is a list, whose next one a header names
	c = serve(t, reply(200, "[1, 2]", "Link", `</y>; rel="next"`), reply(200, "[]", "Link", `</z>; rel="next"`), reply(200, "[3]")).client(t)
	spec := numberPages(c, op("GET", "/x"))
	spec.Op.List, spec.Next, spec.NextHeader = []string{}, nil, "Link"
	spec.Decode = func(r *Response) (*numbers, error) { n := new(numbers); return n, r.JSONFunc(n.list) }
	if got, err := gather(NewPager(t.Context(), c, spec).Stream(), 0); err != nil || fmt.Sprint(got) != "[1 2 3]" {
		t.Errorf("%v, %v", got, err)
	}
}
