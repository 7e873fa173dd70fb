package mock

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

type schemaRef = *openapi3.SchemaRef

// encode writes a value in a media type.
func encode(v any, mediaType string, schema schemaRef) []byte {
	text, isText := v.(string)
	switch {
	case isJSON(mediaType):
		return toJSON(v)
	case isXML(mediaType):
		return toXML(v, schema)
	case isForm(mediaType):
		return toForm(v)
	case isText:
		return []byte(text)
	}
	return toJSON(v)
}

func toJSON(v any) []byte {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic(err) // values are of JSON
	}
	return bytes.TrimSuffix(out.Bytes(), []byte("\n"))
}

// toForm writes an object as a form; what is no object is its only value.
func toForm(v any) []byte {
	object, ok := v.(map[string]any)
	if !ok {
		return []byte(url.QueryEscape(scalar(v)))
	}
	form := url.Values{}
	for name, member := range object {
		if list, is := member.([]any); is {
			for _, item := range list {
				form.Add(name, scalar(item))
			}
			continue
		}
		form.Set(name, scalar(member))
	}
	return []byte(form.Encode())
}

// scalar writes a value as text: a number or a boolean as JSON has it, and so what is neither.
func scalar(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case json.Number:
		return v.String()
	case bool:
		return fmt.Sprint(v)
	}
	return strings.TrimSpace(string(toJSON(v)))
}
