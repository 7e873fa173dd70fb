package operation

import (
	"fmt"
	"strconv"

	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/source"
	"github.com/armsmith/armsmith/generator/plan/types"
	"github.com/armsmith/armsmith/generator/rule"
)

// chunkRule finds the rule that says how an operation is called for a list of any length: the
// owner's, or else the document's own; nil when there is none.
func (r reader) chunkRule(f *found) *rule.Chunks {
	if owners := rule.For(r.rules.Chunks, f.id); owners != nil {
		return owners
	}
	ext := f.To(load.ChunksExtension)
	if !ext.Is(node.Map) {
		return nil
	}
	size := 0
	if n := ext.Get("size"); n.Is(node.Number) {
		size, _ = strconv.Atoi(n.Text) // what is no size counts as none, which is reported when one is needed
	}
	key, status := ext.Get("key"), ext.Get("status")
	return &rule.Chunks{
		About: r.aboutOf(ext, f), Items: ext.Get("items").Str(), Size: size, Results: ext.Get("results").Str(),
		ItemKey: key.Get("item").Str(), ResultKey: key.Get("result").Str(), Status: status.Get("result").Str(),
		Done: status.Get("done").Strings(), Again: status.Get("again").Strings(),
	}
}

// chunk gives the operations that a rule is about the method that takes a list of any length. A
// rule that does not fit is an error, unless tolerate says so: then the method is left out.
func (o *operations) chunk(r reader, tolerate bool) {
	for _, p := range o.all {
		if p.m.inChunks == "" {
			continue
		}
		made, why := chunksOf(p.op, p.m.chunks)
		if why != "" {
			r.doc.Findings.Add(unfit(tolerate), p.m.chunks.Place, "chunks of "+p.m.what+": "+why, "correct the rule, or take it out")
			continue
		}
		made.Name = p.m.inChunks
		p.op.Chunks = made
	}
}

// chunksOf reads a rule against the operation it is about. The text says what is wrong with it.
func chunksOf(op *model.Operation, c *rule.Chunks) (*model.Chunks, string) {
	out := &model.Chunks{Done: c.Done, Again: c.Again}
	switch {
	case op.LRO != nil || op.Paging != nil:
		return nil, "it is long-running, or answers in pages"
	case op.Body == nil || op.Body.Content.Kind != model.BodyJSON || op.Body.Content.Type.Kind != model.Named:
		return nil, "it sends no object in JSON"
	case op.Params == nil || op.Params.Late:
		return nil, "its parameters come by an option"
	}
	var why string
	if out.Items, why = chunkedList(op.Body.Content.Type, c.Items); why != "" {
		return nil, why
	}
	if out.Size = c.Size; out.Size == 0 {
		if most := out.Items.Checks.MaxItems; most != nil {
			out.Size = int(*most)
		}
	}
	if out.Size < 1 {
		return nil, "the document does not say how many items a request may carry, so the rule must (size)"
	}
	return out, resultsOf(op, c, out)
}

// chunkedList finds the list that a request carries.
func chunkedList(body model.Ref, wire string) (*model.Field, string) {
	if wire != "" {
		f := fieldNamed(body, wire)
		if f == nil || types.Underlying(f.Type).Kind != model.List {
			return nil, "the body has no list " + source.Quote(wire)
		}
		return f, ""
	}
	var only *model.Field
	for _, f := range types.Fields(body) {
		if f.Required && types.Underlying(f.Type).Kind == model.List && len(f.Flatten) == 0 {
			if only != nil {
				return nil, "the body has several lists that are required, so the rule must name one (items)"
			}
			only = f
		}
	}
	if only == nil {
		return nil, "the body has no list that is required (items)"
	}
	return only, ""
}

// isObject reports whether an element of a list is a struct, held by value.
func isObject(r model.Ref) bool {
	return r.Kind == model.Named && r.Type.Kind == model.KindStruct && !r.Nullable
}

// resultsOf finds what the answer says of each item, and returns what is wrong.
func resultsOf(op *model.Operation, c *rule.Chunks, out *model.Chunks) string {
	body := op.Result.Body
	if op.Result.Kind == model.ResultStruct && len(op.Result.Bodies) == 1 {
		body = op.Result.Bodies[0].Content
	}
	if body == nil || body.Kind != model.BodyJSON {
		return "it answers no JSON"
	}
	list := types.Underlying(body.Type)
	if c.Results != "" {
		if out.Results = fieldNamed(body.Type, c.Results); out.Results == nil {
			return "the answer has no list " + source.Quote(c.Results)
		}
		list = types.Underlying(out.Results.Type)
	}
	if list.Kind != model.List || !isObject(*list.Elem) {
		return "the answer is no list of objects (results)"
	}
	out.Item, out.Result = *types.Underlying(out.Items.Type).Elem, *list.Elem
	if c.ItemKey != "" && !isObject(out.Item) {
		return "the items are no objects, so they have no key"
	}
	for _, text := range []struct {
		into *(*model.Field)
		of   model.Ref
		wire string
		what string
	}{
		{&out.ItemKey, out.Item, c.ItemKey, "an item"},
		{&out.ResultKey, out.Result, c.ResultKey, "a result"},
		{&out.Status, out.Result, c.Status, "a result"},
	} {
		if text.wire == "" {
			continue
		}
		if *text.into = fieldNamed(text.of, text.wire); *text.into == nil || !holdsText((*text.into).Type) {
			return fmt.Sprintf("%s has no text %q", text.what, text.wire)
		}
	}
	switch {
	case (out.ItemKey == nil) != (out.ResultKey == nil):
		return "a key needs both, what an item and what its result calls it"
	case out.Status == nil && len(c.Done)+len(c.Again) > 0:
		return "the rule says statuses, but not which property of a result holds them (status)"
	}
	return ""
}
