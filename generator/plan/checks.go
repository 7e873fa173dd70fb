package plan

import (
	"regexp"
	"regexp/syntax"
	"strconv"

	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
)

// checks reads the constraints of the schema at ptr, through references and allOf.
func (b *builder) checks(ptr string) model.Checks { return b.checksIn(b.schemaAt(ptr)) }

func (b *builder) checksIn(s schema) model.Checks {
	var c model.Checks
	switch {
	case !s.exists():
		return c
	case s.isSimple():
		b.addChecks(&c, s)
		return c
	}
	for _, part := range b.merge(s).parts {
		b.addChecks(&c, part)
	}
	return c
}

// addChecks lays a part's constraints over those of what it is composed of.
func (b *builder) addChecks(c *model.Checks, s schema) {
	for _, limit := range []struct {
		keyword string
		to      **int64
	}{{"minLength", &c.MinLength}, {"maxLength", &c.MaxLength}, {"minItems", &c.MinItems}, {"maxItems", &c.MaxItems},
		{"minProperties", &c.MinProperties}, {"maxProperties", &c.MaxProperties}} {
		if n := count(s.get(limit.keyword)); n != nil {
			*limit.to = n
		}
	}
	addBound(s, "minimum", "exclusiveMinimum", &c.Minimum, &c.ExclusiveMin)
	addBound(s, "maximum", "exclusiveMaximum", &c.Maximum, &c.ExclusiveMax)
	if n := s.get("multipleOf"); n.Is(node.Number) {
		c.MultipleOf = n.Text
	}
	if v, set := s.truth("uniqueItems"); set {
		c.UniqueItems = v
	}
	if p := s.get("pattern").Str(); p != "" {
		c.Pattern = b.pattern(s, p)
	}
}

// addBound reads a limit of a number. It is exclusive by a boolean beside it (OpenAPI 3.0), or by a
// keyword of its own that holds the number (3.1).
func addBound(s schema, keyword, exclusive string, limit *string, excluded *bool) {
	if n := s.get(keyword); n.Is(node.Number) {
		*limit, *excluded = n.Text, false
	}
	switch x := s.get(exclusive); {
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
func (b *builder) pattern(s schema, pattern string) string {
	pattern = unicodeEscape.ReplaceAllString(pattern, `\x{$1}`)
	if _, err := syntax.Parse(pattern, syntax.Perl); err != nil {
		b.note(s.ptr+"/pattern", "the pattern "+quote(pattern)+" is not one that Go's regular expressions can check; values are sent unchecked", "")
		return ""
	}
	return pattern
}

func isInt64(text string) bool {
	_, err := strconv.ParseInt(text, 10, 64)
	return err == nil
}

// isFloat64 reports whether a number is one that a float64 can hold, if not with all its digits.
func isFloat64(text string) bool {
	_, err := strconv.ParseFloat(text, 64)
	return err == nil
}

func itoa(i int) string { return strconv.Itoa(i) }
