package runtime

import (
	"io"
	"net/http"
	"strings"
)

// isRedirect reports whether an answer to a request with method is a redirect to follow, unless the
// document says that it is the result. 301 and
// 302 are not for writing methods: what they mean for those was never settled (RFC 9110, section
// 15.4.2), so they come back as errors.
func isRedirect(resp *http.Response, method string) bool {
	if resp.Header.Get("Location") == "" {
		return false
	}
	switch resp.StatusCode {
	case http.StatusMovedPermanently, http.StatusFound:
		return method == http.MethodGet || method == http.MethodHead
	case http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

// redirect is the request that a redirect asks for, by the rule of [ErrForeignOrigin].
func (c *call) redirect(from hop, resp *http.Response) (hop, error) {
	link, err := parseLink(resp.Header.Get("Location"))
	if err != nil {
		return hop{}, &LinkError{What: "redirect", Err: errBadLink}
	}
	next := hop{method: from.method, url: from.url.ResolveReference(link), foreign: from.foreign, body: from.body}
	if !from.foreign {
		next.url = c.throughGateway(next.url)
	}
	next.url.Fragment, next.url.RawFragment = "", ""
	next.url.RawQuery = cleanQuery(next.url.RawQuery)
	if resp.StatusCode == http.StatusSeeOther && from.method != http.MethodHead {
		next.method, next.body = http.MethodGet, false
	}
	u := next.url
	switch {
	case u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil:
		return hop{}, &LinkError{What: "redirect", Host: u.Host, Err: errBadLink}
	case !from.foreign && c.set.trusts(c.base, u):
		if !c.set.mayCarry(u) && (len(c.grants) > 0 || from.url.Scheme == "https") {
			return hop{}, &LinkError{What: "redirect", Host: u.Host, Err: ErrInsecure}
		}
		return next, nil
	}
	// Away from the service, and never back with the credential: whoever is asked there decides
	// where it goes next.
	next.foreign = true
	next.url.RawQuery = c.withoutKeys(u.RawQuery)
	reading := next.method == http.MethodGet || next.method == http.MethodHead
	if !reading || next.body || u.Scheme != "https" && !c.set.mayCarry(u) {
		return hop{}, &LinkError{What: "redirect", Host: u.Host, Err: ErrForeignOrigin}
	}
	return next, nil
}

// withoutKeys is the query of a redirect without the credentials that the service repeats in it.
func (c *call) withoutKeys(query string) string {
	for _, g := range c.grants {
		if g.in == InQuery && strings.Contains(unescape(query), g.name+"="+g.value) {
			query = withoutParam(query, g.name)
		}
	}
	return query
}

// discard reads the little that a redirect says, so that its connection can be used again.
func discard(resp *http.Response) {
	io.CopyN(io.Discard, resp.Body, 64<<10)
	resp.Body.Close()
}
