package mock

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
)

// taken stands for what is not shown.
const taken = "•••"

// Names under which credentials are usually sent, whatever a document says of them: of headers in
// their canonical form, and of query parameters in lower case.
var (
	usualHeaders = []string{"X-Api-Key", "Api-Key", "Ocp-Apim-Subscription-Key", "X-Auth-Token", "X-Amz-Security-Token"}
	usualQuery   = []string{"access_token", "api_key", "apikey", "api-key", "subscription-key", "sig", "signature",
		"x-amz-signature", "x-amz-security-token", "x-goog-signature"}
)

// secrets are the names of headers and query parameters that carry credentials. All cookies count
// as credentials.
type secrets struct{ headers, query []string }

// addDocument adds what a document says of credentials: the keys of its security schemes, and
// parameters of the format password.
func (s *secrets) addDocument(d *Document) {
	for _, scheme := range d.API.Security {
		if scheme.Kind == model.SecurityAPIKey {
			s.add(scheme.In, scheme.Key)
		}
	}
	for _, op := range d.operations {
		for _, p := range op.parameters() {
			if p.Schema != nil && p.Schema.Value != nil && p.Schema.Value.Format == "password" {
				s.add(map[string]model.In{"query": model.InQuery, "header": model.InHeader}[p.In], p.Name)
			}
		}
	}
}

func (s *secrets) add(in model.In, name string) {
	switch in {
	case model.InQuery:
		s.query = append(s.query, name)
	case model.InHeader:
		s.headers = append(s.headers, http.CanonicalHeaderKey(name))
	}
}

// inHeader reports whether a header, by its canonical name, carries a credential.
func (s *secrets) inHeader(name string) bool {
	return slices.Contains(s.headers, name) || slices.Contains(usualHeaders, name)
}

// inQuery reports whether a query parameter carries a credential.
func (s *secrets) inQuery(name string) bool {
	return slices.Contains(s.query, name) || slices.Contains(usualQuery, strings.ToLower(name))
}

// field is a line of a header as it is shown.
type field struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// header returns the lines of a header in the order of their names, without what is secret.
func (s *secrets) header(h http.Header) []field {
	out := []field{}
	for name, values := range h {
		if name == pageMark {
			continue
		}
		for _, value := range values {
			out = append(out, field{name, s.headerValue(name, value)})
		}
	}
	slices.SortStableFunc(out, func(a, b field) int { return strings.Compare(a.Name, b.Name) })
	return out
}

// cleaned returns a header without what is secret.
func (s *secrets) cleaned(h http.Header) http.Header {
	out := make(http.Header, len(h))
	for name, values := range h {
		for _, value := range values {
			out[name] = append(out[name], s.headerValue(name, value))
		}
	}
	return out
}

func (s *secrets) headerValue(name, value string) string {
	switch name {
	case "Authorization", "Proxy-Authorization":
		if scheme, _, more := strings.Cut(value, " "); more {
			return scheme + " " + taken
		}
		return taken
	case "Cookie":
		var out []string
		for part := range strings.SplitSeq(value, ";") {
			out = append(out, cookieName(part)+"="+taken)
		}
		return strings.Join(out, "; ")
	case "Set-Cookie":
		first, rest, more := strings.Cut(value, ";")
		if more {
			rest = ";" + rest
		}
		return cookieName(first) + "=" + taken + rest
	case "Location", "Content-Location", "Operation-Location", "Azure-Asyncoperation", "Referer":
		return s.url(value)
	}
	if s.inHeader(name) {
		return taken
	}
	return value
}

// violations returns what is wrong with a request, without the messages that may quote a secret,
// and reports whether there were any.
func (s *secrets) violations(list []Violation) (out []Violation, quoted bool) {
	for _, v := range list {
		if v.In == "cookie" || v.In == "query" && s.inQuery(v.Name) || v.In == "header" && s.inHeader(http.CanonicalHeaderKey(v.Name)) {
			v.Message, quoted = "its value is not what the document says, and is not shown", true
		}
		out = append(out, v)
	}
	return out, quoted
}

func cookieName(text string) string {
	name, _, _ := strings.Cut(strings.TrimSpace(text), "=")
	return name
}

// url returns a URL without what is secret of its query.
func (s *secrets) url(text string) string {
	path, query, more := strings.Cut(text, "?")
	if !more {
		return text
	}
	parts := strings.Split(query, "&")
	for i, part := range parts {
		name, _, more := strings.Cut(part, "=")
		plain, err := url.QueryUnescape(name)
		if more && (err != nil || s.inQuery(plain)) {
			parts[i] = name + "=" + taken
		}
	}
	return path + "?" + strings.Join(parts, "&")
}
