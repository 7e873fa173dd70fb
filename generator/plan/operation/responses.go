package operation

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/name"
	"github.com/armsmith/armsmith/generator/plan/source"
	"github.com/armsmith/armsmith/generator/plan/types"
)

// answer is a Response Object with the statuses it stands for.
type answer struct {
	source.At
	low, high int // 0, 0 for default
	failure   bool
}

// is reports whether the answer stands for statuses of a class: 2 for 200 to 299.
func (a answer) is(class int) bool { return a.low/100 == class }

// breadth is how many statuses it stands for, roughly: fewer is more specific.
func (a answer) breadth() int {
	if a.isDefault() {
		return 1000
	}
	return a.high - a.low
}

// isDefault reports whether it stands for all statuses that no other does.
func (a answer) isDefault() bool { return a.low == 0 }

// responses reads what operations answer.
type responses struct{ reader }

// fill makes a method's responses, the result they add up to and its long-running
// metadata.
func (o responses) fill(m *method, op *model.Operation) {
	answers := o.answers(m.found)
	for _, a := range answers {
		r := &model.Response{Low: a.low, High: a.high, Error: a.failure, Place: o.doc.ModelPlace(a.Ptr),
			Doc: english.Plain(cmp.Or(a.Get("description").Str(), a.Get("summary").Str()))}
		s := o.names.Inner(fmt.Sprintf("headers of %d-%d", a.low, a.high), m.called)
		r.Headers = o.headers(a.To("headers"), m.base, s)
		s.Resolve()
		if set, others := o.responseSet(m, a); set != nil {
			r.Content = bodies(o).content(set, false, m.base, m.bodySuffixes(a.failure)...)
			if !a.failure {
				op.Undecoded = append(op.Undecoded, o.represent(m, a, r.Content, set, others)...)
			}
		}
		if a.is(3) && !a.failure {
			r.Headers = withLocation(r.Headers)
		}
		op.Responses = append(op.Responses, r)
	}
	if op.Method == http.MethodHead {
		for _, r := range op.Responses {
			// a HEAD request is never answered with a body (RFC 9110, section 9.3.2)
			r.Content = nil
		}
	}
	op.Accept = accepts(op.Responses)
	op.Undecoded = without(op.Undecoded, op.Accept)
	o.longRunning(m, op)
	o.result(m, op)
}

// bodySuffixes are what the type of an inline response body is called after the operation.
func (m *method) bodySuffixes(failure bool) []string {
	switch {
	case failure:
		return []string{"Error", "ErrorResponse", "ErrorBody"}
	case m.paged():
		return []string{"Page", "PageResponse", "Response"}
	}
	return []string{"Response", "Result", "ResponseBody"}
}

// answers reads the documented responses, the most specific first (single statuses, ranges,
// default), and decides which are errors.
func (o responses) answers(p *found) []answer {
	var out []answer
	for _, r := range p.To("responses").Patterned() {
		low, high, ok := statuses(r.Key)
		if !ok {
			o.doc.Warn(r.Ptr, source.Quote(r.Key)+" is not a status; the response is left out", "use a status such as 200, a range such as 4XX, or default")
			continue
		}
		a := answer{At: o.follow(r.At), low: low, high: high}
		if a.Has(load.DefectExtension) {
			continue
		}
		out = append(out, a)
	}
	slices.SortStableFunc(out, func(a, b answer) int {
		return cmp.Or(cmp.Compare(a.breadth(), b.breadth()), cmp.Compare(a.low, b.low))
	})
	return o.judge(p, out)
}

// statuses reads the key of a Responses Object.
func statuses(key string) (low, high int, ok bool) {
	if key == "default" {
		return 0, 0, true
	}
	if len(key) == 3 && strings.EqualFold(key[1:], "xx") && key[0] >= '1' && key[0] <= '5' {
		low = int(key[0]-'0') * 100
		return low, low + 99, true
	}
	code, err := strconv.Atoi(key)
	return code, code, err == nil && code >= 100 && code <= 999
}

// judge decides which answers are errors. x-ms-error-response says so itself. Otherwise 2xx is
// success, and default is when nothing else is. A documented redirect is a result, too, unless it
// is beside a 2xx and has a body, which then explains what a reader would have to do; the client
// follows that one. 304 is always an error: it answers a condition that the caller set. An
// operation without any success succeeds with every 2xx.
func (o responses) judge(p *found, answers []answer) []answer {
	has := func(f func(a answer) bool) bool { return slices.ContainsFunc(answers, f) }
	ok := has(func(a answer) bool { return a.is(2) && !a.Get("x-ms-error-response").True() })
	isRedirect := func(a answer) bool {
		return a.is(3) && a.low != http.StatusNotModified && !(ok && len(a.To("content").Entries()) > 0)
	}
	redirect := has(isRedirect)
	success := false
	for i, a := range answers {
		failure := true
		switch {
		case a.Has("x-ms-error-response"):
			failure = a.Get("x-ms-error-response").True()
		case a.is(1), a.is(2):
			failure = false
		case a.is(3):
			failure = !isRedirect(a)
		case a.isDefault():
			failure = ok || redirect
		}
		answers[i].failure = failure
		success = success || !failure && !a.is(1)
	}
	if !success {
		o.doc.Note(p.Ptr, p.what+" documents no success; every 2xx counts as one, without a body", "document the success response")
		answers = append([]answer{{low: 200, high: 299, At: source.At{Ptr: p.Ptr}}}, answers...)
	}
	return answers
}

