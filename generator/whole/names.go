package whole

import (
	"go/token"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
)

// scope is identifiers that must differ, and what has each.
type scope map[string]string

// name makes sure of an identifier, and that nothing else in its scope has it.
func (c *checker) name(in scope, what, name string, exported bool) {
	switch {
	case !token.IsIdentifier(name):
		c.fail(what, "%q is no identifier in Go", name)
	case exported && !token.IsExported(name):
		c.fail(what, "%q is not exported; begin it with a capital letter", name)
	case in[name] != "":
		c.fail(what, "%q is also the name of %s", name, in[name])
	default:
		in[name] = what
	}
}

// optional is name for what need not have one.
func (c *checker) optional(in scope, what, name string) {
	if name != "" {
		c.name(in, what, name, true)
	}
}

// names makes sure of the names of a package, and of what is in its parts.
func (c *checker) names(api *model.API) {
	if !token.IsIdentifier(api.Package) {
		c.fail("API.Package", "%q is no identifier in Go", api.Package)
	}
	names := scope{}
	for _, taken := range model.Reserved() {
		names[taken] = "something of the runtime or of Go"
	}
	for _, t := range api.Types {
		c.typeNames(names, t)
	}
	if s := api.Scope; s != nil {
		c.name(names, "API.Scope", s.Name, true)
		fields := scope{}
		for _, f := range s.Fields {
			c.name(fields, "a field of API.Scope", f.Name, true)
		}
	}
	for _, r := range api.Resources {
		c.name(names, "resource "+r.Path, r.Name, true)
		c.name(names, "the function that reads resource "+r.Path, r.Parse, true)
		fields := scope{}
		for _, f := range r.Fields {
			c.name(fields, "a field of resource "+r.Path, f, true)
		}
	}
	for _, s := range api.Security {
		for _, p := range s.Places {
			c.optional(names, "an address of "+label("security scheme", s.ID), p.Name)
		}
	}
	if w := api.Webhooks; w != nil {
		c.webhookNames(names, w)
	}
	params := scope{}
	for _, p := range api.Params {
		c.name(params, label("parameter", p.Wire)+" of the client", p.Name, true)
	}
	c.groupNames(names, api)
}

func (c *checker) typeNames(names scope, t *model.Type) {
	what := label("type", t.Name)
	c.name(names, what, t.Name, true)
	c.optional(names, "Diff of "+what, t.Diff)
	if t.Same != nil {
		return
	}
	members := scope{}
	for _, taken := range model.ReservedMembers() {
		members[taken] = "a method"
	}
	wires := map[string]bool{}
	for _, f := range t.AllFields() {
		c.name(members, label("field", f.Name)+" of "+what, f.Name, true)
		wire := strings.Join(f.Flatten, "\x00") + "\x00" + f.Wire
		if wires[wire] {
			c.fail(what, "it has two fields for the property %q", f.Wire)
		}
		wires[wire] = true
	}
	c.optional(members, "AdditionalName of "+what, t.AdditionalName)
	c.optional(members, "ExtraName of "+what, t.ExtraName)
	if t.Enum != nil {
		for _, v := range t.Enum.Values {
			c.name(names, "value "+v.Value.JSON+" of "+what, v.Name, true)
		}
	}
	if u := t.Union; u != nil {
		c.name(names, "Unknown of "+what, u.Unknown, true)
		c.name(scope{}, "Marker of "+what, u.Marker, false)
		for _, v := range u.Variants {
			c.optional(names, "a variant of "+what, v.Wrapper)
		}
		if u.Base != nil {
			c.name(names, "Base of "+what, u.Base.Name, true)
			c.name(scope{}, "the method of Base of "+what, u.Base.Method, true)
		}
	}
}

func (c *checker) webhookNames(names scope, w *model.Webhooks) {
	for _, n := range []string{w.Event, w.Unknown, w.Handler, w.Parse, w.Error} {
		c.name(names, "API.Webhooks", n, true)
	}
	c.optional(names, "API.Webhooks.ErrSignature", w.ErrSignature)
	c.name(scope{}, "API.Webhooks.Marker", w.Marker, false)
	fields := scope{}
	for _, one := range w.All {
		c.name(names, "webhook "+one.ID, one.Name, true)
		c.name(fields, "Field of webhook "+one.ID, one.Field, true)
	}
}

// groupNames makes sure of the names of groups, of their operations and of what those declare.
func (c *checker) groupNames(names scope, api *model.API) {
	onClient, files, vars := scope{}, map[string]bool{}, scope{}
	c.optional(onClient, "API.In", api.In)
	for _, g := range api.Groups {
		what := label("group", g.Name)
		if g.Name != "" {
			c.name(onClient, what, g.Name, true)
			c.name(names, "the client of "+what, g.Client, true)
		}
		if g.File == "" || files[g.File] || strings.Trim(g.File, "abcdefghijklmnopqrstuvwxyz0123456789_") != "" {
			c.fail(what, "File %q is no name for a file of its own: small letters, digits and _", g.File)
		}
		files[g.File] = true
	}
	for _, g := range api.Groups {
		methods := scope{}
		if g.Name == "" {
			methods = onClient
		}
		for _, op := range g.Operations {
			c.operationNames(names, methods, vars, op)
		}
	}
}

func (c *checker) operationNames(names, methods, vars scope, op *model.Operation) {
	what, _ := declared(op)
	c.name(methods, what, op.Name, true)
	c.name(vars, "Var of "+what, op.Var, false)
	if _, taken := names[op.Var]; taken {
		c.fail("Var of "+what, "%q is also the name of %s", op.Var, names[op.Var])
	}
	if op.Chunks != nil {
		c.name(methods, "Chunks of "+what, op.Chunks.Name, true)
	}
	if set := op.Params; op.HasParams() {
		c.name(names, "Params of "+what, set.Name, true)
		fields := scope{}
		c.optional(fields, "Params.Body of "+what, set.Body)
		c.optional(fields, "Params.ContentType of "+what, set.ContentType)
		for _, p := range set.Params {
			if p.Asked() {
				c.name(fields, label("parameter", p.Wire)+" of "+what, p.Name, true)
			}
		}
	}
	for _, r := range op.Results() {
		if r.Kind != model.ResultStruct {
			continue
		}
		c.name(names, "Result of "+what, r.Name, true)
		fields := scope{}
		for _, h := range r.Headers {
			c.name(fields, "header "+h.Wire+" of "+what, h.Name, true)
		}
		for _, b := range r.Bodies {
			c.name(fields, "a body of "+what, b.Name, true)
		}
	}
}
