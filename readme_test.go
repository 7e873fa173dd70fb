package armsmith

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
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

// What README.md shows of `armsmith changes` is what a script of the command proves.
func TestReadmeShowsChanges(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	script, err := os.ReadFile("cmd/armsmith/testdata/script/changes.txtar")
	if err != nil {
		t.Fatal(err)
	}
	_, shown, _ := strings.Cut(string(readme), "$ armsmith changes old.yaml new.yaml\n")
	shown, _, ended := strings.Cut(shown, "```")
	_, proven, _ := strings.Cut(string(script), "-- report --\n")
	if !ended || shown != proven {
		t.Errorf("README.md shows\n%s\nand the command prints\n%s", shown, proven)
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
