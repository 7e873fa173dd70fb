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
// Each phase is a function of what it compares and returns the differences that it finds; what they
// do to the caller's source is judged in the end, when all are known.
//
// Which callers a change touches is in touches.go; renames.go says which name of one version stands
// for which of the other, for those who move.
//
// The package reads models alone, and imports the standard library.
package changes

import "github.com/armsmith/armsmith/generator/model"

// Compare returns what differs between two versions of an API. The new model is to be planned with
// the names of the old one, or what is only called otherwise counts as gone.
func Compare(before, now *model.API) *Report {
	all := compareClients(before, now)
	found, met := compareOperations(before, now)
	found = append(found, compareWebhooks(before, now, met)...)
	met.components(before, now)
	all = append(append(all, found...), compareTypes(met.order)...)
	return newReport(all.judged(before, now))
}

// difference is a case of a rule, before it is known what it does to the caller's source.
type difference struct {
	rule     string
	side     side
	at       spot
	old, new string
	method   string      // of the old client, of what is a part of an operation
	of       *model.Type // of the old client, of what is a part of a type
}

// differences is what one phase of the comparison has found so far.
type differences []difference

// spot is a place of the API as a person is told of it, in both documents.
type spot struct {
	where  Where
	goName string
	what   string   // in messages: `property "name" of Pet`
	names  []string // of the exported API that it stands for
}

func (d *differences) add(rule string, s side, at spot, old, now string) {
	*d = append(*d, difference{rule: rule, side: s, at: at, old: old, new: now})
}

// judged makes changes of the differences. What differs in the exported API and no difference
// stands for is a change of its own.
func (d differences) judged(before, now *model.API) []Change {
	sources := newSources(SurfaceOf(before), SurfaceOf(now))
	carriers := carriersOf(before)
	var out []Change
	for _, x := range d {
		change := ruleOf(x.rule).change(x.side, sources.claim(x.at.names...),
			fact{where: x.at.where, goName: x.at.goName, what: x.at.what, old: x.old, new: x.new})
		change.Names, change.Calls = x.touched(change.Verdicts, carriers)
		out = append(out, change)
	}
	return append(out, sources.left()...)
}

// pick returns a if first is set, else b.
func pick[T any](first bool, a, b T) T {
	if first {
		return a
	}
	return b
}
