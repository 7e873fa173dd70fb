package operation

import (
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/rule"
)

// webhookRule returns what the owner, or the document, says of the webhooks; one that says nothing
// when neither does.
func (r reader) webhookRule(tolerate bool) *rule.Webhooks {
	if owners := r.rules.Webhooks; owners != nil {
		return owners
	}
	said := &rule.Webhooks{}
	ext := r.at("/" + load.WebhooksExtension)
	if !ext.Is(node.Map) {
		return said
	}
	said.Place = r.doc.Place(ext.Ptr)
	said.Event = ext.Get("event").Strings()
	if one := ext.Get("event").Str(); one != "" {
		said.Event = []string{one}
	}
	switch signature := rule.Signature(ext.Get("signature").Str()); {
	case slices.Contains(rule.Signatures, signature):
		said.Signature = signature
	case ext.Has("signature"):
		at, wrong, fix := ext.To("signature").Ptr, "no scheme of signatures is called so", "write standard-webhooks, stripe, github or none"
		if tolerate {
			r.doc.Warn(at, wrong+": nothing is checked", fix)
		} else {
			r.doc.Fail(at, wrong, fix)
		}
	}
	return said
}

// checkWebhookRule tells of a rule that says nothing of these webhooks, and of webhooks that nobody
// says how they are signed.
func (r reader) checkWebhookRule(said *rule.Webhooks, hooks []*hook) {
	ruled := said.Signature != rule.SignatureUnsaid || len(said.Event) > 0
	switch {
	case said.Inferred:
	case len(hooks) == 0 && ruled && len(r.at("/webhooks").Patterned())+len(r.at("/x-webhooks").Patterned()) > 0:
		r.doc.Findings.Add(finding.Warning, said.Place, "webhooks: include and exclude leave none of the document's",
			"keep them by their tags, or by name as paths: [orderPaid]; or take the rule out")
	case len(hooks) == 0 && ruled:
		r.doc.Findings.Add(finding.Warning, said.Place, "webhooks: the document has none", "take it out")
	case len(hooks) > 0 && said.Signature == rule.SignatureUnsaid:
		r.doc.Note(hooks[0].Ptr, "nobody says how webhooks are signed: the client reads them and checks no signature",
			"say it in armsmith.yaml: webhooks: {signature: standard-webhooks}, stripe, github or none")
	}
}

// ruledTells returns the places that a rule says tell webhooks apart.
func ruledTells(said *rule.Webhooks) []model.Tell {
	var out []model.Tell
	for _, place := range said.Event {
		if header := rule.Header(place); header != "" {
			out = append(out, model.Tell{Header: header})
		} else if path := rule.Path(strings.TrimPrefix(place, "body:")); len(path) > 0 {
			out = append(out, model.Tell{Path: path})
		}
	}
	return out
}
