package runtime

import (
	"encoding/binary"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/armsmith/armsmith/internal/runtime/json"
)

// The Content-Type decides how a body is read: its character set is honoured, a byte order mark is
// skipped, and what is no JSON is said by name.
func TestContentTypes(t *testing.T) {
	for _, tc := range []struct {
		mediaType, body string
		want, problem   string
	}{
		{"application/json", "\xEF\xBB\xBF\"a\"", "a", ""},
		{"application/json; charset=utf-8", `"é"`, "é", ""},
		{"application/json; charset=ISO-8859-1", "\"\xe9\"", "é", ""},
		{"application/json; charset=\"windows-1252\"", "\"\x80\"", "€", ""},
		{"application/json; charset=utf-16", "\xff\xfe\"\x00a\x00\"\x00", "a", ""},
		{"application/json; charset=klingon", `"é"`, "é", ""},
		{"application/json; charset=klingon", "\"\xe9\"", "", "character set"},
		{"application/problem+json", `"a"`, "a", ""},
		{"text/plain", `"a"`, "a", ""},
		{"text/html", `<html>secret</html>`, "", "want application/json, found a body of type text/html"},
		{"text/csv", `a,b`, "", "want application/json, found a body of type text/csv"},
	} {
		s := serve(t, reply(200, tc.body, "Content-Type", tc.mediaType))
		resp, err := do(t, s.client(t), op("GET", "/x"), nil)
		if err != nil {
			t.Fatal(err)
		}
		var got string
		err = resp.JSONFunc(func(r *json.Reader) { json.ReadString(&got, r) })
		if tc.problem == "" && (err != nil || got != tc.want) {
			t.Errorf("%s: %q, %v", tc.mediaType, got, err)
		}
		if e := new(DecodeError); tc.problem != "" && (!errors.As(err, &e) || !strings.Contains(err.Error(), tc.problem) || strings.Contains(err.Error(), "secret")) {
			t.Errorf("%s: %v", tc.mediaType, err)
		}
	}
}

// What is no stream is an error, and no stream without values.
func TestNoStream(t *testing.T) {
	for _, mediaType := range []string{"application/json", "text/html; charset=utf-8", "text/plain"} {
		s := serve(t, reply(200, "{}", "Content-Type", mediaType))
		c := s.client(t)
		resp := must(c.DoStream(t.Context(), c.NewRequest(op("GET", "/x"))))
		n := 0
		for v, err := range NewEvents(resp, EventText).All() {
			n++
			if e := new(DecodeError); v != nil || !errors.As(err, &e) || !strings.Contains(err.Error(), strings.Split(mediaType, ";")[0]) {
				t.Errorf("%s: %v, %v", mediaType, v, err)
			}
		}
		if n != 1 {
			t.Errorf("%s: %d values", mediaType, n)
		}
	}
}

// A value of a stream comes with the type and the id of its event.
func TestEventOfValue(t *testing.T) {
	s := serve(t, reply(200, "id: 1\nevent: add\ndata: a\n\ndata: b\n\n", "Content-Type", "text/event-stream"))
	c := s.client(t)
	stream := NewEvents(must(c.DoStream(t.Context(), c.NewRequest(op("GET", "/x")))), EventText)
	var got []string
	for v, err := range stream.All() {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, *v+" "+stream.Event().Type+" "+stream.Event().ID)
	}
	if !slices.Equal(got, []string{"a add 1", "b message 1"}) {
		t.Error(got)
	}
}

// Cookies have commas of their own.
func TestSetCookieList(t *testing.T) {
	cookies := []string{"a=1; Expires=Wed, 21 Oct 2015 07:28:00 GMT", "b=2"}
	s := serve(t, reply(200, "", "Set-Cookie", cookies[0], "Set-Cookie", cookies[1], "X-List", "a, b", "X-List", "c"))
	resp, err := do(t, s.client(t), op("GET", "/x"), nil)
	if err != nil || !slices.Equal(resp.HeaderList("set-cookie"), cookies) || !slices.Equal(resp.HeaderList("x-list"), []string{"a", "b", "c"}) {
		t.Error(resp.HeaderList("set-cookie"), resp.HeaderList("x-list"), err)
	}
	if got := HeaderString(resp, "set-cookie").Or(""); got != cookies[0]+"\n"+cookies[1] {
		t.Errorf("as one text: %q", got)
	}
}

