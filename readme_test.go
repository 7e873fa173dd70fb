package armsmith

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// What docs/versions.md shows of commands is what their scripts prove.
func TestVersionsShowsCommands(t *testing.T) {
	page, err := os.ReadFile("docs/versions.md")
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
		_, shown, _ := strings.Cut(string(page), "$ "+c.command+"\n")
		shown, _, ended := strings.Cut(shown, "```")
		if !ended || shown != proven {
			t.Errorf("docs/versions.md shows\n%s\nand %s prints\n%s", shown, c.command, proven)
		}
	}
}

// A page links to what is there: to a file, and to a heading in it.
func TestLinksLeadSomewhere(t *testing.T) {
	pages, err := filepath.Glob("docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	code := regexp.MustCompile("(?s)```.*?```|`[^`\n]*`")
	link := regexp.MustCompile(`\]\(([^)\s]+)\)`)
	for _, page := range append(pages, "README.md", "CONTRIBUTING.md", "tests/README.md") {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range link.FindAllStringSubmatch(code.ReplaceAllString(string(text), ""), -1) {
			target, heading, _ := strings.Cut(m[1], "#")
			if strings.Contains(target, "://") {
				continue
			}
			file := filepath.Join(filepath.Dir(page), target)
			if target == "" {
				file = page
			}
			if _, err := os.Stat(file); err != nil {
				t.Errorf("%s links to %s: %v", page, m[1], err)
			} else if heading != "" && !slices.Contains(headings(t, file), heading) {
				t.Errorf("%s links to %s, and there is no such heading", page, m[1])
			}
		}
	}
}

// headings returns the anchors of a page's headings, as GitHub makes them.
func headings(t *testing.T, page string) []string {
	t.Helper()
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	dropped := regexp.MustCompile(`[^a-z0-9 _-]`)
	for _, m := range regexp.MustCompile(`(?m)^#+ (.*)$`).FindAllStringSubmatch(string(text), -1) {
		out = append(out, strings.ReplaceAll(dropped.ReplaceAllString(strings.ToLower(m[1]), ""), " ", "-"))
	}
	return out
}
