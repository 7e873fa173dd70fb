package changes

import (
	"strings"
	"unicode"

	"github.com/armsmith/armsmith/generator/model"
)

// Related reports whether two models can be versions of one API: they share an operation or, where
// they have none, a type, or their titles are the same except for a version. Of others a report
// would list everything as gone and everything as new.
func Related(before, now *model.API) bool {
	if words(before.Title) == words(now.Title) {
		return true
	}
	old, next := operationsOf(before), operationsOf(now)
	if len(old)+len(next) > 0 {
		return len(matchOperations(old, next).both) > 0
	}
	return len(matchBy(before.Types, now.Types, func(t *model.Type) string { return t.Name }).both) > 0
}

// words is a title without what is no word: versions, dates, punctuation.
func words(title string) string {
	var out []string
	for _, word := range strings.FieldsFunc(strings.ToLower(title), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if strings.Trim(word, "v0123456789") != "" {
			out = append(out, word)
		}
	}
	return strings.Join(out, " ")
}
