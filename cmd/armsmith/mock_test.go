package main

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/armsmith/armsmith/mock"
)

const mockedDocument = `openapi: 3.0.3
info: {title: Things, version: '1'}
servers: [{url: 'https://things.example/v1'}]
security: [{key: []}]
paths:
  /a: {get: {operationId: a, responses: {'200': {description: ok, content: {text/plain: {example: text}}}}}}
  /b: {get: {operationId: b, parameters: [{$ref: '#/components/parameters/Nowhere'}], responses: {'204': {description: ok}}}}
components:
  securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}
  schemas: {Loop: {oneOf: [{$ref: '#/components/schemas/Loop'}, {type: string}]}}
`

// A mock server says where it is, answers there, tells of what is not allowed, and ends when it is
// interrupted. A second one at its port says what to do.
func TestMock(t *testing.T) {
	file := filepath.Join(t.TempDir(), "openapi.yaml")
	if err := os.WriteFile(file, []byte(mockedDocument), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, interrupt := context.WithCancel(t.Context())
	defer interrupt()
	out, stdout := io.Pipe()
	var stderr bytes.Buffer
	ended := make(chan int, 1)
	go func() {
		ended <- execute(ctx, []string{"mock", "--port", "0", file}, stdout, &stderr)
		stdout.Close()
	}()
	head := make([]byte, 4096)
	said := ""
	for !strings.Contains(said, mock.PagePath) {
		n, err := out.Read(head)
		if err != nil {
			t.Fatalf("%s, then %v", said, err)
		}
		said += string(head[:n])
	}
	url := regexp.MustCompile(`http://127\.0\.0\.1:\d+/v1`).FindString(said)
	want := `things 1: 1 operation at ` + url + `
  client, err := things.NewClient(things.NewKeyCredential("any"), things.WithEndpoint("` + url + `"), things.WithInsecure())
  left out   GET /b, for defects that ` + "`armsmith inspect`" + ` prints
  not judged neither requests nor answers, since the schema Loop is composed of itself (by allOf, oneOf, anyOf or not)
what is served and what comes in: ` + strings.TrimSuffix(url, "/v1") + `/_armsmith/
`
	if url == "" || said != want {
		t.Errorf("it says %s, want %s", said, want)
	}
	resp, err := http.Get(url + "/a")
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusUnauthorized {
		t.Errorf("the answer is %s", resp.Status)
	}
	port := regexp.MustCompile(`:(\d+)/`).FindStringSubmatch(url)[1]
	var refused bytes.Buffer
	if code := execute(t.Context(), []string{"mock", "--port", port, file}, io.Discard, &refused); code != exitFindings ||
		!strings.Contains(refused.String(), "is in use: give another --port, or --port 0 for any that is free") {
		t.Errorf("a second one exits with %d: %s", code, &refused)
	}
	interrupt()
	if code := <-ended; code != exitOK {
		t.Errorf("it exits with %d", code)
	}
	if got := stderr.String(); !strings.HasSuffix(got, "GET /v1/a: request: security key: there is no header X-Key\n") {
		t.Errorf("it tells %q", got)
	}
}
