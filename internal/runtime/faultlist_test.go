package runtime

import (
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"time"
)

// faults is everything that goes wrong. far is another origin.
func faults(far *wire) []*fault {
	var list []*fault
	for _, group := range [][]*fault{brokenConnections(), brokenBodies(), unhappyAnswers(), redirectFaults(far), tokenFaults()} {
		list = append(list, group...)
	}
	return list
}

// after is a fault that lets the first part of the healthy answer through, as cut decides, and then ends as end says.
func after(cut func(good string) int, end func(w *wire, c *net.TCPConn)) func(*wire, *net.TCPConn, string) {
	return func(w *wire, c *net.TCPConn, good string) {
		io.WriteString(c, good[:cut(good)])
		end(w, c)
	}
}

func nothing(string) int        { return 0 }
func headersPart(g string) int  { return len(g) - len(bodyOf(g)) - 4 }
func headersWhole(g string) int { return len(g) - len(bodyOf(g)) }
func bodyPart(g string) int     { return len(g) - len(bodyOf(g))/2 }

func brokenConnections() []*fault {
	rst := func(_ *wire, c *net.TCPConn) { time.Sleep(5 * time.Millisecond); reset(c) }
	fin := func(_ *wire, c *net.TCPConn) { linger(c) }
	stall := func(w *wire, c *net.TCPConn) { w.stall(c) }
	const broken, late = "broken off", "no answer in time"
	slow := []Option{WithPerTryTimeout(250 * time.Millisecond)}
	early := func(c *net.TCPConn) bool {
		c.Read(make([]byte, 1)) // or else connecting itself may fail, which is another fault
		reset(c)
		return true
	}
	return []*fault{
		{name: "connection refused", refuse: true, retried: true, unsafe: true, seen: "refused"},
		{name: "reset while the request was read", begin: early, retried: true, seen: broken},
		{name: "reset before the answer", act: after(nothing, rst), retried: true, seen: broken},
		{name: "reset in the headers", act: after(headersPart, rst), retried: true, seen: broken},
		{name: "reset after the headers", act: after(headersWhole, rst), retried: true, seen: broken},
		{name: "reset in the body", act: after(bodyPart, rst), retried: true, seen: broken},
		{name: "closed before the answer", act: after(nothing, fin), retried: true, seen: broken},
		{name: "closed in the headers", act: after(headersPart, fin), retried: true, seen: broken},
		{name: "closed in the body", act: after(bodyPart, fin), retried: true, seen: broken},
		{name: "stalled before the request was read", begin: func(c *net.TCPConn) bool { io.Copy(io.Discard, c); return true }, opts: slow, retried: true, seen: late},
		{name: "stalled before the headers", act: after(nothing, stall), opts: slow, retried: true, seen: late},
		{name: "stalled in the headers", act: after(headersPart, stall), opts: slow, retried: true, seen: late},
		{name: "stalled in the body", act: after(bodyPart, stall), opts: slow, retried: true, seen: late},
		{name: "a byte at a time", act: trickle, opts: slow, retried: true, seen: late},
		{name: "another protocol", act: say("SSH-2.0-OpenSSH_9.2\r\n"), retried: true, seen: broken},
	}
}

// cutFaults break the answer off after each of its bytes.
func cutFaults() []*fault {
	return []*fault{
		{name: "closed after each byte", cut: func(_ *wire, c *net.TCPConn) { linger(c) }, seen: "broken off"},
		{name: "reset after each byte", cut: func(_ *wire, c *net.TCPConn) { reset(c) }, seen: "broken off"},
	}
}

// trickle sends an answer so slowly that it never ends in time.
func trickle(w *wire, c *net.TCPConn, good string) {
	for i := range len(good) {
		if _, err := io.WriteString(c, good[i:i+1]); err != nil {
			return
		}
		select {
		case <-w.close:
			return
		case <-time.After(10 * time.Millisecond):
		}
	}
}

func brokenBodies() []*fault {
	bomb := zipped(strings.Repeat(" ", 4<<20))
	good := zipped(`{"status":"Succeeded"}`)
	small := []Option{WithLimits(Limits{Body: 1 << 20})}
	return []*fault{
		{name: "Content-Length too long", act: say(httpText(200, "{}", "Content-Length", "5")), retried: true, seen: "broken off"},
		{name: "Content-Length too short", act: say(httpText(200, `{"value":[1]}`, "Content-Length", "5")), seen: "not JSON"},
		{name: "Content-Length of a terabyte", act: say(httpText(200, "{}", "Content-Length", "1000000000000")), seen: "too large"},
		{name: "no JSON", act: say(httpText(200, `{"value":`)), seen: "not JSON"},
		{name: "no body", act: say(httpText(200, "")), seen: "not JSON"},
		{name: "bad gzip", act: say(httpText(200, "not gzip at all", "Content-Encoding", "gzip")), seen: "bad gzip"},
		{name: "truncated gzip", act: say(httpText(200, good[:len(good)-9], "Content-Encoding", "gzip")), retried: true, seen: "broken off"},
		{name: "gzip bomb", act: say(httpText(200, bomb, "Content-Encoding", "gzip")), opts: small, seen: "too large"},
		{name: "chunks without end", act: endless, opts: small, seen: "too large"},
		{name: "headers without end", act: endlessHeaders, retried: false, seen: "headers too large"},
	}
}

