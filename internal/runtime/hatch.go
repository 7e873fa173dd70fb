package runtime

import (
	"bytes"
	"context"
	stdjson "encoding/json"
	"io"
	"net/url"
	"strings"

	"github.com/armsmith/armsmith/internal/runtime/json"
)

// Send makes a call that the document does not describe, as it makes all others: with the
// credential, retries, limits and options of the client. path is relative to the endpoint and may
// have a query; what is in it is sent as it stands, so values are to be escaped. body is nil, a
// []byte, an io.Reader, url.Values, or a value that is sent as JSON. out is nil, a *[]byte or an
// io.Writer for the answer as it comes, or a pointer to what is decoded from JSON.
//
// An answer that is no success is a [ResponseError]. A path that names a host or climbs with ".."
// is a [ParamError]: the credential must not leave the endpoint.
func (c *Client) Send(ctx context.Context, method, path string, body, out any, opts ...Option) error {
	op := &Operation{Name: "Do", Method: strings.ToUpper(method), Path: "/", Accept: acceptOf(out), Security: c.config.anyOf()}
	r := c.NewRequest(op)
	r.freePath(op, path)
	if !validHeaderName(method) {
		r.violate("method", "is no method of HTTP")
	}
	r.freeBody(body)
	if w, ok := out.(io.Writer); ok {
		resp, err := c.DoStream(ctx, r, opts...)
		if err != nil {
			return err
		}
		src := resp.Stream()
		defer src.Close()
		_, err = io.Copy(w, src)
		return err
	}
	resp, err := c.Do(ctx, r, opts...)
	if err != nil {
		return err
	}
	return resp.free(out)
}

// anyOf is what a call that the document does not describe may be let in with: what holds where an
// operation says nothing, or else any of the document's schemes, and none.
func (cfg *Config) anyOf() []Requirement {
	if cfg.Security != nil {
		return cfg.Security
	}
	var out []Requirement
	for i := range cfg.Schemes {
		out = append(out, Requirement{{Scheme: &cfg.Schemes[i]}})
	}
	return append(out, Requirement{})
}

func acceptOf(out any) string {
	switch out.(type) {
	case *[]byte, io.Writer:
		return "*/*"
	}
	return "application/json"
}

// freePath has the request go to a path that the caller has written.
func (r *Request) freePath(op *Operation, path string) {
	u, err := parseLink(path)
	switch {
	case err != nil:
		r.violate("path", "is not one of a URL")
	case u.Scheme != "" || u.Host != "" || u.User != nil || u.Opaque != "" || strings.HasPrefix(u.Path, `\`) || strings.HasPrefix(u.Path, "//"):
		r.violate("path", "is relative to the endpoint and must not name a host")
	case climbsPath(u.EscapedPath()):
		r.violate("path", `must not hold "." or ".." as a segment`)
	default:
		op.Path = "/" + strings.TrimPrefix(u.EscapedPath(), "/")
		if u.RawQuery != "" {
			op.Path += "?" + cleanQuery(u.RawQuery)
		}
	}
}

// freeBody sends what the caller has given.
func (r *Request) freeBody(body any) {
	const octets = "application/octet-stream"
	switch b := body.(type) {
	case nil:
	case []byte:
		r.Raw(octets, b)
	case url.Values:
		r.Raw("application/x-www-form-urlencoded", []byte(b.Encode()))
	case io.Reader:
		r.Stream(octets, b)
	default:
		data, err := stdjson.Marshal(b)
		r.fail(err)
		r.Raw("application/json", data)
	}
}

// free decodes the answer into what the caller has given.
func (r *Response) free(out any) error {
	switch v := out.(type) {
	case nil:
		return nil
	case *[]byte:
		*v = bytes.Clone(r.Bytes())
		return nil
	case json.Typed:
		return r.JSON(v)
	}
	if !r.HasBody() {
		return nil
	}
	text, err := r.jsonBody()
	if err == nil {
		err = stdjson.Unmarshal(text, out)
	}
	return r.undecodable(err)
}
