package english

import (
	"strings"
	"testing"
	"unicode"
)

func TestPlain(t *testing.T) {
	for in, want := range map[string]string{
		"":                        "",
		"  A name.  ":             "A name.",
		"One.<br>Two.<br/>Three.": "One.\nTwo.\nThree.",
		"<p>One.</p><p>Two &amp; <b>bold</b></p>":                                            "One.\n\nTwo & bold",
		"<ul><li>a</li><li>b</li></ul>":                                                      "- a\n- b",
		`See <a href="https://x.y/z">the docs</a>.`:                                          "See the docs (https://x.y/z).",
		"See [the docs](https://x.y/z \"t\") and [here](#local) and [https://a](https://a).": "See the docs (https://x.y/z) and here and https://a.",
		"# Title\n\nText **bold** and *slanted* and __strong__, _thin_.":                     "Title\n\nText bold and slanted and strong, thin.",
		"Lists.\n# Pagination\nLists use pages.":                                             "Lists.\n\nPagination\n\nLists use pages.",
		"<h2>Pagination</h2>Lists use pages.":                                                "Pagination\n\nLists use pages.",
		"a*b*c and snake_case_name and 2 * 3 * 4":                                            "a*b*c and snake_case_name and 2 * 3 * 4",
		"Use `<resource-name>` with <your-key>":                                              "Use `<resource-name>` with <your-key>",
		"a\r\nb\rc\u2028d\x00\u202ee":                                                        "a\nb\nc\nde",
		"PKCS \\#8 and a\\_b":                                                                "PKCS #8 and a_b",
		"one\n\n\n\ntwo   \nthree":                                                           "one\n\ntwo\nthree",
		"![logo](https://x/y.png) text <!-- hidden -->":                                      "logo text",
		"a &lt; b, &#x27;quoted&#x27;, \xff":                                                 "a < b, 'quoted', \uFFFD",
		"**Note: `x`** is **required.**":                                                     "Note: `x` is required.",
	} {
		if got := Plain(in); got != want {
			t.Errorf("Plain(%q)\n got %q\nwant %q", in, got, want)
		}
	}
}

// FuzzPlain: whatever comes in, what comes out is text that a comment can hold line by line.
func FuzzPlain(f *testing.F) {
	for _, s := range []string{"a", "<p>x</p>", "**a** _b_ [c](d)", "\\#", "&#10;", "*/", "<a href=x>y</a>", "<!--"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Plain(s)
		if strings.TrimSpace(got) != got || strings.Contains(got, "\n\n\n") {
			t.Errorf("%q becomes %q", s, got)
		}
		for _, r := range got {
			if r != '\n' && unicode.IsControl(r) {
				t.Errorf("%q becomes %q", s, got)
			}
		}
	})
}
