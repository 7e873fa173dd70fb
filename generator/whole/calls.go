package whole

import (
	"regexp"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
)

var (
	methodToken = regexp.MustCompile("^[!#$%&'*+.^_\x60|~0-9A-Za-z-]+$")
	variable    = regexp.MustCompile(`\{([^{}]*)\}`)
)

// calls makes sure that each operation says what is sent where.
func (c *checker) calls(api *model.API) {
	for _, g := range api.Groups {
		if len(g.Operations) == 0 {
			c.fail(label("group", g.Name), "it has no operations; take it out of API.Groups")
		}
		for _, op := range g.Operations {
			c.call(api, op)
		}
	}
}

func (c *checker) call(api *model.API, op *model.Operation) {
	what, _ := declared(op)
	if !methodToken.MatchString(op.Method) {
		c.fail(what, "%q is no method of HTTP", op.Method)
	}
	if !strings.HasPrefix(op.Path, "/") {
		c.fail(what, "the path %q does not begin with /", op.Path)
	}
	filled := map[string]bool{}
	params := api.Params
	if op.Params != nil {
		params = append(params[:len(params):len(params)], op.Params.Params...)
	}
	for _, p := range params {
		if p.Wire == "" {
			c.fail(what, "a parameter has no name in the request (Wire)")
		}
		filled[p.Wire] = filled[p.Wire] || p.In == model.InPath || p.In == model.InHost
	}
	for _, v := range variable.FindAllStringSubmatch(op.Path, -1) {
		if !filled[v[1]] {
			c.fail(what, "no parameter fills {%s} of its path", v[1])
		}
	}
}

// held makes sure that no struct holds itself, and that no name is only a name of itself.
func (c *checker) held(api *model.API) {
	for _, t := range api.Types {
		if holds(t, t, map[*model.Type]bool{}) {
			c.fail(label("type", t.Name), "a value of it holds another by value, without an end; set Pointer where it is used")
		}
		if t.Same != nil && t.Same.Same != nil {
			c.fail(label("type", t.Name), "it is the same as a type that is itself the same as another")
		}
	}
}

// holds reports whether values of a type hold one of another, which may be itself.
func holds(t, other *model.Type, met map[*model.Type]bool) bool {
	if met[t] {
		return false
	}
	met[t] = true
	var uses []*model.Ref
	switch t.Kind {
	case model.KindStruct:
		for _, f := range t.Fields {
			if f.Presence == model.Plain {
				uses = append(uses, &f.Type)
			}
		}
	case model.KindNamed:
		uses = append(uses, t.Target)
	}
	for _, r := range uses {
		if r.Kind == model.Named && !r.Pointer && !r.Nullable && (r.Type == other || holds(r.Type, other, met)) {
			return true
		}
	}
	return false
}
