package conformance

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// baseURL is the suite's placeholder for the address of the server.
const baseURL = "{{baseUrl}}"

// Scenario is one thing a client must be able to do: one or more requests in order, each with its
// answer.
type Scenario struct {
	Name     string     `json:"name"`
	SpecPath string     `json:"specPath"`
	Pass     string     `json:"passCondition"` // "response-success", "status-code", "by-key"
	APIs     []Exchange `json:"apis"`
}

// Exchange is a request as it must arrive and the answer to it.
type Exchange struct {
	Method  string  `json:"method"`
	URI     string  `json:"uri"`
	Request Request `json:"request"`
	// the route of the original server, ":name" where any value passes
	RawURI   string   `json:"rawUri"`
	Response Response `json:"response"`
	Trace    struct {
		Returns *Response `json:"returns"`
	} `json:"handlerTrace"`
}

// settle lets what the original server's handler was seen to return stand for the answer: a route
// with a handler declares no more than a status.
func (e *Exchange) settle() {
	seen := e.Trace.Returns
	if seen == nil {
		return
	}
	if seen.Status != 0 {
		e.Response.Status = seen.Status
	}
	if seen.Headers != nil {
		e.Response.Headers = seen.Headers
	}
	if seen.Body != nil {
		e.Response.Body = seen.Body
	}
}

// Request is what a client must send.
type Request struct {
	PathParams map[string]any `json:"pathParams"`
	Query      map[string]any `json:"query"`
	Headers    map[string]any `json:"headers"`
	Body       *Body          `json:"body"`
}

// Response is what the server answers.
type Response struct {
	Status  int            `json:"status"`
	Headers map[string]any `json:"headers"`
	Body    *Body          `json:"body"`
}

// unfinished reports whether an answer says that a long-running operation goes on.
func (r Response) unfinished() bool {
	if r.Status == 202 {
		return true
	}
	state, ok := r.state()
	return ok && !slices.Contains([]string{"succeeded", "failed", "canceled", "cancelled"}, strings.ToLower(state))
}

// state is what a status document calls the operation's state.
func (r Response) state() (string, bool) {
	var doc struct {
		Status *string `json:"status"`
	}
	if r.Body == nil || r.Body.Kind != "json" || json.Unmarshal(r.Body.JSON, &doc) != nil || doc.Status == nil {
		return "", false
	}
	return *doc.Status, true
}

// finished is the answer to the same look once the operation is done. The original server counts
// the looks at a route; the suite, which keeps one answer for each, cannot.
func (r Response) finished() Response {
	state, ok := r.state()
	if !ok {
		return Response{Status: 204}
	}
	body := *r.Body
	body.JSON = json.RawMessage(strings.Replace(string(body.JSON), strconv.Quote(state), `"Succeeded"`, 1))
	return Response{Status: 200, Headers: r.Headers, Body: &body}
}

// Body is a request's or a response's content in one of the suite's kinds: "json", "text", "bytes"
// or "multipart".
type Body struct {
	Kind        string                     `json:"kind"`
	ContentType string                     `json:"contentType"`
	JSON        json.RawMessage            `json:"json"`
	Text        string                     `json:"text"`
	Base64      string                     `json:"base64"`
	Parts       map[string]json.RawMessage `json:"parts"`
	Files       []FilePart                 `json:"files"`
}

// FilePart is one file of a multipart body.
type FilePart struct {
	Field       string `json:"fieldname"`
	Filename    string `json:"originalname"`
	ContentType string `json:"mimetype"`
	Base64      string `json:"base64"`
}

// Bytes returns the body as it goes over the wire, with the server's address in the place of the
// placeholder. A multipart body has no single form and gives nil.
func (b *Body) Bytes(server string) []byte {
	switch {
	case b == nil:
		return nil
	case b.Kind == "json":
		return []byte(strings.ReplaceAll(string(b.JSON), baseURL, server))
	case b.Kind == "text":
		return []byte(strings.ReplaceAll(b.Text, baseURL, server))
	case b.Kind == "bytes":
		data, _ := base64.StdEncoding.DecodeString(b.Base64)
		return data
	default:
		return nil
	}
}

