package example

import (
	"encoding/json"
	"math/big"
	"regexp"
	"unicode/utf8"

	"github.com/armsmith/armsmith/generator/model"
)

// fits reports whether a parameter's value passes the checks that the client makes of it. In doubt
// it does not, since the client must not refuse an example.
func fits(c *model.Checks, v any) bool {
	switch v := v.(type) {
	case string:
		return fitsText(c, v)
	case json.Number:
		return fitsNumber(c, v)
	case []any:
		n := int64(len(v))
		return !c.UniqueItems && (c.MinItems == nil || n >= *c.MinItems) && (c.MaxItems == nil || n <= *c.MaxItems)
	case map[string]any:
		return c.MinProperties == nil && c.MaxProperties == nil
	}
	return true
}

func fitsText(c *model.Checks, text string) bool {
	n := int64(utf8.RuneCountInString(text))
	if c.MinLength != nil && n < *c.MinLength || c.MaxLength != nil && n > *c.MaxLength {
		return false
	}
	for _, p := range c.Patterns {
		if re, err := regexp.Compile(p); err != nil || !re.MatchString(text) {
			return false
		}
	}
	return true
}

func fitsNumber(c *model.Checks, n json.Number) bool {
	value, ok := new(big.Rat).SetString(string(n))
	if !ok || c.MultipleOf != "" {
		return false
	}
	within := func(bound string, sign int, exclusive bool) bool {
		if bound == "" {
			return true
		}
		b, ok := new(big.Rat).SetString(bound)
		if !ok {
			return false
		}
		d := value.Cmp(b) * sign
		return d > 0 || d == 0 && !exclusive
	}
	return within(c.Minimum, 1, c.ExclusiveMin) && within(c.Maximum, -1, c.ExclusiveMax)
}
