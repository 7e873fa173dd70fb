// Package pattern checks strings against regular expressions. It is a package of its own so that
// only clients of documents with patterns beyond what package match reads carry a regular
// expression engine.
package pattern

import (
	"regexp"
	"sync"
)

var compiled sync.Map // expression -> *regexp.Regexp: a cache, each entry made once it is needed

// Match reports whether s matches an expression in RE2's syntax, which the generator has checked.
func Match(s, expr string) bool {
	re, ok := compiled.Load(expr)
	if !ok {
		re, _ = compiled.LoadOrStore(expr, regexp.MustCompile(expr))
	}
	return re.(*regexp.Regexp).MatchString(s)
}
