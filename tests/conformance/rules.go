package conformance

import (
	"net/textproto"

	"github.com/armsmith/armsmith/generator/model"
)

// rules is what a document lets, or makes, a client send beside what a scenario lists. A scenario
// is written for clients made from TypeSpec and does not repeat what every one of them sends; where
// the document differs, a client can only do what the document says, and the suite's own match says
// where that is.
type rules struct {
	// that the operation sends by itself: constants, api-version, request id, credentials
	headers map[string]bool
	query   map[string]bool
	// also right for the body, where the suite found that the document declares another than the
	// scenario
	mediaTypes []string
	emptyBody  bool // the document demands a body where the scenario has none
	// the path ends with one: the original server's router does not care whether it is there
	slash bool
}

func rulesFor(t *target, op *model.Operation) rules {
	r := rules{headers: map[string]bool{}, query: map[string]bool{}, slash: len(op.Path) > 0 && op.Path[len(op.Path)-1] == '/'}
	if op.Params != nil {
		for _, p := range op.Params.Params {
			if p.Const == nil && !p.ClientID && !p.APIVersion {
				continue
			}
			switch p.In {
			case model.InHeader:
				r.headers[textproto.CanonicalMIMEHeaderKey(p.Wire)] = true
			case model.InQuery:
				r.query[p.Wire] = true
			}
		}
	}
	if len(t.api.Security) > 0 {
		r.headers["Authorization"] = true
		for _, s := range t.api.Security {
			if s.Kind == model.SecurityAPIKey && s.In == model.InHeader {
				r.headers[textproto.CanonicalMIMEHeaderKey(s.Key)] = true
			}
		}
	}
	if op.Body != nil {
		if t.match.OtherMediaType() {
			r.mediaTypes = append(r.mediaTypes, op.Body.Content.MediaType)
		}
		r.emptyBody = t.match.UnexpectedBody()
	}
	return r
}
