package runtime

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"net/http"
	"reflect"
	"strings"
	"testing"

	"github.com/armsmith/armsmith/internal/runtime/json"
)

// inUTF16 writes text, of characters of two bytes, in UTF-16; high is where the high byte stands.
func inUTF16(s string, high int) string {
	var out []byte
	for _, r := range s {
		pair := [2]byte{}
		pair[high], pair[1-high] = byte(r>>8), byte(r)
		out = append(out, pair[:]...)
	}
	return string(out)
}

func TestErrorBodies(t *testing.T) {
	cases := []struct {
		name, mediaType, body string
		code, message, target string
		details               int
		line                  string // of Error, after "Things.Do: 409 Conflict"
	}{
		{"ARM", "application/json", `{"error":{"code":"Taken","message":"The name\r\n is taken.","target":"name","details":[{"code":"A","message":"m","target":"t"},{"code":"B","message":"n"}],"innererror":{"code":"Deep"}}}`,
			"Taken", "The name\r\n is taken.", "name", 3, ": Taken: The name is taken."},
		{"Batch", "application/json", `{"odata.metadata":"x","code":"JobExists","message":{"lang":"en-US","value":"The job exists.\nRequestId:1"},"values":[{"key":"JobId","value":"j"}]}`,
			"JobExists", "The job exists.\nRequestId:1", "", 1, ": JobExists: The job exists. RequestId:1"},
		{"OData 3", "application/json", `{"odata.error":{"code":"X","message":{"lang":"en","value":"v"}}}`, "X", "v", "", 0, ": X: v"},
		{"OAuth", "application/json", `{"error":"invalid_grant","error_description":"expired"}`, "invalid_grant", "expired", "", 0, ": invalid_grant: expired"},
		{"problem", "application/problem+json", `{"type":"https://example.com/p","title":"Out of credit","detail":"Your balance is 30","status":409}`,
			"Out of credit", "Your balance is 30", "", 0, ": Out of credit: Your balance is 30"},
		{"GitHub", "application/json", `{"message":"Validation Failed","errors":[{"resource":"Issue","field":"title","code":"missing_field"}]}`,
			"", "Validation Failed", "", 1, ": Validation Failed"},
		{"Google", "application/json", `{"error":{"code":409,"message":"there","status":"ALREADY_EXISTS"}}`, "ALREADY_EXISTS", "there", "", 0, ": ALREADY_EXISTS: there"},
		{"errors alone", "application/json", `{"errors":[{"code":"E1","message":"first"}]}`, "E1", "first", "", 1, ": E1: first"},
		{"list", "application/json", `[{"errorCode":"E1","message":"first"}]`, "E1", "first", "", 0, ": E1: first"},
		{"storage with a mark", "application/xml", "\xef\xbb\xbf<?xml version=\"1.0\"?><Error><Code>BlobExists</Code><Message>It &lt;exists&gt;.</Message></Error>", "BlobExists", "It <exists>.", "", 0, ": BlobExists: It <exists>."},
		{"storage", "application/xml", `<?xml version="1.0"?><Error><Code>BlobExists</Code><Message>It &lt;exists&gt;.</Message></Error>`, "BlobExists", "It <exists>.", "", 0, ": BlobExists: It <exists>."},
		{"ISO-8859-1", "application/xml; charset=ISO-8859-1", "<Error><Code>Cl\xe9</Code><Message>D\xe9j\xe0</Message></Error>", "Clé", "Déjà", "", 0, ": Clé: Déjà"},
		{"ISO-8859-1 declared", "application/xml", "<?xml version='1.0' encoding='ISO-8859-1'?><Error><Code>Cl\xe9</Code><Message>D\xe9j\xe0</Message></Error>", "Clé", "Déjà", "", 0, ": Clé: Déjà"},
		{"windows-1252 declared", "text/xml", "<?xml version=\"1.0\" encoding=\"windows-1252\"?><Error><Code>C</Code><Message>5 \x80</Message></Error>", "C", "5 €", "", 0, ": C: 5 €"},
		{"windows-1252 and a charset", "text/xml; charset=utf-8", "<?xml version=\"1.0\" encoding=\"windows-1252\"?><Error><Code>C</Code><Message>5 €</Message></Error>", "C", "5 €", "", 0, ": C: 5 €"},
		{"UTF-16 with a mark", "application/xml", "\xff\xfe" + inUTF16("<?xml version='1.0' encoding='UTF-16'?><Error><Code>C</Code><Message>é</Message></Error>", 1), "C", "é", "", 0, ": C: é"},
		{"UTF-16, little", "application/xml", inUTF16("<?xml version='1.0' encoding='UTF-16'?><Error><Code>C</Code><Message>é</Message></Error>", 1), "C", "é", "", 0, ": C: é"},
		{"UTF-16, big", "application/xml", inUTF16("<Error><Code>C</Code><Message>é</Message></Error>", 0), "C", "é", "", 0, ": C: é"},
		{"UTF-16 by charset", "application/xml; charset=utf-16be", inUTF16("<Error><Code>C</Code><Message>é</Message></Error>", 0), "C", "é", "", 0, ": C: é"},
		{"HTML", "text/html", "<html><head><title>502 Bad\nGateway</title></head><body><script>alert(1)</script></body></html>", "", "502 Bad Gateway", "", 0, ": 502 Bad Gateway"},
		{"text", "text/plain", "upstream connect error\nreset", "", "upstream connect error reset", "", 0, ": upstream connect error reset"},
		{"string", "application/json", `"no such thing"`, "", "no such thing", "", 0, ": no such thing"},
		{"empty", "", "", "", "", "", 0, ""},
		{"empty object", "application/json", "{}", "", "", "", 0, ""},
		{"truncated", "application/json", `{"error":{"code":"A","mess`, "", "", "", 0, ""},
		{"binary", "application/octet-stream", "\x00\x01\x02", "", "", "", 0, ""},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			s := serve(t, reply(409, tc.body, "Content-Type", tc.mediaType, "X-Ms-Request-Id", "r-1"))
			_, err := do(t, s.client(t), op("GET", "/x"), nil)
			e := new(ResponseError)
			if !errors.As(err, &e) || !errors.Is(err, ErrConflict) || errors.Is(err, ErrNotFound) {
				t.Fatalf("%v", err)
			}
			if e.Code != tc.code || e.Message != tc.message || e.Target != tc.target || len(e.Details) != tc.details || e.RequestID != "r-1" || string(e.Raw) != tc.body {
				t.Errorf("%+v", e)
			}
			if want := "Things.Do: 409 Conflict" + tc.line + " (request r-1)"; err.Error() != want {
				t.Errorf("Error: %s\nwant:  %s", err, want)
			}
		})
	}
}

