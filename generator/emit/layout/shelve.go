package layout

import (
	"iter"
	"slices"
	"strings"
	"unicode"
)

// Divide divides what stands in files of one kind, by names, and yields each part with its label: ""
// for what is left, else letters with which the names begin. Labels differ, and none is longer than
// a file name bears.
func Divide[T any](values []T, name func(T) string, length func(T) int) iter.Seq2[string, []T] {
	all := make([]item[T], len(values))
	for i, v := range values {
		all[i] = item[T]{snake(name(v)), lines{decl: length(v)}, v}
	}
	return func(yield func(string, []T) bool) {
		p := planner{taken: map[string]bool{}}
		for _, part := range shelve(lines{}, all) {
			if label := p.name("", part.label, ""); !yield(label, part.values) {
				return
			}
		}
	}
}

// item is something to find a place for: by which key it is looked up, and how long it is.
type item[T any] struct {
	key   string
	lines lines
	value T
}

// part is what stands together. Its label is what the keys begin with; "" is for what is left.
type part[T any] struct {
	label  string
	values []T
}

// shelve divides items so that each part fits a file: as long as they do not, those of which the
// keys begin alike leave, most lines first. An item alone that does not fit is a part of its own.
// The first part is what stays beside what must, and may be empty. The order of items is kept.
func shelve[T any](must lines, items []item[T]) []part[T] {
	if len(items) == 0 {
		return []part[T]{{}}
	}
	return divide("", must, items, 0)
}

// divide shelves items whose keys have their first letters in common.
func divide[T any](label string, must lines, items []item[T], from int) []part[T] {
	from = max(from, common(items))
	stay, out := items, []part[T](nil)
	for !must.plus(size(stay)).fits() && len(stay) > 0 && (label == "" || len(stay) > 1) {
		next := largest(stay, from)
		if next == "" {
			break // equal keys, which nothing can tell apart
		}
		leave := beginning(stay, next, true)
		out = append(out, divide(labelOf(leave, label, next), lines{}, leave, len(next))...)
		stay = beginning(stay, next, false)
	}
	if len(stay) == 0 && label != "" {
		return out
	}
	return append([]part[T]{{label, values(stay)}}, out...)
}

// largest returns the beginning, one letter longer than what all keys share, under which most lines
// stand; "" when the keys have no further letter.
func largest[T any](items []item[T], from int) string {
	sizes := map[string]lines{}
	for _, it := range items {
		if len(it.key) > from {
			sizes[it.key[:from+1]] = sizes[it.key[:from+1]].plus(it.lines)
		}
	}
	best := ""
	for next, l := range sizes {
		if b := sizes[best]; best == "" || l.longer() > b.longer() || l.longer() == b.longer() && next < best {
			best = next
		}
	}
	return best
}

// beginning returns the items whose keys begin so, or the others.
func beginning[T any](items []item[T], prefix string, so bool) []item[T] {
	var out []item[T]
	for _, it := range items {
		if strings.HasPrefix(it.key, prefix) == so {
			out = append(out, it)
		}
	}
	return out
}

// labelOf names a part after the words that its keys share, or after their first letters where the
// words would not tell it from what it leaves.
func labelOf[T any](items []item[T], parent, prefix string) string {
	shared := items[0].key[:common(items)]
	if words := strings.TrimRight(shared[:strings.LastIndex(shared, "_")+1], "_"); len(words) > len(parent) && len(words) >= len(prefix) {
		return words
	}
	return strings.Trim(prefix, "_")
}

// common returns how many first letters all keys share.
func common[T any](items []item[T]) int {
	n := len(items[0].key)
	for _, it := range items[1:] {
		n = min(n, len(it.key))
		for i := range n {
			if it.key[i] != items[0].key[i] {
				n = i
				break
			}
		}
	}
	return n
}

func size[T any](items []item[T]) (l lines) {
	for _, it := range items {
		l = l.plus(it.lines)
	}
	return l
}

func values[T any](items []item[T]) []T {
	out := make([]T, len(items))
	for i, it := range items {
		out[i] = it.value
	}
	return out
}

// snake turns a Go identifier into the letters of a file name, an underscore after each word:
// JobHTTPSettings becomes job_http_settings_. Other letters than ASCII's are left out, and a name
// that has no others is filed under x.
func snake(name string) string {
	var b strings.Builder
	letters := slices.DeleteFunc([]rune(name), func(r rune) bool {
		return r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	if len(letters) == 0 {
		letters = []rune("x")
	}
	for i, r := range letters {
		after := i > 0 && !unicode.IsUpper(letters[i-1])
		before := i > 0 && i+1 < len(letters) && unicode.IsLower(letters[i+1])
		if unicode.IsUpper(r) && (after || before) {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	b.WriteByte('_')
	return b.String()
}
