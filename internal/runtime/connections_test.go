package runtime

import (
	"bufio"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// The tests of this file are the recipes of docs/connections.md.

// tlsServer answers 200 over TLS, under a certificate that only its own client trusts.
func tlsServer(t testing.TB, config *tls.Config) *httptest.Server {
	s := httptest.NewUnstartedServer(http.HandlerFunc(reply(200, "{}")))
	s.TLS, s.Config.ErrorLog = config, quiet
	s.StartTLS()
	t.Cleanup(s.Close)
	return s
}

// trusting is a transport that trusts a server.
func trusting(t testing.TB, s *httptest.Server) *http.Transport {
	pool := x509.NewCertPool()
	pool.AddCert(s.Certificate())
	own := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}}
	t.Cleanup(own.CloseIdleConnections)
	return own
}

func works(t testing.TB, url string, own *http.Transport) error {
	t.Helper()
	_, err := do(t, clientFor(t, url, WithTransport(own)), op("POST", "/x"), func(r *Request) { r.Text("text/plain", "x") })
	return err
}

// tunnel forwards between a client and where it wants to go.
func tunnel(c net.Conn, from io.Reader, target string) {
	far, err := net.Dial("tcp", target)
	if err != nil {
		return
	}
	defer far.Close()
	go io.Copy(far, from)
	io.Copy(c, far)
}

func TestHTTPProxyWithCredentials(t *testing.T) {
	s := tlsServer(t, nil)
	var seenAuth atomic.Value
	addr, conns := listen(t, func(c net.Conn) {
		r := bufio.NewReader(c)
		req, err := http.ReadRequest(r)
		if err != nil {
			return
		}
		seenAuth.Store(req.Header.Get("Proxy-Authorization"))
		io.WriteString(c, "HTTP/1.1 200 OK\r\n\r\n")
		tunnel(c, r, req.Host)
	})
	own := trusting(t, s)
	own.Proxy = http.ProxyURL(must(url.Parse("http://user:password@" + addr)))
	if err := works(t, s.URL, own); err != nil || conns.Load() == 0 {
		t.Errorf("%v after %d connections to the proxy", err, conns.Load())
	}
	if want := "Basic " + base64.StdEncoding.EncodeToString([]byte("user:password")); seenAuth.Load() != want {
		t.Errorf("the proxy saw %v", seenAuth.Load())
	}
}

func TestSOCKSProxyWithCredentials(t *testing.T) {
	s := tlsServer(t, nil)
	var seenUser atomic.Value
	addr, conns := listen(t, func(c net.Conn) {
		buf := make([]byte, 512)
		c.Read(buf)
		c.Write([]byte{5, 2}) // user name and password, RFC 1929
		n, _ := c.Read(buf)
		seenUser.Store(string(buf[:n]))
		c.Write([]byte{1, 0})
		if n, _ = c.Read(buf); n < 10 || buf[3] != 1 {
			return
		}
		target := net.JoinHostPort(net.IP(buf[4:8]).String(), fmt.Sprint(int(buf[8])<<8|int(buf[9])))
		c.Write([]byte{5, 0, 0, 1, 0, 0, 0, 0, 0, 0})
		tunnel(c, c, target)
	})
	own := trusting(t, s)
	own.Proxy = http.ProxyURL(must(url.Parse("socks5://user:password@" + addr)))
	if err := works(t, s.URL, own); err != nil || conns.Load() == 0 {
		t.Errorf("%v after %d connections to the proxy", err, conns.Load())
	}
	if seenUser.Load() != "\x01\x04user\x08password" {
		t.Errorf("the proxy saw %q", seenUser.Load())
	}
}

// The environment is read once in a process, so the client runs in another one.
func TestProxyOfTheEnvironment(t *testing.T) {
	if os.Getenv("ARMSMITH_TEST_PROXIED") != "" {
		for _, host := range []string{"service.example", "direct.invalid"} {
			c := must(NewClient(Config{Endpoint: "http://" + host}, WithRetry(RetryPolicy{MaxRetries: -1})))
			_, err := c.Do(t.Context(), c.NewRequest(&Operation{Name: "A", Method: "GET", Path: "/x"}))
			fmt.Println(host, err == nil)
		}
		return
	}
	addr, _ := listen(t, func(c net.Conn) {
		if req, err := http.ReadRequest(bufio.NewReader(c)); err == nil && req.URL.Host == "service.example" {
			io.WriteString(c, "HTTP/1.1 204 No Content\r\n\r\n")
		}
	})
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run", "^TestProxyOfTheEnvironment$")
	cmd.Env = append(os.Environ(), "ARMSMITH_TEST_PROXIED=1", "http_proxy=http://"+addr, "HTTP_PROXY=http://"+addr, "NO_PROXY=direct.invalid", "no_proxy=direct.invalid", "REQUEST_METHOD=")
	out, err := cmd.CombinedOutput()
	if err != nil || !strings.Contains(string(out), "service.example true") || !strings.Contains(string(out), "direct.invalid false") {
		t.Errorf("%v: %s", err, out)
	}
}

