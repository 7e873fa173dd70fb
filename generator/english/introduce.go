package english

import (
	"strings"
	"unicode"
)

// Method makes a description of a method begin with the Go name it documents, as a Go programmer
// would have written it. Where that is not to be done safely, the name stands before a colon.
//
//	"Lists the deployments."        -> "List lists the deployments."
//	"Activate a user"               -> "ActivateUser activates a user"
//	"For testing only."             -> "Reset: For testing only."
//
// A description that only repeats the name says nothing: "" then, unless it makes a sentence.
//
//	"Stream events"                 -> "StreamEvents streams events"
//	"Health check"                  -> "" for HealthCheck
func Method(name, text string) string {
	text = strings.TrimSpace(text)
	if s, ok := imperative(name, text); ok {
		return s
	}
	if s, ok := sentenceAbout(name, text); ok {
		return s
	}
	if Repeats(name, text) {
		return ""
	}
	return name + ": " + text
}

// Type is Method for what is described by a noun: a type, a variant, a group of
// operations. A description that only repeats the name tells nothing: "" then.
//
//	"A reference to an asset."      -> "AssetReference is a reference to an asset."
//	"Reference to an asset."        -> "AssetReference is a reference to an asset."
//	"The settings of a task."       -> "TaskSettings are the settings of a task."
//	"Properties of a disk."         -> "Disk holds the properties of a disk."
//	"Kubernetes cluster"            -> "Cluster: Kubernetes cluster"
//	"Order status"                  -> "" for OrderStatus
func Type(name, text string) string {
	text = strings.TrimSpace(text)
	if Repeats(name, text) {
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

// Field is Type for a field or parameter, which may as well be described without its name. What
// only repeats the name is no description.
func Field(name, text string, many bool) string {
	text = strings.TrimSpace(text)
	if Repeats(name, text) {
		return ""
	}
	first, _, _ := strings.Cut(text, " ")
	if lower := strings.ToLower(first); many && articles[lower] || thirdPerson[lower] != "" {
		return text
	}
	s, _ := sentenceAbout(name, text)
	return s
}

// Const is Type for a value of an enum, which is often described by what is then
// so.
func Const(name, text string) string {
	text = strings.TrimSpace(text)
	first, _, _ := strings.Cut(text, " ")
	if articles[strings.ToLower(first)] || thirdPerson[strings.ToLower(first)] != "" {
		return name + ": " + text
	}
	return Type(name, text)
}

// Repeats reports whether a description says no more than the name, or its end, does.
func Repeats(name, text string) bool {
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
	case word == "the" && pluralHead(rest) && plural(name):
		return name + " are the " + rest, true
	case word == "the" && pluralHead(rest):
		return name + " holds the " + rest, true
	case articles[word]:
		return name + " is " + word + " " + rest, true
	case isVerb(first):
		return name + " " + word + " " + rest, true
	case thirdPerson[word] != "" && !strings.HasPrefix(rest, "of "):
		return name + " " + thirdPerson[word] + " " + rest, true
	default:
		return text, false
	}
}

// imperative joins the name of a method to a description that begins with a verb and its object:
// "Activate a user". What is a verb is told by the article that follows, for there are too many to
// List.
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
