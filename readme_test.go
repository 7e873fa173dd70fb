package armsmith

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// The client that README.md shows must compile, as it stands there.
func TestReadmeCompiles(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := regexp.MustCompile("(?s)```go\n(.*?)```").FindAllSubmatch(readme, -1)
	if len(blocks) == 0 {
		t.Fatal("README.md shows no Go")
	}
	for _, block := range blocks {
		source := `package readme

import (
	"context"
	"errors"
	"fmt"

	"github.com/armsmith/armsmith/gen/azureml/v20260301"
)

var _ = errors.As

func snippet(ctx context.Context, cred azureml.Credential, sub string) error {
` + string(block[1]) + `
	return err
}
`
		compile(t, source)
	}
}

// What README.md shows of commands is what their scripts prove.
func TestReadmeShowsCommands(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		command, script string
		parts           []string // of the script, which hold what is printed
	}{
		{"armsmith changes old.yaml new.yaml", "changes.txtar", []string{"report"}},
		{"armsmith bump specs/2026-01-01.yaml", "bump.txtar", []string{"report"}},
		{"armsmith migrate pets/v1 pets/v2 ./...", "migrate.txtar", []string{"rewrote", "left"}},
	} {
		script, err := txtar.ParseFile("cmd/armsmith/testdata/script/" + c.script)
		if err != nil {
			t.Fatal(err)
		}
		proven := ""
		for _, part := range c.parts {
			i := slices.IndexFunc(script.Files, func(f txtar.File) bool { return f.Name == part })
			if i < 0 {
				t.Fatalf("%s has no part %s", c.script, part)
			}
			proven += string(script.Files[i].Data)
		}
		_, shown, _ := strings.Cut(string(readme), "$ "+c.command+"\n")
		shown, _, ended := strings.Cut(shown, "```")
		if !ended || shown != proven {
			t.Errorf("README.md shows\n%s\nand %s prints\n%s", shown, c.command, proven)
		}
	}
}

// compile builds one file as a package of this module, which exists for the compiler alone.
func compile(t *testing.T, source string) {
	t.Helper()
	dir := t.TempDir()
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "snippet.go")
	overlay, err := json.Marshal(map[string]any{"Replace": map[string]string{filepath.Join(here, "internal", "readme", "snippet.go"): file}})
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string]string{file: source, filepath.Join(dir, "overlay.json"): string(overlay)} {
		if err := os.WriteFile(name, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if out, err := exec.Command("go", "build", "-overlay", filepath.Join(dir, "overlay.json"), "./internal/readme").CombinedOutput(); err != nil {
		t.Errorf("%v\n%s\n%s", err, out, source)
	}
}
