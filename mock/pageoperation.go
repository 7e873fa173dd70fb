package mock

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
)

// shownOperation is all that the page shows of an operation.
type shownOperation struct {
	Doc     string        `json:"doc"`
	Go      string        `json:"go"`   // the call, as Go to paste
	Path    string        `json:"path"` // template, below the server and as it is sent
	Values  []pageValue   `json:"values"`
	Body    []pageBody    `json:"body"` // in each of the media types that there are
	Must    bool          `json:"must"` // there must be a body
	Answers []*pageAnswer `json:"answers"`
	Success int           `json:"success"`
}

// pageBody is a body of a made request.
type pageBody struct {
	Type string `json:"type"`
	Text string `json:"text"`
}

// pageAnswer is an answer that can be asked for.
type pageAnswer struct {
	Key      string         `json:"key"`    // "200", "4XX", "default"
	Status   int            `json:"status"` // by which it is asked for
	Doc      string         `json:"doc"`
	Contents []*pageContent `json:"contents"`
}

// pageContent is an answer in one media type.
type pageContent struct {
	Type     string   `json:"type"`
	Examples []string `json:"examples"` // that can be asked for by name
	Body     body     `json:"body"`     // what comes when nothing is asked for
}

// operation sends all that the page shows of an operation.
func (p *page) operation(w http.ResponseWriter, req *http.Request) {
	api, op := p.find(req.URL.Query().Get("key"))
	if op == nil {
		http.Error(w, "there is no such operation", http.StatusNotFound)
		return
	}
	m := api.made(op)
	out := shownOperation{Doc: op.Methods[0].Doc, Path: op.Path, Values: m.values, Body: m.bodies, Answers: []*pageAnswer{}, Success: op.Success()}
	if b := op.kin.RequestBody; b != nil && b.Value != nil {
		out.Must = b.Value.Required
	}
	out.Go, _ = api.paste().Call(op.Methods[0], m.sample) // without it the page shows none
	for _, r := range op.Responses {
		out.Answers = append(out.Answers, api.shownAnswer(op, r))
	}
	writeJSON(w, out)
}

// shownAnswer returns what is shown of one of the answers of an operation.
func (api *shownAPI) shownAnswer(op *Operation, r *Response) *pageAnswer {
	out := &pageAnswer{Key: r.Key, Status: statusOf(op, r), Contents: []*pageContent{}}
	if r.kin.Description != nil {
		out.Doc = *r.kin.Description
	}
	for _, c := range r.Contents {
		sent := concrete(c.MediaType, "")
		shown := &pageContent{Type: sent, Examples: []string{}}
		for _, e := range c.examples {
			if e.name != "" {
				shown.Examples = append(shown.Examples, e.name)
			}
		}
		a := api.known(choice{op: op, status: out.Status, mediaType: c.MediaType, sent: sent}, r, c, Prefer{})
		data := a.Data
		if isJSON(sent) {
			data = pretty(data)
		}
		shown.Body = bodyOf(beginning(data), len(data))
		out.Contents = append(out.Contents, shown)
	}
	return out
}

// statusOf returns a status for which an operation gives a response: of a range the first that has
// none of its own, and so of the default among the errors of a server.
func statusOf(op *Operation, r *Response) int {
	low, high := 500, 599
	if status, err := strconv.Atoi(r.Key); err == nil {
		return status
	}
	if first, err := strconv.Atoi(strings.TrimRight(strings.ToUpper(r.Key), "X")); err == nil && first > 0 && first < 6 {
		low, high = first*100, first*100+99
	}
	for status := low; status <= high; status++ {
		if op.Response(status) == r {
			return status
		}
	}
	return low
}

// pretty lays JSON out in lines; anything else stays as it is.
func pretty(data []byte) []byte {
	var out bytes.Buffer
	if json.Indent(&out, data, "", "  ") != nil {
		return data
	}
	return out.Bytes()
}
