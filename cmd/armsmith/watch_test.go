package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// screen collects what a command prints while it runs.
type screen struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.buf.Write(p)
}

func (s *screen) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.buf.String()
}

func TestWatch(t *testing.T) {
	const document = `openapi: 3.1.0
info: {title: Pets, version: "1"}
servers: [{url: "https://pets.example.com"}]
paths:
  /pets:
    get:
      operationId: Pets_List
      responses: {"204": {description: None.}}
`
	t.Chdir(t.TempDir())
	save(t, "go.mod", "module example.com/shop\n\ngo 1.26\n")
	save(t, "docs/openapi.yaml", document)
	save(t, "armsmith.yaml", "clients:\n  - {spec: docs/openapi.yaml, out: api}\n")

	ctx, cancel := context.WithCancel(t.Context())
	out := new(screen)
	ended := make(chan int)
	go func() { ended <- execute(ctx, []string{"watch"}, out, out) }()
	prints := func(what string, times int) {
		t.Helper()
		for deadline := time.Now().Add(20 * time.Second); strings.Count(out.String(), what) < times; time.Sleep(10 * time.Millisecond) {
			if time.Now().After(deadline) {
				t.Fatalf("never printed %q %d times:\n%s", what, times, out)
			}
		}
	}
	prints("watching", 1)
	saveOver(t, "docs/openapi.yaml", strings.ReplaceAll(document, "Pets_List", "Owners_List"))
	prints("watching", 2)
	if _, err := os.Stat("api/owners.go"); err != nil {
		t.Errorf("the change did not arrive: %v\n%s", err, out)
	}

	save(t, "docs/openapi.yaml", "openapi: 9.9.9\n") // reported, waited for, nothing touched
	prints("watching", 3)
	prints("nothing was written", 1)
	if _, err := os.Stat("api/owners.go"); err != nil {
		t.Error(err)
	}

	save(t, "docs/openapi.yaml", document)
	prints("watching", 4)
	if _, err := os.Stat("api/pets.go"); err != nil {
		t.Error(err)
	}

	save(t, "armsmith.yaml", "clients: 1\n")
	prints("armsmith.yaml:1:", 1)
	prints("watching", 5)
	cancel()
	if code := <-ended; code != exitOK {
		t.Errorf("exited with %d:\n%s", code, out)
	}
}

func save(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// saveOver saves as many editors do: another file, renamed over the first.
func saveOver(t *testing.T, name, text string) {
	t.Helper()
	save(t, name+"~", text)
	if err := os.Rename(name+"~", name); err != nil {
		t.Fatal(err)
	}
}
