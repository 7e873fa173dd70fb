package mock

import (
	"bytes"
	"errors"
	"io"
	"maps"
	"mime"
	"mime/multipart"
	"net/url"

	"github.com/getkin/kin-openapi/openapi3"
)

// described returns what the body of a call is described by, with the media type as the document has
// it; "" for what it does not describe.
func (c *Call) described() (mediaType string, described *openapi3.MediaType) {
	body := c.Operation.kin.RequestBody
	if body == nil || body.Value == nil {
		return "", &openapi3.MediaType{}
	}
	found := body.Value.Content.Get(c.Request.Header.Get("Content-Type"))
	for mediaType, described := range body.Value.Content {
		if described == found && found != nil {
			return mediaType, described
		}
	}
	return "", &openapi3.MediaType{}
}

// JSON returns what the body of a call holds, as encoding/json reads it with numbers digit for
// digit. It reads XML, forms and multipart/form-data as well, and is false for any other body.
func (c *Call) JSON() (any, bool) {
	if isJSON(c.Request.Header.Get("Content-Type")) {
		v, err := parsed(c.Body)
		return v, err == nil
	}
	_, described := c.described()
	v, known, err := c.converted(described)
	return v, known && err == nil
}

// converted reads a body of another format as JSON would hold it; known is false for one that is
// neither XML nor a form.
func (c *Call) converted(described *openapi3.MediaType) (v any, known bool, err error) {
	switch sent := c.Request.Header.Get("Content-Type"); {
	case isXML(sent):
		v, err = fromXML(c.Body, described.Schema)
	case isForm(sent):
		v, err = c.fromForm(described)
	case isMultipart(sent):
		v, err = c.fromMultipart(described)
	default:
		return nil, false, nil
	}
	return v, true, err
}

// fromForm reads a body that is a form.
func (c *Call) fromForm(described *openapi3.MediaType) (map[string]any, error) {
	form, err := url.ParseQuery(string(c.Body))
	if err != nil {
		return nil, err
	}
	return formReader{described.Encoding, c.mayHold}.read(form, described.Schema)
}

// fromMultipart reads a body that is multipart/form-data.
func (c *Call) fromMultipart(described *openapi3.MediaType) (map[string]any, error) {
	_, params, err := mime.ParseMediaType(c.Request.Header.Get("Content-Type"))
	if err != nil {
		return nil, err
	}
	form, encoding := url.Values{}, map[string]*openapi3.Encoding{}
	maps.Copy(encoding, described.Encoding)
	for parts := multipart.NewReader(bytes.NewReader(c.Body), params["boundary"]); ; {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return formReader{encoding, c.mayHold}.read(form, described.Schema)
		}
		if err != nil {
			return nil, err
		}
		data, err := io.ReadAll(part)
		if err != nil {
			return nil, err
		}
		form.Add(part.FormName(), string(data))
		if sent := part.Header.Get("Content-Type"); isJSON(sent) {
			encoding[part.FormName()] = &openapi3.Encoding{ContentType: sent}
		}
	}
}
