package emit

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/armsmith/armsmith/generator/model"
)

// introduce makes a description of a method begin with the Go name it documents, as a Go programmer
// would have written it. Where that is not to be done safely, the name stands before a colon.
//
//	"Lists the deployments."        -> "List lists the deployments."
//	"Activate a user"               -> "ActivateUser activates a user"
//	"For testing only."             -> "Reset: For testing only."
func introduce(name, text string) string {
	text = strings.TrimSpace(text)
	if s, ok := imperative(name, text); ok {
		return s
	}
	if s, ok := sentenceAbout(name, text); ok {
		return s
	}
	return name + ": " + text
}

// introduceType is introduce for what is described by a noun: a type, a variant, a group of
// operations. A description that only repeats the name tells nothing: "" then.
//
//	"A reference to an asset."      -> "AssetReference is a reference to an asset."
//	"Reference to an asset."        -> "AssetReference is a reference to an asset."
//	"The settings of a task."       -> "TaskSettings are the settings of a task."
//	"Properties of a disk."         -> "Disk holds the properties of a disk."
//	"Kubernetes cluster"            -> "Cluster: Kubernetes cluster"
//	"Order status"                  -> "" for OrderStatus
func introduceType(name, text string) string {
	text = strings.TrimSpace(text)
	if onlyRepeats(name, text) {
		return ""
	}
	first, _, _ := strings.Cut(text, " ")
	if s, ok := nounAbout(name, text); ok {
		return s
	}
	if thirdPerson[strings.ToLower(first)] == "" {
		if s, ok := sentenceAbout(name, text); ok {
			return s
		}
	}
	return name + ": " + text
}

// introduceField is introduceType for a field or parameter, which may as well be described without
// its name.
func introduceField(name, text string, many bool) string {
	text = strings.TrimSpace(text)
	first, _, _ := strings.Cut(text, " ")
	if lower := strings.ToLower(first); many && articles[lower] || thirdPerson[lower] != "" {
		return text
	}
	s, _ := sentenceAbout(name, text)
	return s
}

// introduceConst is introduceType for a value of an enum, which often is described by what is then
// so.
func introduceConst(name, text string) string {
	text = strings.TrimSpace(text)
	first, _, _ := strings.Cut(text, " ")
	if articles[strings.ToLower(first)] || thirdPerson[strings.ToLower(first)] != "" {
		return name + ": " + text
	}
	return introduceType(name, text)
}

// onlyRepeats reports whether a description says no more than the name, or its end, does.
func onlyRepeats(name, text string) bool {
	letters := func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}
	if first, rest, _ := strings.Cut(text, " "); articles[strings.ToLower(first)] {
		text = rest
	}
	return len(text) <= 2*len(name) && strings.HasSuffix(strings.Map(letters, name), strings.Map(letters, text))
}

// sentenceAbout joins a name and a description to a sentence; false, and the description as it is,
// where that is not to be done safely.
func sentenceAbout(name, text string) (string, bool) {
	first, rest, _ := strings.Cut(text, " ")
	switch word := strings.ToLower(first); {
	case text == "" || strings.HasPrefix(text, name+" "):
		return text, true
	case articles[word] && isSentence(rest):
		return text, false
	case word == "the" && pluralHead(rest):
		return name + " are the " + rest, true
	case articles[word]:
		return name + " is " + word + " " + rest, true
	case isVerb(first):
		return name + " " + word + " " + rest, true
	case thirdPerson[word] != "":
		return name + " " + thirdPerson[word] + " " + rest, true
	default:
		return text, false
	}
}

// imperative joins the name of a method to a description that begins with a verb and its object:
// "Activate a user". What is a verb is told by the article that follows, for there are too many to
// list.
func imperative(name, text string) (string, bool) {
	first, rest, _ := strings.Cut(text, " ")
	second, _, _ := strings.Cut(rest, " ")
	word := strings.ToLower(first)
	switch {
	case !objects[strings.ToLower(second)] || notVerbs[word] || !isWord(word):
		return text, false
	case strings.HasSuffix(word, "ing") || strings.HasSuffix(word, "ed") || strings.HasSuffix(word, "ly") && !strings.HasSuffix(word, "ply"):
		return text, false
	case strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ss"):
		return name + " " + word + " " + rest, true
	default:
		return name + " " + inflect(word) + " " + rest, true
	}
}

