package running

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/armsmith/armsmith/generator/judge"
	"github.com/armsmith/armsmith/generator/load"
)

// service does what a document says: it refuses what that does not allow, ignores what that does
// not know, and gives each answer that stands there.
type service struct {
	doc    *openapi3.T
	judge  *judge.Judge
	router *judge.Router
}

func newService(doc *load.Document) *service {
	kin := judge.Document(doc)
	return &service{doc: kin, judge: judge.New(doc), router: judge.NewRouter(kin)}
}

// visit is the transport of one call: its requests go to a service, which gives one of the answers
// that it has for them.
type visit struct {
	service *service
	pick    int // which answer to give
	// what came of the visit
	refused error
	given   *answer // to the first request
	answers int     // that could have been given to the first request
	seen    int
}

var errEnough = errors.New("the service has answered often enough")

// RoundTrip implements http.RoundTripper.
func (v *visit) RoundTrip(req *http.Request) (*http.Response, error) {
	if v.seen++; v.seen > 5 {
		return nil, errEnough
	}
	op, err := v.service.accept(req)
	if err != nil {
		if v.refused == nil {
			v.refused = err
		}
		return response(req, &answer{status: http.StatusBadRequest}), nil
	}
	answers := v.service.answers(op, req)
	if v.seen == 1 {
		v.answers = len(answers)
	}
	if v.pick >= len(answers) {
		return nil, errEnough
	}
	if v.given == nil {
		v.given = answers[v.pick]
	}
	return response(req, answers[v.pick]), nil
}

func response(req *http.Request, a *answer) *http.Response {
	header := a.header.Clone()
	if header == nil {
		header = http.Header{}
	}
	if a.mediaType != "" {
		header.Set("Content-Type", a.mediaType)
	}
	return &http.Response{
		Status: http.StatusText(a.status), StatusCode: a.status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: header, Body: io.NopCloser(bytes.NewReader(a.body)), ContentLength: int64(len(a.body)), Request: req,
	}
}

// accept returns the operation that a request is for, or why the service refuses it.
func (s *service) accept(req *http.Request) (*openapi3.Operation, error) {
	own := req.Clone(req.Context())
	var body []byte
	if req.Body != nil {
		var err error
		if body, err = io.ReadAll(req.Body); err != nil {
			return nil, fmt.Errorf("the body cannot be read: %w", err)
		}
		own.Body, own.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	}
	var last error
	for _, base := range s.bases(own) {
		local := own.Clone(own.Context())
		local.URL.Path, local.URL.RawPath = strings.TrimPrefix(own.URL.Path, base), strings.TrimPrefix(own.URL.RawPath, base)
		route, _ := s.router.Find(local)
		if route == nil {
			last = fmt.Errorf("%s %s: %w", req.Method, req.URL.Path, judge.ErrNoOperation)
			continue
		}
		if err := s.judge.Request(local); err != nil {
			return nil, err
		}
		if err := checkParts(route.Operation, req.Header.Get("Content-Type"), body); err != nil {
			return nil, err
		}
		return route.Operation, s.permits(route.Operation, req)
	}
	if last == nil {
		last = fmt.Errorf("the service is not at %s", req.URL.Host)
	}
	return nil, last
}

var variable = regexp.MustCompile(`\\\{[^}]*\\\}`)

// bases are the paths in front of the document's own, for a request that is sent to where the
// document says that the service is. A document that does not say is of a service anywhere.
func (s *service) bases(req *http.Request) []string {
	servers := s.doc.Servers
	for _, item := range s.doc.Paths.Map() {
		servers = append(servers[:len(servers):len(servers)], item.Servers...)
		for _, op := range item.Operations() {
			if op.Servers != nil {
				servers = append(servers, *op.Servers...)
			}
		}
	}
	if len(servers) == 0 {
		return []string{""}
	}
	var out []string
	for _, server := range servers {
		pattern := server.URL
		if strings.HasPrefix(pattern, "/") {
			pattern = req.URL.Scheme + "://" + req.URL.Host + pattern
		}
		pattern = variable.ReplaceAllString(regexp.QuoteMeta(strings.TrimSuffix(pattern, "/")), `[^/]*`)
		at := req.URL.Scheme + "://" + req.URL.Host + req.URL.Path
		if found := regexp.MustCompile("^" + pattern).FindString(at); found != "" || pattern == "" {
			_, path, _ := strings.Cut(strings.TrimPrefix(found, req.URL.Scheme+"://"), "/")
			out = append(out, strings.TrimSuffix("/"+path, "/"))
		}
	}
	return out
}
