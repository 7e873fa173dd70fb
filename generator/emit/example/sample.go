package example

import (
	"encoding/json"
	"maps"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
)

// Sample returns a call of an operation that is whole: the first sample of the document, with what
// must be there and is not, or is not what the document says, made up.
func Sample(pkg *gocode.Package, op *model.Operation) model.Example {
	sample := model.Example{Params: map[string]string{}}
	if len(op.Examples) > 0 {
		sample = op.Examples[0]
		sample.Params = maps.Clone(sample.Params)
	}
	values := literals{pkg: pkg, sent: true}
	usable := func(ref model.Ref, presence model.Presence, text string) bool {
		v := parsed(text)
		held, none := values.held(ref, presence, v)
		return v != nil && (held != nil || none)
	}
	if op.Params == nil {
		return sample
	}
	for _, p := range op.Params.Params {
		text, there := sample.Params[p.Wire]
		switch {
		case p.Key || p.ClientID: // which the runtime fills
			delete(sample.Params, p.Wire)
		case !p.Asked(), there && usable(p.Type, p.Presence, text) && text != `""`:
		case p.Required:
			sample.Params[p.Wire] = jsonOf(madeUp(p.Wire, &p.Type, &p.Checks, 0))
		default:
			delete(sample.Params, p.Wire)
		}
	}
	if b := op.Body; b != nil && !usable(b.Content.Type, b.Presence, sample.Body) {
		sample.Body = ""
		if b.Required || op.Method != "GET" {
			sample.Body = jsonOf(madeUp("body", &b.Content.Type, &b.Checks, 0))
		}
	}
	return sample
}

// jsonOf is a value as JSON; "" for none.
func jsonOf(v any) string {
	if v == nil {
		return ""
	}
	data, err := json.Marshal(v)
	if err != nil {
		return ""
	}
	return string(data)
}
