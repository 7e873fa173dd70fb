package english

import (
	"strings"
)

// Singular returns the singular of an English noun, or the word itself when it does not look like a
// plural.
func Singular(w string) string {
	lower := strings.ToLower(w)
	switch {
	case len(w) < 3 || !strings.HasSuffix(lower, "s"):
		return w
	case uncountable[lower]:
		return w
	case irregular[lower] != "":
		return w[:1] + irregular[lower][1:]
	case strings.HasSuffix(lower, "ss"), strings.HasSuffix(lower, "us"), strings.HasSuffix(lower, "is"):
		return w
	case strings.HasSuffix(lower, "ies") && len(w) > 4:
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(lower, "sses"), strings.HasSuffix(lower, "xes"), strings.HasSuffix(lower, "ches"),
		strings.HasSuffix(lower, "shes"), strings.HasSuffix(lower, "uses") && !strings.HasSuffix(lower, "auses"):
		return w[:len(w)-2]
	}
	return w[:len(w)-1]
}

// plural reports whether a name looks like that of several things.
func plural(name string) bool {
	return strings.HasSuffix(name, "s") && !strings.HasSuffix(name, "ss") && !strings.HasSuffix(name, "us") && !strings.HasSuffix(name, "is")
}

// pluralHead reports whether the noun that a text begins with, its adjectives before it, is a
// plural: "custom settings of a task".
func pluralHead(text string) bool {
	head := ""
	for word := range strings.FieldsSeq(text) {
		bare := strings.TrimRight(word, ".,;:")
		if joints[bare] || subordinate[bare] || bare == "and" || bare == "or" || strings.HasPrefix(word, "(") {
			break
		}
		if head = bare; bare != word {
			break
		}
	}
	return isWord(head) && plural(head) && !singulars[head]
}

func article(word string) string {
	if strings.ContainsAny(word[:1], "aeio") {
		return "an"
	}
	return "a"
}

// An puts the article before a name.
func An(name string) string {
	if vowelSound(strings.TrimPrefix(name, "*")) {
		return "an " + name
	}
	return "a " + name
}

// vowelSound reports whether a name is said with a vowel at its beginning: "Asset", "azureml",
// "UnknownPet" and "HTTPHeader", whose letters are spelled, but not "UnionType" or "OneDrive".
func vowelSound(name string) bool {
	lower := strings.ToLower(name)
	for _, said := range []string{"one", "eu", "uni"} {
		if strings.HasPrefix(lower, said) {
			return false
		}
	}
	spelled := name[:len(name)-len(strings.TrimLeft(name, "BCDFGHJKLMNPQRSTVWXYZ"))]
	switch {
	case len(spelled) > 2: // the last letter begins the next word
		return strings.ContainsAny(spelled[:1], "FHLMNRSX")
	default:
		return strings.HasPrefix(lower, "un") || name != "" && strings.ContainsAny(lower[:1], "aeio")
	}
}

// isWord reports whether a text is a word of lower-case letters.
func isWord(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return r < 'a' || r > 'z' }) < 0
}
