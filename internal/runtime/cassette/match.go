package cassette

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// asked is what tells a request from others: where it goes below the host, and what it carries.
type asked struct {
	method, path string
	query        url.Values
	part         string // Range
	kind         string // of the body: "JSON", "text", "octets" or "nothing"
	json         any
	data         []byte
}

func askedBy(r *request) *asked {
	a := &asked{method: r.Method, part: r.Headers["Range"], kind: "nothing", data: r.bytes()}
	if u, err := url.Parse(r.URL); err == nil {
		a.path, a.query = u.EscapedPath(), u.Query()
	}
	switch {
	case r.JSON != nil:
		a.kind = "JSON"
		dec := json.NewDecoder(bytes.NewReader(r.JSON))
		dec.UseNumber()
		if dec.Decode(&a.json) != nil {
			a.json = string(r.JSON)
		}
	case r.Text != nil:
		a.kind = "text"
	case r.Base64 != "":
		a.kind = "octets"
	}
	return a
}

// String is how an error names a request.
func (a *asked) String() string {
	text := a.method + " " + a.path
	if len(a.query) > 0 {
		text += "?" + a.query.Encode()
	}
	return shorten(text)
}

// differences lists how a request that was sent differs from a recorded one, and weighs that.
func (a *asked) differences(sent *asked) (out []string, weight int) {
	differ := func(heavy int, what, recorded, sent string) {
		out, weight = append(out, what+": recorded "+shorten(recorded)+", sent "+shorten(sent)), weight+heavy
	}
	if a.method != sent.method {
		differ(1000, "method", a.method, sent.method)
	}
	if a.path != sent.path {
		differ(10000, "path", a.path, sent.path)
	}
	for _, name := range either(a.query, sent.query) {
		if mine, others := a.query[name], sent.query[name]; !slices.Equal(mine, others) {
			differ(10, "query parameter "+name, quoted(mine), quoted(others))
		}
	}
	if a.part != sent.part {
		differ(10, "Range", strconv.Quote(a.part), strconv.Quote(sent.part))
	}
	switch {
	case a.kind != sent.kind:
		differ(10, "body", a.kind, sent.kind)
	case a.kind == "JSON":
		if at, mine, others, same := jsonDiffers("", a.json, sent.json); !same {
			differ(1, strings.TrimSpace("body "+at), mine, others)
		}
	case !bytes.Equal(a.data, sent.data):
		differ(1, "body", firstLine(a.data, sent.data), firstLine(sent.data, a.data))
	}
	return out, weight
}

// either lists the names that one of two maps has, sorted.
func either[V any, M ~map[string]V](a, b M) []string {
	names := slices.AppendSeq(slices.Collect(maps.Keys(a)), maps.Keys(b))
	slices.Sort(names)
	return slices.Compact(names)
}

// quoted is how an error shows the values of a parameter.
func quoted(values []string) string {
	if len(values) == 0 {
		return "none"
	}
	var out []string
	for _, v := range values {
		out = append(out, strconv.Quote(shorten(v)))
	}
	return strings.Join(out, ", ")
}

// firstLine is the first line of a text that is not the same in another.
func firstLine(text, other []byte) string {
	others := slices.Collect(bytes.Lines(other))
	n := 0
	for line := range bytes.Lines(text) {
		if n >= len(others) || !bytes.Equal(line, others[n]) {
			return fmt.Sprintf("in line %d %q", n+1, shorten(string(line)))
		}
		n++
	}
	return fmt.Sprintf("%d lines", n)
}

// jsonDiffers finds the first place, as a JSON pointer, where two values differ.
func jsonDiffers(at string, a, b any) (where, mine, others string, same bool) {
	switch x := a.(type) {
	case map[string]any:
		y, ok := b.(map[string]any)
		if !ok {
			break
		}
		for _, name := range either(x, y) {
			v, inX := x[name]
			w, inY := y[name]
			next := at + "/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(name)
			switch {
			case !inX:
				return next, "none", jsonText(w), false
			case !inY:
				return next, jsonText(v), "none", false
			}
			if where, mine, others, same := jsonDiffers(next, v, w); !same {
				return where, mine, others, false
			}
		}
		return "", "", "", true
	case []any:
		y, ok := b.([]any)
		if !ok {
			break
		}
		for i := range min(len(x), len(y)) {
			if where, mine, others, same := jsonDiffers(at+"/"+strconv.Itoa(i), x[i], y[i]); !same {
				return where, mine, others, false
			}
		}
		return at, fmt.Sprintf("%d elements", len(x)), fmt.Sprint(len(y)), len(x) == len(y)
	}
	return at, jsonText(a), jsonText(b), reflect.DeepEqual(a, b)
}

func jsonText(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		return "something"
	}
	return string(text)
}

// list joins what an error tells, if that is not too much.
func list(told []string) string {
	const most = 4
	if len(told) > most {
		told = append(told[:most:most], fmt.Sprintf("and %d more", len(told)-most))
	}
	return strings.Join(told, "; ")
}
