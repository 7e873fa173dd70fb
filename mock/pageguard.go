package mock

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
)

const policyHeader = "Content-Security-Policy"

// pageHeaders go with all that the page consists of. Nothing but its own files is loaded, no text
// becomes markup, and no other page may hold it or read it.
var pageHeaders = [][2]string{
	{policyHeader, "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; " +
		"form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"},
	{"X-Content-Type-Options", "nosniff"},
	{"Referrer-Policy", "no-referrer"},
	{"Cross-Origin-Resource-Policy", "same-origin"},
	{"Cross-Origin-Opener-Policy", "same-origin"},
	{"Cache-Control", "no-store"},
}

// foreign says why a request is not one of the page itself, or of the person in front of it; ""
// when it is. A name that somebody else has pointed at this machine is not one of its own (DNS
// rebinding), and other sites are given nothing; only their links may lead to the front.
func foreign(req *http.Request, front bool) string {
	if !local(req) {
		return "the page is for this machine: open it as localhost, or by the address that the server listens on"
	}
	if origin := req.Header.Get("Origin"); origin != "" && origin != rootOf(req, "") {
		return "the page answers to nobody but itself"
	}
	switch req.Header.Get("Sec-Fetch-Site") {
	case "", "none", "same-origin":
		return ""
	}
	if front && req.Header.Get("Sec-Fetch-Mode") == "navigate" {
		return ""
	}
	return "the page answers to nobody but itself"
}

// local reports whether a request names the server by an address that is its own, or this
// machine's.
func local(req *http.Request) bool {
	host := req.Host
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.ToLower(strings.Trim(host, "[]"))
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	addr, err := netip.ParseAddr(host)
	if err != nil {
		return false
	}
	if addr.IsLoopback() {
		return true
	}
	own, is := req.Context().Value(http.LocalAddrContextKey).(*net.TCPAddr)
	return is && own.AddrPort().Addr().Unmap().WithZone("") == addr.Unmap().WithZone("")
}

// apart keeps what a service answers away from the page. A document may describe any HTML, which a
// browser that is led there must not take for a part of the page, although it comes from the same
// address.
type apart struct{ http.ResponseWriter }

func (w apart) WriteHeader(status int) {
	if header := w.Header(); !isJSON(header.Get("Content-Type")) {
		header[policyHeader] = append([]string{"sandbox"}, header[policyHeader]...)
	}
	w.ResponseWriter.WriteHeader(status)
}

// Unwrap is for [http.ResponseController].
func (w apart) Unwrap() http.ResponseWriter { return w.ResponseWriter }
