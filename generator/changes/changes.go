// Package changes says what a new version of an API does to the programs that call it. It compares
// two models, so that all that the generator knows takes part: unions, null and absent, pages,
// long-running operations.
//
// [Compare] asks three questions. SOURCE is answered by the exported API of both clients, name by
// name (surface.go, source.go): it needs no rule, and nothing escapes it. RUNNING and BEHAVIOUR are
// answered by rules (table.go): operations are matched (match.go) and compared part by part, and
// the types that they send and receive are paired by where they are met, whatever they are called
// (pairs.go). The service is taken to do exactly what the new document says.
//
// The package reads models alone, and imports the standard library.
package changes

import "github.com/armsmith/armsmith/generator/model"

// Compare returns what differs between two versions of an API. The new model is to be planned with
// the names of the old one, or what is only called otherwise counts as gone.
func Compare(before, now *model.API) *Report {
	c := &comparison{old: before, new: now, sources: newSources(SurfaceOf(before), SurfaceOf(now)), pairs: map[types]*pair{}}
	c.client()
	c.operations()
	c.components()
	c.members()
	return newReport(append(c.changes, c.sources.left()...))
}

// comparison is the state of one call of Compare.
type comparison struct {
	old, new *model.API
	sources  *sources
	pairs    map[types]*pair
	order    []*pair // as they were met
	changes  []Change
}

// spot is a place of the API as a person is told of it, in both documents.
type spot struct {
	where  Where
	goName string
	what   string   // in messages: `property "name" of Pet`
	names  []string // of the exported API that it stands for
}

// add records a case of a rule.
func (c *comparison) add(rule string, s side, at spot, old, now string) {
	c.changes = append(c.changes, ruleOf(rule).change(s, c.sources.claim(at.names...),
		fact{where: at.where, goName: at.goName, what: at.what, old: old, new: now}))
}

// pick returns a if first is set, else b.
func pick[T any](first bool, a, b T) T {
	if first {
		return a
	}
	return b
}
