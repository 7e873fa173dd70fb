package armsmith

import (
	"os"
	"strings"
	"testing"
)

// TestHandshake: the runtime has the name that clients of this version name, see
// internal/runtime/version.go.
func TestHandshake(t *testing.T) {
	source, err := os.ReadFile(RuntimeDir + "/version.go")
	if err != nil {
		t.Fatal(err)
	}
	if want := "const RunArmsmithGenerate_" + strings.ReplaceAll(Version, ".", "_") + " "; !strings.Contains(string(source), want) {
		t.Errorf("version.go does not declare %q", want)
	}
}
