package types

import (
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/name"
	"github.com/armsmith/armsmith/generator/plan/schema"
)

// commonOf is a union that lacks the fields which its unknown variant shares with the known ones:
// the members of the schema that all of them inherit, or that stands beside the alternatives.
type commonOf struct {
	unions
	e *entry
	t *model.Type
	m *schema.Merged // what is shared
}

func (c commonOf) finish() {
	u := c.t.Union
	names := c.p.names.Inner("common", c.e.name, append(memberNames(), "Raw")...)
	if u.Discriminator != "" {
		field := name.Go(u.Discriminator)
		names.Declare(&name.Name{Key: ":discriminator", Rank: name.RankFirst,
			Candidates: []string{field, field + "Field"}}).To(&u.FieldName)
	}
	s := fieldsOf{objects: objects(c.unions), e: c.e, m: c.m}
	for _, prop := range c.m.Props {
		if prop.Name != u.Discriminator {
			s.add(&u.Common, names, property{p: c.p, account: &c.e.account, holder: c.e.schema.Ptr, of: c.m, prop: prop})
		}
	}
	if len(u.Common) > 0 {
		u.Base = new(model.Base)
		c.p.names.Declare(&name.Name{Role: "base", Rank: name.RankHelper, Parent: c.e.name, Owner: c.t,
			Candidates: []string{"*Base", "*BaseFields"}}).To(&u.Base.Name)
	}
}
