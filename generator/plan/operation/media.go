package operation

import (
	"mime"
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/source"
)

// media is what a media type says of a body, before its schema is looked at.
type media uint8

const (
	mediaJSON media = iota
	mediaMergePatch
	mediaXML
	mediaForm
	mediaMultipart
	mediaText
	mediaJSONLines
	mediaEvents
	mediaJSONSeq
	mediaBinary
	mediaUnknown // the schema decides: "*/*", vendor types without a suffix
)

// mediaKinds are the types that nothing else gives away.
var mediaKinds = map[string]media{
	"application/json": mediaJSON, "text/json": mediaJSON, "application/x-json": mediaJSON, "text/x-json": mediaJSON,
	"application/merge-patch+json":      mediaMergePatch,
	"application/xml":                   mediaXML,
	"text/xml":                          mediaXML,
	"application/x-www-form-urlencoded": mediaForm,
	"text/event-stream":                 mediaEvents,
	"application/jsonl":                 mediaJSONLines, "application/x-jsonl": mediaJSONLines, "application/ndjson": mediaJSONLines,
	"application/x-ndjson": mediaJSONLines, "application/jsonlines": mediaJSONLines, "application/x-jsonlines": mediaJSONLines,
	"application/json-lines": mediaJSONLines, "application/x-json-stream": mediaJSONLines, "application/stream+json": mediaJSONLines,
	"text/jsonl": mediaJSONLines, "text/x-ndjson": mediaJSONLines,
	"application/octet-stream": mediaBinary, "application/pdf": mediaBinary, "application/zip": mediaBinary,
	"application/gzip": mediaBinary, "application/x-gzip": mediaBinary, "application/x-tar": mediaBinary,
	"application/x-zip-compressed": mediaBinary, "application/binary": mediaBinary,
	"application/json-seq":   mediaJSONSeq,
	"application/javascript": mediaText, "application/graphql": mediaText, "application/jwt": mediaText,
	"application/sql": mediaText, "application/yaml": mediaText, "application/x-yaml": mediaText,
	"application/csv": mediaText, "application/jose": mediaText, "application/pem-certificate-chain": mediaText,
}

// baseType returns a media type without its parameters, in small letters.
func baseType(mediaType string) string {
	if base, _, err := mime.ParseMediaType(mediaType); err == nil {
		return base
	}
	base, _, _ := strings.Cut(mediaType, ";")
	return strings.ToLower(strings.TrimSpace(base))
}

// mediaKind classifies a media type (RFC 6838, and RFC 6839 for the suffixes).
func mediaKind(mediaType string) media {
	base := baseType(mediaType)
	if k, ok := mediaKinds[base]; ok {
		return k
	}
	major, minor, _ := strings.Cut(base, "/")
	switch {
	case strings.HasSuffix(minor, "+json"):
		return mediaJSON
	case strings.HasSuffix(minor, "+xml") && major != "image":
		return mediaXML
	case strings.HasSuffix(minor, "+jsonl"):
		return mediaJSONLines
	case strings.HasSuffix(minor, "+json-seq"): // RFC 8091
		return mediaJSONSeq
	case major == "multipart":
		return mediaMultipart
	case major == "text":
		return mediaText
	case major == "image" || major == "audio" || major == "video" || major == "font" || major == "model",
		strings.HasSuffix(minor, "+zip"), strings.HasSuffix(minor, "+gzip"):
		return mediaBinary
	}
	return mediaUnknown
}

// bodyKind settles how a body is written, from its media type and schema. Text and types nobody
// knows hold JSON when their schema describes more than text: documents list every type a framework
// can write.
func (r reader) bodyKind(mediaType string, schema source.At) model.BodyKind {
	structured := r.isStructured(schema)
	switch mediaKind(mediaType) {
	case mediaJSON:
		// octets as they are: a file, of which JSON is what the server usually speaks
		if r.isBinary(schema) {
			return model.BodyBytes
		}
		return model.BodyJSON
	case mediaMergePatch:
		return model.BodyMergePatch
	case mediaXML:
		switch {
		case r.isBinary(schema):
			return model.BodyBytes
		case schema.There():
			return model.BodyXML
		}
		return model.BodyText
	case mediaForm:
		return model.BodyForm
	case mediaMultipart:
		return model.BodyMultipart
	case mediaJSONLines:
		return model.BodyJSONLines
	case mediaEvents:
		return model.BodyEvents
	case mediaJSONSeq:
		return model.BodyJSONSeq
	case mediaText:
		if structured && !isTable(mediaType) {
			return model.BodyJSON
		}
		if r.isBinary(schema) {
			return model.BodyBytes
		}
		return model.BodyText
	case mediaUnknown:
		if structured {
			return model.BodyJSON
		}
	}
	return model.BodyBytes
}

// answerKind settles how the body of an answer is read: like one that is written, except for what
// can be written and not read. What stands in YAML can be JSON, as it may be in a request; what
// comes in it is not.
func (r reader) answerKind(mediaType string, schema source.At) model.BodyKind {
	switch kind := r.bodyKind(mediaType, schema); {
	case kind == model.BodyForm || kind == model.BodyMultipart:
		return model.BodyBytes
	case kind == model.BodyJSON && isYAML(mediaType):
		return model.BodyText
	default:
		return kind
	}
}

// isYAML reports whether a media type is YAML (RFC 9512).
func isYAML(mediaType string) bool {
	_, minor, _ := strings.Cut(baseType(mediaType), "/")
	return minor == "yaml" || minor == "x-yaml" || minor == "vnd.yaml" || strings.HasSuffix(minor, "+yaml")
}

// isTable reports whether a media type is a table of text, which no JSON is.
func isTable(mediaType string) bool {
	switch baseType(mediaType) {
	case "text/csv", "application/csv", "text/tab-separated-values":
		return true
	}
	return false
}

// isStructured reports whether a schema describes what only JSON, of all that could stand in a
// text, can hold.
func (r reader) isStructured(schema source.At) bool { return r.structured(schema, map[string]bool{}) }

// structured is isStructured for schemas that are not yet seen: one can be composed of itself, and
// of another many times.
func (r reader) structured(schema source.At, seen map[string]bool) bool {
	s := r.follow(schema)
	if !s.There() || seen[s.Ptr] {
		return false
	}
	seen[s.Ptr] = true
	types := s.Get("type").Strings()
	if t := s.Get("type").Str(); t != "" {
		types = []string{t}
	}
	if len(types) > 0 {
		return slices.Contains(types, "object") || slices.Contains(types, "array")
	}
	for _, key := range []string{"properties", "additionalProperties", "items", "discriminator"} {
		if s.Has(key) {
			return true
		}
	}
	for _, key := range []string{"allOf", "oneOf", "anyOf"} {
		for _, part := range s.To(key).Elements() {
			if r.structured(part, seen) {
				return true
			}
		}
	}
	return false
}

// isBinary reports whether a schema describes octets.
func (r reader) isBinary(schema source.At) bool {
	s := r.follow(schema)
	if s.Get("type").Str() == "file" || s.Get("format").Str() == "binary" {
		return true
	}
	contentType := s.Get("contentMediaType").Str()
	return contentType != "" && !s.Has("contentEncoding") && mediaKind(contentType) == mediaBinary
}
