package changes

import (
	"strconv"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
)

// compareEnums compares the values of two enums.
func compareEnums(p *pair, at spot) differences {
	var d differences
	if p.old.Enum.Base != p.new.Enum.Base {
		old, now := setOfType(p.old), setOfType(p.new)
		old.listed, now.listed = false, false
		if rule := relate(old, now); rule != "" {
			d.add(rule, p.sides, at, basisOf(p.old), basisOf(p.new))
		}
	}
	m := matchBy(p.old.Enum.Values, p.new.Enum.Values, func(v model.EnumValue) string { return v.Value.JSON })
	of := func(v model.EnumValue) spot {
		return spot{where: at.where, goName: v.Name, what: v.Value.JSON + " of " + p.new.Name, names: []string{v.Name}}
	}
	for _, v := range m.removed {
		d.add("enum-value-removed", p.sides, of(v), v.Value.JSON, "")
	}
	for _, v := range m.added {
		d.add("enum-value-added", p.sides, of(v), "", v.Value.JSON)
	}
	for _, v := range m.both {
		if v.old.Name != v.new.Name {
			renamed := of(v.new)
			renamed.names = append(renamed.names, v.old.Name)
			d.add("form-changed", p.sides, renamed, v.old.Name, v.new.Name)
		}
	}
	return d
}

func basisOf(t *model.Type) string {
	row, _ := t.Enum.Base.Scalar()
	return row.Go
}

// compareUnions compares the variants of two unions.
func compareUnions(p *pair, at spot) differences {
	var d differences
	old, now := p.old.Union, p.new.Union
	if old.Discriminator != now.Discriminator {
		at.names = []string{old.Unknown + "." + old.FieldName, now.Unknown + "." + now.FieldName}
		d.add("discriminator-changed", p.sides, at, discriminatorText(old), discriminatorText(now))
	}
	if was, is := otherwiseOf(old), otherwiseOf(now); (old.Otherwise != nil || now.Otherwise != nil) && was != is {
		at := at
		at.names = []string{p.new.Name + "<" + strings.TrimPrefix(was, "*") + ">", p.new.Name + "<" + strings.TrimPrefix(is, "*") + ">"}
		d.add("variant-otherwise-changed", p.sides, at, was, is)
	}
	m := matchVariants(old, now)
	for _, v := range m.removed {
		d.add("variant-removed", p.sides, variantSpot(p, at, v), variantName(v), "")
	}
	for _, v := range m.added {
		d.add("variant-added", p.sides, variantSpot(p, at, v), "", variantName(v))
	}
	for _, v := range m.both {
		d.variant(p, v, at)
	}
	return d
}

// otherwiseOf names the type of what no variant's values tell.
func otherwiseOf(u *model.Union) string {
	if u.Otherwise == nil {
		return u.Unknown
	}
	return variantName(u.Otherwise)
}

// variant compares a variant that both versions have.
func (d *differences) variant(p *pair, v match[*model.Variant], at spot) {
	at = variantSpot(p, at, v.new)
	at.names = append(at.names, variantSpot(p, at, v.old).names...)
	lost, won := without(v.old.Values, v.new.Values), without(v.new.Values, v.old.Values)
	switch {
	case len(lost) > 0 && len(won) == 0 && len(v.new.Values) > 0:
		d.add("variant-value-removed", p.sides, at, texts(lost), "")
	case len(lost) > 0:
		d.add("variant-value-changed", p.sides, at, texts(v.old.Values), texts(v.new.Values))
	case len(won) > 0:
		d.add("variant-value-added", p.sides, at, texts(v.old.Values), texts(v.new.Values))
	}
	d.use(&v.old.Type, &v.new.Type, p.sides, at)
}

func variantSpot(p *pair, at spot, v *model.Variant) spot {
	name := variantName(v)
	return spot{where: at.where, goName: name, what: name + " of " + p.new.Name, names: []string{p.new.Name + "<" + strings.TrimPrefix(name, "*") + ">"}}
}

func discriminatorText(u *model.Union) string {
	if u.Discriminator == "" {
		return "their form"
	}
	return strconv.Quote(u.Discriminator)
}

// without returns the texts of a that are not in b.
func without(a, b []string) []string {
	has := map[string]bool{}
	for _, x := range b {
		has[x] = true
	}
	var out []string
	for _, x := range a {
		if !has[x] {
			out = append(out, x)
		}
	}
	return out
}

// texts lists quoted texts.
func texts(list []string) string {
	quoted := make([]string, len(list))
	for i, x := range list {
		quoted[i] = strconv.Quote(x)
	}
	return strings.Join(quoted, ", ")
}
