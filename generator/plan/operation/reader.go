package operation

import (
	"strings"

	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/name"
	"github.com/armsmith/armsmith/generator/plan/schema"
	"github.com/armsmith/armsmith/generator/plan/source"
	"github.com/armsmith/armsmith/generator/plan/types"
	"github.com/armsmith/armsmith/generator/rule"
)

// reader reads the document on the account of one operation, or of none.
type reader struct {
	doc     *source.Document
	types   *types.Planner
	names   *name.Scope // package level identifiers
	rules   rule.Set
	client  *client
	secured *schemes
	account *source.Account
}

// at returns the place a pointer names.
func (r reader) at(ptr string) source.At { return r.doc.At(ptr) }

// follow goes where a reference leads, and puts a placeholder met there on the account.
func (r reader) follow(a source.At) source.At { return r.doc.Follow(r.account, a) }

// use gives the Go type of the schema at a place.
func (r reader) use(a source.At, h name.Hint) model.Ref {
	return r.types.Use(r.account, schema.Of(a), h)
}

// useAsText gives the Go type of the schema of a parameter or a header.
func (r reader) useAsText(a source.At, h name.Hint) model.Ref {
	return r.types.UseAsText(r.account, schema.Of(a), h)
}

// useIn gives the Go type of the schema of a parameter.
func (r reader) useIn(in model.In, asJSON bool, a source.At, h name.Hint) model.Ref {
	switch {
	case in == model.InHost:
		return r.types.UseOwn(r.account, schema.Of(a), h)
	case asJSON:
		return r.use(a, h)
	}
	return r.useAsText(a, h)
}

// hintAt names the inline schema at a place that an operation uses: after the shared component it
// is in, if it is in one, so that every operation gives it the same name; otherwise after the
// operation. Suffixes are in order of preference.
func hintAt(ptr, base string, suffixes ...string) name.Hint {
	var candidates []string
	if key := source.Component(ptr); key != "" {
		base = name.Go(key)
		candidates = append(candidates, base)
	}
	for _, s := range suffixes {
		if s == "" || !strings.HasSuffix(base, s) {
			candidates = append(candidates, base+s)
		}
	}
	if len(candidates) == 0 {
		candidates = []string{base}
	}
	return name.Hint{Words: candidates, Within: base}
}
