package changes

import "strings"

// Rule is one way in which an API can change, with what it does to a caller. What it does to the
// caller's source is not said here: that is asked of the Go code of both versions.
type Rule struct {
	ID string
	// what the change does in what callers send and in what they receive. Of changes that concern
	// neither alone, Sent holds.
	Sent, Received Effect
	// one sentence, in which {it}, {old} and {new} stand for the case at hand
	Message string
	Todo    string // what to do; "" for nothing
}

// Effect is what a change does to a program that is running.
type Effect struct{ Running, Behaviour Verdict }

// What a change can do.
var (
	nothing = Effect{}
	differs = Effect{Compatible, None}       // something else travels, and nobody minds
	more    = Effect{Compatible, Compatible} // more may come, or is allowed
	refused = Effect{Breaking, None}         // a call fails that worked
	silent  = Effect{Compatible, Breaking}   // a call works and does not do what it did
	means   = Effect{None, Breaking}         // the same travels and means something else
	harmful = Effect{Breaking, Breaking}     // both
)

// side is where something travels.
type side uint8

// The sides.
const (
	sent side = 1 << iota
	received
	both = sent | received
)

// effect is what the rule does on the sides given.
func (r *Rule) effect(s side) Effect {
	var out Effect
	for at, e := range map[side]Effect{sent: r.Sent, received: r.Received} {
		if s&at != 0 {
			out = Effect{max(out.Running, e.Running), max(out.Behaviour, e.Behaviour)}
		}
	}
	return out
}

// fact is a case of a rule.
type fact struct {
	where    Where
	goName   string
	what     string // how the message calls it
	old, new string
}

// change makes a change of a case.
func (r *Rule) change(s side, source Verdict, f fact) Change {
	e := r.effect(s)
	text := strings.NewReplacer("{it}", f.what, "{old}", f.old, "{new}", f.new)
	return Change{
		Rule: r.ID, Verdicts: Verdicts{source, e.Running, e.Behaviour}, Where: f.where, Go: f.goName,
		Old: f.old, New: f.new, Message: text.Replace(r.Message), Todo: text.Replace(r.Todo),
	}
}

var rulesByID = func() map[string]*Rule {
	byID := map[string]*Rule{}
	for i := range rules {
		byID[rules[i].ID] = &rules[i]
	}
	return byID
}()

// ruleOf returns the rule of an identifier.
func ruleOf(id string) *Rule { return rulesByID[id] }

// Rules returns the table of all rules.
func Rules() []Rule { return rules }
