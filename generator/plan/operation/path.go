package operation

import (
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/name"
	"github.com/armsmith/armsmith/generator/plan/source"
)

// onPath brings an operation's path and its path parameters together, for they often differ a
// little: the template's names win, as only they say where a value goes. A parameter in the
// template that nothing declares is required text, since no request could be made without it; one
// that is declared but has no place is left out.
func (o params) onPath(p *found, op *model.Operation, params []declared) []declared {
	op.Path = o.colonPath(p, op.Path, params)
	wanted := templateNames(op.Path)
	var out []declared
	for _, d := range params {
		if d.in != model.InPath {
			out = append(out, d)
			continue
		}
		i := slices.IndexFunc(wanted, func(w templateName) bool { return w.name == d.name })
		if i < 0 {
			i = slices.IndexFunc(wanted, func(w templateName) bool {
				return name.Flat(w.name) == name.Flat(d.name) && !slices.ContainsFunc(params, func(x declared) bool {
					return x.in == model.InPath && x.name == w.name
				})
			})
		}
		if i < 0 {
			o.doc.Warn(d.Ptr, "path parameter "+source.Quote(d.name)+" has no place in "+source.Quote(p.path)+"; it is left out", "put {"+d.name+"} into the path")
			continue
		}
		if w := wanted[i]; w.name != d.name {
			o.doc.Warn(d.Ptr, "path parameter "+source.Quote(d.name)+" is called "+source.Quote(w.name)+" in the path; that name counts", "use one name")
			d.name = w.name
		}
		out = append(out, d)
		wanted = slices.Delete(wanted, i, i+1)
	}
	for _, w := range wanted {
		o.doc.Warn(p.Ptr, "the path of "+p.what+" holds {"+w.name+"}, which is not declared; it is taken for required text",
			"declare the path parameter "+source.Quote(w.name))
		out = append(out, declared{name: w.name, in: model.InPath, At: source.At{Ptr: p.Ptr}})
	}
	op.Path = plainTemplate(op.Path)
	return out
}

// templateName is a variable of a path or server template.
type templateName struct {
	raw  string // as written between the braces
	name string // without the operators of RFC 6570
}

// templateNames returns the variables of a template in order, each once.
func templateNames(template string) []templateName {
	var out []templateName
	for {
		_, rest, ok := strings.Cut(template, "{")
		if !ok {
			return out
		}
		raw, after, ok := strings.Cut(rest, "}")
		if !ok {
			return out
		}
		n := templateName{raw, strings.TrimRight(strings.TrimLeft(raw, "+#./;?& "), "* ")}
		if n.name != "" && !slices.ContainsFunc(out, func(x templateName) bool { return x.name == n.name }) {
			out = append(out, n)
		}
		template = after
	}
}

// plainTemplate takes the operators of RFC 6570 out of a template's variables.
func plainTemplate(template string) string {
	for _, n := range templateNames(template) {
		if n.raw != n.name {
			template = strings.ReplaceAll(template, "{"+n.raw+"}", "{"+n.name+"}")
		}
	}
	return template
}

// colonPath turns the segments of a path that name a declared parameter with a colon, as routers do
// (/users/:id), into template variables.
func (o params) colonPath(p *found, path string, params []declared) string {
	if !strings.Contains(path, "/:") {
		return path
	}
	parts := strings.Split(path, "/")
	for i, part := range parts {
		if name, ok := strings.CutPrefix(part, ":"); ok && slices.ContainsFunc(params, func(d declared) bool {
			return d.in == model.InPath && d.name == name
		}) {
			parts[i] = "{" + name + "}"
			o.doc.Warn(p.Ptr, "the path of "+p.what+" writes the parameter "+source.Quote(name)+" as :"+name, "write {"+name+"}")
		}
	}
	return strings.Join(parts, "/")
}