type codeModel struct{ code string }

func (*codeModel) JSONType() *json.Type { return &typeCodeModel }

var typeCodeModel = json.Type{Kind: json.KindStruct, Self: (*codeModel)(nil), Fields: []json.Field{{Key: `,"code":`, Kind: json.KindText}}}

func TestTypedErrorBody(t *testing.T) {
	s := serve(t, reply(404, `{"code":"Gone","more":[1]}`), reply(404, `<html>`))
	o := op("GET", "/x")
	o.Errors = []ErrorBody{{As: (*codeModel)(nil)}}
	_, err := do(t, s.client(t), o, nil)
	e := new(ResponseError)
	if !errors.As(err, &e) || e.Body.(*codeModel).code != "Gone" {
		t.Errorf("%+v", e)
	}
	if _, err = do(t, s.client(t), o, nil); !errors.As(err, &e) || e.Body != nil {
		t.Errorf("%+v", e)
	}
}

func TestConditionalRequests(t *testing.T) {
	s := serve(t, reply(304, "", "ETag", `"1"`), reply(412, ""))
	set := func(r *Request) { r.Header("If-None-Match", Text(`"1"`), Simple) }
	var raw *http.Response
	if _, err := do(t, s.client(t), op("GET", "/x"), set, WithRawResponse(&raw)); !errors.Is(err, ErrNotModified) {
		t.Errorf("%v", err)
	}
	if raw.StatusCode != 304 || raw.Header.Get("ETag") != `"1"` || raw.Request.Header.Get("Authorization") != "" {
		t.Errorf("%+v", raw)
	}
	if _, err := do(t, s.client(t), op("PUT", "/x"), set); !errors.Is(err, ErrPreconditionFailed) {
		t.Errorf("%v", err)
	}
}

