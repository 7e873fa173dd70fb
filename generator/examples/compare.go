package examples

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/armsmith/armsmith/generator/load/node"
)

// Difference is something that a body has lost, gained or has otherwise after a round trip.
type Difference struct {
	Pointer string // JSON pointer to it, within the body
	Message string

	added bool
}

// compare returns what differs between two JSON texts. The order of members means nothing, and a
// number is what it is worth: 1.0 and 1e0 are the same.
func compare(before, after []byte) ([]Difference, error) {
	was, err := decode(before)
	if err != nil {
		return nil, fmt.Errorf("the example is not JSON: %w", err)
	}
	is, err := decode(after)
	if err != nil {
		return nil, fmt.Errorf("what was written is not JSON: %w", err)
	}
	c := &comparison{}
	c.value(nil, was, is)
	return c.found, nil
}

// unsent takes away what was added to a request and is not in what is sent: a constant that is
// read-only, which a model has always and a request never.
func unsent(differences []Difference, sent []byte) ([]Difference, error) {
	if len(sent) == 0 {
		return differences, nil
	}
	request, err := decode(sent)
	if err != nil {
		return nil, fmt.Errorf("what is sent is not JSON: %w", err)
	}
	return slices.DeleteFunc(differences, func(d Difference) bool { return d.added && !holds(request, d.Pointer) }), nil
}

// holds reports whether something stands at a pointer.
func holds(v any, pointer string) bool {
	if pointer == "" {
		return true
	}
	for _, key := range node.Split(pointer) {
		switch in := v.(type) {
		case map[string]any:
			inner, there := in[key]
			if !there {
				return false
			}
			v = inner
		case []any:
			i, err := strconv.Atoi(key)
			if err != nil || i < 0 || i >= len(in) {
				return false
			}
			v = in[i]
		default:
			return false
		}
	}
	return true
}

func decode(text []byte) (any, error) {
	in := json.NewDecoder(bytes.NewReader(text))
	in.UseNumber()
	var v any
	if err := in.Decode(&v); err != nil {
		return nil, err
	}
	if _, err := in.Token(); err != io.EOF {
		return nil, fmt.Errorf("there is more than one value")
	}
	return v, nil
}

type comparison struct{ found []Difference }

func (c *comparison) add(at []string, format string, args ...any) {
	c.found = append(c.found, Difference{Pointer: node.Join(at...), Message: fmt.Sprintf(format, args...)})
}

func (c *comparison) value(at []string, was, is any) {
	switch was := was.(type) {
	case map[string]any:
		if is, ok := is.(map[string]any); ok {
			c.object(at, was, is)
			return
		}
	case []any:
		if is, ok := is.([]any); ok && len(was) == len(is) {
			for i := range was {
				c.value(append(at[:len(at):len(at)], strconv.Itoa(i)), was[i], is[i])
			}
			return
		}
	case json.Number:
		if is, ok := is.(json.Number); ok && worth(was) == worth(is) {
			return
		}
	default:
		if was == is {
			return
		}
	}
	c.add(at, "%s became %s", short(was), short(is))
}

func (c *comparison) object(at []string, was, is map[string]any) {
	for _, key := range slices.Sorted(maps.Keys(was)) {
		inner := append(at[:len(at):len(at)], key)
		if now, there := is[key]; there {
			c.value(inner, was[key], now)
		} else {
			c.add(inner, "%s is lost", short(was[key]))
		}
	}
	for _, key := range slices.Sorted(maps.Keys(is)) {
		if _, there := was[key]; !there {
			c.add(append(at[:len(at):len(at)], key), "%s is added", short(is[key]))
			c.found[len(c.found)-1].added = true
		}
	}
}

// worth returns a number in a form that is the same for all ways to write it. It is text, because
// no Go type holds every number that JSON can write.
func worth(n json.Number) string {
	text, sign := strings.ToLower(string(n)), ""
	if rest, negative := strings.CutPrefix(text, "-"); negative {
		text, sign = rest, "-"
	}
	mantissa, exponent, _ := strings.Cut(text, "e")
	whole, fraction, _ := strings.Cut(mantissa, ".")
	digits := strings.TrimLeft(whole+fraction, "0")
	if digits == "" {
		return "0"
	}
	power, err := strconv.ParseInt(exponent, 10, 48)
	if exponent != "" && err != nil {
		return string(n) // beyond all sense: only the same text is the same
	}
	significant := strings.TrimRight(digits, "0")
	return fmt.Sprintf("%s%se%d", sign, significant, power-int64(len(fraction))+int64(len(digits)-len(significant)))
}

// short returns the beginning of a value's JSON.
func short(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	const most = 60
	if len(text) <= most {
		return string(text)
	}
	return strings.ToValidUTF8(string(text[:most]), "") + "..."
}
