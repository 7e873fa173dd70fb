package judged

import (
	"io"
	"net/http"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/armsmith/armsmith/generator/judge"
	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/model"
)

func TestText(t *testing.T) {
	limit := func(n int64) *int64 { return &n }
	for _, checks := range []model.Checks{
		{},
		{MinLength: limit(12)},
		{MaxLength: limit(2)},
		{Patterns: []string{`^[A-Z]{3}-\d+$`}},
		{Patterns: []string{`^[a-z]+$`}, MinLength: limit(9)},
		{Patterns: []string{`x`}, MinLength: limit(5)},
		{Patterns: []string{`^(a|b)?c*[^a-z]$`}, MaxLength: limit(3)},
		{Patterns: []string{`c`, `^[abc]+$`, `^.{3}$`}, MinLength: limit(3), MaxLength: limit(3)},
	} {
		got, err := text(checks)
		if err != nil {
			t.Errorf("%+v: %v", checks, err)
			continue
		}
		n := int64(len(got))
		if checks.MinLength != nil && n < *checks.MinLength || checks.MaxLength != nil && n > *checks.MaxLength {
			t.Errorf("%+v: %q", checks, got)
		}
		for _, pattern := range checks.Patterns {
			if !regexp.MustCompile(pattern).MatchString(got) {
				t.Errorf("%+v: %q", checks, got)
			}
		}
	}
	if got, err := text(model.Checks{Patterns: []string{`^a$`}, MinLength: limit(3)}); err == nil {
		t.Errorf("%q cannot be", got)
	}
}

func TestNumber(t *testing.T) {
	for want, checks := range map[string]model.Checks{
		"1":    {},
		"7":    {Minimum: "7"},
		"8":    {Minimum: "7", ExclusiveMin: true},
		"-3":   {Maximum: "-2"},
		"10":   {Minimum: "6", MultipleOf: "5"},
		"1000": {Minimum: "1e3", Maximum: "1e3"},
	} {
		if got, err := number(checks, true); got != want || err != nil {
			t.Errorf("%+v: %q %v, want %s", checks, got, err, want)
		}
	}
	if got, err := number(model.Checks{Minimum: "0.2", Maximum: "0.4"}, true); err == nil {
		t.Errorf("%s cannot be", got)
	}
}

func TestObject(t *testing.T) {
	loop := &model.Type{Kind: model.KindStruct, Name: "Loop"}
	loop.Fields = []*model.Field{
		{Wire: "id", Type: model.Ref{Kind: model.String}, Required: true},
		{Wire: "etag", Type: model.Ref{Kind: model.String}, ReadOnly: true, Required: true},
		{Wire: "deep", Type: model.Ref{Kind: model.Int32}, Flatten: []string{"properties", "more"}},
		{Wire: "next", Type: model.Ref{Kind: model.Named, Type: loop}},
	}
	got, err := maker{wire: true}.value(model.Ref{Kind: model.Named, Type: loop}, model.Checks{}, 0)
	inner := `{"id":"text"}`
	want := `{"id":"text","next":{"id":"text","next":` + inner + `,"properties":{"more":{"deep":1}}},"properties":{"more":{"deep":1}}}`
	if err != nil || string(got) != want {
		t.Errorf("%s %v", got, err)
	}
	loop.Fields[3].Required = true
	if got, err := (maker{}).value(model.Ref{Kind: model.Named, Type: loop}, model.Checks{}, 0); err == nil {
		t.Errorf("a type that must hold itself: %s", got)
	}
}

