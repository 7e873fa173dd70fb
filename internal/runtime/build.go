package runtime

import (
	"bytes"
	"net/url"
	"slices"
	"strings"
)

// locate sets u to the URL of the request under set: endpoint, path and query.
func (r *Request) locate(u, base *url.URL, set *settings) error {
	version := set.apiVersion
	if r.version.name != "" && r.version.in == InPath {
		r.Path(r.version.name, Text(version), Simple)
		if err := r.invalid(); err != nil {
			return err
		}
	}
	template, literal, _ := strings.Cut(r.op.Path, "?")
	var room [1024]byte
	text, err := r.fillPath(append(room[:0], strings.TrimRight(base.EscapedPath(), "/")...), template)
	if err != nil {
		return err
	}
	end := len(text)
	// path and query share one allocation
	whole := string(r.appendQuery(text, literal, version, set.query))
	u.Scheme, u.Host, u.Path = base.Scheme, base.Host, whole[:end]
	if !plainPath(u.Path) {
		u.RawPath, u.Path = u.Path, unescape(u.Path)
	}
	if len(whole) > end {
		u.RawQuery = whole[end+1:]
	}
	return nil
}

// plainPath reports whether net/url, left to itself, writes an escaped path as it stands. Then it
// needs no RawPath, which it would check at length each time. These are the characters that it
// would escape, but that may stand in a path (RFC 3986, section 3.3).
func plainPath(path string) bool {
	for _, b := range []byte("%!'()*[]") {
		if strings.IndexByte(path, b) >= 0 {
			return false
		}
	}
	return true
}

// fillPath fills in the path template.
func (r *Request) fillPath(dst []byte, template string) ([]byte, error) {
	if !strings.HasPrefix(template, "/") {
		dst = append(dst, '/')
	}
	begin := len(dst)
	for {
		before, after, found := strings.Cut(template, "{")
		dst = append(dst, before...)
		if !found {
			break
		}
		name, rest, _ := strings.Cut(after, "}")
		value, ok := r.pathText(name)
		if !ok {
			r.violate(name, "is in the path and required")
			return nil, r.invalid()
		}
		// a reserved value such as a resource id, which begins with "/"
		if len(value) > 0 && value[0] == '/' && dst[len(dst)-1] == '/' {
			value = value[1:]
		}
		dst = append(dst, value...)
		template = rest
	}
	if path := dst[max(begin-1, 0):]; len(r.path) > 0 && bytes.Contains(path, []byte("/.")) && climbsPath(string(path)) {
		r.violate("path", `must not hold "." or ".." as a segment`)
		return nil, r.invalid()
	}
	return dst, nil
}

// pathText is the escaped value for {name}. The last one wins, as with every parameter that is set
// twice.
func (r *Request) pathText(name string) ([]byte, bool) {
	name = strings.TrimPrefix(name, "+") // RFC 6570 reserved expansion, as some documents write it
	for i := len(r.path) - 1; i >= 0; i-- {
		if p := r.path[i]; p.name == name {
			return r.text[p.start:p.end], true
		}
	}
	return nil, false
}

// appendQuery joins what the template, the parameters, the api-version and the options put into the
// query, in this order, each led by "&"; the api-version stands where it was added.
func (r *Request) appendQuery(dst []byte, literal, version string, more []Pair) []byte {
	if literal != "" {
		dst = append(append(dst, '&'), literal...)
	}
	if r.version.name != "" && r.version.in == InQuery && version != "" {
		at := r.version.at
		dst = append(dst, r.query[:at]...)
		dst = appendEscaped(appendQueryName(dst, r.version.name), version, &queryChars)
		dst = append(dst, r.query[at:]...)
	} else {
		dst = append(dst, r.query...)
	}
	for _, p := range more {
		dst = appendEscaped(appendQueryName(dst, p.Name), p.Value, &queryChars)
	}
	return dst
}

// withVersion adds the api-version to a link of the service that has lost it, as polling links of
// Azure's data planes do: they are refused without. In the link of a page, whatever version there
// is becomes the client's, which is the one that it reads pages of.
func (r *Request) withVersion(u *url.URL, version string) {
	name := r.version.name
	if name == "" || r.version.in != InQuery || version == "" {
		return
	}
	own := string(appendEscaped(appendQueryName(nil, name), version, &queryChars)[1:])
	parts := strings.Split(u.RawQuery, "&")
	isVersion := func(part string) bool {
		key, _, _ := strings.Cut(part, "=")
		return strings.EqualFold(unescape(key), name)
	}
	switch at := slices.IndexFunc(parts, isVersion); {
	case u.RawQuery == "":
		u.RawQuery = own
	case at < 0:
		u.RawQuery += "&" + own
	case r.page:
		rest := slices.DeleteFunc(parts[at+1:], isVersion)
		u.RawQuery = strings.Join(append(append(parts[:at:at], own), rest...), "&")
	}
}
