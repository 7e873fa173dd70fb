package judged

import (
	"encoding/json"
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/mock/sample"
)

const (
	optionalDepth = 2  // objects inside one another that get their optional fields too
	requiredDepth = 20 // beyond, a type cannot be had without a value of itself
)

// maker makes values that a model allows, as JSON text.
type maker struct {
	// values are written as they are on the wire, in bodies, and not as their Go type reads them
	wire bool
}

// value returns a value of a type that passes the checks.
func (m maker) value(ref model.Ref, checks model.Checks, depth int) (json.RawMessage, error) {
	if ref.Only != nil {
		return json.RawMessage(ref.Only.JSON), nil
	}
	switch ref.Kind {
	case model.Named:
		return m.named(ref.Type, checks, depth)
	case model.List:
		return m.list(ref, checks, depth)
	case model.Map:
		item, err := m.held(ref.Elem, depth)
		if err != nil {
			return nil, err
		}
		return json.RawMessage(`{"key":` + string(item) + `}`), nil
	case model.Expandable:
		return json.RawMessage(`"id"`), nil
	case model.Any, model.Dynamic:
		if !m.wire {
			return json.RawMessage(`"any"`), nil // no style writes an object inside an object
		}
		return json.RawMessage(`{}`), nil
	}
	return m.scalar(ref, checks)
}

// held returns a value of what a list, a map or a union holds.
func (m maker) held(ref *model.Ref, depth int) (json.RawMessage, error) {
	var checks model.Checks
	if ref.Checks != nil {
		checks = *ref.Checks
	}
	return m.value(*ref, checks, depth+1)
}

func (m maker) named(t *model.Type, checks model.Checks, depth int) (json.RawMessage, error) {
	if depth > requiredDepth {
		return nil, fmt.Errorf("%s cannot be had without a value of itself", t.Name)
	}
	switch t.Kind {
	case model.KindEnum:
		if len(t.Enum.Values) > 0 {
			return json.RawMessage(t.Enum.Values[0].Value.JSON), nil
		}
		return m.scalar(model.Ref{Kind: t.Enum.Base}, checks)
	case model.KindUnion:
		return m.union(t.Union, depth)
	case model.KindNamed:
		return m.value(*t.Target, checks, depth)
	}
	fewest := 0
	if checks.MinProperties != nil {
		fewest = int(*checks.MinProperties)
	}
	fields, err := m.object(t, depth, fewest)
	if err != nil {
		return nil, err
	}
	return json.Marshal(fields)
}

// object returns an object's members: the required ones, and near the top or to have the fewest
// that there must be the others too. What only the service sets is not sent.
func (m maker) object(t *model.Type, depth, fewest int) (map[string]any, error) {
	out := map[string]any{}
	for _, f := range t.Fields {
		if f.ReadOnly || f.Told || !f.Required && depth >= optionalDepth && len(out) >= fewest {
			continue
		}
		value, err := m.field(f, depth)
		if err != nil && !f.Required {
			continue // one that would have to hold itself
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Wire, err)
		}
		at := out
		for _, outer := range f.Flatten {
			inner, ok := at[outer].(map[string]any)
			if !ok {
				inner = map[string]any{}
				at[outer] = inner
			}
			at = inner
		}
		at[f.Wire] = value
	}
	return out, nil
}

func (m maker) field(f *model.Field, depth int) (json.RawMessage, error) {
	if f.Const != nil {
		return json.RawMessage(f.Const.JSON), nil
	}
	return m.value(f.Type, f.Checks, depth+1)
}

// union returns a value of the first variant that can be had.
func (m maker) union(u *model.Union, depth int) (json.RawMessage, error) {
	var first error
	for _, v := range u.Variants {
		value, err := m.held(&v.Type, depth)
		if err == nil {
			return withDiscriminator(value, u, v)
		}
		if first == nil {
			first = err
		}
	}
	if first == nil {
		first = fmt.Errorf("a union without variants")
	}
	return nil, first
}

// withDiscriminator puts the value that picks a variant into it.
func withDiscriminator(value json.RawMessage, u *model.Union, v *model.Variant) (json.RawMessage, error) {
	if u.Discriminator == "" || len(v.Values) == 0 {
		return value, nil
	}
	var members map[string]json.RawMessage
	if err := json.Unmarshal(value, &members); err != nil {
		return value, nil // a variant that is no object has no discriminator
	}
	if members == nil {
		members = map[string]json.RawMessage{}
	}
	text, err := json.Marshal(v.Values[0])
	if err != nil {
		return nil, err
	}
	if old := members[u.Discriminator]; len(old) == 0 || old[0] == '"' {
		members[u.Discriminator] = text
	}
	return json.Marshal(members)
}

