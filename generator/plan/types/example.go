package types

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/name"
	"github.com/armsmith/armsmith/generator/plan/schema"
)

// longestExample is how many characters an example has at most that stands in a comment.
const longestExample = 40

// Example returns the first of some examples of a field or parameter if it explains more than the
// words do: a text, duration or number that is not what the name or the description says anyway, and
// that nobody could take for a secret. It is nil for none.
func Example(examples []*node.Node, ref model.Ref, called, doc string, standard *model.Literal) *model.Literal {
	i := slices.IndexFunc(examples, func(n *node.Node) bool { return n != nil })
	if i < 0 || !explains(ref.Kind) || namesSecret(called) {
		return nil
	}
	l := literal(examples[i])
	if l == nil || examples[i].Is(node.String) == ref.Kind.IsNumber() && ref.Wire == model.WireDefault {
		return nil
	}
	text := l.Text
	switch {
	case utf8.RuneCountInString(text) > longestExample, !shows(text), looksSecret(text):
		return nil
	case ref.Kind.IsNumber() && len(text) < 3, !ref.Kind.IsNumber() && len(text) < 2:
		return nil // 1, 10, "a": any would do
	case text == "string", english.Repeats(called, text), standard != nil && standard.Text == text:
		return nil
	case strings.Contains(strings.ToLower(doc), strings.ToLower(text)):
		return nil
	}
	return l
}

// Examples returns what schemas and those that they refer to give as examples, the nearest first.
func (p *Planner) Examples(defs ...schema.Schema) (out []*node.Node) {
	for _, d := range slices.Backward(defs) {
		out = append(out, ExamplesAt(d.Node)...)
		if target := p.schemas.Target(d); target.Ptr != d.Ptr {
			out = append(out, ExamplesAt(target.Node)...)
		}
	}
	return out
}

// ExamplesAt returns what a schema or parameter gives as examples itself.
func ExamplesAt(n *node.Node) (out []*node.Node) {
	if n.Has("example") {
		out = append(out, n.Get("example"))
	}
	out = append(out, n.Get("examples").Elems()...)
	for _, named := range n.Get("examples").Each() { // of a parameter
		out = append(out, named.Get("value"))
	}
	return out
}

// explains reports whether an example of a kind tells more than the kind: not of a boolean, a
// secret, or an instant.
func explains(k model.RefKind) bool {
	return k == model.String || k == model.Duration || k.IsNumber()
}

// shows reports whether a text can stand in quotes without escapes.
func shows(text string) bool {
	return strings.TrimSpace(text) == text && strings.IndexFunc(text, func(r rune) bool {
		return !unicode.IsPrint(r) || strings.ContainsRune("\"\\`", r)
	}) < 0
}

// secretWords are words in the names of fields and parameters whose examples are not shown.
var secretWords = []string{"password", "passwd", "passphrase", "pwd", "secret", "secrets", "token", "tokens", "key", "keys", "apikey", "credential", "credentials",
	"authorization", "auth", "signature", "sas", "pin", "otp", "cookie", "session", "nonce", "jwt", "bearer", "cvc", "cvv", "ssn", "iban"}

func namesSecret(called string) bool {
	parts := strings.FieldsFunc(called, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for _, part := range parts {
		for _, word := range name.Words(part) {
			if slices.Contains(secretWords, strings.ToLower(word)) {
				return true
			}
		}
	}
	return false
}

var (
	// how tokens of services begin, and where an address has a secret
	secretStart = regexp.MustCompile(`^(?i:bearer|basic|[spr]k|gh[a-z]|github_pat|glpat|xox[a-z]|whsec|ssh|shpat|pat)[ _-]|^(?:AKIA|ASIA|AIza|eyJ)|-----|://[^/]*@|[?&](?:sig|token|key|code)=`)
	// letters and digits without a break
	run = regexp.MustCompile(`[A-Za-z0-9+/=]{16,}`)
)

// looksSecret reports whether a text could be a token: it begins as those of services do, or has a
// long run of letters and digits in which both are.
func looksSecret(text string) bool {
	if secretStart.MatchString(text) {
		return true
	}
	return slices.ContainsFunc(run.FindAllString(text, -1), func(s string) bool {
		return strings.ContainsAny(s, "0123456789") && strings.ContainsFunc(s, unicode.IsLetter)
	})
}
