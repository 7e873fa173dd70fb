package propose

import (
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/rule"
)

// doneText is the data of the event behind which many services send nothing more.
const doneText = "[DONE]"

// Streams returns rules for the streams of the API: how those of text end whose description says
// it, and which boolean asks for what can only come as a stream. A stream of JSON ends with
// "[DONE]" without a rule.
func Streams(api *model.API) []rule.Streaming {
	var out []rule.Streaming
	for op := range operations(api) {
		shown := streamOf(op)
		if shown == (said{}) {
			continue
		}
		i := slices.IndexFunc(out, func(r rule.Streaming) bool { return shown == said{r.Done, r.Flag} })
		if i < 0 {
			i = len(out)
			out = append(out, rule.Streaming{Done: shown.done, Flag: shown.flag})
		}
		out[i].Operations = append(out[i].Operations, op.ID)
	}
	return out
}

// said is what a rule says of a stream.
type said struct{ done, flag string }

func streamOf(op *model.Operation) (s said) {
	body := op.Result.Body
	if body == nil || body.Kind != model.BodyEvents {
		return s
	}
	if body.Done == "" && under(&body.Type).Kind == model.String && saysDone(op) {
		s.done = doneText
	}
	if op.Flag == nil && asksForStream(op) {
		s.flag = "stream"
	}
	return s
}

// saysDone reports whether the description of an operation, or of an answer of it, names the text.
func saysDone(op *model.Operation) bool {
	said := strings.Contains(op.Doc, doneText)
	for _, r := range op.Responses {
		said = said || !r.Error && strings.Contains(r.Doc, doneText)
	}
	return said
}

// asksForStream reports whether the body of a request that must have one has a boolean for it.
func asksForStream(op *model.Operation) bool {
	if op.Body == nil || op.Body.Content.Kind != model.BodyJSON || op.Body.Presence != model.Plain {
		return false
	}
	for _, f := range fields(&op.Body.Content.Type) {
		if f.Wire == "stream" && f.Type.Kind == model.Bool && !f.ReadOnly && f.Presence != model.Nilable {
			return true
		}
	}
	return false
}
