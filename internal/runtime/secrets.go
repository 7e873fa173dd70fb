package runtime

import (
	"encoding/base64"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/armsmith/armsmith/internal/runtime/json"
)

// Errors and logs may be read by people who must not read secrets. What a transport says may quote
// the request, what a service says may repeat it: both go through this file.

const (
	// shortestSecret is how long a credential must be to be looked for in texts.
	shortestSecret = 4
	// shortestValue is the same for other values that were sent: short ones are words that stand
	// everywhere.
	shortestValue = 8
)

// redactedError is an error whose own text holds a secret. Only what it is can be asked, not what
// it wraps, since that would show the text.
type redactedError struct {
	text string
	err  error
}

func (e *redactedError) Error() string        { return e.text }
func (e *redactedError) Is(target error) bool { return errors.Is(e.err, target) }

// unredacted is the error behind a redacted one, for decisions, never for texts.
func unredacted(err error) error {
	if r := new(redactedError); errors.As(err, &r) {
		return r.err
	}
	return err
}

// redact is err, unless its text holds something that the call has sent and that is secret, or may
// be: a transport quotes what it cannot read, such as a malformed header, and many put the whole
// URL into their errors.
func (c *call) redact(err error) error {
	if err == nil || err == errTryTimeout {
		return err
	}
	text := err.Error()
	clean := text
	for _, u := range urlsIn(err) {
		clean = strings.ReplaceAll(clean, u, redactLink(u))
	}
	clean = c.withoutSent(clean)
	if clean == text {
		return err
	}
	return &redactedError{clean, err}
}

// urlsIn returns the URLs that the errors of net/http and net/url within err quote.
func urlsIn(err error) (urls []string) {
	for err != nil {
		if u, ok := err.(*url.Error); ok {
			urls = append(urls, u.URL)
		}
		switch e := err.(type) {
		case interface{ Unwrap() error }:
			err = e.Unwrap()
		case interface{ Unwrap() []error }:
			for _, one := range e.Unwrap() {
				urls = append(urls, urlsIn(one)...)
			}
			return urls
		default:
			return urls
		}
	}
	return urls
}

// redactLink is a URL as a text may show it; one that cannot be read shows nothing.
func redactLink(text string) string {
	u, err := url.Parse(text)
	if err != nil {
		return redacted
	}
	return redactURL(u)
}

// withoutSent is text without the values that the call has sent, except those known to be harmless.
func (c *call) withoutSent(text string) string {
	text = scrub(text, c.grants)
	for name, values := range c.event.sent {
		if _, shown := slices.BinarySearch(shownHeaders, name); !shown {
			for _, v := range values {
				text = hideHeader(text, name, v)
			}
		}
	}
	if c.url == nil {
		return text
	}
	for part := range strings.SplitSeq(c.url.RawQuery, "&") {
		name, value, _ := strings.Cut(part, "=")
		if _, shown := slices.BinarySearch(shownQuery, strings.ToLower(unescape(name))); !shown {
			text = hide(text, unescape(value), shortestValue)
		}
	}
	return text
}

// hideHeader hides a header's value, or each of the values of a Cookie.
func hideHeader(text, name, value string) string {
	if name != "Cookie" {
		return hide(text, value, shortestValue)
	}
	for pair := range strings.SplitSeq(value, "; ") {
		_, v, _ := strings.Cut(pair, "=")
		text = hide(text, unescape(v), shortestValue)
	}
	return text
}

// scrub removes from text, which may repeat what was sent, the credentials that were sent.
func scrub(text string, grants []grant) string {
	for _, g := range grants {
		secret := g.value
		if _, token, found := strings.Cut(secret, " "); found {
			secret = token
		}
		text = hide(text, secret, shortestSecret)
		if strings.HasPrefix(g.value, "Basic ") {
			if both, err := base64.StdEncoding.DecodeString(secret); err == nil {
				_, password, _ := strings.Cut(string(both), ":")
				text = hide(text, password, shortestSecret)
			}
		}
	}
	return text
}

