package running

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"

	"github.com/getkin/kin-openapi/openapi3"
)

// checkParts refuses a multipart body of which a part lacks a header that must be there (OpenAPI,
// Encoding Object, headers), which kin-openapi does not look at.
func checkParts(op *openapi3.Operation, contentType string, body []byte) error {
	mediaType, params, err := mime.ParseMediaType(contentType)
	if err != nil || params["boundary"] == "" || op.RequestBody == nil || op.RequestBody.Value == nil {
		return nil
	}
	described := op.RequestBody.Value.Content.Get(mediaType)
	if described == nil {
		return nil
	}
	for parts := multipart.NewReader(bytes.NewReader(body), params["boundary"]); ; {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("the parts of the body cannot be read: %w", err)
		}
		encoding := described.Encoding[part.FormName()]
		if encoding == nil {
			continue
		}
		for name, h := range encoding.Headers {
			if h.Value != nil && h.Value.Required && part.Header.Get(name) == "" {
				return fmt.Errorf("the part %q has no header %q", part.FormName(), name)
			}
		}
	}
}