func endless(w *wire, c *net.TCPConn, _ string) {
	io.WriteString(c, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
	chunk := "8000\r\n" + strings.Repeat(" ", 0x8000) + "\r\n"
	for range 100 {
		if _, err := io.WriteString(c, chunk); err != nil {
			return
		}
	}
	linger(c)
}

func endlessHeaders(w *wire, c *net.TCPConn, _ string) {
	io.WriteString(c, "HTTP/1.1 200 OK\r\n")
	for range 400 {
		if _, err := io.WriteString(c, "X-Much: "+strings.Repeat("x", 32<<10)+"\r\n"); err != nil {
			return
		}
	}
	linger(c)
}

func unhappyAnswers() []*fault {
	now := time.Now().UTC()
	date := func(d time.Duration) string { return now.Add(d).Format(http.TimeFormat) }
	html := "<html><head><title>Bad Gateway</title></head></html>"
	return []*fault{
		{name: "400", act: say(httpText(400, `{"error":{"code":"Bad"}}`)), seen: "error 400"},
		{name: "408", act: say(httpText(408, "")), retried: true, seen: "error 408"},
		{name: "429", act: say(httpText(429, "")), retried: true, unsafe: true, seen: "error 429"},
		{name: "429, Retry-After: 0", act: say(httpText(429, "", "Retry-After", "0")), retried: true, unsafe: true, seen: "error 429"},
		{name: "429, Retry-After of an hour", act: say(httpText(429, "", "Retry-After", "3600")), seen: "error 429"},
		{name: "500", act: say(httpText(500, `{"error":{"code":"Oops"}}`)), retried: true, seen: "error 500"},
		{name: "503", act: say(httpText(503, "")), retried: true, seen: "error 503"},
		{name: "503, retry-after-ms", act: say(httpText(503, "", "x-ms-retry-after-ms", "1")), retried: true, unsafe: true, seen: "error 503"},
		{name: "503, dates of a clock an hour ahead", act: say(httpText(503, "", "Date", date(time.Hour), "Retry-After", date(time.Hour))), retried: true, unsafe: true, seen: "error 503"},
		{name: "503, dates of a clock an hour behind", act: say(httpText(503, "", "Date", date(-time.Hour), "Retry-After", date(-time.Hour))), retried: true, unsafe: true, seen: "error 503"},
		{name: "502 in HTML", act: say(httpText(502, html, "Content-Type", "text/html")), retried: true, seen: "error 502"},
		{name: "200 in HTML", act: say(httpText(200, html, "Content-Type", "text/html")), seen: "not JSON"},
		{name: "401", act: say(httpText(401, "")), seen: "error 401"},
	}
}

func redirectFaults(far *wire) []*fault {
	away := func(status int) func(*wire, *net.TCPConn, string) {
		return func(w *wire, c *net.TCPConn, good string) {
			say(httpText(status, "", "Location", far.url()+w.lastURI()))(w, c, good)
		}
	}
	again := func(w *wire, c *net.TCPConn, good string) {
		say(httpText(307, "", "Location", w.lastURI()))(w, c, good)
	}
	return []*fault{
		{name: "307 to the same place", act: again, redirects: true, seen: "redirect loop"},
		{name: "302 to another origin", act: away(302), harmless: true, readsOnly: true, seen: "error 302"},
		{name: "307 to another origin", act: away(307), harmless: true, readsOnly: true, seen: "foreign origin"},
	}
}

func tokenFaults() []*fault {
	token := func(get TokenFunc) []Option {
		return []Option{WithCredential(NewTokenCredential(get)), WithPerTryTimeout(time.Second)}
	}
	return []*fault{
		{name: "a slow token", harmless: true, opts: token(func(context.Context, []string, string) (string, time.Time, error) {
			time.Sleep(1200 * time.Millisecond) // longer than a try may take
			return "t", time.Now().Add(time.Hour), nil
		})},
		{name: "a token that our clock calls expired", harmless: true, opts: token(func(context.Context, []string, string) (string, time.Time, error) {
			return "t", time.Now().Add(-time.Hour), nil
		})},
	}
}
