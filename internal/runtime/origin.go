package runtime

import (
	"net/url"
	"slices"
	"strings"
)

// parseEndpoint reads the URL of a server.
func parseEndpoint(text string) (*url.URL, error) {
	u, err := url.Parse(text)
	switch {
	case err != nil:
		return nil, optionError("endpoint: not a URL")
	case u.Scheme != "https" && u.Scheme != "http":
		return nil, optionError("endpoint: want https://host, found " + oneLine(u.Redacted(), 200))
	case u.Host == "" || u.Hostname() == "":
		return nil, optionError("endpoint: no host in " + oneLine(u.Redacted(), 200))
	case u.User != nil:
		return nil, optionError("endpoint: a user name or password does not belong in it; use a credential")
	case u.RawQuery != "" || u.Fragment != "" || u.ForceQuery:
		return nil, optionError("endpoint: a query or fragment does not belong in it")
	case climbsPath(u.EscapedPath()):
		return nil, optionError(`endpoint: its path must not hold "." or ".." as a segment`)
	}
	return u, nil
}

// expandEndpoint puts vars into a server template. A variable at the very beginning may be a whole
// URL ("{endpoint}"); one within the host may not reach beyond it.
func expandEndpoint(template string, vars []Pair) (*url.URL, error) {
	var out strings.Builder
	rest := template
	for {
		before, after, found := strings.Cut(rest, "{")
		out.WriteString(before)
		if !found {
			break
		}
		name, tail, closed := strings.Cut(after, "}")
		if !closed {
			return nil, optionError("endpoint: a { without } in " + oneLine(template, 200))
		}
		value, err := endpointVariable(name, vars)
		if err != nil {
			return nil, err
		}
		if err := fitsEndpoint(out.String(), name, value); err != nil {
			return nil, err
		}
		if strings.HasPrefix(tail, "/") {
			value = strings.TrimRight(value, "/") // "{endpoint}/base" with "https://host/"
		}
		out.WriteString(value)
		rest = tail
	}
	if out.Len() == 0 {
		return nil, optionError("endpoint: the document names no server; use WithEndpoint")
	}
	return parseEndpoint(out.String())
}

func endpointVariable(name string, vars []Pair) (string, error) {
	for _, v := range vars {
		if v.Name == name && v.Value != "" {
			return v.Value, nil
		}
	}
	return "", optionError("endpoint: " + oneLine(name, 64) + " is required")
}

// fitsEndpoint refuses a value that would end the host it stands in, or climb within the path.
func fitsEndpoint(before, name, value string) error {
	_, authority, inside := strings.Cut(before, "://")
	switch {
	case inside && strings.Contains(authority, "/"):
		if climbs(value) || strings.ContainsAny(value, "?#\\") {
			return optionError("endpoint: " + name + " must not leave its place in the path")
		}
	case inside, before != "":
		if strings.ContainsAny(value, "/\\?#@") {
			return optionError("endpoint: " + name + " must be a part of a host name")
		}
	}
	return nil
}

// climbsPath reports whether a path holds a segment "." or "..", plainly or percent-encoded.
// Between slashes only: "a..b" does not climb.
func climbsPath(path string) bool { return climbs(strings.TrimPrefix(path, "/")) }

// sameOrigin reports whether two URLs have scheme, host and port in common (RFC 6454). A name in
// letters beyond ASCII is the same host as its form in punycode.
func sameOrigin(a, b *url.URL) bool {
	return strings.EqualFold(a.Scheme, b.Scheme) && sameHost(a.Hostname(), b.Hostname()) && portOf(a) == portOf(b)
}

func sameHost(a, b string) bool { return strings.EqualFold(a, b) || asciiHost(a) == asciiHost(b) }

func portOf(u *url.URL) string {
	if p := u.Port(); p != "" {
		return p
	}
	switch strings.ToLower(u.Scheme) {
	case "https":
		return "443"
	case "http":
		return "80"
	}
	return ""
}

// trusts reports whether links of the service at base may lead to u and take the credential with
// them.
func (s *settings) trusts(base, u *url.URL) bool {
	if u.User != nil {
		return false
	}
	if sameOrigin(base, u) {
		return true
	}
	return slices.ContainsFunc(s.trusted, func(t *url.URL) bool { return sameOrigin(t, u) })
}

// cleanQuery escapes what some services leave bare in the query of a link ("$filter=name eq 'x'")
// and what would break the request line.
func cleanQuery(q string) string {
	for i := range len(q) {
		if q[i] <= ' ' || q[i] >= 0x7f {
			return string(appendEscaped(make([]byte, 0, len(q)+16), q, &linkChars))
		}
	}
	return q
}

// resolveLink is where link, found in an answer to a request for from, leads. It must be a place
// that the client trusts: see [ErrForeignOrigin].
func (c *call) resolveLink(what string, from *url.URL, link *url.URL) (*url.URL, error) {
	u := c.throughGateway(from.ResolveReference(link))
	u.Fragment, u.RawFragment = "", ""
	u.RawQuery = cleanQuery(u.RawQuery)
	switch {
	case u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.Opaque != "":
		return nil, &LinkError{What: what, Err: errBadLink}
	case !c.set.trusts(c.base, u):
		return nil, &LinkError{What: what, Host: u.Host, Err: ErrForeignOrigin}
	}
	return u, nil
}