// A media type is looked for in a list as an Accept header has it.
func TestMediaTypeInList(t *testing.T) {
	for _, tc := range []struct {
		list, mediaType string
		want            bool
	}{
		{"application/json, text/csv", "text/csv", true}, {"Text/CSV; header=present", "text/csv", true}, {"text/csv", "text/csv2", false},
		{"image/*", "image/png", true}, {"image/*", "image/", false}, {"image/*", "imagex/png", false}, {"*/*", "image/png", true},
		{"application/json", "", false}, {"", "application/json", false}, {"application/json", "json", false},
	} {
		if got := lists(tc.list, tc.mediaType); got != tc.want {
			t.Errorf("%q in %q: %v", tc.mediaType, tc.list, got)
		}
	}
}

// A representation that is documented beside the one that is decoded is an error when it comes
// unasked, which shows it all the same, and comes as it is when it is asked for.
func TestRepresentations(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		mediaType := r.Header.Get("Accept")
		if r.URL.Path == "/csv" {
			mediaType = "text/csv"
		}
		reply(200, "secret,b", "Content-Type", mediaType, "ETag", "1")(w, r)
	})
	o := op("GET", "/csv")
	o.Undecoded = "text/csv, application/problem+json"
	resp := must(do(t, s.client(t), o, nil))
	e := new(DecodeError)
	if err := resp.JSON(new(codeModel)); !errors.As(err, &e) || e.ContentType != "text/csv" || string(e.Raw) != "secret,b" ||
		!strings.Contains(err.Error(), "text/csv, which WithRepresentation asks for") || strings.Contains(err.Error(), "secret") {
		t.Errorf("%v", err)
	}

	o.Path = "/x"
	var raw *http.Response
	for _, mediaType := range []string{"text/csv", "application/problem+json", "application/x-odd"} {
		c := s.client(t)
		resp = must(c.Do(t.Context(), c.NewRequest(o), WithRepresentation(mediaType, &raw)))
		if err := resp.JSON(new(codeModel)); err != nil || HeaderString(resp, "ETag").Or("") != "1" {
			t.Error(err)
		}
		if body := must(io.ReadAll(raw.Body)); string(body) != "secret,b" || raw.Header.Get("Content-Type") != mediaType || raw.StatusCode != 200 {
			t.Errorf("%s: %q, %v", mediaType, body, raw.Header)
		}
		raw.Body.Close()
	}
	if _, err := do(t, s.client(t), o, nil, WithRepresentation("text/csv", nil)); err == nil {
		t.Error("nowhere to store it, and no error")
	}
	_, err := Begin(t.Context(), s.client(t), s.client(t).NewRequest(o), LROSpec[codeModel]{Op: o}, WithRepresentation("text/csv", &raw))
	if err == nil || !strings.Contains(err.Error(), "WithRepresentation") {
		t.Error(err)
	}
}

// A body of another type than is documented is none of those that are.
func TestUndocumentedType(t *testing.T) {
	for _, tc := range []struct {
		accept, mediaType string
		good              bool
	}{
		{"application/pdf", "application/pdf", true}, {"image/*", "image/png", true}, {"application/pdf", "application/octet-stream", true},
		{"application/pdf", "", true}, {"", "text/html", true}, {"application/xml", "text/xml", true}, {"image/jpg", "image/jpeg", true}, {"application/pdf", "text/html", false}, {"image/*", "text/html", false},
		{"text/csv, text/tab-separated-values", "application/json", false},
	} {
		s := serve(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header()["Content-Type"] = nil
			reply(200, "secret", "Content-Type", tc.mediaType)(w, r)
		})
		o := op("GET", "/x")
		o.Accept = tc.accept
		c := s.client(t)
		err := must(c.DoStream(t.Context(), c.NewRequest(o))).CheckType()
		if tc.good != (err == nil) || err != nil && (!strings.Contains(err.Error(), "want "+tc.accept+", found a body of type "+tc.mediaType) || strings.Contains(err.Error(), "secret")) {
			t.Errorf("%q for %q: %v", tc.mediaType, tc.accept, err)
		}
	}
}

