package name

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/armsmith/armsmith/generator/english"
)

// Go turns a word of the document into an Exported Go identifier, initialisms whole: "eTag" ->
// "ETag", "nodeUrl" -> "NodeURL", "$orderBy" -> "OrderBy", "+1" -> "Plus1". It never returns "".
func Go(word string) string { return Exported(Part(word)) }

// Var is Go for unexported identifiers: its first hump in lower case, so that IDList becomes
// idList. Go's keywords and predeclared names are avoided.
func Var(word string) string {
	pieces := splitWords(word, spellLeading)
	if len(pieces) == 0 {
		pieces = splitWords(Part(word), spellLeading)
	}
	head := strings.ToLower(pieces[0].text)
	if r, _ := utf8.DecodeRuneInString(head); !unicode.IsLetter(r) || unicode.IsUpper(r) {
		head = "x" + head
	}
	v := head + strings.TrimPrefix(joinWords(pieces), joinWords(pieces[:1]))
	if isPredeclared(v) {
		v += "Value"
	}
	return v
}

// Part is Go for a part of an identifier: it may start with a digit or a letter without
// case.
func Part(word string) string {
	if w := joinWords(splitWords(word, spellLeading)); w != "" {
		return w
	}
	return Spelled(word)
}

// Spelled is Part with every symbol of the word Spelled out, for words that differ in their
// symbols alone.
func Spelled(word string) string {
	if isPlain(word) {
		return Part(word)
	}
	if w := joinWords(splitWords(word, spellAll)); w != "" {
		return w
	}
	return "Empty"
}

// Exported makes an identifier of a word: upper case first, or prefixed with X when it starts with
// a digit or a letter that has no case.
func Exported(word string) string {
	r, size := utf8.DecodeRuneInString(word)
	if up := unicode.ToUpper(r); unicode.IsUpper(up) {
		return string(up) + word[size:]
	}
	return "X" + word
}

// piece is a part of a word: a hump of camel case, or what stands between separators.
type piece struct {
	text string
	sep  bool // a separator stands before it
}

// spelling says which symbols become words.
type spelling uint8

const (
	spellLeading spelling = iota // a sign before a number at the start; others separate
	spellAll
)

// symbols are the words for what an identifier cannot hold.
var symbols = map[rune]string{
	'+': "Plus", '-': "Minus", '*': "Star", '/': "Slash", '\\': "Backslash", '=': "Equal", '<': "Less", '>': "Greater",
	'!': "Not", '~': "Tilde", '%': "Percent", '&': "And", '|': "Or", '^': "Caret", '@': "At", '#': "Hash", '$': "Dollar",
	'?': "Question", '.': "Dot", ',': "Comma", ':': "Colon", ';': "Semicolon", '\'': "Quote", '"': "DoubleQuote",
	'`': "Backquote", '(': "OpenParen", ')': "CloseParen", '[': "OpenBracket", ']': "CloseBracket", '{': "OpenBrace",
	'}': "CloseBrace", '_': "Underscore", ' ': "Space", '\t': "Tab", '\n': "Newline", '\r': "Return",
}

// splitWords cuts a word at separators and at the humps of camel case.
func splitWords(word string, how spelling) []piece {
	var out []piece
	var cur []rune
	sep := false
	flush := func() {
		if len(cur) > 0 {
			for i, hump := range humps(cur) {
				out = append(out, piece{hump, sep && i == 0})
			}
			cur, sep = nil, false
		}
	}
	runes := []rune(word)
	for i, r := range runes {
		switch {
		case r > unicode.MaxASCII && unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r): // letters that nobody sees
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			cur = append(cur, r)
		// accents, and the apostrophe of "user's"
		case unicode.Is(unicode.M, r) || r == '\'' && how != spellAll && len(cur) > 0:
		case symbols[r] != "" && (how == spellAll || leadingSign(runes, i)):
			flush()
			out = append(out, piece{symbols[r], true})
			sep = true
		case r == '.' && how != spellAll && betweenDigits(runes, i) && len(cur) > 0:
			flush()
			out = append(out, piece{"Point", false})
		default:
			flush()
			sep = true
		}
	}
	flush()
	return out
}