func (m maker) list(ref model.Ref, checks model.Checks, depth int) (json.RawMessage, error) {
	n := int64(1)
	if checks.MinItems != nil {
		n = max(n, *checks.MinItems)
	}
	if checks.MaxItems != nil {
		n = min(n, *checks.MaxItems)
	}
	if checks.UniqueItems {
		n = min(n, 1)
	}
	items := make([]json.RawMessage, n)
	for i := range items {
		item, err := m.held(ref.Elem, depth)
		if err != nil {
			return nil, err
		}
		items[i] = item
	}
	return json.Marshal(items)
}

// scalar returns a value of a kind that is neither a list nor an object.
func (m maker) scalar(ref model.Ref, checks model.Checks) (json.RawMessage, error) {
	if ref.Kind.IsNumber() {
		n, err := number(checks, ref.Kind != model.Float64 && ref.Kind != model.Number)
		return m.quoted(ref, n), err
	}
	wire := ref.Wire
	if !m.wire {
		wire = model.WireDefault
	}
	row, _ := ref.Kind.Scalar()
	sample := row.Samples[wire]
	switch ref.Kind {
	case model.String, model.Secret, model.ETag:
		text, err := text(checks)
		if err != nil {
			return nil, err
		}
		return json.Marshal(text)
	case model.File, model.Stream:
		sample = "" // the body of a part, which call writes
	}
	if sample == "" {
		return nil, fmt.Errorf("no value of the kind %d, wire %d is known", ref.Kind, wire)
	}
	return json.RawMessage(sample), nil
}

// quoted puts a number or a boolean into the string that the wire has for it.
func (m maker) quoted(ref model.Ref, text string) json.RawMessage {
	if m.wire && ref.Wire == model.WireString {
		return json.RawMessage(strconv.Quote(text))
	}
	return json.RawMessage(text)
}

// number returns a number between its bounds that is a multiple of what it must be one of.
func number(checks model.Checks, whole bool) (string, error) {
	low, high, step := rational(checks.Minimum), rational(checks.Maximum), rational(checks.MultipleOf)
	if step == nil || step.Sign() == 0 {
		step = big.NewRat(1, 1)
		if !whole && low != nil && high != nil {
			step = new(big.Rat).Quo(new(big.Rat).Sub(high, low), big.NewRat(2, 1))
		}
		if step.Sign() <= 0 {
			step = big.NewRat(1, 1)
		}
	}
	start := big.NewRat(1, 1)
	if low != nil {
		start = low
	} else if high != nil && high.Cmp(start) < 0 {
		start = new(big.Rat).Sub(high, step)
	}
	// the first multiple of the step from the start on
	times := new(big.Rat).Quo(start, step)
	count := new(big.Int).Div(times.Num(), times.Denom())
	for range 3 {
		n := new(big.Rat).Mul(new(big.Rat).SetInt(count), step)
		if fits(n, low, high, checks) && (!whole || n.IsInt()) {
			return decimal(n), nil
		}
		count.Add(count, big.NewInt(1))
	}
	if low != nil && fits(low, low, high, checks) && (!whole || low.IsInt()) {
		return decimal(low), nil
	}
	return "", fmt.Errorf("there is no number from %q to %q by %q", checks.Minimum, checks.Maximum, checks.MultipleOf)
}

func fits(n, low, high *big.Rat, checks model.Checks) bool {
	if low != nil && (n.Cmp(low) < 0 || checks.ExclusiveMin && n.Cmp(low) == 0) {
		return false
	}
	return high == nil || n.Cmp(high) < 0 || !checks.ExclusiveMax && n.Cmp(high) == 0
}

func rational(text string) *big.Rat {
	if text == "" {
		return nil
	}
	r, ok := new(big.Rat).SetString(text)
	if !ok {
		return nil
	}
	return r
}

func decimal(n *big.Rat) string {
	if n.IsInt() {
		return n.Num().String()
	}
	return strings.TrimRight(n.FloatString(12), "0")
}

// text returns a string that passes the checks.
func text(checks model.Checks) (string, error) {
	shortest, longest := int64(0), int64(1<<20)
	if checks.MinLength != nil {
		shortest = *checks.MinLength
	}
	if checks.MaxLength != nil {
		longest = *checks.MaxLength
	}
	if len(checks.Patterns) > 0 {
		return sample.Matching(checks.Patterns, shortest, longest)
	}
	out := "text"
	for int64(len(out)) < shortest {
		out += "-text"
	}
	return out[:min(int64(len(out)), max(longest, shortest))], nil
}
