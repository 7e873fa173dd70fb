package mock

import (
	"fmt"
	"io"
	"math/rand/v2"
	"reflect"
	"strconv"

	"github.com/armsmith/armsmith/generator/model"
)

// usualValues is how many values a stream without an example has.
const usualValues = 3

// streams turns answers that clients read value by value into streams, and sends each value by
// itself.
type streams struct{ *service }

// behave is a [Behavior].
func (s streams) behave(next Answerer) Answerer {
	return func(call *Call) *Answer {
		a := next(wholeOrNot(call))
		if a.own || a.Content == nil || a.Stream != nil || a.Status/100 != 2 {
			return a
		}
		content := call.Operation.stream(a.Content.MediaType)
		text, isText := a.Value.(string)
		if content == nil || a.example && isText && text == string(a.Data) {
			return a // the example is a whole stream
		}
		f := form{content: content, values: s.values(call, a, content)}
		out := a.Copy()
		pieces := f.pieces()
		if content.Kind == model.BodyParts {
			out.MediaType = fmt.Sprintf("%s; boundary=%q", base(a.MediaType), boundary)
		}
		if content.Kind == model.BodyEvents {
			after, _ := strconv.Atoi(call.Request.Header.Get("Last-Event-Id")) // else it begins at the beginning
			pieces = pieces[min(max(after, 0), len(pieces)):]
		}
		out.Stream = func(w io.Writer) error {
			for _, piece := range pieces {
				if _, err := w.Write(piece); err != nil {
					return err
				}
			}
			return nil
		}
		return out
	}
}

// wholeOrNot returns a call that accepts a stream, or a whole answer: the one that its body asks
// for where its header leaves that open.
func wholeOrNot(call *Call) *Call {
	for _, m := range call.Operation.Methods {
		if m.Flag == nil || m.Result.Body == nil {
			continue
		}
		mediaType := m.Result.Body.MediaType
		_, liked := wanted(spansOf(call.Request.Header.Values("Accept")), mediaType)
		if body, ok := call.JSON(); !ok || liked == 0 || (textAt(body, []string{m.Flag.Field.Wire}) == "true") != m.Flag.On {
			continue
		}
		out := *call
		out.Request = call.Request.Clone(call.Request.Context())
		out.Request.Header.Set("Accept", mediaType)
		return &out
	}
	return call
}

// stream returns what a client knows of the stream that an operation answers in a media type; nil
// for what it does not read value by value.
func (op *Operation) stream(mediaType string) *model.Content {
	for _, m := range op.Methods {
		for _, r := range m.Responses {
			if r.Error || r.Content == nil {
				continue
			}
			for _, c := range append([]*model.Content{r.Content}, r.Content.Alternatives...) {
				if c.MediaType == mediaType && c.Kind.IsSequence() {
					return c
				}
			}
		}
	}
	return nil
}

// values returns what a stream holds: the items of an example that is a list, or made-up values.
func (s streams) values(call *Call, a *Answer, content *model.Content) []any {
	if list, is := a.Value.([]any); is && a.example {
		return list
	}
	m := s.maker
	if call.Prefer.Dynamic {
		m.Seed, m.NoExamples = rand.Uint64(), true
	}
	n := usualValues
	tuple := len(a.Content.whole().PrefixItems)
	if tuple > 0 && a.Content.item == nil && a.Content.whole().Items == nil {
		n = tuple
	}
	var out []any
	for i := range n {
		schema := a.Content.itemAt(content, i)
		v, _ := m.Value(schema, fmt.Sprintf("%s %s value %d", call.Operation.Method, call.Operation.Path, i))
		if i == 0 && a.example {
			v = a.Value
		}
		if i > 0 && (a.example || reflect.DeepEqual(v, out[0])) {
			v = s.varied(out[0], schema, i+1, nil)
		}
		out = append(out, v)
	}
	return out
}

// itemAt returns the schema of a value of a stream by its position.
func (c *Content) itemAt(content *model.Content, i int) schemaRef {
	item := c.item
	if data := property(item, "data"); content.Kind == model.BodyEvents && content.Events == nil && data != nil {
		for _, s := range parts(data) {
			if s.ContentSchema != nil {
				return s.ContentSchema
			}
		}
		return data
	}
	switch whole := c.whole(); {
	case item != nil:
		return item
	case i < len(whole.PrefixItems):
		return whole.PrefixItems[i]
	case itemsOf(c.Schema) != nil:
		return itemsOf(c.Schema)
	}
	return c.Schema
}
