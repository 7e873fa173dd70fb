package generator

import (
	"fmt"
	goversion "go/version"
	"os"
	"path/filepath"

	"golang.org/x/mod/modfile"

	"github.com/armsmith/armsmith/generator/finding"
)

// LeastGo is the oldest version of Go that compiles what [Generate] writes, the runtime included.
// tests/install holds it against the language and the library of that version.
const LeastGo = "1.24"

// olderGo warns that the go.mod above a folder is content with an older Go than a client in that
// folder. The Go of whoever generates it may be new enough, and that of others not: they would see
// errors in generated code, where Go would otherwise say which version it needs.
func olderGo(folder string) finding.List {
	mod, err := moduleOf(folder)
	if err != nil || mod == nil {
		return nil
	}
	file := filepath.Join(mod.dir, "go.mod")
	data, err := os.ReadFile(file)
	if err != nil {
		return nil
	}
	parsed, err := modfile.ParseLax(file, data, nil)
	if err != nil || parsed.Go == nil || goversion.Compare("go"+parsed.Go.Version, "go"+LeastGo) >= 0 {
		return nil
	}
	return finding.List{{
		Severity: finding.Warning,
		Place:    finding.Place{File: file, Line: parsed.Go.Syntax.Start.Line},
		Message:  fmt.Sprintf("it says go %s, and what is generated needs Go %s", parsed.Go.Version, LeastGo),
		Fix:      "run `go mod edit -go=" + LeastGo + "`",
	}}
}
