package output

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestManifestRoundTrip(t *testing.T) {
	set, err := New("1.2.3-rc.1", generated())
	if err != nil {
		t.Fatal(err)
	}
	got, err := ParseManifest(set.Manifest.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(set.Manifest, got); d != "" {
		t.Error(d)
	}
	good := string(set.Manifest.Bytes())
	for name, bad := range map[string]string{
		"empty":     "",
		"no header": strings.SplitAfterN(good, "\n", 2)[1],
		"short sum": good + "abcd  x.go\n",
		"no path":   good + sum(nil) + "\n",
		"absolute":  good + sum(nil) + "  /etc/passwd\n",
		"twice":     good + sum(nil) + "  x.go\n" + sum(nil) + "  x.go\n",
	} {
		if _, err := ParseManifest([]byte(bad)); err == nil || !strings.Contains(err.Error(), "line ") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestManifestIsReadBySha256sum(t *testing.T) {
	if _, err := exec.LookPath("sha256sum"); err != nil || runtime.GOOS == "windows" {
		t.Skip("sha256sum is not installed")
	}
	dir := t.TempDir()
	write(t, dir, generated())
	cmd := exec.Command("sha256sum", "--strict", "-c", ManifestName)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

func FuzzParseManifest(f *testing.F) {
	set, _ := New("1.2.3", generated())
	f.Add(set.Manifest.Bytes())
	f.Add([]byte(manifestHeader))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := ParseManifest(data)
		if err != nil {
			return
		}
		for p := range m.Sums {
			if !filepath.IsLocal(filepath.FromSlash(p)) {
				t.Errorf("path %q leaves the folder", p)
			}
		}
		again, err := ParseManifest(m.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		if fmt.Sprint(again) != fmt.Sprint(m) {
			t.Errorf("%v became %v", m, again)
		}
	})
}
