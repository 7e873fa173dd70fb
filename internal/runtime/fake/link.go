package fake

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// This file remembers where answers have led: to the next page, to what becomes of a long-running
// operation.

// awayLink is a link to another host than the one that was asked: to the document's own server, by a
// fake that stands in its place. A client that knows of that (WithBaseURL) follows it to where the
// fake is, with other paths before those of the document.
type awayLink struct {
	path, query string
	base        string // before the document's paths, where the fake is
	handle      func(*Call)
}

// leads reports whether a request for u follows the link.
func (l *awayLink) leads(u *url.URL) bool {
	path, below := strings.CutPrefix(u.EscapedPath(), l.base)
	return below && len(path) > 1 && path[0] == '/' && strings.HasSuffix(l.path, path) && unversioned("?"+u.RawQuery) == l.query
}

// link makes GET on a URL be answered by handle. One that is relative is so to the request.
func (t *Transport) link(from *Call, target string, handle func(*Call)) {
	t.mu.Lock()
	defer t.mu.Unlock()
	u, err := url.Parse(target)
	if err != nil {
		t.links[unversioned(target)] = handle
		return
	}
	u = from.req.URL.ResolveReference(u)
	t.links[unversioned(u.String())] = handle
	if u.Host != from.req.URL.Host {
		t.away = append(t.away, awayLink{u.EscapedPath(), unversioned("?" + u.RawQuery), from.base, handle})
	}
}

// otherwise makes GET on a URL be answered by handle unless a function does.
func (t *Transport) otherwise(target *url.URL, handle func(*Call)) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.rest[unversioned(target.String())] = handle
}

// linked finds what answers for a URL that an answer has led to; nil for nothing.
func (t *Transport) linked(u *url.URL) func(*Call) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if h := find(t.links, u); h != nil {
		return h
	}
	for _, l := range slices.Backward(t.away) {
		if l.leads(u) || l.leads(shortened(u)) {
			return l.handle
		}
	}
	return nil
}

// unanswered finds what answers for a URL if no function does.
func (t *Transport) unanswered(u *url.URL) func(*Call) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return find(t.rest, u)
}

func find(links map[string]func(*Call), u *url.URL) func(*Call) {
	if h := links[unversioned(u.String())]; h != nil {
		return h
	}
	return links[unversioned(shortened(u).String())]
}

// shortened is a URL without its last parameter: the client may have put its api-version, whatever
// it is called, at the end of a link that had none.
func shortened(u *url.URL) *url.URL {
	before := *u
	before.RawQuery = before.RawQuery[:max(0, strings.LastIndexByte(u.RawQuery, '&'))]
	return &before
}

// unversioned returns a URL without its api-version: the client puts its own into the link of a
// page.
func unversioned(link string) string {
	path, query, _ := strings.Cut(link, "?")
	parts := slices.DeleteFunc(strings.Split(query, "&"), func(part string) bool {
		key, _, _ := strings.Cut(part, "=")
		return key == "" || strings.EqualFold(key, "api-version")
	})
	if len(parts) == 0 {
		return path
	}
	return path + "?" + strings.Join(parts, "&")
}

// number returns a number that no other long-running operation has.
func (t *Transport) number() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.last++
	return strconv.Itoa(t.last)
}
