package propose

import (
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/rule"
)

// signatureHeaders are the headers that a scheme of signatures is known by.
var signatureHeaders = map[string]rule.Signature{
	"webhook-signature": rule.SignatureStandard, "svix-signature": rule.SignatureStandard, "stripe-signature": rule.SignatureStripe, "x-hub-signature-256": rule.SignatureGitHub,
}

// eventNames are how the names of headers end that say what has happened.
var eventNames = []string{"event", "eventtype", "eventname", "eventkey", "topic"}

// Webhooks returns the rule that the webhooks of an API show: how they are signed, and which header
// says which one it is, where the document does not give its values. It is nil when they show
// neither, or when the owner has said how they are signed.
func Webhooks(api *model.API) *rule.Webhooks {
	if api.Webhooks == nil || api.Webhooks.Signature != "" {
		return nil
	}
	w := &rule.Webhooks{}
	event := ""
	for _, header := range commonHeaders(api.Webhooks.All) {
		if scheme := signatureHeaders[strings.ToLower(header)]; scheme != "" {
			w.Signature = scheme
		}
		if slices.ContainsFunc(eventNames, func(name string) bool { return strings.HasSuffix(flat(header), name) }) {
			event = header
		}
	}
	told := slices.ContainsFunc(api.Webhooks.Tells, func(t model.Tell) bool { return t.Header != "" })
	if event != "" && !told && len(api.Webhooks.All) > 1 {
		w.Event = []string{"header:" + event}
		if len(api.Webhooks.Tells) > 0 { // the first tells most
			w.Event = append(w.Event, "body:"+strings.Join(api.Webhooks.Tells[0].Path, "."))
		}
	}
	if w.Signature == "" && len(w.Event) == 0 {
		return nil
	}
	return w
}

// commonHeaders are the headers that all webhooks have.
func commonHeaders(all []*model.Webhook) []string {
	headers := slices.Clone(all[0].Headers)
	for _, w := range all[1:] {
		headers = slices.DeleteFunc(headers, func(h string) bool {
			return !slices.ContainsFunc(w.Headers, func(other string) bool { return strings.EqualFold(h, other) })
		})
	}
	return headers
}
