package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const small = `openapi: 3.0.3
info: {title: Small, version: "1"}
servers: [{url: "https://small.example"}]
paths:
  /things:
    get:
      operationId: listThings
      responses: {"200": {description: ok, content: {application/json: {schema: {type: array, items: {type: string}}}}}}
`

// Two runs agree, and a document of which something else is generated is named.
func TestFingerprint(t *testing.T) {
	t.Chdir(t.TempDir())
	put := func(name, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	put("specs/a.yaml", small)
	put("specs/b.yaml", strings.ReplaceAll(small, "listThings", "getThings"))
	put("specs/not.yaml", "neither: here nor there\n")
	docs, err := documents("specs", "missing")
	if err != nil || len(docs) != 2 {
		t.Fatal(docs, err)
	}
	first, second := fingerprint(docs[0], "none", ""), fingerprint(docs[1], "none", "")
	if again := fingerprint(docs[0], "none", ""); first != again || first == second {
		t.Errorf("%s, then %s; another document: %s", first, again, second)
	}
	put("before", first+"  "+docs[0]+"\n"+second+"  "+docs[1]+"\n")
	if err := compare("before", []string{first + "  " + docs[0], second + "  " + docs[1]}); err != nil {
		t.Error(err)
	}
	put("specs/b.yaml", strings.ReplaceAll(small, "listThings", "getOthers"))
	changed := []string{fingerprint(docs[0], "none", "") + "  " + docs[0], fingerprint(docs[1], "none", "") + "  " + docs[1]}
	if err := compare("before", changed); err == nil || err.Error() != "1 of 2 lines differ" {
		t.Errorf("after a change: %v", err)
	}
	put("specs/b.yaml", "openapi: 3.0.3\npaths: 1\n")
	if broken := fingerprint(docs[1], "none", ""); broken == first || broken == second {
		t.Error("nothing generated has the fingerprint of something")
	}
}
