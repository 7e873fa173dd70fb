package types

import (
	"math/big"
	"reflect"
	"regexp"
	"regexp/syntax"
	"slices"

	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/schema"
	"github.com/armsmith/armsmith/generator/plan/source"
)

// Checks reads the constraints of schemas that all hold, through references and allOf.
func (p *Planner) Checks(schemas ...schema.Schema) model.Checks {
	var c model.Checks
	for _, s := range schemas {
		switch {
		case !s.There():
		case s.IsScalar():
			p.addChecks(&c, s)
		default:
			p.addMerged(&c, p.schemas.Merge(s))
		}
	}
	return c
}

// addMerged narrows the constraints by those of a schema that is not a scalar alone. Where the only
// alternative to a schema is null, that schema's hold as well.
func (p *Planner) addMerged(c *model.Checks, m *schema.Merged) {
	for _, part := range m.Parts {
		p.addChecks(c, part)
	}
	groups := schema.Groups(m)
	if len(groups) != 1 {
		return
	}
	options, null, broken := schema.Options(p.schemas, m, groups[0])
	if null && len(options) == 1 && len(broken) == 0 {
		for _, part := range options[0].Merged.Parts {
			p.addChecks(c, part)
		}
	}
}

// limits returns the constraints of an element or a variant, nil when there are none.
func (p *Planner) limits(s schema.Schema) *model.Checks {
	c := p.Checks(s)
	if reflect.ValueOf(c).IsZero() {
		return nil
	}
	return &c
}

// addChecks narrows the constraints by those of one more part, which holds as well.
func (p *Planner) addChecks(c *model.Checks, s schema.Schema) {
	for _, limit := range []struct {
		keyword string
		to      **int64
		tighter func(a, b int64) int64
	}{
		{"minLength", &c.MinLength, maxInt}, {"maxLength", &c.MaxLength, minInt},
		{"minItems", &c.MinItems, maxInt}, {"maxItems", &c.MaxItems, minInt},
		{"minProperties", &c.MinProperties, maxInt}, {"maxProperties", &c.MaxProperties, minInt},
	} {
		n := count(s.Get(limit.keyword))
		if n == nil {
			continue
		}
		if *limit.to != nil {
			*n = limit.tighter(*n, **limit.to)
		}
		*limit.to = n
	}
	addBound(s, "minimum", "exclusiveMinimum", 1, &c.Minimum, &c.ExclusiveMin)
	addBound(s, "maximum", "exclusiveMaximum", -1, &c.Maximum, &c.ExclusiveMax)
	if n := s.Get("multipleOf"); n.Is(node.Number) {
		c.MultipleOf = commonMultiple(c.MultipleOf, n.Text)
	}
	c.UniqueItems = c.UniqueItems || s.IsTrue("uniqueItems")
	if written := s.Get("pattern").Str(); written != "" {
		if pattern := p.pattern(s, written); pattern != "" && !slices.Contains(c.Patterns, pattern) {
			c.Patterns = append(c.Patterns, pattern)
		}
	}
}

// commonMultiple returns the least number that two divide: what is a multiple of both is one of it.
// Of one that is no number that could matter, nothing is said.
func commonMultiple(a, b string) string {
	x, y := rational(a), rational(b)
	switch {
	case y == nil:
		return a
	case x == nil:
		return b
	}
	// of fractions in lowest terms, the least common multiple of the numerators over the greatest
	// common divisor of the denominators
	lcm := new(big.Int).Mul(x.Num(), y.Num())
	lcm.Div(lcm, new(big.Int).GCD(nil, nil, x.Num(), y.Num()))
	both := new(big.Rat).SetFrac(lcm, new(big.Int).GCD(nil, nil, x.Denom(), y.Denom()))
	for _, text := range []string{a, b} {
		if both.Cmp(rational(text)) == 0 {
			return text // as it is written
		}
	}
	digits, _ := both.FloatPrec()
	return both.FloatString(digits)
}

// rational reads a number above 0; nil when there is none that can matter.
func rational(text string) *big.Rat {
	if f := boundOf(text); f == nil || f.Sign() <= 0 {
		return nil
	}
	r, ok := new(big.Rat).SetString(text)
	if !ok || len(r.Num().String()) > maxDigits || len(r.Denom().String()) > maxDigits {
		return nil
	}
	return r
}

func maxInt(a, b int64) int64 { return max(a, b) }
func minInt(a, b int64) int64 { return min(a, b) }

// addBound narrows a limit of a number by that of one more part. A limit is exclusive by a boolean
// beside it (OpenAPI 3.0), or by a keyword of its own that holds the number (3.1). Of two lower
// limits (direction 1) the higher one holds, of two upper ones (-1) the lower.
func addBound(s schema.Schema, keyword, exclusive string, direction int, limit *string, excluded *bool) {
	narrow := func(n *node.Node, exclusive bool) {
		old, found := boundOf(*limit), bound(n)
		order := direction
		if old != nil && found != nil {
			order = found.Cmp(old) * direction
		}
		if order > 0 || *limit == "" {
			*limit, *excluded = n.Text, exclusive
		} else if order == 0 {
			*excluded = *excluded || exclusive
		}
	}
	x := s.Get(exclusive)
	if n := s.Get(keyword); n.Is(node.Number) {
		narrow(n, x.True())
	} else if x.True() && *limit != "" {
		*excluded = true // the limit itself stands in another part
	}
	if x.Is(node.Number) {
		narrow(x, true)
	}
}

// boundOf reads a number that is written as text; nil when there is none.
func boundOf(text string) *big.Float { return bound(node.New(node.Number, text, nil)) }

// count reads a limit of a length; nil when there is none that can matter.
func count(n *node.Node) *int64 {
	f := bound(n)
	if f == nil || f.Sign() < 0 || !f.IsInt() {
		return nil
	}
	if v, accuracy := f.Int64(); accuracy == 0 {
		return &v
	}
	return nil
}

// unicodeEscape is ECMA-262's way to write a character, which RE2 does not know.
var unicodeEscape = regexp.MustCompile(`\\u([0-9A-Fa-f]{4})`)

// pattern returns a regular expression as Go understands it, or "" with a note when it cannot be
// said in RE2: then the service is left to check it.
func (p *Planner) pattern(s schema.Schema, pattern string) string {
	pattern = unicodeEscape.ReplaceAllString(pattern, `\x{$1}`)
	if _, err := syntax.Parse(pattern, syntax.Perl); err != nil {
		p.doc.Note(s.Ptr+"/pattern", "the pattern "+source.Quote(pattern)+" is not one that Go's regular expressions can check; values are sent unchecked", "")
		return ""
	}
	return pattern
}