// hide removes a secret of at least the given length from text, plainly or percent-encoded in
// either of the ways that there are.
func hide(text, secret string, shortest int) string {
	if len(secret) < shortest {
		return text
	}
	forms := []string{secret, url.QueryEscape(secret), url.PathEscape(secret), string(appendEscaped(nil, secret, &elementChars))}
	for _, form := range forms {
		text = strings.ReplaceAll(text, form, redacted)
		if lower := lowerEscapes(form); lower != form {
			text = strings.ReplaceAll(text, lower, redacted)
		}
	}
	return text
}

// lowerEscapes writes percent-encodings in lower case, as some do.
func lowerEscapes(s string) string {
	if strings.IndexByte(s, '%') < 0 {
		return s
	}
	b := []byte(s)
	for i := 0; i+2 < len(b); i++ {
		if b[i] == '%' {
			copy(b[i+1:], asciiLower(s[i+1:i+3]))
		}
	}
	return string(b)
}

// withoutSecrets hides in what a service says the secrets that it was sent: the credentials, and
// what stands under a name that sounds like one. Other values, such as the name of what was not
// found, are what its errors are about.
func (c *call) withoutSecrets(text string) string {
	if c == nil || text == "" {
		return text
	}
	text = scrub(text, c.grants)
	for name, values := range c.event.sent {
		if soundsSecret(name) {
			for _, v := range values {
				text = hideHeader(text, name, v)
			}
		}
	}
	for part := range strings.SplitSeq(c.url.RawQuery, "&") {
		if name, value, _ := strings.Cut(part, "="); soundsSecret(unescape(name)) {
			text = hide(text, unescape(value), shortestValue)
		}
	}
	return text
}

// longestQuote is how much of a string in a body an error may quote, where a value of another kind
// should stand: enough to recognise a word, too little for a credential. The strings of secret
// fields are never quoted. What is no JSON value shows its punctuation alone.
const longestQuote = 7

// quotesLess is an error of decoding a body. What it quotes from the body may be a secret of the
// service's, so only short quotes stay.
func (c *call) quotesLess(err error) error {
	text := err.Error()
	clean := c.withoutSecrets(withoutQuotes(text))
	if syntax, ok := err.(*json.Error); ok {
		own := *syntax
		own.Path, own.Problem = c.withoutSecrets(own.Path), c.withoutSecrets(withoutQuotes(own.Problem))
		return &own
	}
	if clean != text {
		return &redactedError{clean, err}
	}
	return err
}

// withoutQuotes is text without what stands in long quotes.
func withoutQuotes(text string) string {
	var out strings.Builder
	for {
		before, rest, found := strings.Cut(text, `"`)
		out.WriteString(before)
		if !found {
			return out.String()
		}
		end := 0
		for end < len(rest) && rest[end] != '"' {
			if rest[end] == '\\' {
				end++
			}
			end++
		}
		end = min(end, len(rest))
		isString := strings.HasSuffix(before, "string ")
		isCharset := strings.HasSuffix(before, "character set ") // which tells how to read the body
		if isCharset || end <= longestQuote && (isString || !holdsText(rest[:end])) {
			out.WriteString(`"` + rest[:end] + `"`)
		} else {
			out.WriteString(`"…"`)
		}
		text = rest[min(end+1, len(rest)):]
	}
}

// holdsText reports whether there is more in s than punctuation.
func holdsText(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || r == utf8.RuneError })
}

// soundsSecret reports whether a header or a query parameter is likely to hold a secret, by its
// name.
func soundsSecret(name string) bool {
	name = asciiLower(http.CanonicalHeaderKey(name))
	for _, word := range []string{"auth", "key", "token", "secret", "password", "passwd", "signature", "credential", "cookie", "session"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	return name == "sig" || name == "code"
}
