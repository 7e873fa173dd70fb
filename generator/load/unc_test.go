package load

import "testing"

// On Windows a path may begin with the name of a server, behind two slashes. One of them makes it
// another path.
func TestPathsOfServers(t *testing.T) {
	for name, want := range map[string]string{
		"//server/share/a/../b.yaml": "//server/share/b.yaml",
		"//server/share//a/./b.yaml": "//server/share/a/b.yaml",
		"//server":                   "//server",
		"///a":                       "/a",
		"/a/../b":                    "/b",
		"a/../../b":                  "../b",
		"":                           ".",
	} {
		if got := cleanPath(name); got != want {
			t.Errorf("cleanPath(%q) = %q, want %q", name, got, want)
		}
	}
	for name, want := range map[string]string{
		"//server/share/specs/openapi.yaml": "//server/share/specs",
		"//server/share":                    "//server",
		"//server":                          "//",
		"//":                                "//",
		"/a/b":                              "/a",
		"/a":                                "/",
		"/":                                 "/",
		"C:/specs/openapi.yaml":             "C:/specs",
		"openapi.yaml":                      ".",
		".":                                 ".",
	} {
		if got := folderOf(name); got != want {
			t.Errorf("folderOf(%q) = %q, want %q", name, got, want)
		}
	}
}
