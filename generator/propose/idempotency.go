package propose

import (
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/rule"
)

// Idempotency returns the rule for the header by which POSTs of the API seem to be safe to repeat,
// with those that show it; nil when none does, or all that do are known to be.
func Idempotency(api *model.API) *rule.Idempotency {
	var headers []string // as they were met
	shown := map[string][]string{}
	for op := range operations(api) {
		header := keyHeaderOf(op)
		if header == "" || slices.Contains(shown[header], op.ID) {
			continue
		}
		if shown[header] == nil {
			headers = append(headers, header)
		}
		shown[header] = append(shown[header], op.ID)
	}
	if len(headers) > 0 {
		most := slices.MaxFunc(headers, func(a, b string) int { return len(shown[a]) - len(shown[b]) })
		return &rule.Idempotency{About: rule.About{Operations: shown[most]}, Header: most}
	}
	if strings.Contains(api.Doc, rule.IdempotencyKey) && slices.ContainsFunc(api.Groups, anyPost) {
		return &rule.Idempotency{Header: rule.IdempotencyKey}
	}
	return nil
}

// keyHeaderOf returns the header of a POST or PATCH that is called, or described, as what makes it
// safe to repeat; "" for none. Prose that names the header of the draft counts as well.
func keyHeaderOf(op *model.Operation) string {
	if op.KeyHeader != "" || op.Method != "POST" && op.Method != "PATCH" {
		return ""
	}
	if op.Params != nil {
		for _, p := range op.Params.Params {
			if p.In == model.InHeader && p.Asked() && under(&p.Type).Kind == model.String &&
				(strings.Contains(flat(p.Wire), "idempoten") || strings.Contains(strings.ToLower(p.Doc), "idempoten")) {
				return p.Wire
			}
		}
	}
	if strings.Contains(op.Doc, rule.IdempotencyKey) {
		return rule.IdempotencyKey
	}
	return ""
}

// anyPost reports whether an operation of the group could be repeated by a key.
func anyPost(g *model.Group) bool {
	return slices.ContainsFunc(g.Operations, func(op *model.Operation) bool { return op.Method == "POST" && op.KeyHeader == "" })
}
