package runtime

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"strings"
	"syscall"
	"time"
)

// refusalTime is how long a server may take to refuse a client certificate.
const refusalTime = 500 * time.Millisecond

// refusal finds out whether a TLS connection broke off because the server does not accept the
// client's certificate, or misses one, and returns err otherwise. Under TLS 1.3 a server says so
// when the client has already begun to send, and what it says may be lost in the break. One
// connection more, on which nothing is sent, brings it. It is made when a call has failed, for its
// error's sake.
func (c *call) refusal(ctx context.Context, err error) error {
	cause := unredacted(err)
	broken := errors.Is(cause, syscall.EPIPE) || errors.Is(cause, syscall.ECONNRESET) || errors.Is(cause, net.ErrClosed)
	if c.url.Scheme != "https" || !broken {
		return err
	}
	t, ok := c.set.http.Transport.(*http.Transport)
	//lint:ignore SA1019 a transport that sets the old function dials by it
	ownDial := ok && (t.DialTLSContext != nil || t.DialTLS != nil)
	if !ok || ownDial || proxyOf(t, &http.Request{URL: c.url}) != nil {
		return err
	}
	dial := t.DialContext
	if dial == nil {
		dial = new(net.Dialer).DialContext
	}
	ctx, cancel := context.WithTimeout(ctx, 2*refusalTime)
	defer cancel()
	raw, dialed := dial(ctx, "tcp", net.JoinHostPort(c.url.Hostname(), portOf(c.url)))
	if dialed != nil {
		return err
	}
	defer raw.Close()
	if alert := alertOf(readOnce(ctx, raw, t.TLSClientConfig, c.url.Hostname())); alert != nil {
		return alert
	}
	return err
}

// readOnce is the error of reading from a new TLS connection.
func readOnce(ctx context.Context, raw net.Conn, config *tls.Config, host string) error {
	own := &tls.Config{}
	if config != nil {
		own = config.Clone()
	}
	own.ServerName = orDefault(own.ServerName, host)
	conn := tls.Client(raw, own)
	if err := conn.HandshakeContext(ctx); err != nil {
		return err
	}
	conn.SetReadDeadline(time.Now().Add(refusalTime))
	_, err := conn.Read(make([]byte, 1))
	return err
}

// alertOf is the error of a peer that will not have the client's certificate; nil for any other.
func alertOf(err error) error {
	var op *net.OpError
	if !errors.As(err, &op) || op.Op != "remote error" {
		return nil
	}
	if meaning := meaningOf(op.Err.Error()); strings.Contains(meaning, "client certificate") {
		return &alertError{err, meaning}
	}
	return nil
}
