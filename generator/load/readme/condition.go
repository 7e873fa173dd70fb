package readme

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
)

// A condition stands beside the fence of a block: $(tag) == 'package-2024-04', alone or with others
// by &&, || and !. All variables but the tag are those of other programs, and empty.

// evaluate reports whether a condition holds for a tag. None holds always.
func evaluate(condition, tag string) (bool, error) {
	if condition == "" {
		return true, nil
	}
	c := &evaluation{tag: tag}
	rest := condition
	for rest != "" {
		found := token.FindStringSubmatch(rest)
		if found == nil {
			return false, fmt.Errorf("at %q", rest)
		}
		if found[1] != "" {
			c.tokens = append(c.tokens, found[1])
		}
		rest = rest[len(found[0]):]
	}
	holds := c.either()
	if c.err == nil && c.next() != "" {
		c.err = fmt.Errorf("at %q", c.next())
	}
	return holds, c.err
}

var token = regexp.MustCompile(`^\s*(\$\([^()]*\)|'[^']*'|"[^"]*"|==|!=|&&|\|\||!|\(|\)|[\w./-]+|$)`)

// evaluation is a condition while it is read.
type evaluation struct {
	tag    string
	tokens []string
	err    error
	depth  int
}

func (c *evaluation) next() string {
	if len(c.tokens) == 0 {
		return ""
	}
	return c.tokens[0]
}

// take reports whether the next token is the one wanted, and passes it.
func (c *evaluation) take(want string) bool {
	if c.next() != want {
		return false
	}
	c.tokens = c.tokens[1:]
	return true
}

func (c *evaluation) either() bool {
	holds := c.both()
	for c.take("||") {
		right := c.both()
		holds = holds || right
	}
	return holds
}

func (c *evaluation) both() bool {
	holds := c.one()
	for c.take("&&") {
		right := c.one()
		holds = holds && right
	}
	return holds
}

// maxDepth is how deep brackets and negations may stand in one another.
const maxDepth = 100

func (c *evaluation) one() bool {
	if c.depth++; c.depth > maxDepth {
		c.err, c.tokens = errors.New("it is nested too deeply"), nil
		return false
	}
	defer func() { c.depth-- }()
	switch {
	case c.take("!"):
		return !c.one()
	case c.take("("):
		holds := c.either()
		if !c.take(")") && c.err == nil {
			c.err = errors.New("a bracket is not closed")
		}
		return holds
	}
	left := c.operand()
	switch {
	case c.take("=="):
		return left == c.operand()
	case c.take("!="):
		return left != c.operand()
	}
	return left != "" && left != "false"
}

func (c *evaluation) operand() string {
	text := c.next()
	if text == "" || strings.ContainsAny(text[:1], "=!&|()") {
		if c.err == nil {
			c.err = errors.New("a value is missing")
		}
		return ""
	}
	c.tokens = c.tokens[1:]
	switch {
	case text == "$(tag)":
		return c.tag
	case strings.HasPrefix(text, "$("):
		return ""
	}
	return strings.Trim(text, `'"`)
}

var comparison = regexp.MustCompile(`\$\(tag\)\s*==\s*(?:'([^']*)'|"([^"]*)")`)

// mentioned returns the tags that a condition compares with.
func mentioned(condition string) []string {
	var tags []string
	for _, found := range comparison.FindAllStringSubmatch(condition, -1) {
		tags = append(tags, found[1]+found[2])
	}
	return tags
}
