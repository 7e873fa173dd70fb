package operation

import (
	"slices"

	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/source"
	"github.com/armsmith/armsmith/generator/rule"
)

// streamingRule finds the rule that says how the streams of an operation end and are asked for: the
// owner's, or else the document's own; nil when there is none.
func (r reader) streamingRule(f *found) *rule.Streaming {
	if owners := rule.For(r.rules.Streaming, f.id); owners != nil {
		return owners
	}
	ext := f.To(load.StreamingExtension)
	if !ext.Is(node.Map) {
		return nil
	}
	return &rule.Streaming{About: r.aboutOf(ext, f),
		Done: ext.Get("done").Str(), Flag: ext.Get("flag").Str()}
}

// stream gives operations what rules say of their streams. A rule that does not fit an operation
// which it names is an error, unless tolerate says so.
func (o *operations) stream(r reader, tolerate bool) {
	used, refused := map[*rule.Streaming]bool{}, map[*found]bool{}
	for _, p := range o.all {
		said := p.m.streaming
		why := streaming{p.m, p.op, said}.plan()
		switch {
		case why == "":
			used[said] = true
		case said != nil && !said.All() && !refused[p.m.found]:
			refused[p.m.found] = true
			r.doc.Findings.Add(unfit(tolerate), said.Place, "streaming: "+p.m.what+" "+why, "correct the rule, or leave the operation out of it")
		}
	}
	for i := range r.rules.Streaming {
		if s := &r.rules.Streaming[i]; s.All() && !used[s] {
			r.doc.Findings.Add(finding.Warning, s.Place, "streaming: no operation of the document has a stream that the rule fits",
				"correct it, or take it out; `armsmith inspect` lists the operations")
		}
	}
}

// streaming holds a rule, or none, against a method. Its methods return why the rule does not fit.
type streaming struct {
	m    *method
	op   *model.Operation
	rule *rule.Streaming
}

func (s streaming) plan() string {
	streams := s.contents()
	both := slices.ContainsFunc(s.m.methods, func(m *method) bool { return m.stream })
	if len(streams) == 0 && !both {
		return "answers no stream"
	}
	if s.rule != nil && s.rule.Done != "" && len(streams) > 0 {
		if why := end(streams, s.rule.Done); why != "" {
			return why
		}
	}
	switch {
	case s.rule != nil && s.rule.Flag != "":
		return s.flag(s.rule.Flag, len(streams) > 0)
	case both:
		s.flag("stream", len(streams) > 0) // without it, the Accept header alone asks for a stream
	}
	return ""
}

// contents are the bodies of successes that are streams.
func (s streaming) contents() []*model.Content {
	var out []*model.Content
	add := func(c *model.Content) {
		if c != nil && c.Kind.IsSequence() {
			out = append(out, c)
		}
	}
	for _, c := range s.op.Results() {
		add(c.Body)
		for i := range c.Bodies {
			add(c.Bodies[i].Content)
		}
	}
	return out
}

// end makes streams of events end with the event whose data is done.
func end(streams []*model.Content, done string) string {
	why := "answers no server-sent events, which could end with " + source.Quote(done)
	for _, c := range streams {
		if c.Kind == model.BodyEvents {
			c.Done, why = done, ""
		}
	}
	return why
}

// flag makes the method say in its body whether it wants a stream.
func (s streaming) flag(wire string, on bool) string {
	body := s.op.Body
	if body == nil || body.Content.Kind != model.BodyJSON || body.Presence != model.Plain || !isObject(body.Content.Type) {
		return "sends no object in JSON, or need not"
	}
	f := fieldNamed(body.Content.Type, wire)
	if f == nil || f.ReadOnly || f.Type.Kind != model.Bool || f.Presence == model.Nilable {
		return "has no boolean " + source.Quote(wire) + " in its body"
	}
	s.op.Flag = &model.Flag{Field: f, On: on}
	return ""
}