// isPlain reports whether a word is of ASCII letters and digits, so that it is spelled in one way.
func isPlain(word string) bool {
	return word != "" && !strings.ContainsFunc(word, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9')
	})
}

// leadingSign reports whether runes[i] is the sign of a number that starts the word, or all there
// is.
func leadingSign(runes []rune, i int) bool {
	if i != 0 || runes[0] != '+' && runes[0] != '-' {
		return false
	}
	return len(runes) > 1 && unicode.IsDigit(runes[1])
}

// betweenDigits reports whether runes[i] is the point of a decimal number that is the whole word.
func betweenDigits(runes []rune, i int) bool {
	for j, r := range runes {
		if j != i && !unicode.IsDigit(r) && !(j == 0 && (r == '-' || r == '+')) {
			return false
		}
	}
	return i > 0 && i+1 < len(runes)
}

// humps cuts letters and digits where camel case does: "kernelCPUTime" -> kernel, CPU, Time.
func humps(rs []rune) []string {
	var out []string
	start := 0
	for i := 1; i < len(rs); i++ {
		lowUp := !unicode.IsUpper(rs[i-1]) && unicode.IsUpper(rs[i])
		upUpLow := i+1 < len(rs) && unicode.IsUpper(rs[i-1]) && unicode.IsUpper(rs[i]) && unicode.IsLower(rs[i+1]) &&
			!(rs[i+1] == 's' && pluralEnds(rs, i+1))
		if lowUp || upUpLow {
			out = append(out, string(rs[start:i]))
			start = i
		}
	}
	return append(out, string(rs[start:]))
}

// pluralEnds reports whether the s at rs[i] ends a plural such as IDs or URLsPerNode.
func pluralEnds(rs []rune, i int) bool { return i+1 == len(rs) || unicode.IsUpper(rs[i+1]) }

// joinWords puts pieces together, each with its first letter in upper case and initialisms whole.
func joinWords(pieces []piece) string {
	shout := shouted(pieces)
	var b strings.Builder
	for i, p := range pieces {
		w := cased(p.text, shout)
		if i > 0 && endsInDigit(pieces[i-1].text) && startsWithDigit(w) && p.sep {
			b.WriteByte('_') // 1.2 and 12 must not look alike
		}
		b.WriteString(w)
	}
	return b.String()
}

// cased writes one piece as it stands in an identifier.
func cased(text string, shout bool) string {
	low := strings.ToLower(text)
	if w, ok := initialisms[low]; ok {
		return w
	}
	if single, plural := strings.CutSuffix(low, "s"); plural && initialisms[single] == strings.ToUpper(single) && len(single) > 1 {
		return initialisms[single] + "s"
	}
	if shout && !strings.ContainsFunc(text, unicode.IsDigit) {
		text = low
	}
	r, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(r)) + text[size:]
}

// shouted reports whether a word is written in capitals throughout, as constants are elsewhere:
// IN_PROGRESS, ACTIVE. Short ones are taken for abbreviations: GET_ALL is shouted, LRS is not.
func shouted(pieces []piece) bool {
	letters, seps := 0, 0
	for i, p := range pieces {
		if strings.ContainsFunc(p.text, unicode.IsLower) {
			return false
		}
		letters += len(p.text)
		if i > 0 && p.sep {
			seps++
		}
	}
	return seps > 0 || letters > 3
}

func endsInDigit(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsDigit(r)
}

func startsWithDigit(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsDigit(r)
}

// Words parts a Go identifier into its words: "GetVMSizes" is Get, VM, Sizes; "Top10" is one word.
func Words(identifier string) []string { return humps([]rune(identifier)) }

// Singular puts the last word of a Go identifier into the singular.
func Singular(identifier string) string {
	words := Words(identifier)
	words[len(words)-1] = english.Singular(words[len(words)-1])
	return strings.Join(words, "")
}

// HasWord reports whether a text holds anything that can stand in an identifier.
func HasWord(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// HasLetter reports whether a text holds a letter.
func HasLetter(s string) bool { return strings.ContainsFunc(s, unicode.IsLetter) }

// Flat is a word without case and separators, to recognise one that was written in two ways.
func Flat(s string) string {
	return strings.NewReplacer("-", "", "_", "", ".", "", " ", "").Replace(strings.ToLower(s))
}
