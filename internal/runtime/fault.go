package runtime

import (
	"bytes"
	"net/http"
	"reflect"
	"strconv"
	"strings"
	"time"

	charsets "github.com/armsmith/armsmith/internal/runtime/charset"
	"github.com/armsmith/armsmith/internal/runtime/json"
)

// fault is the error of an answer that is not a success.
func (c *call) fault(resp *Response) *ResponseError {
	e := newFault(c.op, resp)
	c.driftOfFault(e.StatusCode)
	text := resp.peek()
	as := c.op.errorBody(e.StatusCode)
	if as == nil || firstByte(text) == 0 || firstByte(text) == '<' {
		return e
	}
	// A private copy, since Raw shares the memory and is the user's to change. A body that is not
	// the document's says what it says all the same.
	if body, err := as.decode(bytes.Clone(text), resp.Budget(len(text))); err == nil {
		e.Body = body
		resp.drift(body)
	}
	return e
}

// decode returns what data says, within a budget: a pointer to a model, or the value of anything
// else.
func (b *ErrorBody) decode(data []byte, budget json.Budget) (any, error) {
	v := reflect.New(reflect.TypeOf(b.As).Elem())
	if m, ok := v.Interface().(json.Typed); ok && b.Of == nil {
		return m, budget.Decode(data, m)
	}
	err := budget.DecodeFunc(data, func(r *json.Reader) { r.Read(v.Interface(), b.Of) })
	return v.Elem().Interface(), err
}

// newFault reads what a service says about an error, in whichever of the known forms.
// Secrets that it repeats are hidden.
func newFault(op *Operation, resp *Response) *ResponseError {
	e := &ResponseError{
		Operation:  op.Name,
		StatusCode: resp.StatusCode,
		Status:     statusLine(resp.StatusCode),
		RequestID:  requestID(resp.header),
		Header:     resp.header,
		Raw:        resp.body,

		CorrelationID: correlationID(resp.header),
	}
	e.RetryAfter, _ = retryAfter(resp.header, time.Now())
	e.readBody(resp.faultText(), resp.MediaType())
	if e.Code == "" {
		e.Code = resp.header.Get("X-Ms-Error-Code")
	}
	top := ErrorDetail{e.Code, e.Message, e.Target, e.Details, e.AdditionalInfo}
	top.own(resp.call)
	e.take(top)
	return e
}

// faultText returns the body in UTF-8 if it can be read: by its charset or, as in XML, by what it
// says itself.
func (r *Response) faultText() []byte {
	text, err := r.utf8Body()
	if err == nil && r.Charset() == "" {
		text, err = charsets.DecodeXML("", r.body)
	}
	if err != nil {
		return r.body
	}
	return text
}

// own gives the texts of d memory of their own, without secrets: Raw is the user's to change, and a
// message that is kept must not keep the body.
func (d *ErrorDetail) own(c *call) {
	for _, text := range []*string{&d.Code, &d.Message, &d.Target} {
		*text = strings.Clone(c.withoutSecrets(*text))
	}
	for i := range d.Details {
		d.Details[i].own(c)
	}
	for i, info := range d.AdditionalInfo {
		d.AdditionalInfo[i] = ErrorInfo{strings.Clone(c.withoutSecrets(info.Type)), []byte(c.withoutSecrets(string(info.Info)))}
	}
}

// take has e say what d does.
func (e *ResponseError) take(d ErrorDetail) {
	e.Code, e.Message, e.Target, e.Details, e.AdditionalInfo = d.Code, d.Message, d.Target, d.Details, d.AdditionalInfo
}

func statusLine(status int) string {
	line := strconv.Itoa(status)
	if text := http.StatusText(status); text != "" {
		line += " " + text
	}
	return line
}

// readBody finds code, message and details.
func (e *ResponseError) readBody(body []byte, mediaType string) {
	switch b := firstByte(body); {
	case b == '{':
		if d := readDetail(body, 0); d.Code != "" || d.Message != "" {
			e.take(d)
		}
	case b == '[':
		for _, v := range elements(body) {
			if d := readDetail(v, 1); d.Message != "" {
				e.Code, e.Message, e.Target = d.Code, d.Message, d.Target
				return
			}
		}
	case b == '"':
		e.Message = scalar(body)
	case b == '<':
		e.readMarkup(string(body), mediaType)
	case b != 0 && (mediaType == "" || strings.HasPrefix(mediaType, "text/")):
		e.Message = oneLine(string(body[:min(len(body), 2048)]), 512)
	}
}

