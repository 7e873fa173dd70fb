package fake

import (
	"encoding/json"
	"slices"
	"strconv"

	"github.com/armsmith/armsmith/generator/model"
)

// This file makes an example say that nothing comes after it. The one of a list says mostly that
// there are more pages, and the one of a long-running operation that it runs.

// Finish says of a resource that it is whole. Examples often show the first answer of a
// long-running operation, which a poller would wait on: its result is an answer like it, with the
// state that ends the wait.
func Finish(answer any) {
	resource, _ := answer.(map[string]any)
	properties, _ := resource["properties"].(map[string]any)
	for _, at := range []map[string]any{resource, properties} {
		if _, ok := at["provisioningState"].(string); ok {
			at["provisioningState"] = "Succeeded"
		}
	}
}

// endJobs makes an example of a look at a job say that the job is done.
func endJobs(api *model.API, look *model.Operation, v any) {
	for _, g := range api.Groups {
		for _, op := range g.Operations {
			if op.Job != nil && op.Job.Look == look && len(op.Job.Done) > 0 {
				put(v, op.Job.Status, like(found(v, op.Job.Status), op.Job.Done[0]))
			}
		}
	}
}

// like returns a text as a value of the same kind as another one.
func like(old any, text string) any {
	switch old.(type) {
	case bool:
		return text == "true"
	case json.Number:
		return json.Number(text)
	}
	return text
}

// onePage makes an example of a page the last page. It reports whether it can.
func (a *answer) onePage(p *model.Paging, v any) bool {
	delete(a.headers, p.Header)
	leaveOut(v, p.NextLink)
	t := p.Turn
	if t == nil {
		return true
	}
	switch {
	case len(t.While) > 0:
		put(v, t.While, false)
	case t.Kind == model.TurnToken && !t.Last:
		leaveOut(v, t.Token)
	case len(t.Total) > 0 && t.Kind == model.TurnPage:
		put(v, t.Total, json.Number(strconv.FormatInt(t.First, 10))) // the last page is the first one
	case len(t.Total) > 0:
		items, _ := found(v, p.Items).([]any)
		put(v, t.Total, json.Number(strconv.Itoa(len(items))))
	case t.Param != nil && t.Param.In == model.InQuery:
		return a.emptyNext(p, v)
	default:
		return false
	}
	return true
}

// emptyNext makes an empty page follow the example.
func (a *answer) emptyNext(p *model.Paging, v any) bool {
	a.page = p.Turn.Param.Wire
	switch p.Turn.Kind {
	case model.TurnPage:
		a.first = strconv.FormatInt(p.Turn.First, 10)
	case model.TurnOffset:
		a.first = "0"
	}
	if len(p.Items) == 0 {
		a.then = "[]"
		_, isList := v.([]any)
		return isList
	}
	list := found(v, p.Items)
	put(v, p.Items, []any{})
	a.then = compact(v)
	put(v, p.Items, list)
	return list != nil
}

// leaveOut takes a property away or, where it must be there, makes it an empty text.
func leaveOut(v any, path []*model.Field) {
	if len(path) == 0 {
		return
	}
	last := path[len(path)-1]
	if last.Required && last.Type.Kind == model.String && !last.Type.Nullable {
		put(v, path, "")
		return
	}
	if object, name := holder(v, path); object != nil {
		delete(object, name)
	}
}

// put sets a property, if what holds it is there.
func put(v any, path []*model.Field, value any) {
	if object, name := holder(v, path); object != nil {
		object[name] = value
	}
}

// found is the value of a property; nil for none.
func found(v any, path []*model.Field) any {
	object, name := holder(v, path)
	return object[name] // a nil map has nothing
}

// holder finds the object that holds the property at the end of a path, which is not empty, and the
// property's name in it; nil for none.
func holder(v any, path []*model.Field) (object map[string]any, name string) {
	var names []string
	for _, f := range path {
		names = append(slices.Concat(names, f.Flatten), f.Wire)
	}
	if len(names) == 0 {
		return nil, ""
	}
	last := len(names) - 1
	for _, name := range names[:last] {
		object, _ := v.(map[string]any)
		v = object[name]
	}
	object, _ = v.(map[string]any)
	return object, names[last]
}
