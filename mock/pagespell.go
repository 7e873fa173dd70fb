package mock

import (
	"bytes"
	"maps"
	"mime/multipart"
	"net/textproto"
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// spelled writes a parameter's value in its style (OpenAPI, Parameter Object, style): mostly as one
// value, and as several of a query.
func spelled(p *openapi3.Parameter, v any) []field {
	one := func(text string) []field { return []field{{p.Name, text}} }
	if len(p.Content) > 0 {
		return one(string(toJSON(v)))
	}
	style, err := p.SerializationMethod()
	if err != nil {
		return one(scalar(v))
	}
	names, values := partsOf(v)
	switch {
	case names == nil && values == nil:
		return one(prefixed(style.Style, p.Name, scalar(v)))
	case len(values) == 0:
		return one("")
	case style.Style == openapi3.SerializationDeepObject:
		if names == nil { // a list, whose items are numbered
			for i := range values {
				names = append(names, strconv.Itoa(i))
			}
		}
		return fields(names, values, func(name string) string { return p.Name + "[" + name + "]" })
	case style.Style == openapi3.SerializationForm && style.Explode && names != nil:
		return fields(names, values, func(name string) string { return name })
	case style.Style == openapi3.SerializationForm && style.Explode:
		return fields(values, values, func(string) string { return p.Name })
	}
	return one(joined(style, p.Name, names, values))
}

// partsOf returns the members of an object, with their names, or the items of a list; nothing of
// another value.
func partsOf(v any) (names, values []string) {
	switch v := v.(type) {
	case []any:
		values = []string{}
		for _, item := range v {
			values = append(values, scalar(item))
		}
	case map[string]any:
		names = slices.Sorted(maps.Keys(v))
		for _, name := range names {
			values = append(values, scalar(v[name]))
		}
	}
	return names, values
}

func fields(names, values []string, called func(string) string) []field {
	var out []field
	for i, name := range names {
		out = append(out, field{called(name), values[i]})
	}
	return out
}

// prefixed writes a single value.
func prefixed(style, name, text string) string {
	switch style {
	case openapi3.SerializationLabel:
		return "." + text
	case openapi3.SerializationMatrix:
		return ";" + name + "=" + text
	}
	return text
}

// joined writes items, or members, as one value.
func joined(style *openapi3.SerializationMethod, name string, names, values []string) string {
	separator := map[string]string{openapi3.SerializationSpaceDelimited: " ", openapi3.SerializationPipeDelimited: "|"}[style.Style]
	if separator == "" {
		separator = ","
	}
	parts := values
	if names != nil {
		parts = nil
		for i, n := range names {
			if style.Explode {
				parts = append(parts, n+"="+values[i])
			} else {
				parts = append(parts, n, values[i])
			}
		}
	}
	switch {
	case style.Explode && style.Style == openapi3.SerializationLabel:
		return "." + strings.Join(parts, ".")
	case style.Explode && style.Style == openapi3.SerializationMatrix && names != nil:
		return ";" + strings.Join(parts, ";")
	case style.Explode && style.Style == openapi3.SerializationMatrix:
		return ";" + name + "=" + strings.Join(parts, ";"+name+"=")
	}
	return prefixed(style.Style, name, strings.Join(parts, separator))
}

// typeName says in a word or two what a parameter is.
func typeName(s *openapi3.Schema) string {
	name := strings.Join(s.Type.Slice(), " or ")
	if s.Items != nil && s.Items.Value != nil && s.Type.Is(openapi3.TypeArray) {
		name = "list of " + strings.Join(s.Items.Value.Type.Slice(), " or ")
	}
	if s.Format != "" {
		name += " (" + s.Format + ")"
	}
	return name
}

// choices are the values that a parameter, or an item of one, may have; none for any.
func choices(s *openapi3.Schema) []string {
	if s.Items != nil && s.Items.Value != nil && s.Type.Is(openapi3.TypeArray) {
		s = s.Items.Value
	}
	var out []string
	for _, v := range s.Enum {
		if v != nil {
			out = append(out, scalar(v))
		}
	}
	return out
}

// encoded writes a body, and returns with it the media type that it is sent in.
func encoded(v any, mediaType string, kin *openapi3.MediaType) (string, []byte) {
	if !strings.HasPrefix(base(mediaType), "multipart/") {
		return mediaType, encode(v, mediaType, kin.Schema)
	}
	object, _ := v.(map[string]any) // anything else has no parts
	const boundary = "armsmith"
	var out bytes.Buffer
	w := multipart.NewWriter(&out)
	_ = w.SetBoundary(boundary) // which is one
	for _, name := range slices.Sorted(maps.Keys(object)) {
		items, is := object[name].([]any)
		if !is {
			items = []any{object[name]}
		}
		for _, item := range items {
			if part, err := w.CreatePart(partHeader(name, item, kin)); err == nil {
				_, _ = part.Write([]byte(scalar(item))) // a buffer takes it
			}
		}
	}
	_ = w.Close()
	return base(mediaType) + "; boundary=" + boundary, out.Bytes()
}

// partHeader returns the header of a part of a multipart body.
func partHeader(name string, v any, kin *openapi3.MediaType) textproto.MIMEHeader {
	header := textproto.MIMEHeader{"Content-Disposition": {`form-data; name="` + quoted.Replace(name) + `"`}}
	if s := property(kin.Schema, name); s != nil && s.Value != nil && s.Value.Format == "binary" {
		header.Set("Content-Disposition", multipart.FileContentDisposition(name, name))
	}
	if _, nested := v.(map[string]any); nested {
		header.Set("Content-Type", "application/json")
	}
	if e := kin.Encoding[name]; e != nil && e.ContentType != "" {
		first, _, _ := strings.Cut(e.ContentType, ",")
		header.Set("Content-Type", concrete(strings.TrimSpace(first), ""))
	}
	return header
}

var quoted = strings.NewReplacer("\\", "\\\\", `"`, "\\\"", "\r", "%0D", "\n", "%0A")
