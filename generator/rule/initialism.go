package rule

import (
	"go/token"
	"unicode"

	"github.com/armsmith/armsmith/generator/finding"
)

// Initialism is a word that Go names spell as it stands here, wherever it is a word of one: GID
// makes OrderGID of order_gid.
type Initialism struct {
	Place finding.Place
	Word  string
}

// IsInitialism reports whether a word can be spelled so: it is exported, and of letters and digits.
func IsInitialism(word string) bool {
	for _, r := range word {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return false
		}
	}
	return token.IsExported(word) && len(word) > 1
}
