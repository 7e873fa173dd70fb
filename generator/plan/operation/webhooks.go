package operation

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/name"
	"github.com/armsmith/armsmith/generator/plan/source"
	"github.com/armsmith/armsmith/generator/rule"
)

// hook is a webhook of the document before it is made: an operation of which the service is the
// caller.
type hook struct {
	*found
	name string   // in the document: of the webhook, or of the callback
	base []string // what its Go type is called, but for its last word, in order of preference
	made *model.Webhook

	renamed *rule.Rename // by its identifier; nil: not so
}

// surveyWebhooks finds the webhooks that the owner keeps, and the callbacks of the operations that
// are kept, in document order.
func (r reader) surveyWebhooks(all *groups) []*hook {
	var hooks []*hook
	for _, section := range []string{"/webhooks", "/x-webhooks"} {
		for _, entry := range r.at(section).Patterned() {
			for _, h := range r.hooksOf(entry.At, entry.Key, entry.Key, wordsOf(entry.Key)) {
				subject := Subject(h.Node, h.method, h.name)
				all.subjects = append(all.subjects, subject)
				if r.rules.Keeps(subject) {
					hooks = append(hooks, h)
				}
			}
		}
	}
	for _, f := range all.found {
		for _, entry := range f.To("callbacks").Entries() {
			expressions := r.follow(entry.At).Patterned()
			slices.SortFunc(expressions, func(a, b source.Entry) int { return strings.Compare(a.Key, b.Key) })
			for i, expression := range expressions {
				id := strings.ReplaceAll(f.id, " ", "") + "." + entry.Key
				words := name.Go(f.name.methods[0]) + wordsOf(strings.TrimPrefix(entry.Key, "on"))
				if i > 0 {
					id, words = id+"."+strconv.Itoa(i+1), words+strconv.Itoa(i+1)
				}
				for _, h := range r.hooksOf(expression.At, entry.Key, id, words) {
					subject := Subject(f.Node, f.method, f.path)
					subject.Deprecated = subject.Deprecated || h.Get("deprecated").True()
					subject.Internal = subject.Internal || h.Get("x-internal").True()
					if r.rules.Keeps(subject) {
						hooks = append(hooks, h)
					}
				}
			}
		}
	}
	all.hooks = len(hooks)
	return hooks
}

// hooksOf returns the webhooks of a Path Item Object: one a method.
func (r reader) hooksOf(at source.At, called, id, words string) []*hook {
	item := r.follow(at)
	var out []*hook
	for _, method := range httpMethods {
		op := item.To(method)
		if !op.Is(node.Map) {
			continue
		}
		h := &hook{name: called, base: []string{words, words + name.Go(method)},
			found: &found{At: op, item: item, method: strings.ToUpper(method), id: id}}
		if own := op.Get("operationId").Str(); words == "" && readableID(own) {
			h.base = []string{methodName(own), methodName(own) + name.Go(method)}
		}
		out = append(out, h)
	}
	for _, h := range out {
		if len(out) > 1 { // each by what it does
			own := h.Get("operationId").Str()
			h.id += " " + h.method
			h.base[0] = h.base[1]
			if readableID(own) {
				h.base[0] = methodName(own)
			}
		}
		h.what = "webhook " + source.Quote(h.id)
	}
	return out
}

// wordsOf returns what a webhook's own name says of it: "" when it has no words.
func wordsOf(called string) string {
	if !name.HasWord(called) {
		return ""
	}
	return name.Go(called)
}

// webhooks makes the webhooks; nil when there are none.
func (r reader) webhooks(hooks []*hook, tolerate bool) *model.Webhooks {
	said := r.webhookRule(tolerate)
	var kept []*hook
	ids := map[string]bool{}
	for _, h := range hooks {
		r.account = new(source.Account)
		r.account.Placeholder(h.At)
		for ids[h.id] {
			h.id += "'"
		}
		ids[h.id] = true
		r.webhook(h)
		if !r.doc.LeaveOut(h.Ptr, h.what, r.account, tolerate) {
			kept = append(kept, h)
		}
	}
	r.renameWebhooks(hooks)
	r.checkWebhookRule(said, kept)
	if len(kept) == 0 {
		return nil
	}
	made := &model.Webhooks{Signature: string(said.Signature)}
	if made.Signature == "none" {
		made.Signature = ""
	}
	for _, h := range kept {
		made.All = append(made.All, h.made)
	}
	r.tellWebhooks(made, kept, said)
	r.nameWebhooks(made, kept)
	return made
}