// withLocation adds the header that says where a redirect leads, when the document does not list
// it.
func withLocation(headers []*model.Header) []*model.Header {
	if slices.ContainsFunc(headers, func(h *model.Header) bool { return strings.EqualFold(h.Wire, "Location") }) {
		return headers
	}
	h := &model.Header{Name: "Location", Wire: "Location", Doc: "Where the redirect leads."}
	h.Type, h.Presence = types.Presence(model.Ref{Kind: model.String}, false)
	return append(headers, h)
}

// offerStream reports whether a success of the operation comes whole or as a stream of lines or
// events, as the caller asks.
func (o responses) offerStream(p *found) bool {
	for _, r := range p.To("responses").Patterned() {
		if !strings.HasPrefix(r.Key, "2") {
			continue
		}
		streamed, whole := false, false
		for _, c := range o.follow(r.At).To("content").Entries() {
			if k := mediaKind(c.Key); k == mediaJSONLines || k == mediaEvents || k == mediaJSONSeq || isPositional(c) {
				streamed = true
			} else {
				whole = true
			}
		}
		if streamed && whole {
			return true
		}
	}
	return false
}

// isStream reports whether a set of contents is read item by item.
func (s *contentSet) isStream() bool {
	return s.kind.IsSequence()
}

// responseSet chooses the contents that a method reads of a response, and returns those that it
// leaves out as well.
func (o responses) responseSet(m *method, a answer) (chosen *contentSet, others []*contentSet) {
	sets := bodies(o).contentSets(a.To("content"), o.answerKind)
	if wanted := o.acceptParam(m.found); len(wanted) > 0 && !a.failure {
		sets = keepMedia(sets, wanted)
	}
	if len(sets) == 0 {
		return nil, nil
	}
	for _, s := range sets {
		switch {
		case chosen == nil && (a.failure || s.isStream() == m.stream || len(sets) == 1):
			chosen = s
		case a.failure || s.isStream() == m.stream:
			others = append(others, s)
		}
	}
	if chosen == nil {
		chosen = sets[0]
	}
	return chosen, others
}

// acceptParam returns the media types that the operation's own Accept parameter names, if it has
// one.
func (o responses) acceptParam(p *found) []string {
	for _, d := range params(o).declared(p) {
		if d.in == model.InHeader && strings.EqualFold(d.name, "accept") {
			return params(o).acceptable(d)
		}
	}
	return nil
}

// keepMedia returns the sets reduced to the wanted media types, or all when that would leave
// nothing.
func keepMedia(sets []*contentSet, wanted []string) []*contentSet {
	var kept []*contentSet
	for _, s := range sets {
		left := &contentSet{kind: s.kind}
		for _, m := range s.media {
			if slices.ContainsFunc(wanted, func(w string) bool { return strings.EqualFold(w, m.Key) }) {
				left.media = append(left.media, m)
			}
		}
		if len(left.media) > 0 {
			kept = append(kept, left)
		}
	}
	if len(kept) == 0 {
		return sets
	}
	return kept
}

// headers makes the typed headers of a response or part. Content-Type is not one of them (OpenAPI,
// Response Object, headers).
func (o responses) headers(list source.At, base string, s *name.Scope) []*model.Header {
	var out []*model.Header
	for _, entry := range list.Entries() {
		if strings.EqualFold(entry.Key, "content-type") {
			continue
		}
		a := o.follow(entry.At)
		if a.Has(load.DefectExtension) {
			continue
		}
		h := &model.Header{Wire: entry.Key, Doc: source.Doc(a.Node), Prefix: a.Get("x-ms-header-collection-prefix").Str()}
		first := name.Go(trimHeaderPrefix(entry.Key))
		if n := source.ChosenName(a.Node); n != "" {
			first = name.Go(n)
		}
		d := declared{At: a, name: entry.Key, in: model.InHeader}
		if schema, _ := params(o).schema(d); schema.There() {
			t := o.useAsText(schema, hintAt(schema.Ptr, base, first, first+"Header"))
			if h.Prefix != "" {
				t = collection()
			}
			t.Nullable = false // a header is there or not
			h.Type, h.Presence = types.Presence(headerType(h.Wire, t), false)
			h.Style = collections[a.Get(load.CollectionExtension).Str()] // simple, if it says nothing
			h.Nested = o.nested(schema)
		} else {
			h.Type, h.Presence = types.Presence(model.Ref{Kind: model.String}, false)
		}
		s.Declare(&name.Name{Key: entry.Key, Chosen: source.Renamed(a.Node),
			Candidates: []string{first, name.Go(entry.Key), first + "Header"}}).To(&h.Name)
		out = append(out, h)
	}
	return out
}
