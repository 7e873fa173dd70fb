package webhook

import (
	"bytes"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/armsmith/armsmith/internal/runtime/json"
)

// Tell is a place in a request that says, alone or with others, which webhook it is.
type Tell struct {
	Header string   // name of a header; "" for a property of the body
	Path   []string // the way to the property; in a list by position, -1 being the last
	// Loose: what stands there is compared by its letters and digits alone, in any case, for it was
	// made of the name of a webhook
	Loose bool
}

// Any stands in Kind.Is for a place in which anything may stand.
const Any = "\x00"

// tell finds out which webhook a request is: of those that it may be, the one of which most was
// seen.
func (t *Table) tell(req *Request, method, only string) {
	values := t.values(req)
	var best []int
	least := 0 // how many places were not looked at, of the best
	for i := range t.Kinds {
		k := &t.Kinds[i]
		if k.method() != method || only != "" && only != k.Name {
			continue
		}
		unseen, fits := k.fits(values)
		switch {
		case !fits || len(best) > 0 && unseen > least:
		case len(best) > 0 && unseen == least:
			best = append(best, i)
		default:
			best, least = []int{i}, unseen
		}
	}
	if len(best) == 1 {
		req.Kind = best[0]
		if status := t.Kinds[best[0]].Status; status != 0 {
			req.Status = status
		}
		return
	}
	for _, i := range best {
		req.MayBe = append(req.MayBe, t.Kinds[i].Name)
	}
}

// fits reports whether a request with such values may be of a kind, and in how many places anything
// would have done.
func (k *Kind) fits(values []string) (unseen int, fits bool) {
	if k.Is == nil {
		return len(values), true
	}
	for _, is := range k.Is {
		n, same := 0, true
		for i, want := range is {
			if want == Any {
				n++
			} else if same = want == values[i]; !same {
				break
			}
		}
		if same && (!fits || n < unseen) {
			unseen, fits = n, true
		}
	}
	return unseen, fits
}

// values returns what stands in the places that tell webhooks apart; "" where there is nothing.
func (t *Table) values(req *Request) []string {
	out := make([]string, len(t.Tells))
	for i := range t.Tells {
		at := &t.Tells[i]
		if at.Header != "" {
			out[i] = only(req.Header, at.Header)
		} else {
			out[i] = property(req.Body, at.Path)
		}
		if at.Loose {
			out[i] = letters(out[i])
		}
	}
	return out
}

// only returns the value of a header, "" for one that says several things.
func only(h http.Header, name string) string {
	if values := h.Values(name); len(values) == 1 {
		return values[0]
	}
	return ""
}

// property returns the text of the scalar that a path leads to; "" when it leads to none.
func property(text []byte, path []string) string {
	for _, step := range path {
		if text = member(text, step); text == nil {
			return ""
		}
	}
	if slices.Contains([]byte(`{[n`), text[0]) {
		return ""
	}
	if text[0] != '"' {
		return string(text)
	}
	var s string
	if json.DecodeFunc(text, func(r *json.Reader) { json.ReadString(&s, r) }) != nil {
		return ""
	}
	return s
}

// member returns the last member of that name of an object, or the element of a list; nil without
// one, and for what is not JSON.
func member(text []byte, name string) (found []byte) {
	text = trim(text)
	var err error
	switch {
	case len(text) > 0 && text[0] == '{':
		err = json.DecodeFunc(text, func(r *json.Reader) {
			r.Members(func(n string, value []byte) {
				if n == name {
					found = value
				}
			})
		})
	case len(text) > 0 && text[0] == '[':
		err = json.DecodeFunc(text, func(r *json.Reader) { found = element(r.Elements(), name) })
	}
	if err != nil {
		return nil
	}
	return trim(found)
}

func element(list [][]byte, position string) []byte {
	i, err := strconv.Atoi(position)
	if i < 0 {
		i += len(list)
	}
	if err != nil || i < 0 || i >= len(list) {
		return nil
	}
	return list[i]
}

// trim takes white space off a text of JSON; nil when nothing is left.
func trim(text []byte) []byte {
	if text = bytes.Trim(text, " \t\r\n"); len(text) == 0 {
		return nil
	}
	return text
}

// letters returns the letters and digits of a text, in small letters.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}
