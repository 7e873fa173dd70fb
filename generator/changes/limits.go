package changes

import (
	"slices"
	"strconv"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
)

// limits compares what a document demands of a value.
func (d *differences) limits(old, now *model.Checks, s side, at spot) {
	step := step{}
	step.counts(old.MinLength, now.MinLength, false)
	step.counts(old.MinItems, now.MinItems, false)
	step.counts(old.MinProperties, now.MinProperties, false)
	step.counts(old.MaxLength, now.MaxLength, true)
	step.counts(old.MaxItems, now.MaxItems, true)
	step.counts(old.MaxProperties, now.MaxProperties, true)
	step.bounds(old.Minimum, now.Minimum, old.ExclusiveMin, now.ExclusiveMin, false)
	step.bounds(old.Maximum, now.Maximum, old.ExclusiveMax, now.ExclusiveMax, true)
	step.add(now.UniqueItems && !old.UniqueItems, old.UniqueItems && !now.UniqueItems)
	step.add(len(without(now.Patterns, old.Patterns)) > 0, len(without(old.Patterns, now.Patterns)) > 0)
	step.add(now.MultipleOf != old.MultipleOf && now.MultipleOf != "", now.MultipleOf != old.MultipleOf && old.MultipleOf != "")
	if rule := limitRules[step]; rule != "" {
		d.add(rule, s, at, limitsText(old), limitsText(now))
	}
}

// step says in which directions limits have moved.
type step struct{ narrowed, widened bool }

// limitRules are the rules for the directions.
var limitRules = map[step]string{
	{true, false}: "limits-narrowed", {false, true}: "limits-widened", {true, true}: "limits-changed",
}

func (s *step) add(narrowed, widened bool) {
	s.narrowed, s.widened = s.narrowed || narrowed, s.widened || widened
}

// counts compares a limit that is a count.
func (s *step) counts(old, now *int64, most bool) {
	switch {
	case old == nil || now == nil:
		s.add(old == nil && now != nil, old != nil && now == nil)
	default:
		s.add(pick(most, *now < *old, *now > *old), pick(most, *now > *old, *now < *old))
	}
}

// bounds compares a limit that is a number, which may be excluded itself.
func (s *step) bounds(old, now string, oldExcluded, nowExcluded, most bool) {
	if old == "" || now == "" {
		s.add(old == "" && now != "", old != "" && now == "")
		return
	}
	up, down := less(old, now), less(now, old)
	s.add(pick(most, down, up), pick(most, up, down))
	if !up && !down {
		s.add(nowExcluded && !oldExcluded, oldExcluded && !nowExcluded)
	}
}

// limitsText puts limits in words.
func limitsText(c *model.Checks) string {
	var parts []string
	for _, count := range []struct {
		low, high *int64
		of        string
	}{{c.MinLength, c.MaxLength, "length"}, {c.MinItems, c.MaxItems, "items"}, {c.MinProperties, c.MaxProperties, "properties"}} {
		if count.low != nil {
			parts = append(parts, count.of+" from "+strconv.FormatInt(*count.low, 10))
		}
		if count.high != nil {
			parts = append(parts, count.of+" up to "+strconv.FormatInt(*count.high, 10))
		}
	}
	if c.Minimum != "" {
		parts = append(parts, pick(c.ExclusiveMin, "more than ", "at least ")+c.Minimum)
	}
	if c.Maximum != "" {
		parts = append(parts, pick(c.ExclusiveMax, "less than ", "at most ")+c.Maximum)
	}
	if c.MultipleOf != "" {
		parts = append(parts, "a multiple of "+c.MultipleOf)
	}
	for _, p := range slices.Sorted(slices.Values(c.Patterns)) {
		parts = append(parts, "matches "+p)
	}
	if c.UniqueItems {
		parts = append(parts, "items are unique")
	}
	if parts == nil {
		return "no limits"
	}
	return strings.Join(parts, ", ")
}
