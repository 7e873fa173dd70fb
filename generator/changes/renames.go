package changes

import (
	"strings"

	"github.com/armsmith/armsmith/generator/model"
)

// Renames returns what the exported names of an old client are called in a new one, as far as the
// documents leave no doubt that both name the same thing: the same operation, the one type that
// stands in the places of one that is gone, the property or the parameter of the same name in
// JSON, the same value of an enum. Names are as [Surface] has them; unlike for [Compare], each
// model has names of its own.
func Renames(before, now *model.API) map[string]string {
	r := renames{}
	_, met := compareOperations(before, now)
	met.components(before, now)
	stays := map[string]bool{}
	for _, t := range now.Types {
		stays[t.Name] = true
	}
	partners := map[*model.Type]int{}
	for _, p := range met.order {
		if !stays[p.old.Name] {
			partners[p.old]++
		}
	}
	for _, p := range met.order {
		// a type that stands in the place of one that is still there is not that one
		if p.old.Name == p.new.Name || partners[p.old] == 1 {
			r.types(p.old, p.new)
		}
	}
	for _, op := range matchOperations(operationsOf(before), operationsOf(now)).both {
		if op.old.route() == op.new.route() || op.old.ID == op.new.ID {
			r.operation(op.old, op.new)
		}
	}
	return r
}

type renames map[string]string

// set notes a name, the first time that something is known of it.
func (r renames) set(was, is string) {
	if _, known := r[was]; !known && was != "" && is != "" {
		r[was] = is
	}
}

// member notes a field or a method.
func (r renames) member(oldOwner, newOwner, was, is string) {
	if was != "" && is != "" {
		r.set(oldOwner+"."+was, newOwner+"."+is)
	}
}

// bases notes the struct of what the types of a union share, and the method that returns it.
func (r renames) bases(old, now *model.Type) {
	was, is := old.Union.Base, now.Union.Base
	if was == nil || is == nil {
		return
	}
	r.set(was.Name, is.Name)
	r.member(old.Name, now.Name, was.Method, is.Method)
	r.member(was.Name, is.Name, old.Union.FieldName, now.Union.FieldName)
	r.fields(was.Name, is.Name, was.Fields, is.Fields)
}

func (r renames) types(old, now *model.Type) {
	r.set(old.Name, now.Name)
	r.fields(old.Name, now.Name, old.Fields, now.Fields)
	r.member(old.Name, now.Name, old.AdditionalName, now.AdditionalName)
	if old.Enum != nil && now.Enum != nil {
		for _, v := range matchBy(old.Enum.Values, now.Enum.Values, func(v model.EnumValue) string { return v.Value.JSON }).both {
			r.set(v.old.Name, v.new.Name)
		}
	}
	if old.Union != nil && now.Union != nil {
		r.set(old.Union.Unknown, now.Union.Unknown)
		r.member(old.Union.Unknown, now.Union.Unknown, old.Union.FieldName, now.Union.FieldName)
		r.fields(old.Union.Unknown, now.Union.Unknown, old.Union.Common, now.Union.Common)
		r.bases(old, now)
		for _, v := range matchVariants(old.Union, now.Union).both {
			r.set(v.old.Wrapper, v.new.Wrapper)
		}
	}
}

func (r renames) fields(oldOwner, newOwner string, old, now []*model.Field) {
	for _, f := range matchFields(old, now).both {
		r.member(oldOwner, newOwner, f.old.Name, f.new.Name)
	}
}

func (r renames) operation(old, now operation) {
	r.set(old.goName(), now.goName())
	if old.LRO != nil && now.LRO != nil {
		resume := func(o operation) string {
			return methodPrefix(o.group) + "Resume" + strings.TrimPrefix(o.Name, "Begin")
		}
		r.set(resume(old), resume(now))
	}
	if old.Job != nil && now.Job != nil {
		r.set(methodPrefix(old.group)+old.Job.Name, methodPrefix(now.group)+now.Job.Name)
		r.set(methodPrefix(old.group)+old.Job.Resume, methodPrefix(now.group)+now.Job.Resume)
	}
	if old.Chunks != nil && now.Chunks != nil {
		r.set(methodPrefix(old.group)+old.Chunks.Name, methodPrefix(now.group)+now.Chunks.Name)
	}
	if old.Params != nil && now.Params != nil && old.HasParams() && now.HasParams() {
		r.params(old, now)
	}
	olds, news := structsOf(old), structsOf(now)
	if len(olds) == 1 && len(news) == 1 {
		r.result(olds[0], news[0])
	}
}

func (r renames) params(old, now operation) {
	was, is := old.Params, now.Params
	r.set(was.Name, is.Name)
	r.member(was.Name, is.Name, was.Body, is.Body)
	r.member(was.Name, is.Name, was.ContentType, is.ContentType)
	m := matchBy(sentParams(old.Operation), sentParams(now.Operation),
		func(p *model.Param) string { return placeOf(p, old.Operation, now.Operation) },
		func(p *model.Param) string { return pick(p.In == model.InPath, "", p.Wire) })
	for _, p := range m.both {
		if p.old.Asked() && p.new.Asked() {
			r.member(was.Name, is.Name, p.old.Name, p.new.Name)
		}
	}
}

func (r renames) result(old, now *model.Result) {
	r.set(old.Name, now.Name)
	for _, h := range matchBy(old.Headers, now.Headers, func(h *model.Header) string { return strings.ToLower(h.Wire) }).both {
		r.member(old.Name, now.Name, h.old.Name, h.new.Name)
	}
	if len(old.Bodies) == 1 && len(now.Bodies) == 1 {
		r.member(old.Name, now.Name, old.Bodies[0].Name, now.Bodies[0].Name)
	}
}