// readMarkup reads the XML of Azure Storage and the title of an HTML page, such as a gateway sends.
func (e *ResponseError) readMarkup(s, mediaType string) {
	if code := between(s, "<Code>", "</Code>"); code != "" && mediaType != "text/html" {
		e.Code, e.Message = code, between(s, "<Message>", "</Message>")
		return
	}
	title := between(s, "<title>", "</title>")
	if title == "" {
		title = between(s, "<h1>", "</h1>")
	}
	e.Message = orDefault(oneLine(title, 200), "a page of HTML or XML instead of an answer")
}

// between is what stands between two tags, in any case, without the entities that matter.
func between(s, begin, end string) string {
	lower := asciiLower(s)
	i := strings.Index(lower, asciiLower(begin))
	if i < 0 {
		return ""
	}
	i += len(begin)
	j := strings.Index(lower[i:], asciiLower(end))
	if j < 0 {
		return ""
	}
	return strings.NewReplacer("&lt;", "<", "&gt;", ">", "&quot;", `"`, "&#39;", "'", "&amp;", "&").Replace(strings.TrimSpace(s[i : i+j]))
}

// asciiLower keeps the length of s, unlike strings.ToLower.
func asciiLower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

const (
	// faultDepth is how deep details are followed.
	faultDepth = 4
	// faultDetails is how many are kept, of details and of what else is said of each.
	faultDetails = 100
)

// readDetail reads one error object. The forms, the names they use, and who sends them:
//
//	{"error": {"code", "message", "target", "details", "innererror",  Azure Resource Manager, OData 4
//		"additionalInfo": [{"type", "info"}]}}
//	{"odata.error": {"code", "message": {"value"}}}                   OData 3, Azure Batch
//	{"code", "message": {"value"}, "values": [{"key", "value"}]}      Azure Batch
//	{"error": "code", "error_description"}                            OAuth 2.0 (RFC 6749)
//	{"type", "title", "detail"}                                       problem details (RFC 9457)
//	{"message", "errors": [{"code", "message", "field"}]}             GitHub and many others
func readDetail(text []byte, depth int) (d ErrorDetail) {
	if firstByte(text) == '"' {
		return ErrorDetail{Message: scalar(text)}
	}
	if depth > faultDepth {
		return d
	}
	var inner, title, kind string
	var nested []byte
	members(text, func(name string, v []byte) {
		switch strings.ToLower(name) {
		case "error", "odata.error":
			if firstByte(v) == '{' {
				nested = v
			} else {
				d.Code = orDefault(d.Code, scalar(v))
			}
		case "code", "errorcode", "key":
			d.Code = scalar(v)
		case "message", "error_description", "detail", "description", "msg", "errormessage", "value":
			d.Message = orDefault(message(v), d.Message)
		case "target", "field", "param", "pointer":
			d.Target = scalar(v)
		case "details", "errors", "values":
			for _, e := range elements(v) {
				if len(d.Details) == faultDetails {
					break
				}
				d.Details = append(d.Details, readDetail(e, depth+1))
			}
		case "additionalinfo":
			d.AdditionalInfo = readInfo(v)
		case "innererror":
			inner = scalar(lookup(v, "code"))
		case "title", "reason":
			title = scalar(v)
		case "type", "status":
			kind = scalar(v)
		}
	})
	if nested != nil {
		own := readDetail(nested, depth+1)
		own.Details = append(own.Details, d.Details...)
		return own
	}
	return d.complete(title, kind, inner)
}

// readInfo reads what else is said of an error.
func readInfo(text []byte) (out []ErrorInfo) {
	for _, v := range elements(text) {
		if len(out) == faultDetails {
			break
		}
		if firstByte(v) == '{' {
			out = append(out, ErrorInfo{scalar(lookup(v, "type")), lookup(v, "info")})
		}
	}
	return out
}

// complete fills in what an object says under less common names.
func (d ErrorDetail) complete(title, kind, inner string) ErrorDetail {
	if d.Message == "" {
		d.Message, title = title, ""
	}
	if d.Message == "" && len(d.Details) > 0 {
		d.Code, d.Message, d.Target = orDefault(d.Code, d.Details[0].Code), d.Details[0].Message, orDefault(d.Target, d.Details[0].Target)
	}
	if name := orDefault(title, kind); name != "" && (d.Code == "" || isNumber(d.Code) && !isNumber(name)) {
		d.Code = name // "NOT_FOUND" says more than "404"
	}
	if inner != "" && inner != d.Code {
		d.Details = append(d.Details, ErrorDetail{Code: inner})
	}
	return d
}

func isNumber(s string) bool {
	_, err := strconv.Atoi(s)
	return err == nil
}

// message is a text, or an object that holds one in a language: {"lang": "en-us", "value": "..."}.
func message(v []byte) string {
	if firstByte(v) == '{' {
		return scalar(lookup(v, "value"))
	}
	return scalar(v)
}
