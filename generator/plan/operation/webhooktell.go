package operation

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/source"
	"github.com/armsmith/armsmith/generator/rule"
)

// tellWebhooks decides by what a request is told which webhook it is: by the places that the rule
// names, else by those in which the document gives webhooks different values. What is left that
// nothing tells apart is a finding.
func (r reader) tellWebhooks(made *model.Webhooks, hooks []*hook, said *rule.Webhooks) {
	shown := make([]shows, len(hooks))
	for i, h := range hooks {
		shown[i] = r.shows(h)
	}
	if made.Tells = ruledTells(said); len(made.Tells) > 0 {
		for i, h := range hooks {
			h.made.Is = named(h.name, made.Tells, shown[i])
		}
	} else {
		made.Tells = fewest(hooks, shown)
		for i, h := range hooks {
			h.made.Is = product(made.Tells, func(t model.Tell) stands { return shown[i].at(t) })
		}
	}
	r.reportAlike(made, said)
}

// stands is what may stand in a place of a webhook: one of some values; nothing; or, when it is
// open, anything.
type stands struct {
	values []string
	open   bool
}

// apart reports whether what may stand in a place of two webhooks tells them apart.
func (s stands) apart(other stands) bool {
	if s.open || other.open || len(s.values) == 0 && len(other.values) == 0 {
		return false
	}
	return !slices.ContainsFunc(s.values, func(v string) bool { return slices.Contains(other.values, v) })
}

// named returns what stands in the places of a rule. Where the document gives a place no value, it
// is the webhook's name, without what the values of the other places say at the end of it:
// issues-opened is issues where another place says opened. Where the name does not end so, nobody
// knows.
func named(called string, tells []model.Tell, shown shows) [][]model.Told {
	rest, known, first := letters(called), true, -1
	for i, t := range tells {
		s := shown.at(t)
		if len(s.values) == 1 {
			short := strings.TrimSuffix(rest, letters(s.values[0]))
			known = known && short != rest && short != ""
			rest = short
		}
		// a property that the payload does not have says nothing, where something else can
		if first < 0 && len(s.values) == 0 && (s.open || t.Header != "" || len(tells) == 1) {
			first = i
		}
	}
	at := -1
	return product(tells, func(t model.Tell) stands {
		at++
		if at != first {
			return shown.at(t)
		}
		tells[at].Loose = true
		if !known {
			return stands{open: true}
		}
		return stands{values: []string{rest}}
	})
}

// product returns all ways in which the values of several places can stand together.
func product(tells []model.Tell, at func(model.Tell) stands) [][]model.Told {
	ways := [][]model.Told{nil}
	for _, t := range tells {
		s := at(t)
		options := []model.Told{{Any: s.open}}
		if len(s.values) > 0 {
			options = nil
			for _, v := range s.values {
				options = append(options, model.Told{Text: v})
			}
		}
		var next [][]model.Told
		for _, way := range ways {
			for _, o := range options {
				next = append(next, append(slices.Clone(way), o))
			}
		}
		ways = next
	}
	return ways
}

// letters returns the letters and digits of a text, in small letters, as the runtime does to what
// stands in a loose place.
func letters(s string) string {
	return strings.Map(func(c rune) rune {
		if !unicode.IsLetter(c) && !unicode.IsDigit(c) {
			return -1
		}
		return unicode.ToLower(c)
	}, s)
}

// mostTells is how many places are looked at to tell webhooks apart.
const mostTells = 3

// fewest returns the places that tell the most webhooks apart, the best first: headers before
// properties, outer properties before inner ones, where they tell as many. An inner one counts only
// if it tells all: else it is of what is told about, and not of the telling.
func fewest(hooks []*hook, shown []shows) []model.Tell {
	places := placesOf(shown)
	var out []model.Tell
	alike := pairs(hooks)
	for len(alike) > 0 && len(out) < mostTells {
		best, most := -1, 0
		for i, t := range places {
			n := 0
			for _, p := range alike {
				if shown[p[0]].at(t).apart(shown[p[1]].at(t)) {
					n++
				}
			}
			if n > most && (len(t.Path) < 2 || n == len(alike)) {
				best, most = i, n
			}
		}
		if best < 0 {
			break
		}
		t := places[best]
		out = append(out, t)
		alike = slices.DeleteFunc(alike, func(p [2]int) bool { return shown[p[0]].at(t).apart(shown[p[1]].at(t)) })
	}
	if len(out) == 0 {
		// nothing has to be told apart: what is newer than the document does
		i := slices.IndexFunc(places, func(t model.Tell) bool {
			return !slices.ContainsFunc(shown, func(s shows) bool { return len(s.at(t).values) == 0 })
		})
		if i >= 0 {
			out = append(out, places[i])
		}
	}
	return out
}

// pairs are the webhooks that their methods do not tell apart, by two.
func pairs(hooks []*hook) [][2]int {
	var out [][2]int
	for i := range hooks {
		for j := range hooks[:i] {
			if hooks[i].method == hooks[j].method {
				out = append(out, [2]int{i, j})
			}
		}
	}
	return out
}

// reportAlike makes letters of what stands in loose places, and tells of webhooks that are alike.
func (r reader) reportAlike(made *model.Webhooks, said *rule.Webhooks) {
	for _, w := range made.All {
		for _, way := range w.Is {
			for i, t := range made.Tells {
				if t.Loose {
					way[i].Text = letters(way[i].Text)
				}
			}
		}
	}
	var alike []string
	for i, w := range made.All {
		if slices.ContainsFunc(made.All, func(o *model.Webhook) bool { return o != made.All[i] && areAlike(w, o) }) {
			alike = append(alike, source.Quote(w.ID))
		}
	}
	if len(alike) == 0 {
		return
	}
	const most = 5
	which := english.List(alike[:min(most, len(alike))], "and")
	if len(alike) > most {
		which = strconv.Itoa(len(alike)) + " webhooks, such as " + which + ","
	}
	place, fix := r.doc.Place("/webhooks"), "say in armsmith.yaml where a request says which it is, such as webhooks: {event: header:X-Event}, "+
		"or in the handler of each URL, in Only, which one comes there"
	if len(made.Tells) > 0 && len(said.Event) > 0 {
		place = said.Place
	}
	r.doc.Findings.Add(finding.Warning, place, which+" cannot be told apart: a request that may be several is kept as it came", fix)
}

// areAlike reports whether some request may as well be the one webhook as the other.
func areAlike(a, b *model.Webhook) bool {
	if a.Method != b.Method {
		return false
	}
	for _, x := range a.Is {
		for _, y := range b.Is {
			fits, more := true, 0
			for i := range x {
				fits = fits && (x[i].Any || y[i].Any || x[i].Text == y[i].Text)
				switch {
				case x[i].Any && !y[i].Any:
					more++
				case y[i].Any && !x[i].Any:
					more--
				}
			}
			if fits && more == 0 {
				return true
			}
		}
	}
	return false
}