// nounAbout joins a name to a description that begins with a noun without its article.
func nounAbout(name, text string) (string, bool) {
	first, rest, _ := strings.Cut(text, " ")
	second, _, _ := strings.Cut(rest, " ")
	word := strings.ToLower(first)
	if !joints[second] || isSentence(rest) {
		return "", false
	}
	switch rest = word + " " + rest; {
	case substances[word] && second == "of" && pluralHead(rest):
		return name + " holds the " + rest, true
	case substances[word]:
		return name + " holds " + rest, true
	case nouns[word] && second == "of":
		return name + " is the " + rest, true
	case nouns[word]:
		return name + " is " + article(word) + " " + rest, true
	default:
		return "", false
	}
}

// isSentence reports whether a text that begins with a noun goes on to a verb of its own, and so
// can't be made part of another sentence: "The name must be unique." What follows a "that" or
// "which" belongs to the noun.
func isSentence(text string) bool {
	for word := range strings.FieldsSeq(text) {
		bare := strings.Trim(word, ",()")
		switch {
		case subordinate[bare] || strings.HasPrefix(word, "("):
			return false
		case finite[bare]:
			return true
		case bare != word || strings.HasSuffix(word, "."):
			return false
		}
	}
	return false
}

// pluralHead reports whether the noun that a text begins with, its adjectives before it, is a
// plural: "custom settings of a task".
func pluralHead(text string) bool {
	head := ""
	for word := range strings.FieldsSeq(text) {
		bare := strings.TrimRight(word, ".,;:")
		if joints[bare] || subordinate[bare] || bare == "and" || bare == "or" {
			break
		}
		if head = bare; bare != word {
			break
		}
	}
	return isWord(head) && plural(head) && !singulars[head]
}

// isWord reports whether a text is a word of lower-case letters.
func isWord(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return r < 'a' || r > 'z' }) < 0
}

// inflect puts a verb into the third person.
func inflect(verb string) string {
	stem, y := strings.CutSuffix(verb, "y")
	switch {
	case y && stem != "" && !strings.ContainsAny(stem[len(stem)-1:], "aeiou"):
		return stem + "ies"
	case strings.HasSuffix(verb, "s"), strings.HasSuffix(verb, "x"), strings.HasSuffix(verb, "z"), strings.HasSuffix(verb, "o"),
		strings.HasSuffix(verb, "ch"), strings.HasSuffix(verb, "sh"):
		return verb + "es"
	default:
		return verb + "s"
	}
}

func article(word string) string {
	if strings.ContainsAny(word[:1], "aeio") {
		return "an"
	}
	return "a"
}

// plural reports whether a name looks like that of several things.
func plural(name string) bool {
	return strings.HasSuffix(name, "s") && !strings.HasSuffix(name, "ss") && !strings.HasSuffix(name, "us") && !strings.HasSuffix(name, "is")
}

// an puts the article before a name.
func an(name string) string {
	bare := strings.TrimPrefix(name, "*")
	if strings.HasPrefix(bare, "Un") || strings.ContainsAny(bare[:min(len(bare), 1)], "AEIO") {
		return "an " + name
	}
	return "a " + name
}

// isVerb reports whether a word is a capitalised verb in the third person that a description may
// begin with.
func isVerb(word string) bool {
	lower := strings.ToLower(word)
	if described[lower] {
		return true
	}
	for _, stem := range []string{strings.TrimSuffix(lower, "s"), strings.TrimSuffix(lower, "es")} {
		if thirdPerson[stem] == lower {
			return true
		}
	}
	stem, ok := strings.CutSuffix(lower, "ies")
	return ok && thirdPerson[stem+"y"] == lower
}

// lowerFirst lowers the first letter of a sentence unless its first word is a name or an
// abbreviation, or the first of several capitalised ones.
func lowerFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	word, rest, _ := strings.Cut(s, " ")
	if next, n := utf8.DecodeRuneInString(rest); unicode.IsUpper(next) && strings.ToUpper(rest) != rest && len(rest) > n {
		return s
	}
	for _, c := range word[n:] {
		if unicode.IsUpper(c) || unicode.IsDigit(c) {
			return s
		}
	}
	if len(word) <= 1 && word != "A" {
		return s
	}
	return string(unicode.ToLower(r)) + s[n:]
}