// encodings are ways to write a text of JSON that are not plain UTF-8.
func encodings(text string) map[string]string {
	wide := func(order binary.AppendByteOrder) string {
		var out []byte
		for _, unit := range utf16.Encode([]rune(text)) {
			out = order.AppendUint16(out, unit)
		}
		return string(out)
	}
	return map[string]string{
		"application/json":                    "\xEF\xBB\xBF" + text,
		"application/json; charset=utf-16le":  wide(binary.LittleEndian),
		"application/json; charset=utf-16be":  wide(binary.BigEndian),
		"application/json; charset=utf-16":    "\xff\xfe" + wide(binary.LittleEndian),
		"application/json; charset=latin1":    strings.ReplaceAll(text, "é", "\xe9"),
		"application/problem+json; charset=1": text, // of which nobody knows what it is
	}
}

// How a long-running operation goes is read by its character set, and without a byte order mark, as
// its result within the status document is.
func TestStatusInAnyEncoding(t *testing.T) {
	const first, running = `{"properties":{"provisioningState":"Creating"}}`, `{"status":"Running"}`
	const done = `{"status":"Succeeded","result":{"code":"é"}}`
	for contentType := range encodings("") {
		encoded := func(text string, headers ...string) answer {
			return reply(200, encodings(text)[contentType], append(headers, "Content-Type", contentType)...)
		}
		s := script(t, map[string][]answer{
			"POST /x": {encoded(first, "Operation-Location", "/status")}, "GET /status": {encoded(running), encoded(done)},
			"PUT /x": {encoded(first)}, "GET /x": {encoded(first), encoded(`{"code":"é","properties":{"provisioningState":"Succeeded"}}`)},
		})
		for _, method := range []string{"POST", "PUT"} {
			spec := LROSpec[codeModel]{Op: op(method, "/x"), FinalStateVia: "operation-location", Decode: func(r *Response) (*codeModel, error) {
				out := new(codeModel)
				return out, r.JSON(out)
			}}
			c := s.client(t, WithPolling(PollPolicy{Interval: time.Millisecond}))
			p, err := Begin(t.Context(), c, c.NewRequest(spec.Op), spec)
			if err != nil {
				t.Fatalf("%s: %v", contentType, err)
			}
			if got, err := p.Wait(t.Context()); err != nil || got.code != "é" {
				t.Errorf("%s of %s: %+v, %v", method, contentType, got, err)
			}
		}
	}
}

// What an error says is read by its character set, and without a byte order mark.
func TestErrorInAnyEncoding(t *testing.T) {
	for contentType, body := range encodings(`{"code":"é","message":"m"}`) {
		s := serve(t, reply(400, body, "Content-Type", contentType))
		o := op("GET", "/x")
		o.Errors = []ErrorBody{{As: (*codeModel)(nil)}}
		_, err := do(t, s.client(t), o, nil)
		e := new(ResponseError)
		if !errors.As(err, &e) || e.Code != "é" || e.Message != "m" {
			t.Errorf("%s: %v", contentType, err)
			continue
		}
		if model, ok := e.Body.(*codeModel); !ok || model.code != "é" {
			t.Errorf("%s: %+v", contentType, e.Body)
		}
	}
}

func TestLinesAfterByteOrderMark(t *testing.T) {
	s := serve(t, reply(200, "\xEF\xBB\xBF\"a\"\n\"b\"\n", "Content-Type", "application/x-ndjson"))
	c := s.client(t)
	n := 0
	for _, err := range NewJSONLines(must(c.DoStream(t.Context(), c.NewRequest(op("GET", "/x")))), json.ReadString[string]).All() {
		if n++; err != nil {
			t.Error(err)
		}
	}
	if n != 2 {
		t.Errorf("%d lines", n)
	}
}