// PlainText returns the text of a body that goes as text: the suite writes such a body as JSON when
// it is given as a value.
func (b *Body) PlainText() string {
	var s string
	if b.Kind == "json" && json.Unmarshal(b.JSON, &s) == nil {
		return s
	}
	return string(b.Bytes(""))
}

// texts gives a parameter's expected values as they stand in the request, one a repetition of its
// name.
func texts(v any) []string {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		var out []string
		for _, e := range v {
			out = append(out, texts(e)...)
		}
		return out
	case string:
		return []string{v}
	case bool:
		return []string{strconv.FormatBool(v)}
	case json.Number:
		return []string{v.String()}
	default:
		return []string{fmt.Sprint(v)}
	}
}

// Match says which operation of which document a scenario's request belongs to. A follow-up (a
// page, a poll) belongs to the call before it and has no document.
type Match struct {
	Scenario   string            `json:"scenario"`
	Index      int               `json:"index"`
	Doc        string            `json:"doc"`
	Method     string            `json:"method"`
	Path       string            `json:"path"`
	ServerVars map[string]string `json:"serverVars"`
	Problems   []string          `json:"problems"`
}

// FollowUp reports whether the request is made by the runtime on behalf of an earlier call.
func (m Match) FollowUp() bool { return m.has("follow-up") }

// OtherMediaType reports whether the suite itself found that the document declares another media
// type for the body.
func (m Match) OtherMediaType() bool { return m.has("body-media-type-undeclared") }

// UnexpectedBody reports whether the suite itself found that the document demands a body where the
// scenario has none.
func (m Match) UnexpectedBody() bool { return m.has("body-required-but-none-expected") }

func (m Match) has(problem string) bool {
	return slices.ContainsFunc(m.Problems, func(p string) bool {
		kind, _, _ := strings.Cut(p, ":")
		return kind == problem
	})
}

// Suite is a folder of scenarios with the documents they are about.
type Suite struct {
	Dir       string
	Forms     []string // folders of documents: "openapi3.0", "openapi3.1", "swagger2.0"
	Scenarios []Scenario
	matches   map[string]map[string]map[int]Match // form, scenario, index
}

// OpenSuite reads scenarios.json and every match-FORM.json of a folder.
func OpenSuite(dir string) (*Suite, error) {
	s := &Suite{Dir: dir, matches: map[string]map[string]map[int]Match{}}
	var file struct {
		Scenarios []Scenario `json:"scenarios"`
	}
	if err := readJSON(filepath.Join(dir, "scenarios.json"), &file); err != nil {
		return nil, err
	}
	s.Scenarios = file.Scenarios
	for _, sc := range s.Scenarios {
		for i := range sc.APIs {
			sc.APIs[i].settle()
		}
	}
	paths, err := filepath.Glob(filepath.Join(dir, "match-*.json"))
	if err != nil {
		return nil, err
	}
	for _, path := range paths {
		var list []Match
		if err := readJSON(path, &list); err != nil {
			return nil, err
		}
		form := strings.TrimSuffix(strings.TrimPrefix(filepath.Base(path), "match-"), ".json")
		s.Forms = append(s.Forms, form)
		byScenario := map[string]map[int]Match{}
		for _, m := range list {
			if byScenario[m.Scenario] == nil {
				byScenario[m.Scenario] = map[int]Match{}
			}
			byScenario[m.Scenario][m.Index] = m
		}
		s.matches[form] = byScenario
	}
	if len(s.Forms) == 0 {
		return nil, fmt.Errorf("%s: no match-*.json beside scenarios.json, so no request can be paired with an operation", dir)
	}
	return s, nil
}

// Match returns the pairing of one request of a scenario in one form.
func (s *Suite) Match(form, scenario string, index int) (Match, bool) {
	m, ok := s.matches[form][scenario][index]
	return m, ok
}

// Documents lists the documents of a form that some request belongs to, relative to the form's
// folder, sorted.
func (s *Suite) Documents(form string) []string {
	seen := map[string]bool{}
	for _, byIndex := range s.matches[form] {
		for _, m := range byIndex {
			if m.Doc != "" {
				seen[m.Doc] = true
			}
		}
	}
	return sortedKeys(seen)
}

// readJSON decodes a file, numbers kept as written.
func readJSON(path string, v any) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	dec := json.NewDecoder(f)
	dec.UseNumber()
	if err := dec.Decode(v); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}