// sentence ends a text with a full stop where it has none.
func sentence(s string) string {
	s = strings.TrimSpace(s)
	if s == "" {
		return ""
	}
	switch last, _ := utf8.DecodeLastRuneInString(s); {
	case unicode.IsLetter(last) || unicode.IsDigit(last) || last == ')' || last == '"' || last == '\'' || last == '`' || last == '>':
		return s + "."
	default:
		return s
	}
}

// summarised ends the summary that a text begins with, and the text, with a full stop where they
// have none.
func summarised(text string) string {
	summary, rest, more := strings.Cut(strings.TrimSpace(text), "\n\n")
	if !more || strings.Contains(summary, "\n") {
		return sentence(text)
	}
	return sentence(summary) + "\n\n" + sentence(rest)
}

// describe joins sentences to a paragraph.
func describe(sentences ...string) string {
	var out []string
	for _, s := range sentences {
		if s = sentence(s); s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, " ")
}

// deprecated returns the paragraph that Go's tools recognise; "" for what is not deprecated.
func deprecated(why string) string {
	switch {
	case why == "":
		return ""
	case strings.TrimSpace(why) == "":
		return "Deprecated: the service's document marks it so."
	default:
		return "Deprecated: " + oneLine(why)
	}
}

// defaultOf returns the sentence on what a service assumes: "Default: 3."
func defaultOf(l *model.Literal) string {
	if l == nil || l.Text == "" {
		return ""
	}
	if l.Go != "" {
		return "Default: " + l.Go
	}
	return "Default: " + oneLine(l.Text)
}

// limits puts the constraints of a value in words: "1 to 90 characters. Matches ^[a-z]+$."
func limits(c *model.Checks) string {
	s := describe(
		span(c.MinLength, c.MaxLength, "character"),
		between(c),
		span(c.MinItems, c.MaxItems, "item"),
		span(c.MinProperties, c.MaxProperties, "entry"),
	)
	if c.UniqueItems {
		s = describe(s, "No item twice")
	}
	if c.MultipleOf != "" {
		s = describe(s, "A multiple of "+c.MultipleOf)
	}
	if c.Pattern != "" {
		s = describe(s, "Matches `"+oneLine(c.Pattern)+"`")
	}
	return s
}

// span puts the bounds of a count in words.
func span(low, high *int64, unit string) string {
	switch {
	case high != nil && low != nil && *low == *high:
		return "Exactly " + count(*high, unit)
	case high != nil && low != nil && *low > 0:
		return strconv.FormatInt(*low, 10) + " to " + count(*high, unit)
	case high != nil:
		return "At most " + count(*high, unit)
	case low != nil && *low == 1:
		return "Not empty"
	case low != nil && *low > 0:
		return "At least " + count(*low, unit)
	default:
		return ""
	}
}

func count(n int64, unit string) string {
	if n != 1 {
		if stem, ok := strings.CutSuffix(unit, "y"); ok {
			unit = stem + "ies"
		} else {
			unit += "s"
		}
	}
	return strconv.FormatInt(n, 10) + " " + unit
}

// between puts the bounds of a number in words.
func between(c *model.Checks) string {
	low, high := c.Minimum, c.Maximum
	switch {
	case low != "" && high != "" && !c.ExclusiveMin && !c.ExclusiveMax:
		return "From " + low + " to " + high
	case low == "" && high == "":
		return ""
	}
	var parts []string
	if low != "" {
		parts = append(parts, pick(c.ExclusiveMin, "greater than ", "at least ")+low)
	}
	if high != "" {
		parts = append(parts, pick(c.ExclusiveMax, "less than ", "at most ")+high)
	}
	s := strings.Join(parts, ", ")
	return strings.ToUpper(s[:1]) + s[1:]
}

func pick(cond bool, yes, no string) string {
	if cond {
		return yes
	}
	return no
}

// list joins words as a sentence does: "a", "a or b", "a, b or c".
func list(words []string, conjunction string) string {
	switch n := len(words); n {
	case 0:
		return ""
	case 1:
		return words[0]
	default:
		return strings.Join(words[:n-1], ", ") + " " + conjunction + " " + words[n-1]
	}
}