// The court finds what is wrong, and only that: else the run would prove nothing.
func TestCourt(t *testing.T) {
	doc, found := load.Load(t.Context(), "openapi.yaml", load.Options{FS: fstest.MapFS{"openapi.yaml": {Data: []byte(`openapi: 3.0.3
info: {title: t, version: '1'}
paths:
  /pets: {post: {parameters: [{name: q, in: query, required: true, schema: {type: integer}}], requestBody: {content: {application/json: {schema: {type: object, required: [name]}}}}, responses: {'204': {description: ok}}}}
`)}}})
	if doc == nil {
		t.Fatal(found)
	}
	for request, want := range map[string]string{
		`/v1/pets?q=1 {"name":"rex"}`: "",
		`/v1/pets?q=x {"name":"rex"}`: "an invalid integer",
		`/v1/pets {"name":"rex"}`:     "value is required",
		`/v1/pets?q=1 {}`:             `property "name" is missing`,
		`/v2/pets?q=1 {"name":"rex"}`: "no operation",
	} {
		target, body, _ := strings.Cut(request, " ")
		c := &court{judge: judge.New(doc), base: "/v1"}
		req, _ := http.NewRequest("POST", endpoint+target, strings.NewReader(body))
		req.Header.Set("Content-Type", "application/json")
		if _, err := c.RoundTrip(req); err != errSeen || c.seen != 1 {
			t.Errorf("%s: %v", request, err)
		}
		if (c.wrong == nil) != (want == "") || c.wrong != nil && !strings.Contains(c.wrong.Error(), want) {
			t.Errorf("%s: %v, want %q", request, c.wrong, want)
		}
	}
}

func TestReport(t *testing.T) {
	verdicts := []Verdict{
		{Doc: "a.yaml", Operation: "one"},
		{Doc: "a.yaml", Operation: "two", Problems: []string{"wrong", "also 2"}},
		{Doc: "b.yaml", Operation: "three", Problems: []string{"wrong"}},
	}
	for _, test := range []struct {
		list       string
		everything bool
		good       bool
	}{
		{"", false, false},
		{"a.yaml two kin: x\nb.yaml three kin: x", true, true},
		{"a.yaml two kin: x\nb.yaml three kin: x\na.yaml one kin: x", false, false},
		{"a.yaml two kin: x\nb.yaml three kin: x\nc.yaml x kin: not in the sample", false, true},
		{"a.yaml two kin: x\nb.yaml three kin: x\nc.yaml x kin: no longer in the corpus", true, false},
		{"* /wrong/ kin: x\na.yaml /also \\d/ the document: x", true, true},
		{"* /wrong/ kin: x", true, false},
		{"* /wrong|also/ kin: no pattern of the whole problem", true, false},
		{"* /wrong/ kin: x\nb.yaml /also \\d/ kin: another document's", true, false},
		{"a.yaml two kin: x\nb.yaml three kin: x\n* /rare/ kin: not in the sample", false, true},
		{"a.yaml two kin: x\nb.yaml three kin: x\n* /rare/ kin: nowhere", true, false},
		{"a.yaml two kin: x\nb.yaml three kin: x\na.yaml /rare/ kin: nowhere", false, false},
	} {
		list, err := ReadKnown(written(t, test.list))
		if err != nil {
			t.Fatal(err)
		}
		if good := Report(io.Discard, verdicts, list, test.everything); good != test.good {
			t.Errorf("%s: %t", test.list, good)
		}
	}
}

// Verdicts that were saved are read as they were.
func TestSave(t *testing.T) {
	want := []Verdict{{Doc: "a.yaml", Operation: "one", Problems: []string{"wrong"}, Sent: "GET /"}, {Doc: "b.yaml", Operation: "two"}}
	path := filepath.Join(t.TempDir(), "verdicts.json")
	if err := Save(path, want); err != nil {
		t.Fatal(err)
	}
	if got, err := Saved(path); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v %v", got, err)
	}
}

// The list that is committed can be read.
func TestKnown(t *testing.T) {
	if _, err := ReadKnown("known.txt"); err != nil {
		t.Error(err)
	}
	for line, want := range map[string]string{
		"a.yaml one":        "want a document",
		"a.yaml /one/":      "want a document",
		"a.yaml /(/ reason": "missing closing )",
		"a.yaml * reason":   "needs a pattern",
		"* one reason":      "needs a pattern",
		"a.yaml one reason": "whose fault",
	} {
		_, err := ReadKnown(written(t, "# a comment\n"+line+"\n"))
		if err == nil || !strings.Contains(err.Error(), ":2:") || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", line, err)
		}
	}
}

func written(t *testing.T, list string) string {
	path := filepath.Join(t.TempDir(), "known.txt")
	if err := os.WriteFile(path, []byte(list), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
