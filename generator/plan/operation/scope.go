package operation

import (
	"maps"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/name"
)

// scope finds the parameters that can be said once for many calls: those that all operations of
// some group share, if it has several. One that was such a parameter, by the lock, remains one as
// long as some operation takes it: a new operation must not break programs that say it once.
func (r reader) scope(groups []*model.Group) *model.CallScope {
	shared := map[slot]*model.Param{}
	var order []slot
	add := func(p *model.Param) {
		if at := slotOf(p); shared[at] == nil {
			shared[at] = p
			order = append(order, at)
		}
	}
	for _, g := range groups {
		for _, p := range sharedParams(g) {
			add(p)
		}
	}
	for _, g := range groups {
		for _, op := range g.Operations {
			for _, p := range paramsOf(op) {
				if canBind(p) && r.names.Book().Form(slotOf(p).name()) == formShared {
					add(p)
				}
			}
		}
	}
	if len(order) == 0 {
		return nil
	}
	made := &model.CallScope{Fields: make([]model.ScopeField, len(order))}
	typ := r.names.Declare(&name.Name{Key: "scope", Rank: name.RankHelper, Candidates: []string{"Scope", "ClientScope", "ScopeOfCalls"}}).To(&made.Name)
	fields := r.names.Inner("scope", typ, "Bind")
	for i, at := range order {
		r.names.Book().SetForm(at.name(), formShared)
		p := shared[at]
		made.Fields[i] = model.ScopeField{Wire: p.Wire, In: p.In, Doc: p.Doc}
		first := paramName(declared{name: p.Wire, in: p.In})
		place := placeWords[p.In]
		fields.Declare(&name.Name{Key: place + " " + p.Wire, Rank: name.RankSchema, Exact: first == p.Wire,
			Candidates: []string{first, first + place, name.Go(p.Wire) + place}}).To(&made.Fields[i].Name)
	}
	return made
}

// bind names the method of the client that takes what is said once, and marks the parameters that
// it gives a value.
func (r reader) bind(api *model.API) {
	if api.Scope == nil && len(api.Resources) == 0 {
		return
	}
	said := map[slot]bool{}
	if api.Scope != nil {
		for _, f := range api.Scope.Fields {
			said[slot{f.In, f.Wire}] = true
		}
	}
	held := map[string]bool{}
	for _, res := range api.Resources {
		for _, v := range pathVariables(res.Path) {
			held[v.to] = true
		}
	}
	var members []string
	for _, g := range api.Groups {
		members = append(members, g.Name)
		for _, op := range g.Operations {
			if g.Name == "" {
				members = append(members, op.Name)
			}
			here := maps.Clone(said)
			for _, v := range pathVariables(fixedPath(op)) {
				if held[v.to] {
					here[slot{model.InPath, v.wire}] = true
				}
			}
			for _, p := range paramsOf(op) {
				p.Scoped = canBind(p) && here[slotOf(p)]
			}
		}
	}
	r.names.Inner("scope", nil, members...).Declare(&name.Name{Key: "in", Candidates: []string{"In", "Within", "InScope"}}).To(&api.In)
}

// slot is a parameter, whichever operation has it: its place and its name there.
type slot struct {
	in   model.In
	wire string
}

// formShared is what the lock says of a parameter that is a field of the scope.
const formShared = "shared"

// name is how the lock knows the parameter.
func (s slot) name() *name.Name {
	return &name.Name{Key: "scope " + placeWords[s.in] + " " + s.wire}
}

func paramsOf(op *model.Operation) []*model.Param {
	if op.Params == nil {
		return nil
	}
	return op.Params.Params
}

func slotOf(p *model.Param) slot { return slot{p.In, p.Wire} }

// sharedParams returns the parameters that all operations of a group take, and that can be bound.
func sharedParams(g *model.Group) []*model.Param {
	if len(g.Operations) < 2 {
		return nil
	}
	count := map[slot]int{}
	var first []*model.Param
	for i, op := range g.Operations {
		for _, p := range paramsOf(op) {
			if canBind(p) {
				count[slotOf(p)]++
				if i == 0 {
					first = append(first, p)
				}
			}
		}
	}
	var out []*model.Param
	for _, p := range first {
		if count[slotOf(p)] == len(g.Operations) {
			out = append(out, p)
		}
	}
	return out
}

// canBind reports whether one value of a parameter can hold for many calls: it is a text that must
// be there, or a header, and says nothing of one request alone.
func canBind(p *model.Param) bool {
	if !p.Asked() || p.ClientID || p.Type.Nullable || !isText(&p.Type) {
		return false
	}
	if p.In == model.InHeader {
		return p.Presence != model.Nilable && !ofOneRequest(p.Wire)
	}
	return p.Required && p.Presence == model.Plain
}

// isText reports whether a type is a string in Go, or an enum of strings.
func isText(t *model.Ref) bool {
	if t.Kind != model.Named {
		return t.Kind == model.String
	}
	return t.Type.Kind == model.KindEnum && t.Type.Enum.Base == model.String
}

// ofOneRequest reports whether a header is a condition or an identity of one request.
func ofOneRequest(header string) bool {
	header = strings.ToLower(header)
	for _, part := range []string{"if-", "content-", "repeatability-"} {
		if strings.HasPrefix(header, part) {
			return true
		}
	}
	for _, part := range []string{"idempotency", "request-id", "correlation", "range", "prefer", "accept", "lease", "date", "etag"} {
		if strings.Contains(header, part) {
			return true
		}
	}
	return false
}