func zipped(s string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	io.WriteString(w, s)
	w.Close()
	return b.String()
}

func TestBodiesAreBounded(t *testing.T) {
	big := strings.Repeat(" ", 1000) + "{}"
	limit := WithLimits(Limits{Body: 1000})
	s := serve(t, reply(200, big))
	if _, err := do(t, s.client(t, limit), op("GET", "/x"), nil); !errors.Is(err, ErrTooLarge) || len(s.seen()) != 1 {
		t.Errorf("plain: %v after %d tries", err, len(s.seen()))
	}
	s = serve(t, func(w http.ResponseWriter, r *http.Request) { // chunked
		for range 10 {
			io.WriteString(w, big[:200])
			w.(http.Flusher).Flush()
		}
	})
	if _, err := do(t, s.client(t, limit), op("GET", "/x"), nil); !errors.Is(err, ErrTooLarge) {
		t.Errorf("chunked: %v", err)
	}
	s = serve(t, reply(200, zipped(big), "Content-Encoding", "gzip"))
	if _, err := do(t, s.client(t, limit), op("GET", "/x"), nil); !errors.Is(err, ErrTooLarge) {
		t.Errorf("gzip: %v", err)
	}
	resp, err := do(t, s.client(t), op("GET", "/x"), nil)
	if err != nil || string(resp.Bytes()) != big {
		t.Errorf("gzip within the limit: %v", err)
	}
	// Compression that the transport did not ask for itself.
	resp, err = do(t, s.client(t, WithHeader("Accept-Encoding", "gzip")), op("GET", "/x"), nil)
	if err != nil || string(resp.Bytes()) != big {
		t.Errorf("gzip asked for by the user: %v", err)
	}
	s = serve(t, reply(200, "x", "Content-Encoding", "br"))
	if _, err := do(t, s.client(t), op("GET", "/x"), nil); !errors.Is(err, errCoding) {
		t.Errorf("br: %v", err)
	}
	s = serve(t, reply(500, strings.Repeat("x", 2<<20), "Content-Type", "text/plain"))
	_, err = do(t, s.client(t, WithRetry(RetryPolicy{MaxRetries: -1})), op("GET", "/x"), nil)
	if e := new(ResponseError); !errors.As(err, &e) || len(e.Raw) != errorBodyLimit || len(err.Error()) > 700 {
		t.Errorf("error: %d bytes kept, %d in the message", len(e.Raw), len(err.Error()))
	}
}

// What a Content-Length promises is not set aside before it comes.
func TestReadAllSetsAsideLittle(t *testing.T) {
	allocated := testing.Benchmark(func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			readAll(strings.NewReader("short"), 1<<40, unbounded)
		}
	}).AllocedBytesPerOp()
	if allocated > 2*firstRead {
		t.Errorf("%d bytes set aside", allocated)
	}
	for _, size := range []int64{-1, 100_000, 3 << 20} {
		want := bytes.Repeat([]byte("x"), int(max(size, 50_000)))
		got, err := readAll(bytes.NewReader(want), size, unbounded)
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("size %d: %d bytes, %v", size, len(got), err)
		}
	}
}

func TestHEAD(t *testing.T) {
	s := serve(t, reply(200, "", "Content-Length", "1000000000000", "Content-Encoding", "gzip"), reply(404, ""))
	resp, err := do(t, s.client(t), op("HEAD", "/x"), nil)
	if err != nil || resp.JSON(new(codeModel)) != nil {
		t.Errorf("%v", err)
	}
	if n, ok := HeaderInt64(resp, "Content-Length").Get(); !ok || n != 1000000000000 {
		t.Errorf("Content-Length %d", n)
	}
	if _, err := do(t, s.client(t), op("HEAD", "/x"), nil); !errors.Is(err, ErrNotFound) {
		t.Errorf("%v", err)
	}
}

