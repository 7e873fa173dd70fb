package main

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
)

const fetchedDocument = "openapi: 3.0.3\ninfo: {title: Pets, version: '1'}\npaths: {}\n"

// fetchServer serves documents over TLS, at several addresses: what body holds at openapi.yaml.
func fetchServer(t *testing.T, body *atomic.Pointer[string]) *httptest.Server {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("/openapi.yaml", func(w http.ResponseWriter, r *http.Request) {
		for _, header := range []string{"Authorization", "Cookie", "Referer"} {
			if r.Header.Get(header) != "" {
				t.Errorf("%s was sent", header)
			}
		}
		_, _ = w.Write([]byte(*body.Load()))
	})
	mux.Handle("/moved.yaml", http.RedirectHandler("/openapi.yaml", http.StatusFound))
	mux.Handle("/loop.yaml", http.RedirectHandler("/loop.yaml", http.StatusFound))
	mux.Handle("/plain.yaml", http.RedirectHandler("http://plain.example/openapi.yaml", http.StatusFound))
	mux.HandleFunc("/page.yaml", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("<!DOCTYPE html><p>")) })
	mux.HandleFunc("/huge.yaml", func(w http.ResponseWriter, _ *http.Request) {
		block := bytes.Repeat([]byte("#"), 1<<20)
		for range mostDocument>>20 + 1 {
			if _, err := w.Write(block); err != nil {
				return
			}
		}
	})
	srv := httptest.NewTLSServer(mux)
	t.Cleanup(srv.Close)
	return srv
}

// TestFetch fetches documents from a server of this machine.
func TestFetch(t *testing.T) {
	var body atomic.Pointer[string]
	text := fetchedDocument
	body.Store(&text)
	srv := fetchServer(t, &body)
	t.Chdir(t.TempDir())

	run := func(name, file, sum string) (string, error) {
		t.Helper()
		var out bytes.Buffer
		f, err := newFetch(srv.URL+"/"+name, file, sum)
		if err != nil {
			t.Fatal(err)
		}
		err = f.run(context.Background(), &terminal{out: &out, err: &out}, srv.Client().Transport)
		return out.String(), err
	}
	said, err := run("openapi.yaml", "", "")
	if err != nil || !strings.Contains(said, "next: armsmith init specs/openapi.yaml") {
		t.Fatal(said, err)
	}
	holds(t, "specs/openapi.yaml", fetchedDocument)
	const sum = "67bba3d51f3a6ea1463fdf2e41e3ff7c8ca5ae2b1b2e1ffdc04a8a7f6ae5be4c"
	first, err := os.ReadFile("specs/SHA256SUMS")
	if err != nil || !strings.HasPrefix(string(first), "# "+srv.URL+"/openapi.yaml\n") {
		t.Fatalf("%s %v", first, err)
	}
	pinned := strings.Fields(string(first))[2]
	if _, err := run("openapi.yaml", "", ""); err != nil {
		t.Errorf("the same again: %v", err)
	}
	if said, err := run("moved.yaml", "", pinned); err != nil || !strings.Contains(said, "redirected to "+srv.URL+"/openapi.yaml") {
		t.Errorf("a redirect: %v, %s", err, said)
	}
	for name, want := range map[string]string{
		"loop.yaml": "more than 5 redirects", "plain.yaml": "not https", "page.yaml": "no document that can be used",
		"huge.yaml": "larger than 64 MiB", "none.yaml": "404",
	} {
		if _, err := run(name, "", ""); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", name, err, want)
		}
		if _, err := os.Stat(filepath.Join("specs", name)); err == nil {
			t.Errorf("%s was written", name)
		}
	}
	if _, err := run("moved.yaml", "openapi.yaml", ""); err == nil || !strings.Contains(err.Error(), "was fetched from") {
		t.Errorf("another address for a name: %v", err)
	}

	changed := fetchedDocument + "# more\n"
	body.Store(&changed)
	_, err = run("openapi.yaml", "", "")
	if err == nil || !strings.Contains(err.Error(), "is not what it was") || !strings.Contains(err.Error(), pinned) {
		t.Fatalf("another document: %v", err)
	}
	holds(t, "specs/openapi.yaml", fetchedDocument)
	if _, err := run("openapi.yaml", "", sum); err == nil || !strings.Contains(err.Error(), "as --sha256 says") {
		t.Errorf("a wrong sum: %v", err)
	}
	now := err.Error()[strings.LastIndex(err.Error(), " ")+1:]
	if _, err := run("openapi.yaml", "", now); err != nil {
		t.Errorf("the sum that the error says: %v", err)
	}
	holds(t, "specs/openapi.yaml", changed)
	if err := os.WriteFile("specs/openapi.yaml", []byte("edited"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := run("openapi.yaml", "", ""); err == nil || !strings.Contains(err.Error(), "was changed since it was fetched") {
		t.Errorf("edited: %v", err)
	}
	holds(t, "specs/openapi.yaml", "edited")
	if _, err := newFetch(srv.URL+"/"+pinsName, "", ""); err == nil {
		t.Error("a document may stand in the place of the pins")
	}
	entries, err := os.ReadDir("specs")
	if err != nil || len(entries) != 3 {
		t.Errorf("specs has %v, %v", entries, err)
	}
}

func holds(t *testing.T, file, want string) {
	t.Helper()
	if data, err := os.ReadFile(file); err != nil || string(data) != want {
		t.Errorf("%s holds %q, %v", file, data, err)
	}
}
