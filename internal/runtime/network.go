package runtime

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// This file says what errors of the network mean: whether the request has been sent, whether
// another try could end otherwise, and, where net/http says it badly, what has happened.

// ProxyError is a proxy that did not connect to the service. The request was not sent.
type ProxyError struct {
	Host       string // of the proxy
	StatusCode int    // what it answered; 0 when it did not, or the transport does not tell
	Err        error
}

// Error names the proxy and what it said.
func (e *ProxyError) Error() string {
	if e.StatusCode != 0 {
		return "proxy " + oneLine(e.Host, 128) + ": " + statusLine(e.StatusCode)
	}
	return "proxy " + oneLine(e.Host, 128) + ": " + e.Err.Error()
}

// Unwrap gives the cause.
func (e *ProxyError) Unwrap() error { return e.Err }

// final reports whether the proxy would refuse again.
func (e *ProxyError) final() bool {
	switch e.StatusCode {
	case 0:
		return strings.Contains(e.Err.Error(), "authentication") || strings.Contains(e.Err.Error(), "not allowed by ruleset")
	case http.StatusRequestTimeout, http.StatusTooManyRequests:
		return false
	}
	return e.StatusCode < 500
}

// refusedByProxy is the error of a proxy that answered CONNECT with another status than 200, told
// by the client's own transport.
func refusedByProxy(_ context.Context, proxy *url.URL, _ *http.Request, resp *http.Response) error {
	if resp.StatusCode == http.StatusOK {
		return nil
	}
	return &ProxyError{Host: proxy.Host, StatusCode: resp.StatusCode, Err: errors.New(statusLine(resp.StatusCode))}
}

// errPlainHTTP stands for what crypto/tls says about the first bytes.
var errPlainHTTP = errors.New("the server answers plain http where https was expected: is it an http:// URL, or another port?")

// explain is err, met on the way of a request through transport, as it should read.
func explain(err error, transport http.RoundTripper, req *http.Request) error {
	var record tls.RecordHeaderError
	if errors.As(err, &record) && string(record.RecordHeader[:]) == "HTTP/" {
		return errPlainHTTP
	}
	if own := new(ProxyError); errors.As(err, &own) {
		return own
	}
	if op := new(net.OpError); errors.As(err, &op) && op.Op == "remote error" {
		return &alertError{err, meaningOf(op.Err.Error())}
	}
	proxy := proxyOf(transport, req)
	if proxy == nil {
		return err
	}
	if op := new(net.OpError); errors.As(err, &op) {
		if op.Op == "proxyconnect" || strings.HasPrefix(op.Op, "socks") {
			return &ProxyError{Host: proxy.Host, Err: op.Err}
		}
		return err
	}
	if req.URL.Scheme != "https" || errors.Unwrap(err) != nil {
		return err
	}
	// A transport that is not the client's own tells of the refusal with the words for its status.
	for status := 300; status < 600; status++ {
		if text := http.StatusText(status); text != "" && err.Error() == text {
			return &ProxyError{Host: proxy.Host, StatusCode: status, Err: err}
		}
	}
	return err
}

// proxyOf is the proxy that a transport of the standard library uses for a request; nil for none.
func proxyOf(transport http.RoundTripper, req *http.Request) *url.URL {
	t, ok := transport.(*http.Transport)
	if !ok || t.Proxy == nil {
		return nil
	}
	proxy, err := t.Proxy(req)
	if err != nil {
		return nil
	}
	return proxy
}

// neverSent reports whether err came before a connection was there, so that nothing can have
// reached the service.
func neverSent(err error) bool {
	err = unredacted(err)
	var op *net.OpError
	var proxy *ProxyError
	return errors.As(err, &proxy) || errors.As(err, &op) && op.Op == "dial"
}

// NonRetriable is implemented by errors, of a transport or a token function, that another try would
// not cure. Azure's SDK has the same one.
type NonRetriable interface {
	error
	NonRetriable()
}

