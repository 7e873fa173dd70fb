// Package rule is what the owner of a client says of a document that does not say it itself. A rule
// stands in armsmith.yaml, in the caller of package generator, or in the document, as an
// x-armsmith- extension of the operation that it is about. Nothing here is inferred: without a rule
// a client has none of what rules give.
package rule

import (
	"path"
	"slices"

	"github.com/armsmith/armsmith/generator/finding"
)

// Set is all rules of a client.
type Set struct {
	Include *Filter // the operations that are kept; nil: all
	Exclude *Filter // of these, the ones that are not; nil: none
	Renames []Rename
	Types   []Type
	// words that names spell whole, besides those that Go code always does
	Initialisms []Initialism
	Paging      []Paging
	// the document's own names may say how pages follow one another, where no rule does
	Infer     bool
	Chunks    []Chunks
	Streaming []Streaming
	Groups    Groups
	// what calls need where the document does not say it; nil: nobody says
	Auth  *Auth
	Async []Async
	// the header by which requests are safe to repeat; nil: only what documents declare
	Idempotency *Idempotency
	Errors      *Errors // errors that come as successes; nil: none do
	// how webhooks are signed and told apart; nil: as the document says
	Webhooks *Webhooks
}

// Groups says what becomes of the operations that a document puts into no group: neither by a tag
// nor by an identifier such as Pets_List. A document has no extension for it: it has tags.
type Groups string

const (
	GroupsByPath Groups = ""     // they are grouped by path, where that helps
	NoGroups     Groups = "none" // they are methods of the client
)

// About says which operations a rule is about, and where it stands.
type About struct {
	Place      finding.Place
	Operations []string // operationIds, or patterns of them as [path.Match] has them
}

// covers reports whether a rule names an operation.
func (a *About) covers(id string) bool { return matches(a.Operations, id) }

// Fits reports whether a rule is about an operation where one that names none is about all.
func (a *About) Fits(id string) bool { return len(a.Operations) == 0 || a.covers(id) }

// For returns the first of the rules that is about an operation; nil when none is.
func For[R any, P interface {
	*R
	covers(id string) bool
}](rules []R, id string) *R {
	i := slices.IndexFunc(rules, func(r R) bool { return P(&r).covers(id) })
	if i < 0 {
		return nil
	}
	return &rules[i]
}

// count returns how many things are said.
func count(said ...bool) int {
	n := 0
	for _, s := range said {
		if s {
			n++
		}
	}
	return n
}

// matches reports whether one of the names is one of those given, or fits a pattern among them.
func matches(patterns []string, names ...string) bool {
	return slices.ContainsFunc(patterns, func(pattern string) bool {
		return slices.ContainsFunc(names, func(name string) bool {
			fits, err := path.Match(pattern, name)
			return pattern == name || err == nil && fits
		})
	})
}
