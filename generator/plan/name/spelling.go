package name

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// spelled is the words that the names of one API spell whole, besides those that Go code always
// does, by their lower case.
type spelled map[string]string

// Spell has all names of the book that no lock and no owner has settled spell a word as it is
// given.
func (b *Book) Spell(word string) { b.spelled[strings.ToLower(word)] = word }

// Spelled returns an identifier as the book spells it.
func (b *Book) Spelled(identifier string) string { return b.spelled.of(identifier) }

// Uses reports whether a word that is to be spelled as it is given is a word of any name that is
// decided, or spelled so without being asked for.
func (b *Book) Uses(word string) bool {
	if initialisms[strings.ToLower(word)] == word {
		return true
	}
	for _, s := range b.scopes {
		for _, n := range s.names {
			if hasWord(n.final, word) {
				return true
			}
		}
	}
	return false
}

// hasWord reports whether a word, or its plural, is in an identifier, in whatever case.
func hasWord(identifier, word string) bool {
	if strings.Contains(identifier, word) {
		return true
	}
	for _, w := range Words(identifier) {
		if strings.EqualFold(w, word) || strings.EqualFold(w, word+"s") {
			return true
		}
	}
	return false
}

// of spells an identifier. A first word in lower case stays, so that what is not exported stays so.
func (s spelled) of(identifier string) string {
	if len(s) == 0 || identifier == "" {
		return identifier
	}
	var b strings.Builder
	for _, word := range Words(identifier) {
		b.WriteString(s.word(word))
	}
	return b.String()
}

func (s spelled) word(word string) string {
	if r, _ := utf8.DecodeRuneInString(word); !unicode.IsUpper(r) {
		return word
	}
	low := strings.ToLower(word)
	if whole, ok := s[low]; ok {
		return whole
	}
	single, plural := strings.CutSuffix(low, "s")
	if whole, ok := s[single]; ok && plural {
		return whole + "s"
	}
	return word
}
