package operations

import (
	"math/big"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/generator/model"
)

// checkParam writes the constraints of a parameter as one statement; none when there is nothing to
// check:
//
//	req.Check("top").Min(int64(v), 1).Max(int64(v), 1000)
func checkParam(pkg *gocode.Package, p *model.Param, v jen.Code, r request) []jen.Code {
	c := &checks{pkg: pkg, v: v, kind: gocode.ScalarKind(&p.Type), chain: r.call("Check", jen.Lit(label(p)))}
	c.required(p)
	switch s, _ := gocode.ScalarOf(&p.Type); {
	case s.Check == gocode.CheckText:
		c.text(p)
	case s.Check == gocode.CheckInteger:
		c.integer(&p.Checks)
	case s.Check == gocode.CheckFloat:
		c.float(&p.Checks)
	case c.kind == model.List, c.kind == model.Map:
		c.items(p)
	}
	if !c.any {
		return nil
	}
	return []jen.Code{c.chain}
}

// label is what a violation calls a parameter.
func label(p *model.Param) string {
	if p.Of != nil && p.Of.Name != "" {
		return p.Of.Name + "." + p.Wire
	}
	return p.Wire
}

// checks is a chain of calls in the making.
type checks struct {
	pkg   *gocode.Package
	v     jen.Code
	kind  model.RefKind
	chain *jen.Statement
	any   bool
}

func (c *checks) call(name string, args ...jen.Code) {
	c.chain.Dot(name).Call(args...)
	c.any = true
}

// required refuses the zero value of what must be there, where that cannot be meant. In a path the
// runtime refuses an empty text anyway.
func (c *checks) required(p *model.Param) {
	s, _ := gocode.ScalarOf(&p.Type)
	if inPath := p.In == model.InPath && s.Missing != gocode.MissingZero && !gocode.HasNil(&p.Type); p.Presence != model.Plain || inPath {
		return
	}
	if set := isSet(c.pkg, &p.Type, c.v); set != nil {
		c.call("Required", set)
	}
}

// isSet writes the condition that a value is there; nil where its zero value can be meant, as an
// empty string can, except in an enum that does not list it.
func isSet(pkg *gocode.Package, t *model.Ref, v jen.Code) jen.Code {
	under := gocode.Under(t)
	isEnum := under.Kind == model.Named && under.Type.Kind == model.KindEnum
	switch s, _ := gocode.ScalarOf(t); {
	case s.Missing == gocode.MissingZero:
		return gocode.Not(jen.Add(v).Dot("IsZero").Call())
	case s.Missing == gocode.MissingEmpty, isEnum && gocode.ScalarKind(t) == model.String && !hasEmpty(under.Type):
		return jen.Add(v).Op("!=").Lit("")
	case gocode.HasNil(t):
		return pkg.IsThere(t, v)
	default:
		return nil
	}
}

// hasEmpty reports whether the empty string is a documented value of an enum.
func hasEmpty(t *model.Type) bool {
	for _, v := range t.Enum.Values {
		if v.Value.Text == "" {
			return true
		}
	}
	return false
}

func (c *checks) text(p *model.Param) {
	k := &p.Checks
	s := gocode.Text(c.pkg, &p.Type, c.v)
	if n := k.MinLength; n != nil && *n > 0 && !(*n == 1 && p.In == model.InPath) {
		c.call("MinLength", s, jen.Lit(int(*n)))
	}
	if k.MaxLength != nil {
		c.call("MaxLength", s, jen.Lit(int(*k.MaxLength)))
	}
	for _, pattern := range k.Patterns {
		c.call("That", matchCond(c.pkg, s, pattern), jen.Lit("must match the pattern "+english.OneLine(pattern)))
	}
}

func (c *checks) integer(k *model.Checks) {
	v := jen.Int64().Parens(c.v)
	add := func(method, bound string, up bool) {
		if n, ok := wholeBound(bound, up); ok {
			c.call(method, v, jen.Lit(int(n)))
		}
	}
	add(gocode.Pick(k.ExclusiveMin, "Above", "Min"), k.Minimum, !k.ExclusiveMin)
	add(gocode.Pick(k.ExclusiveMax, "Below", "Max"), k.Maximum, k.ExclusiveMax)
	if n, ok := new(big.Rat).SetString(k.MultipleOf); ok && n.IsInt() && n.Num().IsInt64() && n.Sign() > 0 {
		c.call("MultipleOf", v, jen.Lit(int(n.Num().Int64())))
	}
}

// wholeBound returns a bound as an integer. One with a fraction is moved to the next integer that
// means the same for integers: up for an inclusive minimum and an exclusive maximum. One that no
// int64 reaches is no bound.
func wholeBound(bound string, up bool) (int64, bool) {
	r, ok := new(big.Rat).SetString(bound)
	if !ok {
		return 0, false
	}
	n := new(big.Int).Div(r.Num(), r.Denom()) // rounds down
	if up && !r.IsInt() {
		n.Add(n, big.NewInt(1))
	}
	return n.Int64(), n.IsInt64()
}

func (c *checks) float(k *model.Checks) {
	v := jen.Float64().Parens(c.v)
	add := func(method, bound string) {
		if r, ok := new(big.Rat).SetString(bound); ok {
			f, _ := r.Float64()
			c.call(method, v, jen.Lit(f))
		}
	}
	add(gocode.Pick(k.ExclusiveMin, "AboveFloat", "MinFloat"), k.Minimum)
	add(gocode.Pick(k.ExclusiveMax, "BelowFloat", "MaxFloat"), k.Maximum)
	add("MultipleOfFloat", k.MultipleOf)
}

func (c *checks) items(p *model.Param) {
	k := &p.Checks
	low, high, unit := k.MinItems, k.MaxItems, "Items"
	if c.kind == model.Map {
		low, high, unit = k.MinProperties, k.MaxProperties, "Properties"
	}
	n := jen.Len(c.v)
	if low != nil && *low > 0 {
		c.call("Min"+unit, n, jen.Lit(int(*low)))
	}
	if high != nil {
		c.call("Max"+unit, n, jen.Lit(int(*high)))
	}
	if elem := gocode.Under(&p.Type).Elem; k.UniqueItems && elem != nil && c.kind == model.List && isComparable(elem) {
		c.chain, c.any = c.pkg.RT("Unique").Call(c.chain, c.v), true
	}
}

// isComparable reports whether Go can compare two elements with ==, and that means that they are
// equal.
func isComparable(r *model.Ref) bool {
	s, _ := gocode.ScalarOf(r)
	return s.Comparable && !r.Nullable
}
