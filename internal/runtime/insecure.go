package runtime

import (
	"errors"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// This file says where a credential may travel over plain http, which anybody on the way can read.

// ErrInsecure: a credential would travel over plain http. See [WithInsecure] and
// [WithInsecureHost].
var ErrInsecure = errors.New("a credential must not travel over plain http")

// WithInsecure allows credentials to be sent over plain http to this machine's own addresses
// (localhost, 127.0.0.0/8, ::1), for tests. Over plain http to any other host they are never sent,
// unless [WithInsecureHost] names it.
func WithInsecure() Option { return func(s *settings) { s.insecure = true } }

// WithInsecureHost allows credentials to be sent over plain http to one host and port, such as
// "mock:8080": a service in another container, or in the same cluster. It may be given several
// times. Whoever can see the network in between, or stands there as a proxy, can then read the
// credential: it is for networks of one's own. It does not let links and redirects lead there, see
// [WithTrustedOrigin].
func WithInsecureHost(host string) Option {
	return func(s *settings) {
		u, err := url.Parse("http://" + host)
		if err != nil || u.Host != host || u.Hostname() == "" || strings.Contains(host, "*") || strings.HasSuffix(host, ":") {
			s.refuse("WithInsecureHost: want a host and its port, such as mock:8080, found " + oneLine(redactLink("http://"+host), 200))
			return
		}
		s.insecureHosts = append(s.insecureHosts[:len(s.insecureHosts):len(s.insecureHosts)], u)
	}
}

// mayCarry reports whether a credential may travel to u: over https, or over plain http to where
// the user said so.
func (s *settings) mayCarry(u *url.URL) bool {
	if u.Scheme != "http" {
		return u.Scheme == "https"
	}
	return s.insecure && isLoopback(u.Hostname()) ||
		slices.ContainsFunc(s.insecureHosts, func(named *url.URL) bool { return sameOrigin(named, u) })
}

// insecureError is [ErrInsecure] with the option that would let the credential travel.
type insecureError struct{ to *url.URL }

func (e *insecureError) Error() string {
	if isLoopback(e.to.Hostname()) {
		return ErrInsecure.Error() + "; WithInsecure() lets it, to this machine"
	}
	return ErrInsecure.Error() + "; WithInsecureHost(" + strconv.Quote(oneLine(e.to.Host, 128)) + ") lets it, to that host"
}

func (e *insecureError) Unwrap() error { return ErrInsecure }

// isLoopback reports whether host names this machine.
func isLoopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	a, err := netip.ParseAddr(host)
	return err == nil && a.IsLoopback()
}
