package mock

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
)

// linkParam is the parameter of a query by which the server knows a link of its own making: to the
// next page, to the state of an operation. No document describes these, so they are where their
// operation is, whatever its method: "/exports?armsmith=POST.operation.7".
const linkParam = "armsmith"

// link is what a link of the server's own making leads to.
type link struct {
	method string // of the operation, which need not be that of who follows
	kind   string // of what it leads to: whose it is
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

// url returns the URL of a link from a call. A key in the query does not go along: who follows has
// one.
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
