package operation

import (
	"regexp"
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/source"
	"github.com/armsmith/armsmith/generator/plan/types"
	"github.com/armsmith/armsmith/generator/rule"
)

// identify gives operations the header by which the service knows a request that it has had before.
// A rule that does not fit is an error, unless tolerate says so: then the operation has none.
func (o *operations) identify(r reader, tolerate bool) {
	used := map[*rule.Idempotency]bool{}
	said := keyRules{reader: r, root: r.keyExtension(r.at("/"+load.IdempotencyExtension), nil)}
	for _, p := range o.all {
		k := said.of(p)
		if k == nil {
			continue
		}
		used[k] = true
		why := ""
		switch param := headerParam(p.op, k.Header); {
		case !rule.CarriesKey(k.Header):
			why = "no key can be carried in the header " + source.Quote(k.Header)
		case param != nil && !takesKey(param):
			why = p.m.what + " takes in " + source.Quote(k.Header) + " what is no random text of 36 characters"
		case param != nil:
			param.Key, p.op.KeyHeader = true, param.Wire
			if param.Type.Kind == model.Foreign {
				param.Presence = model.Optional // its zero value may be a key
			}
		default:
			p.op.KeyHeader = k.Header
		}
		if why != "" && !k.Inferred {
			r.doc.Findings.Add(unfit(tolerate), k.Place, "idempotency: "+why, "correct the rule, or leave the operation out of it")
		}
	}
	for _, k := range []*rule.Idempotency{r.rules.Idempotency, said.root} {
		if k != nil && !used[k] && !k.Inferred {
			r.doc.Findings.Add(finding.Warning, k.Place, "idempotency: it is about no operation that could be repeated by it",
				"correct operations, or take the rule out; `armsmith inspect` lists the operations")
		}
	}
}

// keyRules finds the rule for each operation.
type keyRules struct {
	reader
	root *rule.Idempotency // what the document says of itself; nil: nothing
}

// of returns the owner's rule for an operation, or what the document says of it or of itself, or
// what its parameter of the usual name means; nil when there is none.
func (k keyRules) of(p planned) *rule.Idempotency {
	covers := func(i *rule.Idempotency) bool {
		return i != nil && i.Covers(p.m.id, p.op.Method, headerParam(p.op, i.Header) != nil)
	}
	if covers(k.rules.Idempotency) {
		return k.rules.Idempotency
	}
	if own := k.keyExtension(p.m.To(load.IdempotencyExtension), p.m.found); own != nil && rule.Repeats(p.op.Method) {
		return own
	}
	if covers(k.root) {
		return k.root
	}
	param := headerParam(p.op, rule.IdempotencyKey)
	if param == nil || !takesKey(param) || !rule.Repeats(p.op.Method) {
		return nil
	}
	return &rule.Idempotency{Header: param.Wire, Inferred: true}
}

// keyExtension reads x-armsmith-idempotency, which is what armsmith.yaml says, or the header alone.
func (r reader) keyExtension(ext source.At, on *found) *rule.Idempotency {
	k := &rule.Idempotency{About: r.aboutOf(ext, on), Header: ext.Get("header").Str()}
	switch {
	case ext.Is(node.String):
		k.Header = ext.Str()
	case !ext.Is(node.Map):
		return nil
	}
	return k
}

// headerParam returns the parameter of an operation that goes into a header; nil without one.
func headerParam(op *model.Operation, header string) *model.Param {
	if op.Params == nil {
		return nil
	}
	i := slices.IndexFunc(op.Params.Params, func(p *model.Param) bool {
		return p.In == model.InHeader && strings.EqualFold(p.Wire, header)
	})
	if i < 0 {
		return nil
	}
	return op.Params.Params[i]
}

// sampleKey has the form of the keys that the runtime makes.
const sampleKey = "8f14e45f-ceea-467f-9e2c-1b0a3c5d7e9f"

// takesKey reports whether a parameter is asked for and can be any random text of the form of
// sampleKey.
func takesKey(p *model.Param) bool {
	if t := types.Underlying(p.Type); !p.Asked() || p.Prefix != "" || p.Style == model.StyleJSON || t.Kind != model.String && t.Kind != model.Foreign || t.Only != nil {
		return false
	}
	fits := func(bound *int64, sign int) bool { return bound == nil || sign*(len(sampleKey)-int(*bound)) >= 0 }
	matches := func(pattern string) bool {
		re, err := regexp.Compile(pattern)
		return err == nil && re.MatchString(sampleKey)
	}
	return fits(p.Checks.MinLength, 1) && fits(p.Checks.MaxLength, -1) &&
		!slices.ContainsFunc(p.Checks.Patterns, func(pattern string) bool { return !matches(pattern) })
}
