package types

import (
	"regexp"
	"regexp/syntax"

	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/schema"
	"github.com/armsmith/armsmith/generator/plan/source"
)

// Checks reads the constraints of a schema, through references and allOf.
func (p *Planner) Checks(s schema.Schema) model.Checks {
	var c model.Checks
	switch {
	case !s.There():
		return c
	case s.IsScalar():
		p.addChecks(&c, s)
		return c
	}
	for _, part := range p.schemas.Merge(s).Parts {
		p.addChecks(&c, part)
	}
	return c
}

// addChecks lays a part's constraints over those of what it is composed of.
func (p *Planner) addChecks(c *model.Checks, s schema.Schema) {
	for _, limit := range []struct {
		keyword string
		to      **int64
	}{{"minLength", &c.MinLength}, {"maxLength", &c.MaxLength}, {"minItems", &c.MinItems}, {"maxItems", &c.MaxItems},
		{"minProperties", &c.MinProperties}, {"maxProperties", &c.MaxProperties}} {
		if n := count(s.Get(limit.keyword)); n != nil {
			*limit.to = n
		}
	}
	addBound(s, "minimum", "exclusiveMinimum", &c.Minimum, &c.ExclusiveMin)
	addBound(s, "maximum", "exclusiveMaximum", &c.Maximum, &c.ExclusiveMax)
	if n := s.Get("multipleOf"); n.Is(node.Number) {
		c.MultipleOf = n.Text
	}
	if v, set := s.Flag("uniqueItems"); set {
		c.UniqueItems = v
	}
	if pattern := s.Get("pattern").Str(); pattern != "" {
		c.Pattern = p.pattern(s, pattern)
	}
}

// addBound reads a limit of a number. It is exclusive by a boolean beside it (OpenAPI 3.0), or by a
// keyword of its own that holds the number (3.1).
func addBound(s schema.Schema, keyword, exclusive string, limit *string, excluded *bool) {
	if n := s.Get(keyword); n.Is(node.Number) {
		*limit, *excluded = n.Text, false
	}
	switch x := s.Get(exclusive); {
	case x.Is(node.Bool):
		*excluded = x.True()
	case x.Is(node.Number):
		*limit, *excluded = x.Text, true
	}
}

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
