package emit

import (
	"encoding/json"
	"fmt"
	"go/token"
	"strings"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/emit/webhooks"
	"github.com/armsmith/armsmith/generator/model"
)

// checkModel makes sure of what emitters write without quotes: identifiers, file names and numbers.
// Build has decided them and this can only fail for a defect of armsmith; but the text they were
// made from is not to be trusted, and what is written here will be compiled.
func checkModel(api *model.API) error {
	c := &checker{}
	c.name("package", api.Package, false)
	for _, t := range api.Types {
		c.typ(t)
	}
	for _, p := range api.Params {
		c.param(p)
	}
	for _, g := range api.Groups {
		c.group(g)
	}
	if s := api.Scope; s != nil {
		c.name("type", s.Name, true)
		for _, f := range s.Fields {
			c.name("field", f.Name, true)
		}
	}
	if api.In != "" {
		c.name("method", api.In, true)
	}
	if api.Webhooks != nil {
		c.webhooks(api.Webhooks)
	}
	for _, s := range api.Servers {
		c.server(s)
	}
	for _, s := range api.Security {
		for _, p := range s.Places {
			c.name("constant", p.Name, true)
		}
	}
	for _, res := range api.Resources {
		c.name("type", res.Name, true)
		c.name("function", res.Parse, true)
		for _, f := range res.Fields {
			c.name("field", f, true)
		}
	}
	return c.err
}

// checker keeps the first thing wrong.
type checker struct{ err error }

func (c *checker) fail(what, text string) {
	if c.err == nil {
		c.err = fmt.Errorf("emit: %q cannot be a %s, which is a defect of armsmith", text, what)
	}
}

// name checks an identifier.
func (c *checker) name(what, s string, exported bool) {
	if !token.IsIdentifier(s) || exported && !token.IsExported(s) {
		c.fail(what, s)
	}
}

func (c *checker) server(s *model.Server) {
	c.name("constant", s.Name, true)
	for _, v := range s.Variables {
		c.name("argument", v.Arg, false)
		if v.Enum == nil {
			continue
		}
		c.name("type", v.Enum.Name, true)
		for _, value := range v.Enum.Values {
			c.name("constant", value.Name, true)
		}
	}
}

func (c *checker) optionalName(what, s string) {
	if s != "" {
		c.name(what, s, true)
	}
}

func (c *checker) typ(t *model.Type) {
	c.name("type", t.Name, true)
	c.optionalName("field", t.AdditionalName)
	c.optionalName("field", t.ExtraName)
	c.optionalName("function", t.Diff)
	for _, f := range t.AllFields() {
		c.name("field", f.Name, true)
		c.ref(&f.Type)
	}
	if t.Enum != nil {
		for _, v := range t.Enum.Values {
			c.name("constant", v.Name, true)
			c.literal(t.Enum.Base, &v.Value)
		}
	}
	if u := t.Union; u != nil {
		c.name("type", u.Unknown, true)
		c.name("method", u.Marker, false)
		c.optionalName("field", u.FieldName)
		if u.Base != nil {
			c.name("type", u.Base.Name, true)
			c.name("method", u.Base.Method, true)
			for _, m := range u.Base.Members {
				c.name("type", m.Name, true)
				c.optionalName("field", m.Told)
			}
		}
		for _, v := range u.Variants {
			c.optionalName("type", v.Wrapper)
			c.ref(&v.Type)
		}
	}
}

// ref checks the types that a use is made of.
func (c *checker) ref(r *model.Ref) {
	for ; r != nil; r = r.Elem {
		if r.Kind == model.Foreign {
			c.name("type", r.Foreign.Name, true)
			if r.Foreign.Path == "" || strings.Trim(r.Foreign.Path, importable) != "" {
				c.fail("package", r.Foreign.Path)
			}
		}
		if r.Kind == model.Named {
			if r.Type == nil {
				c.fail("type", "")
				return
			}
			c.name("type", r.Type.Name, true)
		}
	}
}

// importable are the letters of import paths.
const importable = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/"

// literal checks that what is written as a number or boolean is one.
func (c *checker) literal(kind model.RefKind, l *model.Literal) {
	if !gocode.IsBare(kind) {
		return
	}
	var n json.Number
	isBool := l.Text == "true" || l.Text == "false"
	if isBool != (kind == model.Bool) || !isBool && json.Unmarshal([]byte(l.Text), &n) != nil || strings.HasPrefix(l.Text, `"`) {
		c.fail("number or boolean", l.Text)
	}
}

func (c *checker) param(p *model.Param) {
	c.name("parameter", p.Name, true)
	c.ref(&p.Type)
}

func (c *checker) group(g *model.Group) {
	c.optionalName("field", g.Name)
	c.optionalName("type", g.Client)
	if strings.ContainsFunc(g.File, func(r rune) bool {
		return r != '_' && (r < '0' || r > '9') && (r < 'a' || r > 'z')
	}) || g.File == "" {
		c.fail("file name", g.File)
	}
	for _, op := range g.Operations {
		c.operation(op)
	}
}

func (c *checker) operation(op *model.Operation) {
	c.name("method", op.Name, true)
	c.name("variable", op.Var, false)
	if op.Params != nil {
		c.optionalName("type", op.Params.Name)
		c.optionalName("field", op.Params.Body)
		c.optionalName("field", op.Params.ContentType)
		for _, p := range op.Params.Params {
			c.param(p)
		}
	}
	for _, r := range op.Results() {
		c.optionalName("type", r.Name)
		for _, h := range r.Headers {
			c.name("field", h.Name, true)
		}
		for _, b := range r.Bodies {
			c.name("field", b.Name, true)
		}
	}
}

func (c *checker) webhooks(hooks *model.Webhooks) {
	for _, exported := range []string{hooks.Event, hooks.Unknown, hooks.Handler, hooks.Parse, hooks.Error} {
		c.name("name", exported, true)
	}
	c.name("method", hooks.Marker, false)
	c.optionalName("variable", hooks.ErrSignature)
	if hooks.Signature != "" && !webhooks.Checks(hooks.Signature) {
		c.fail("scheme of signatures", hooks.Signature) // and not one that checks nothing
	}
	for _, w := range hooks.All {
		c.name("type", w.Name, true)
		c.name("field", w.Field, true)
		if w.Body != nil {
			c.ref(&w.Body.Type)
		}
	}
}