// webhook makes one webhook, without its name and what tells it from others.
func (r reader) webhook(h *hook) {
	h.made = &model.Webhook{
		ID: h.id, Place: r.doc.ModelPlace(h.Ptr), Method: h.method, Deprecated: source.Deprecation(h.Node),
		Doc: cmp.Or(operationDoc(h.At), operationDoc(h.item)), Status: 204,
	}
	for _, d := range (params{r}).declared(h.found) {
		if d.in == model.InHeader {
			h.made.Headers = append(h.made.Headers, d.name)
		}
	}
	for _, a := range (responses{r}).answers(h.found) {
		if a.is(2) {
			h.made.Status = a.low
			break
		}
	}
	body := r.follow(h.To("requestBody"))
	sets := bodies{r}.contentSets(body.To("content"), r.answerKind)
	switch {
	case len(sets) == 0:
	case sets[0].kind == model.BodyJSON:
		h.made.Body = bodies{r}.content(sets[0], false, h.base[0], "Payload", "WebhookPayload")
	default:
		r.doc.Note(body.Ptr, h.what+" comes as "+sets[0].first().Key+": its body is left as it came", "")
		h.made.Body = &model.Content{MediaType: sets[0].first().Key, Kind: model.BodyBytes, Type: model.Ref{Kind: model.Bytes, Wire: model.WireRaw}}
	}
}

// nameWebhooks names what a package has for its webhooks. Where nothing is checked, the names of
// what reads them say so: a program must not go on as if something were, when the rule is taken
// away.
func (r reader) nameWebhooks(made *model.Webhooks, hooks []*hook) {
	event := r.names.Declare(&name.Name{Key: "webhooks", Rank: name.RankHelper,
		Candidates: []string{"WebhookEvent", "AnyWebhookEvent", "ReceivedWebhook"}}).To(&made.Event)
	part := func(role string, to *string, candidates ...string) {
		r.names.Declare(&name.Name{Role: role, Parent: event, Rank: name.RankHelper, Candidates: candidates}).To(to)
	}
	part("unknown", &made.Unknown, "Unknown*")
	part("error", &made.Error, "WebhookError", "*Error")
	if made.Signature != "" {
		part("handler", &made.Handler, "WebhookHandler", "*Handler")
		part("parse", &made.Parse, "ParseWebhook", "Parse*")
		part("signature", &made.ErrSignature, "ErrWebhookSignature", "Err*Signature")
	} else {
		part("unsigned handler", &made.Handler, "UnsignedWebhookHandler", "Unsigned*Handler")
		part("parse unsigned", &made.Parse, "ParseUnsignedWebhook", "ParseUnsigned*")
	}
	fields := r.names.Inner("webhooks", event, "Secrets", "MaxAge", "MaxBody", "Only", "OnOther", "OnError", "Parse", "ServeHTTP")
	for _, h := range hooks {
		key, base := "webhook "+h.method+" "+h.Ptr, h.base
		chosen, renamed := source.ChosenName(h.Node), source.Renamed(h.Node)
		if renamed == nil && source.Renamed(h.item.Node) != nil {
			chosen, renamed = source.ChosenName(h.item.Node), source.Renamed(h.item.Node)
		}
		if h.renamed != nil {
			chosen, renamed = h.renamed.Name, &h.renamed.Place
		}
		if chosen != "" {
			base = []string{name.Go(chosen)}
		}
		var types, calls []string
		for _, b := range base {
			if renamed != nil {
				types = append(types, b)
			} else {
				types = append(types, strings.TrimSuffix(b, "Webhook")+"Webhook")
			}
			calls = append(calls, "On"+cmp.Or(strings.TrimSuffix(b, "Webhook"), b))
		}
		r.names.Declare(&name.Name{Key: key, Also: "webhook " + h.id, Rank: name.RankParams, Chosen: renamed,
			Candidates: append(types, types[0]+"Event")}).To(&h.made.Name)
		fields.Declare(&name.Name{Key: key, Also: "webhook " + h.id, Rank: name.RankSchema, Chosen: renamed,
			Candidates: append(calls, calls[0]+"Webhook")}).To(&h.made.Field)
	}
}
