package running

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// answer is one of a service's answers.
type answer struct {
	status    int
	header    http.Header
	mediaType string
	body      []byte
}

func (a *answer) String() string {
	return fmt.Sprintf("%d %s %v %.300s", a.status, a.mediaType, a.header, a.body)
}

// answers returns what a service may answer to a request that it accepts: every status that is no
// error, with every value of the header and body that the document has for it.
func (s *service) answers(op *openapi3.Operation, req *http.Request) []*answer {
	var out []*answer
	m := maker{doc: s.doc}
	for _, status := range slices.Sorted(maps.Keys(op.Responses.Map())) {
		code := statusOf(status, op.Responses.Len() == 1)
		r := op.Responses.Value(status).Value
		if code < 200 || code > 399 || code > 299 && r.Headers["Location"] == nil {
			continue // an error, or nothing to follow
		}
		headers := m.headers(r)
		bodies := m.bodies(op, r, req.Header.Get("Accept"))
		for _, b := range bodies {
			out = append(out, &answer{status: code, header: headers[0], mediaType: b.mediaType, body: b.body})
		}
		for _, h := range headers[1:] {
			out = append(out, &answer{status: code, header: h, mediaType: bodies[0].mediaType, body: bodies[0].body})
		}
	}
	return out
}

// statusOf returns a status of those that an entry of responses stands for; 0 for the default of
// others, which are errors.
func statusOf(key string, alone bool) int {
	if key == "default" && alone {
		return http.StatusOK
	}
	code, _ := strconv.Atoi(strings.ReplaceAll(strings.ToUpper(key), "X", "0"))
	return code
}

// body is a body with its media type.
type body struct {
	mediaType string
	body      []byte
}

// bodies returns the bodies of a response, of the media types that the client accepts if there are
// any.
func (m maker) bodies(op *openapi3.Operation, r *openapi3.Response, accept string) []body {
	var out, all []body
	for _, mediaType := range slices.Sorted(maps.Keys(r.Content)) {
		content := r.Content[mediaType]
		if content.Schema == nil {
			content.Schema = &openapi3.SchemaRef{Value: &openapi3.Schema{}}
		}
		for _, v := range m.values(content.Schema, 0) {
			b := body{mediaType, written(mediaType, lastPage(op, v))}
			if all = append(all, b); accepted(accept, mediaType) {
				out = append(out, b)
			}
		}
	}
	switch {
	case len(all) == 0:
		return []body{{}}
	case len(out) == 0:
		return all
	}
	return out
}

func accepted(accept, mediaType string) bool {
	main, _, _ := strings.Cut(mediaType, "/")
	return accept == "" || strings.Contains(accept, "*/*") || strings.Contains(accept, mediaType) || strings.Contains(accept, main+"/*")
}

// written writes a value in a media type.
func written(mediaType string, v any) []byte {
	if text, ok := v.(string); ok && !strings.Contains(mediaType, "json") {
		return []byte(text)
	}
	data, err := json.Marshal(v)
	if err != nil {
		panic(err) // values are of JSON
	}
	return data
}

// lastPage takes the link to a next page out of a page.
func lastPage(op *openapi3.Operation, v any) any {
	pageable, _ := op.Extensions["x-ms-pageable"].(map[string]any)
	link, _ := pageable["nextLinkName"].(string)
	page, ok := v.(map[string]any)
	if link == "" || !ok {
		return v
	}
	last := maps.Clone(page)
	delete(last, link)
	return last
}

// headers returns the headers of a response: all, each further value, and what must be there.
func (m maker) headers(r *openapi3.Response) []http.Header {
	full, least := http.Header{}, http.Header{}
	further := map[string][]string{}
	for name, ref := range r.Headers {
		texts := m.texts(ref.Value.Schema)
		if len(texts) == 0 {
			continue
		}
		full.Set(name, texts[0])
		further[name] = texts[1:]
		if ref.Value.Required {
			least.Set(name, texts[0])
		}
	}
	out := []http.Header{full}
	for _, name := range slices.Sorted(maps.Keys(further)) {
		for _, text := range further[name] {
			one := full.Clone()
			one.Set(name, text)
			out = append(out, one)
		}
	}
	return append(out, least)
}

// texts returns the values of a header.
func (m maker) texts(schema *openapi3.SchemaRef) []string {
	var out []string
	for _, v := range m.values(schema, 0) {
		switch v := v.(type) {
		case []any:
			var items []string
			for _, item := range v {
				items = append(items, fmt.Sprint(item))
			}
			out = append(out, strings.Join(items, ","))
		case float64:
			out = append(out, strconv.FormatFloat(v, 'f', -1, 64))
		case string, bool:
			out = append(out, fmt.Sprint(v))
		}
	}
	return out
}