// retryable reports whether another try could end otherwise: yes for what happens to connections,
// no for what this side decided or would decide again.
func retryable(err error) bool {
	err = unredacted(err)
	var nr NonRetriable
	if errors.As(err, &nr) {
		return false
	}
	if errors.Is(err, errTryTimeout) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return true
	}
	for _, final := range []error{ErrTooLarge, ErrNoCredential, ErrInsecure, errBodyOnce, errCoding, errPlainHTTP} {
		if errors.Is(err, final) {
			return false
		}
	}
	var (
		op    *net.OpError
		dns   *net.DNSError
		link  *LinkError
		cred  *credentialError
		proxy *ProxyError
	)
	switch {
	case errors.As(err, &link), errors.As(err, &cred):
		return false
	case errors.As(err, &proxy):
		return !proxy.final()
	case errors.As(err, &dns):
		return !dns.IsNotFound
	case errors.As(err, &op) && (op.Op == "remote error" || op.Op == "local error"):
		return meaningOf(op.Err.Error()) == ""
	case errors.As(err, &op):
		return true
	}
	return !hopeless(err.Error())
}

// alerts are the TLS alerts (RFC 8446, section 6) that a peer would send again, because it does not
// trust this side or has nothing in common with it, and what they mean to who is to mend it.
var alerts = []struct{ text, meaning string }{
	{"handshake failure", "client and server cannot agree on TLS, or the server wants a client certificate"},
	{"certificate required", "the server wants a client certificate"},
	{"unknown certificate authority", "the server does not know the authority of the client certificate"},
	{"expired certificate", "the client certificate has expired"},
	{"revoked certificate", "the client certificate has been revoked"},
	{"bad certificate", "the server does not accept the client certificate, or wants one"},
	{"unsupported certificate", "the server does not accept this kind of client certificate"},
	{"unknown certificate", "the server does not accept the client certificate"},
	{"access denied", "the server does not let the client certificate in"},
	{"protocol version", "client and server have no version of TLS in common"},
	{"insufficient security", "the server wants stronger ciphers than the client has"},
	{"inappropriate fallback", "the server has newer versions of TLS than the one that was asked for"},
	{"unrecognized name", "the server does not know the host name"},
	{"no application protocol", "client and server have no protocol in common"},
	{"unsupported extension", "client and server cannot agree on TLS"},
	{"missing extension", "client and server cannot agree on TLS"},
}

// meaningOf is what an alert means; "" for one that may be about a connection alone.
func meaningOf(alert string) string {
	for _, a := range alerts {
		if strings.Contains(alert, a.text) {
			return a.meaning
		}
	}
	return ""
}

// alertError is a TLS alert of the peer.
type alertError struct {
	err     error
	meaning string
}

func (e *alertError) Error() string {
	if e.meaning == "" {
		return e.err.Error()
	}
	return e.meaning + ": " + e.err.Error()
}

func (e *alertError) Unwrap() error { return e.err }

// hopeless recognises errors of net/http, crypto/tls and compress/gzip that have no type of their
// own, or many: a certificate that is not trusted, a body that is not gzip, a peer that does not
// speak the protocol.
func hopeless(text string) bool {
	for _, s := range []string{"x509: ", "tls: failed to verify certificate", "tls: failed to parse certificate", "tls: handshake failure",
		"tls: server selected unsupported", "tls: no supported versions", "first record does not look like a TLS handshake",
		"server gave HTTP response to HTTPS client", "gzip: ", "unsupported protocol scheme", "invalid header", "response headers exceeded"} {
		if strings.Contains(text, s) {
			return true
		}
	}
	return false
}

// turnedAway is a try that timed out while the transport sent the request again and again, because
// the service refused to take it (HTTP/2: REFUSED_STREAM, GOAWAY).
type turnedAway struct{ times int }

func (e *turnedAway) Error() string {
	return errTryTimeout.text + ": the service turned the request away " + strconv.Itoa(e.times) + " times (REFUSED_STREAM or GOAWAY)"
}

func (e *turnedAway) Timeout() bool { return true }
func (e *turnedAway) Unwrap() error { return errTryTimeout }
