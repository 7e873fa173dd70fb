package mock

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
)

// linkParam is the query parameter that marks links of the server's own: to the next page, to the
// state of an operation. No document describes these, so they are where their operation is,
// whatever its method: "/exports?armsmith=POST.operation.7".
const linkParam = "armsmith"

// link is what a link of the server's own leads to.
type link struct {
	method string // of the operation; the link itself is followed with GET
	kind   string // of what it leads to, by which a behaviour knows its own
	number int
}

func (l link) String() string { return l.method + "." + l.kind + "." + strconv.Itoa(l.number) }

// linkOf reads the link that a request follows; a zero link for none.
func linkOf(req *http.Request) link {
	if !strings.Contains(req.URL.RawQuery, linkParam+"=") {
		return link{}
	}
	method, rest, _ := strings.Cut(req.URL.Query().Get(linkParam), ".")
	kind, text, _ := strings.Cut(rest, ".")
	number, err := strconv.Atoi(text)
	if err != nil || method == "" {
		return link{}
	}
	return link{method, kind, number}
}

// url returns the URL of a link from a call. It leaves out a key in the query: who follows adds its
// own.
func (c *Call) url(kind string, number int) string {
	q := c.local.URL.Query()
	for _, scheme := range c.Operation.Document.API.Security {
		if scheme.Kind == model.SecurityAPIKey && scheme.In == model.InQuery {
			q.Del(scheme.Key)
		}
	}
	q.Set(linkParam, link{c.Operation.Method, kind, number}.String())
	return c.Root + c.local.URL.EscapedPath() + "?" + q.Encode()
}

// sent returns what a call says in a parameter; "" for nothing.
func (c *Call) sent(in model.In, name string) string {
	switch in {
	case model.InPath:
		return c.Values[name]
	case model.InHeader:
		return c.Request.Header.Get(name)
	case model.InCookie:
		if cookie, err := c.Request.Cookie(name); err == nil {
			return cookie.Value
		}
		return ""
	}
	return c.Request.URL.Query().Get(name)
}

// number is an integer as encoding/json reads it.
func number(n int) json.Number { return json.Number(strconv.Itoa(n)) }
