package english

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sentence ends a text with a full stop where it has none.
func Sentence(s string) string {
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

// Summarised ends the summary that a text begins with, and the text, with a full stop where they
// have none.
func Summarised(text string) string {
	summary, rest, more := strings.Cut(strings.TrimSpace(text), "\n\n")
	if !more || strings.Contains(summary, "\n") {
		return Sentence(text)
	}
	return Sentence(summary) + "\n\n" + Sentence(rest)
}

// FirstSentence returns the beginning of a description, up to the end of its first sentence or
// paragraph.
func FirstSentence(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(plain(s)), "\n\n")
	s = OneLine(s)
	if i := strings.Index(s, ". "); i >= 0 {
		return s[:i+1]
	}
	return s
}

// Paragraph joins sentences to a paragraph.
func Paragraph(sentences ...string) string {
	var out []string
	for _, s := range sentences {
		if s = Sentence(s); s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, " ")
}

// WithNotes appends notes to a description: to its only paragraph, or as a paragraph of their own.
func WithNotes(text, notes string) string {
	text = strings.TrimSpace(text)
	switch {
	case notes == "" || text == "":
		return text + notes
	case strings.Contains(text, "\n"):
		return text + "\n\n" + notes
	default:
		return Paragraph(text, notes)
	}
}

// Deprecated returns the paragraph that Go's tools recognise; "" for what is not deprecated.
func Deprecated(why string) string {
	switch {
	case why == "":
		return ""
	case strings.TrimSpace(why) == "":
		return "Deprecated: the service's document marks it so."
	default:
		return "Deprecated: " + OneLine(why)
	}
}

// Span puts the bounds of a count in words.
func Span(low, high *int64, unit string) string {
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

// List joins words as a sentence does: "a", "a or b", "a, b or c".
func List(words []string, conjunction string) string {
	switch n := len(words); n {
	case 0:
		return ""
	case 1:
		return words[0]
	default:
		return strings.Join(words[:n-1], ", ") + " " + conjunction + " " + words[n-1]
	}
}

// LowerFirst lowers the first letter of a sentence unless its first word is a name or an
// abbreviation, or the first of several capitalised ones.
func LowerFirst(s string) string {
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
