package runtime

import (
	"net/http"
	"net/url"
	"strings"
	"unicode"
)

// parseLink reads a URL that the service gave, as leniently as browsers do (WHATWG URL standard,
// section 4.4): white space around it is dropped, line breaks and tabs in it are, and a "%" that
// starts no escape stands for itself. What other characters need, net/url and cleanQuery do.
func parseLink(text string) (*url.URL, error) {
	text = strings.TrimFunc(text, func(r rune) bool { return r <= ' ' })
	text = strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(text)
	if strings.IndexByte(text, '%') >= 0 {
		b := make([]byte, 0, len(text)+8)
		for i := range len(text) {
			b = append(b, text[i])
			if text[i] == '%' && !(i+2 < len(text) && ishex(text[i+1]) && ishex(text[i+2])) {
				b = append(b, "25"...)
			}
		}
		text = string(b)
	}
	u, err := url.Parse(text)
	if err != nil {
		return nil, errBadLink
	}
	return u, nil
}

// isLink reports whether a text can be a URL that a service gives. One of letters, digits and what
// else tokens are made of would be a relative URL (RFC 3986, section 4.2), but nobody writes it: it
// is a token.
func isLink(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-_=+.~,|", r)
	})
}

// nextLink finds the link with the relation "next" in Link headers (RFC 8288, section 3).
func nextLink(h http.Header) string {
	for _, v := range h.Values("Link") {
		for v != "" {
			begin := strings.IndexByte(v, '<')
			end := strings.IndexByte(v, '>')
			if begin < 0 || end < begin {
				break
			}
			target := v[begin+1 : end]
			var next bool
			if next, v = linkParams(v[end+1:]); next {
				return target
			}
		}
	}
	return ""
}

// linkParams reads the parameters of a link, and reports whether it leads from this page to the
// next one; rest is what follows it. Only the first rel counts, which may hold several relations;
// an anchor says that the link is not this page's.
func linkParams(v string) (next bool, rest string) {
	rel, anchored := "", false
	for {
		v = strings.TrimLeft(v, " \t;")
		if v == "" || v[0] == ',' {
			break
		}
		name, after := cutToken(v)
		if name == "" { // not a parameter: skip what it is
			v = v[1:]
			continue
		}
		v = strings.TrimLeft(after, " \t")
		value := ""
		if strings.HasPrefix(v, "=") {
			value, v = cutParam(strings.TrimLeft(v[1:], " \t"))
		}
		switch {
		case strings.EqualFold(name, "rel") && rel == "":
			rel = value + " "
		case strings.EqualFold(name, "anchor"):
			anchored = value != ""
		}
	}
	for one := range strings.FieldsSeq(rel) {
		next = next || strings.EqualFold(one, "next")
	}
	return next && !anchored, strings.TrimPrefix(v, ",")
}

// cutParam splits the value of a parameter off the beginning of s.
func cutParam(s string) (value, rest string) {
	if strings.HasPrefix(s, `"`) {
		return cutValue(s)
	}
	i := strings.IndexAny(s, ",; \t")
	if i < 0 {
		i = len(s)
	}
	return s[:i], s[i:]
}
