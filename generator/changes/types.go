package changes

import "github.com/armsmith/armsmith/generator/model"

// compareTypes compares what the types of all pairs hold.
func compareTypes(pairs []*pair) differences {
	var all differences
	for _, p := range pairs {
		for _, x := range compareType(p) {
			x.of = p.old
			all = append(all, x)
		}
	}
	return all
}

// compareType compares what the types of a pair hold.
func compareType(p *pair) differences {
	var d differences
	at := spot{where: Where{p.old.Place, p.new.Place}, goName: p.new.Name, what: p.new.Name, names: []string{p.old.Name}}
	if p.old.Schema != p.new.Schema && isComponent(p.old) && isComponent(p.new) {
		d.add("schema-renamed", p.sides, at, p.old.Schema, p.new.Schema)
	}
	d.deprecated(p.old.Deprecated, p.new.Deprecated, at)
	switch p.old.Kind {
	case model.KindStruct:
		d = append(d, compareStructs(p, at)...)
	case model.KindEnum:
		d = append(d, compareEnums(p, at)...)
	case model.KindUnion:
		d = append(d, compareUnions(p, at)...)
	case model.KindNamed:
		d.use(p.old.Target, p.new.Target, p.sides, at)
	}
	return d
}

// isComponent reports whether a type is a schema with a name of its own.
func isComponent(t *model.Type) bool {
	for _, r := range t.Schema {
		if r == '/' {
			return false
		}
	}
	return t.Schema != ""
}
