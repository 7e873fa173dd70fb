package operation

import (
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/name"
	"github.com/armsmith/armsmith/generator/plan/source"
	"github.com/armsmith/armsmith/generator/plan/types"
)

// This file plans multipart bodies whose parts are told apart by their position (OpenAPI 3.2,
// Encoding by Position): a list in Go when it is sent, a stream when it is received.

// isPositional reports whether a media type is multipart and says what each part is by its
// position. The parts of form data have names, and those of byte ranges belong together.
func isPositional(m source.Entry) bool {
	switch base := baseType(m.Key); {
	case mediaKind(m.Key) != mediaMultipart, base == "multipart/form-data", base == "multipart/byteranges":
		return false
	}
	return m.Has("itemSchema") || m.Has("prefixEncoding") || m.Has("itemEncoding")
}

// position is one part, or all that follow the others: its schema and its encoding.
type position struct{ schema, encoding source.At }

// positions returns the parts that the document describes, the one for all that follow last. A part
// that has only a schema or only an encoding is one.
func (o bodies) positions(media source.At) (first []position, rest position) {
	list := o.follow(media.To("schema"))
	encodings := media.To("prefixEncoding").Elements()
	schemas := list.To("prefixItems").Elements()
	rest = position{media.To("itemSchema"), media.To("itemEncoding")}
	if rest.schema.There() {
		schemas = nil // the schema of the whole is not what the parts are read by
	} else {
		rest.schema = list.To("items")
	}
	for i := range max(len(encodings), len(schemas)) {
		p := rest
		if i < len(encodings) {
			p.encoding = encodings[i]
		}
		if i < len(schemas) {
			p.schema = schemas[i]
		}
		first = append(first, p)
	}
	return first, rest
}

// partTypes reads the media types of the parts of a body that is done something with: sent or read.
func (o bodies) partTypes(media source.At, done string) model.PartTypes {
	first, rest := o.positions(media)
	out := model.PartTypes{Rest: o.partMedia(rest, done)}
	for _, p := range first {
		out.First = append(out.First, o.partMedia(p, done))
	}
	return out
}

// partMedia returns the media type that a part has: the first one, of several.
func (o bodies) partMedia(p position, done string) string {
	e := p.encoding
	mediaType, _, _ := strings.Cut(e.Get("contentType").Str(), ",")
	mediaType = strings.TrimSpace(mediaType)
	switch kind := mediaKind(mediaType); {
	case strings.Contains(mediaType, "*"):
		return ""
	case mediaType != "" && (kind == mediaXML || kind == mediaForm || kind == mediaMultipart) && o.isStructured(p.schema):
		o.doc.Warn(e.Ptr, "the part is "+done+" as JSON: "+mediaType+" inside a multipart body is not", "")
		return "application/json"
	}
	return mediaType
}

// partType gives the type of one part. Parts of several types are values of JSON.
func (o bodies) partType(m source.Entry, request bool, h func(ptr string) name.Hint) model.Ref {
	first, rest := o.positions(m.At)
	all := first
	if len(first) == 0 || rest.schema.There() || rest.encoding.There() {
		all = append(slices.Clone(first), rest)
	}
	switch octets := o.countOctets(all); {
	case octets == len(all) && request:
		return model.Ref{Kind: model.File}
	case octets == len(all):
		return model.Ref{Kind: model.Bytes, Wire: model.WireRaw}
	case octets > 0:
		o.doc.Warn(m.Ptr, "some parts are octets and some are not: they are values of JSON in Go, which octets cannot be", "")
		return model.Ref{Kind: model.Any}
	}
	whole := m.To("schema")
	switch tuple := o.follow(whole).Has("prefixItems") && !m.Has("itemSchema"); {
	case tuple:
		if r := types.Underlying(o.use(whole, h(whole.Ptr))); r.Kind == model.List {
			return *r.Elem
		}
	case rest.schema.There():
		return o.use(rest.schema, h(rest.schema.Ptr))
	}
	return model.Ref{Kind: model.Any}
}

// countOctets returns how many parts are octets: their schema says so, or it says nothing and their
// media type does.
func (o bodies) countOctets(all []position) int {
	n := 0
	for _, p := range all {
		mediaType, _, _ := strings.Cut(p.encoding.Get("contentType").Str(), ",")
		s := o.follow(p.schema)
		typed := s.Has("type") || s.Has("enum") || s.Has("const") || o.isStructured(p.schema)
		if o.isBinary(p.schema) || !typed && mediaType != "" && mediaKind(strings.TrimSpace(mediaType)) == mediaBinary {
			n++
		}
	}
	return n
}