func TestEmptyAndWrongBodies(t *testing.T) {
	s := serve(t, reply(200, ""), reply(204, ""), reply(200, "{"))
	read := func() error {
		resp, err := do(t, s.client(t), op("GET", "/x"), nil)
		if err != nil {
			return err
		}
		return resp.JSON(new(codeModel))
	}
	for range 2 { // an operation that has succeeded has done so without a body, too
		if err := read(); err != nil {
			t.Errorf("%v", err)
		}
	}
	err := read()
	if e := new(DecodeError); !errors.As(err, &e) || e.Operation != "Things.Do" {
		t.Errorf("%v", err)
	}
}

func TestTypedHeaders(t *testing.T) {
	r := &Response{header: http.Header{"I": {"-5"}, "F": {"1.5"}, "B": {"TRUE"}, "D": {"Mon, 02 Jan 2006 15:04:05 GMT"}, "U": {"5"},
		"S": {"a"}, "L": {"a, b", "c"}, "X": {"x"}, "X-Ms-Meta-Key": {"v"}, "Y": {"aGk="}}}
	if v, ok := HeaderInt32(r, "i").Get(); !ok || v != -5 {
		t.Error("int32")
	}
	if v, ok := HeaderInt64(r, "i").Get(); !ok || v != -5 {
		t.Error("int64")
	}
	if v, ok := HeaderFloat64(r, "f").Get(); !ok || v != 1.5 {
		t.Error("float")
	}
	if v, ok := HeaderBool(r, "b").Get(); !ok || !v {
		t.Error("bool")
	}
	if v, ok := HeaderTime(r, "d").Get(); !ok || v.Time().Year() != 2006 {
		t.Error("time")
	}
	if v, ok := HeaderUnix(r, "u").Get(); !ok || v.Time().Unix() != 5 {
		t.Error("unix")
	}
	if v, ok := HeaderBytes(r, "y").Get(); !ok || string(v) != "hi" {
		t.Error("bytes")
	}
	if v := r.HeaderList("l"); strings.Join(v, "|") != "a|b|c" {
		t.Error("list", v)
	}
	if v := r.HeaderPrefix("x-ms-meta-"); len(v) != 1 || v["key"] != "v" {
		t.Error("prefix", v)
	}
	if _, ok := HeaderInt64(r, "x").Get(); ok {
		t.Error("a word read as a number")
	}
	if _, ok := HeaderString(r, "none").Get(); ok {
		t.Error("a header that is not there")
	}
}

// The body of an error is decoded into what the document has for its status: a pointer to a model,
// or the value of anything else. One that does not fit says what it says all the same.
func TestTypedErrorBodies(t *testing.T) {
	o := op("GET", "/x")
	o.Errors = []ErrorBody{
		{Low: 404, High: 404, As: (*[]string)(nil), Of: &json.Type{
			Kind: json.KindList, Self: (*[]string)(nil), Of: &json.Scalars[json.KindText],
		}},
		{As: (*codeModel)(nil)},
		{Low: 500, High: 599, As: (*level)(nil), Of: &json.Scalars[json.KindText]},
	}
	for _, tc := range []struct {
		status int
		text   string
		want   any
	}{
		{404, `["a","b"]`, []string{"a", "b"}},
		{404, `{}`, nil},
		{403, `{"code":"c"}`, &codeModel{"c"}},
		{501, `"low"`, level("low")},
	} {
		s := serve(t, reply(tc.status, tc.text))
		_, err := do(t, s.client(t), o, nil)
		var e *ResponseError
		if !errors.As(err, &e) || !reflect.DeepEqual(e.Body, tc.want) || string(e.Raw) != tc.text {
			t.Errorf("%d %s: %#v, %v", tc.status, tc.text, e.Body, err)
		}
	}
}

type level string
