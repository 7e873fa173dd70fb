package runtime

import (
	"net/url"
	"slices"
	"strings"
)

// WithBaseURL sends requests to a gateway in front of the service, such as
// "https://gw.example/shop/v2", as [WithEndpoint] does. Links and redirects of a service that knows
// nothing of its gateway are followed through it: those to the document's server, and those that
// name a path at the gateway which is not below its own.
func WithBaseURL(gateway string) Option {
	return func(s *settings) { s.endpoint, s.gateway = gateway, true }
}

// throughGateway is where a link of the service leads when it stands behind a gateway.
func (c *call) throughGateway(u *url.URL) *url.URL {
	if !c.set.gateway || u.User != nil {
		return u
	}
	own, err := c.client.served(c.set) // an error: its variables are not all known
	prefix := basePath(c.base)
	switch {
	case err == nil && sameOrigin(own, u) && !sameOrigin(c.base, u):
	case sameOrigin(c.base, u) && !begins(pathSegments(u), prefix):
	default:
		return u
	}
	path := pathSegments(u)
	if err == nil && begins(path, basePath(own)) {
		path = path[len(basePath(own)):]
	}
	through := *u
	through.Scheme, through.Host = c.base.Scheme, c.base.Host
	through.RawPath = "/" + strings.Join(slices.Concat(prefix, path), "/")
	through.Path = unescape(through.RawPath)
	return &through
}

// basePath are the segments that the paths of a server begin with.
func basePath(u *url.URL) []string {
	base := *u
	base.Path, base.RawPath = strings.TrimRight(u.Path, "/"), strings.TrimRight(u.RawPath, "/")
	return pathSegments(&base)
}

// pathSegments are the segments of a URL's path, as they are sent. A slash at its end is one that
// is empty, unless it is the whole path.
func pathSegments(u *url.URL) []string {
	path := strings.TrimPrefix(u.EscapedPath(), "/")
	if path == "" {
		return nil
	}
	return strings.Split(path, "/")
}

// begins reports whether a path begins with another.
func begins(path, with []string) bool {
	return len(path) >= len(with) && slices.Equal(path[:len(with)], with)
}
