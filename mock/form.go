package mock

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
)

// boundary stands between the parts of a multipart body.
const boundary = "part-of-the-mock"

// form is how the values of a stream are written.
type form struct {
	content *model.Content
	values  []any
}

// pieces returns what is written for each value, and then for the end.
func (f form) pieces() [][]byte {
	var out [][]byte
	for i, v := range f.values {
		var b bytes.Buffer
		switch f.content.Kind {
		case model.BodyEvents:
			f.event(&b, i, v)
		case model.BodyJSONSeq:
			b.WriteByte(0x1e)
			b.Write(toJSON(v))
			b.WriteByte('\n')
		case model.BodyParts:
			f.part(&b, i, v)
		default:
			b.Write(toJSON(v))
			b.WriteByte('\n')
		}
		out = append(out, b.Bytes())
	}
	switch {
	case f.content.Kind == model.BodyParts:
		out = append(out, []byte("--"+boundary+"--\r\n"))
	case f.content.Done != "":
		out = append(out, []byte("data: "+f.content.Done+"\n\n"))
	}
	return out
}

// event writes a server-sent event. Its identifier is its number, by which a stream goes on.
func (f form) event(b *bytes.Buffer, i int, v any) {
	text := string(toJSON(v))
	switch object, _ := v.(map[string]any); {
	case f.content.Events != nil:
		name := scalar(object["event"])
		fmt.Fprintf(b, "event: %s\n", oneLine(name))
		text = string(toJSON(object["data"]))
		if plain, is := object["data"].(string); is && slices.Contains(f.content.Events.Texts, name) {
			text = plain
		}
	case f.content.Type.Kind == model.String:
		text = scalar(v)
	}
	fmt.Fprintf(b, "id: %d\n", i+1)
	for line := range strings.SplitSeq(strings.ReplaceAll(text, "\r", ""), "\n") {
		fmt.Fprintf(b, "data: %s\n", line)
	}
	b.WriteByte('\n')
}

// oneLine returns a text as a field of an event can hold it.
func oneLine(text string) string { return strings.NewReplacer("\r", " ", "\n", " ").Replace(text) }

// part writes a part of a multipart body, in the media type of its position.
func (f form) part(b *bytes.Buffer, i int, v any) {
	mediaType := f.content.PartTypes.Rest
	if i < len(f.content.PartTypes.First) {
		mediaType = f.content.PartTypes.First[i]
	}
	_, isList := v.([]any)
	_, isObject := v.(map[string]any)
	structured := isList || isObject
	var data []byte
	switch {
	case f.content.Type.Kind == model.Bytes:
		data = []byte("octets " + strconv.Itoa(i+1))
		mediaType = cmp.Or(mediaType, "application/octet-stream")
	case structured:
		data = toJSON(v)
		mediaType = cmp.Or(mediaType, "application/json")
	case isJSON(mediaType):
		data = toJSON(v)
	default:
		data = []byte(scalar(v))
		mediaType = cmp.Or(mediaType, "text/plain; charset=utf-8")
	}
	fmt.Fprintf(b, "--%s\r\nContent-Type: %s\r\n\r\n%s\r\n", boundary, mediaType, data)
}
