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
	params, texts := r.scopeParams(groups)
	if len(params) == 0 {
		return nil
	}
	made := &model.CallScope{Fields: make([]model.ScopeField, len(params))}
	typ := r.names.Declare(&name.Name{Key: "scope", Rank: name.RankHelper, Candidates: []string{"Scope", "ClientScope", "ScopeOfCalls"}}).To(&made.Name)
	fields := r.names.Inner("scope", typ, "Bind")
	for i, p := range params {
		form := r.names.Book().Form(slotOf(p).name())
		if form == "" {
			form = formInteger
			if texts[slotOf(p)] {
				form = formShared
			}
		}
		r.names.Book().SetForm(slotOf(p).name(), form)
		made.Fields[i] = model.ScopeField{Wire: p.Wire, In: p.In, Doc: p.Doc, Integer: form == formInteger}
		first := paramName(declared{name: p.Wire, in: p.In})
		place := placeWords[p.In]
		fields.Declare(&name.Name{Key: place + " " + p.Wire, Rank: name.RankSchema, Exact: first == p.Wire,
			Candidates: []string{first, first + place, name.Go(p.Wire) + place}}).To(&made.Fields[i].Name)
	}
	return made
}

// scopeParams returns the first parameter for each field of the scope, and which of them some
// operation has as a text.
func (r reader) scopeParams(groups []*model.Group) (params []*model.Param, texts map[slot]bool) {
	found := map[slot]bool{}
	add := func(p *model.Param) {
		if !found[slotOf(p)] {
			found[slotOf(p)] = true
			params = append(params, p)
		}
	}
	for _, g := range groups {
		for _, p := range sharedParams(g) {
			add(p)
		}
	}
	texts = map[slot]bool{}
	for _, g := range groups {
		for _, op := range g.Operations {
			for _, p := range paramsOf(op) {
				if !canBind(p) {
					continue
				}
				if r.names.Book().Form(slotOf(p).name()) != "" {
					add(p)
				}
				if !scalarKind(&p.Type).IsInteger() {
					texts[slotOf(p)] = true
				}
			}
		}
	}
	return params, texts
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

// What the lock says of a parameter that is a field of the scope: a text, or an integer.
const (
	formShared  = "shared"
	formInteger = "integer"
)

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
// be there, a header, or an integer in the path, where 0 is hardly ever meant, and says nothing of
// one request alone.
func canBind(p *model.Param) bool {
	if !p.Asked() || p.ClientID || p.Key || p.Type.Nullable || p.In == model.InPart {
		return false
	}
	kind := scalarKind(&p.Type)
	if kind != model.String && !(kind.IsInteger() && p.In == model.InPath) {
		return false
	}
	if p.In == model.InHeader {
		return p.Presence != model.Nilable && !ofOneRequest(p.Wire)
	}
	return p.Required && p.Presence == model.Plain
}

// scalarKind returns the kind of a scalar, that of an enum being its base.
func scalarKind(t *model.Ref) model.RefKind {
	if t.Kind == model.Named && t.Type.Kind == model.KindEnum {
		return t.Type.Enum.Base
	}
	return t.Kind
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
