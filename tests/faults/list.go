package faults

import (
	"bytes"
	"compress/gzip"
	"io"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Fault is something that can go wrong with one connection, and what a caller of armsmith's runtime
// is promised to see.
type Fault struct {
	Name string
	// Refuse makes the connection fail before it is there; see [Server.Dial].
	Refuse bool
	// Begin is called before the request is read and reports whether that is all.
	Begin func(c *net.TCPConn) bool
	// Act is called instead of sending the healthy answer, which it is given.
	Act func(w *Server, c *net.TCPConn, good string)
	// Cut, when set, is how the connection ends after each byte of the answer in turn.
	Cut func(w *Server, c *net.TCPConn)

	// Slow faults want a client that gives a try up soon, Small ones one that bounds bodies to a
	// MiB.
	Slow, Small bool

	// Retried faults cost calls that may be repeated a try and no more; Unsafe says that this holds
	// for PATCH, too. Seen is how the call ends when the fault lasts, or at once when it is not
	// retried.
	Retried, Unsafe bool
	Seen            string
	// Harmless faults are none to the caller: the call succeeds although they last. ReadsOnly:
	// unless it writes. SinglesOnly: unless the answer says how to go on.
	Harmless, ReadsOnly, SinglesOnly bool
	// Redirects are followed, up to the limit.
	Redirects bool
}

// List is everything that goes wrong. far is another origin.
func List(far *Server) []*Fault {
	return slices.Concat(brokenConnections(), brokenBodies(), unhappyAnswers(), redirectFaults(far), cutFaults())
}

// CutAt is a fault that breaks the answer off after n bytes, as f ends it. whole is set when the
// answer is no longer than that.
func (f *Fault) CutAt(n int, whole *bool) *Fault {
	return &Fault{Name: f.Name + ": " + strconv.Itoa(n), Act: after(func(good string) int {
		*whole = n >= len(good)
		return min(n, len(good))
	}, f.Cut)}
}

// after is a fault that lets the first part of the healthy answer through, as cut decides, and then
// ends as end says.
func after(cut func(good string) int, end func(w *Server, c *net.TCPConn)) func(*Server, *net.TCPConn, string) {
	return func(w *Server, c *net.TCPConn, good string) {
		io.WriteString(c, good[:cut(good)])
		end(w, c)
	}
}

func nothing(string) int        { return 0 }
func headersPart(g string) int  { return len(g) - len(bodyOf(g)) - 4 }
func headersWhole(g string) int { return len(g) - len(bodyOf(g)) }
func bodyPart(g string) int     { return len(g) - len(bodyOf(g))/2 }

func brokenConnections() []*Fault {
	rst := func(_ *Server, c *net.TCPConn) { time.Sleep(5 * time.Millisecond); reset(c) }
	fin := func(_ *Server, c *net.TCPConn) { linger(c) }
	stall := func(w *Server, c *net.TCPConn) { w.stall(c) }
	const broken, late = "broken off", "no answer in time"
	early := func(c *net.TCPConn) bool {
		c.Read(make([]byte, 1)) // or else connecting itself may fail, which is another fault
		reset(c)
		return true
	}
	return []*Fault{
		{Name: "connection refused", Refuse: true, Retried: true, Unsafe: true, Seen: "refused"},
		{Name: "reset while the request was read", Begin: early, Retried: true, Seen: broken},
		{Name: "reset before the answer", Act: after(nothing, rst), Retried: true, Seen: broken},
		{Name: "reset in the headers", Act: after(headersPart, rst), Retried: true, Seen: broken},
		{Name: "reset after the headers", Act: after(headersWhole, rst), Retried: true, Seen: broken},
		{Name: "reset in the body", Act: after(bodyPart, rst), Retried: true, Seen: broken},
		{Name: "closed before the answer", Act: after(nothing, fin), Retried: true, Seen: broken},
		{Name: "closed in the headers", Act: after(headersPart, fin), Retried: true, Seen: broken},
		{Name: "closed in the body", Act: after(bodyPart, fin), Retried: true, Seen: broken},
		{Name: "stalled before the request was read", Begin: func(c *net.TCPConn) bool { io.Copy(io.Discard, c); return true }, Slow: true, Retried: true, Seen: late},
		{Name: "stalled before the headers", Act: after(nothing, stall), Slow: true, Retried: true, Seen: late},
		{Name: "stalled in the headers", Act: after(headersPart, stall), Slow: true, Retried: true, Seen: late},
		{Name: "stalled in the body", Act: after(bodyPart, stall), Slow: true, Retried: true, Seen: late},
		{Name: "a byte at a time", Act: trickle, Slow: true, Retried: true, Seen: late},
		{Name: "another protocol", Act: say("SSH-2.0-OpenSSH_9.2\r\n"), Retried: true, Seen: broken},
	}
}

// cutFaults break the answer off after each of its bytes.
func cutFaults() []*Fault {
	return []*Fault{
		{Name: "closed after each byte", Cut: func(_ *Server, c *net.TCPConn) { linger(c) }, Seen: "broken off"},
		{Name: "reset after each byte", Cut: func(_ *Server, c *net.TCPConn) { reset(c) }, Seen: "broken off"},
	}
}

// trickle sends an answer so slowly that it never ends in time.
func trickle(w *Server, c *net.TCPConn, good string) {
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

func brokenBodies() []*Fault {
	bomb := zipped(strings.Repeat(" ", 4<<20))
	good := zipped(`{"status":"Succeeded"}`)
	return []*Fault{
		{Name: "Content-Length too long", Act: say(HTTPText(200, "{}", "Content-Length", "5")), Retried: true, Seen: "broken off"},
		{Name: "Content-Length too short", Act: say(HTTPText(200, `{"value":[1]}`, "Content-Length", "5")), Seen: "not JSON"},
		{Name: "Content-Length of a terabyte", Act: say(HTTPText(200, "{}", "Content-Length", "1000000000000")), Seen: "too large"},
		{Name: "no JSON", Act: say(HTTPText(200, `{"value":`)), Seen: "not JSON"},
		{Name: "no body", Act: say(HTTPText(200, "")), Harmless: true, SinglesOnly: true, Seen: "not JSON"},
		{Name: "bad gzip", Act: say(HTTPText(200, "not gzip at all", "Content-Encoding", "gzip")), Seen: "bad gzip"},
		{Name: "truncated gzip", Act: say(HTTPText(200, good[:len(good)-9], "Content-Encoding", "gzip")), Retried: true, Seen: "broken off"},
		{Name: "gzip bomb", Act: say(HTTPText(200, bomb, "Content-Encoding", "gzip")), Small: true, Seen: "too large"},
		{Name: "chunks without end", Act: endless, Small: true, Seen: "too large"},
		{Name: "headers without end", Act: endlessHeaders, Retried: false, Seen: "headers too large"},
	}
}

func endless(w *Server, c *net.TCPConn, _ string) {
	io.WriteString(c, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
	chunk := "8000\r\n" + strings.Repeat(" ", 0x8000) + "\r\n"
	for range 100 {
		if _, err := io.WriteString(c, chunk); err != nil {
			return
		}
	}
	linger(c)
}

func endlessHeaders(w *Server, c *net.TCPConn, _ string) {
	io.WriteString(c, "HTTP/1.1 200 OK\r\n")
	for range 400 {
		if _, err := io.WriteString(c, "X-Much: "+strings.Repeat("x", 32<<10)+"\r\n"); err != nil {
			return
		}
	}
	linger(c)
}

func unhappyAnswers() []*Fault {
	now := time.Now().UTC()
	date := func(d time.Duration) string { return now.Add(d).Format(http.TimeFormat) }
	html := "<html><head><title>Bad Gateway</title></head></html>"
	return []*Fault{
		{Name: "400", Act: say(HTTPText(400, `{"error":{"code":"Bad"}}`)), Seen: "error 400"},
		{Name: "408", Act: say(HTTPText(408, "")), Retried: true, Seen: "error 408"},
		{Name: "429", Act: say(HTTPText(429, "")), Retried: true, Unsafe: true, Seen: "error 429"},
		{Name: "429, Retry-After: 0", Act: say(HTTPText(429, "", "Retry-After", "0")), Retried: true, Unsafe: true, Seen: "error 429"},
		{Name: "429, Retry-After of an hour", Act: say(HTTPText(429, "", "Retry-After", "3600")), Seen: "error 429"},
		{Name: "500", Act: say(HTTPText(500, `{"error":{"code":"Oops"}}`)), Retried: true, Seen: "error 500"},
		{Name: "503", Act: say(HTTPText(503, "")), Retried: true, Seen: "error 503"},
		{Name: "503, Retry-After: NaN", Act: say(HTTPText(503, "", "Retry-After", "NaN")), Retried: true, Seen: "error 503"},
		{Name: "503, retry-after-ms", Act: say(HTTPText(503, "", "x-ms-retry-after-ms", "1")), Retried: true, Unsafe: true, Seen: "error 503"},
		{Name: "503, dates of a clock an hour ahead", Act: say(HTTPText(503, "", "Date", date(time.Hour), "Retry-After", date(time.Hour))), Retried: true, Unsafe: true, Seen: "error 503"},
		{Name: "503, dates of a clock an hour behind", Act: say(HTTPText(503, "", "Date", date(-time.Hour), "Retry-After", date(-time.Hour))), Retried: true, Unsafe: true, Seen: "error 503"},
		{Name: "502 in HTML", Act: say(HTTPText(502, html, "Content-Type", "text/html")), Retried: true, Seen: "error 502"},
		{Name: "200 in HTML", Act: say(HTTPText(200, html, "Content-Type", "text/html")), Seen: "not JSON"},
		{Name: "401", Act: say(HTTPText(401, "")), Seen: "error 401"},
	}
}

func redirectFaults(far *Server) []*Fault {
	away := func(status int) func(*Server, *net.TCPConn, string) {
		return func(w *Server, c *net.TCPConn, good string) {
			say(HTTPText(status, "", "Location", far.URL()+w.lastURI()))(w, c, good)
		}
	}
	again := func(w *Server, c *net.TCPConn, good string) {
		say(HTTPText(307, "", "Location", w.lastURI()))(w, c, good)
	}
	return []*Fault{
		{Name: "307 to the same place", Act: again, Redirects: true, Seen: "redirect loop"},
		{Name: "302 to another origin", Act: away(302), Harmless: true, ReadsOnly: true, Seen: "error 302"},
		{Name: "307 to another origin", Act: away(307), Harmless: true, ReadsOnly: true, Seen: "foreign origin"},
	}
}

// say is a fault in which every answer is this text.
func say(text string) func(*Server, *net.TCPConn, string) {
	return func(_ *Server, c *net.TCPConn, _ string) {
		io.WriteString(c, text)
		linger(c)
	}
}

func zipped(s string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	io.WriteString(w, s)
	w.Close()
	return b.String()
}

// Healthy is a service for all kinds of calls: a resource at /x that PUT begins to make and /status
// tells about, and a list of three pages there. base is put before its links; "" leaves them
// relative.
func Healthy(base string) func(req *http.Request) string {
	return func(req *http.Request) string {
		switch {
		case req.URL.Path == "/status":
			return HTTPText(200, `{"status":"Succeeded","value":[2],"next":"`+base+`/x?p=3"}`)
		case req.Method == "PUT":
			return HTTPText(201, `{"value":[1],"next":""}`, "Azure-AsyncOperation", base+"/status")
		case req.URL.Query().Get("p") == "3":
			return HTTPText(200, `{"value":[3],"next":""}`)
		case req.URL.Query().Get("p") == "2":
			return HTTPText(200, `{"value":[2],"next":"`+base+`/x?p=3"}`)
		}
		return HTTPText(200, `{"value":[1],"next":"`+base+`/x?p=2"}`)
	}
}