func TestCustomCertificateAuthority(t *testing.T) {
	s := tlsServer(t, nil)
	if err := works(t, s.URL, trusting(t, s)); err != nil {
		t.Error(err)
	}
	err := works(t, s.URL, &http.Transport{})
	if unknown := new(tls.CertificateVerificationError); !errors.As(err, &unknown) || strings.Contains(err.Error(), "tries") {
		t.Errorf("without the authority: %v", err)
	}
}

// certificate makes one that signs itself, for a host and until a time.
func certificate(t testing.TB, host string, until time.Time) tls.Certificate {
	t.Helper()
	key := must(ecdsa.GenerateKey(elliptic.P256(), rand.Reader))
	c := &x509.Certificate{SerialNumber: big.NewInt(1), DNSNames: []string{host}, NotBefore: until.Add(-24 * time.Hour), NotAfter: until, IsCA: true, BasicConstraintsValid: true}
	if ip := net.ParseIP(host); ip != nil {
		c.DNSNames, c.IPAddresses = nil, []net.IP{ip}
	}
	der := must(x509.CreateCertificate(rand.Reader, c, c, key.Public(), key))
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}

// A certificate that is another host's, or too old, is refused at once and in words.
func TestCertificatesThatAreRefused(t *testing.T) {
	for says, own := range map[string]tls.Certificate{
		"expired":       certificate(t, "127.0.0.1", time.Now().Add(-time.Hour)),
		"not 127.0.0.1": certificate(t, "127.0.0.2", time.Now().Add(time.Hour)),
		"":              certificate(t, "127.0.0.1", time.Now().Add(time.Hour)),
	} {
		s := tlsServer(t, &tls.Config{Certificates: []tls.Certificate{own}, MaxVersion: tls.VersionTLS12})
		err := works(t, s.URL, trusting(t, s))
		if says == "" && err != nil {
			t.Error(err)
		}
		if e := new(RequestError); says != "" && (!errors.As(err, &e) || e.Tries != 1 || !strings.Contains(err.Error(), says)) {
			t.Errorf("%s: %v", says, err)
		}
	}
}

// A body may wait until the service says that it wants it, whatever it is made of.
func TestBodiesThatWaitForContinue(t *testing.T) {
	for name, set := range map[string]func(*Request){
		"text":            func(r *Request) { r.Text("text/plain", "hello") },
		"seekable stream": func(r *Request) { r.Stream("text/plain", strings.NewReader("hello")) },
		"stream":          func(r *Request) { r.Stream("text/plain", io.MultiReader(strings.NewReader("hello"))) },
	} {
		for _, refused := range []bool{false, true} {
			var got string
			s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.Header.Get("Expect") != "100-continue" {
					t.Errorf("%s: does not wait", name)
				}
				if refused {
					w.WriteHeader(http.StatusRequestEntityTooLarge)
					return
				}
				b, _ := io.ReadAll(r.Body)
				got = string(b)
			}))
			own := &http.Transport{ExpectContinueTimeout: time.Minute}
			_, err := do(t, clientFor(t, s.URL, WithTransport(own), WithHeader("Expect", "100-continue")), op("PUT", "/x"), set)
			own.CloseIdleConnections()
			s.Close()
			e := new(ResponseError)
			if !refused && (err != nil || got != "hello") || refused && (!errors.As(err, &e) || e.StatusCode != http.StatusRequestEntityTooLarge) {
				t.Errorf("%s, refused %v: %q arrived, %v", name, refused, got, err)
			}
		}
	}
}

func TestMutualTLS(t *testing.T) {
	s := tlsServer(t, &tls.Config{ClientAuth: tls.RequireAnyClientCert})
	own := trusting(t, s)
	own.TLSClientConfig.Certificates = s.TLS.Certificates[:1]
	if err := works(t, s.URL, own); err != nil {
		t.Error(err)
	}
}

// A server that wants a certificate says so after the client has begun to send. What it says may be
// lost then, but not on the way to the caller.
func TestMissingClientCertificateIsAlwaysSaid(t *testing.T) {
	s := tlsServer(t, &tls.Config{ClientAuth: tls.RequireAnyClientCert})
	for range 100 {
		err := works(t, s.URL, trusting(t, s))
		if err == nil || !strings.Contains(err.Error(), "client certificate") {
			t.Fatal(err)
		}
	}
}

func TestUnixSocket(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s")
	ln, err := net.Listen("unix", path)
	if err != nil {
		t.Skip(err) // a path may be too long for a socket
	}
	s := &httptest.Server{Listener: ln, Config: &http.Server{Handler: http.HandlerFunc(reply(200, "{}"))}}
	s.Start()
	defer s.Close()
	own := &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "unix", path)
	}}
	defer own.CloseIdleConnections()
	if err := works(t, "http://localhost", own); err != nil {
		t.Error(err)
	}
}
