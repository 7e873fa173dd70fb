package mock

import (
	"fmt"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/armsmith/armsmith/generator"
)

// What a client makes up is not kept: the answers that are kept are no more than the document has.
func TestAnswersKept(t *testing.T) {
	const document = `openapi: 3.0.3
info: {title: t, version: '1'}
paths:
  /picture: {get: {responses: {'200': {description: ok, content: {image/*: {schema: {type: string}}}}}}}
`
	file := filepath.Join(t.TempDir(), "openapi.yaml")
	if err := os.WriteFile(file, []byte(document), 0o600); err != nil {
		t.Fatal(err)
	}
	doc, err := Read(t.Context(), generator.Config{Spec: file})
	if err != nil {
		t.Fatal(err)
	}
	h := New(doc).Handler().(*handler)
	for n := range 20 {
		req := httptest.NewRequestWithContext(t.Context(), "GET", "/picture", nil)
		req.Header.Set("Accept", fmt.Sprintf("image/x-%d", n))
		rec := httptest.NewRecorder()
		h.ServeHTTP(rec, req)
		if got := rec.Header().Get("Content-Type"); got != req.Header.Get("Accept") {
			t.Fatalf("asked for %s, it is %d %s", req.Header.Get("Accept"), rec.Code, got)
		}
	}
	kept := 0
	h.services[0].answers.Range(func(any, any) bool { kept++; return true })
	if kept > 1 {
		t.Errorf("%d answers are kept", kept)
	}
}

// A name in a form that leads through members without end is not followed.
func TestDeepForm(t *testing.T) {
	for depth, want := range map[int]bool{deepestForm: true, deepestForm + 1: false, 1 << 20: false} {
		form := url.Values{"a" + strings.Repeat("[b]", depth): {"x"}}
		if _, err := (formReader{}).read(form, nil); (err == nil) != want {
			t.Errorf("%d members deep: %v", depth, err)
		}
	}
}
