package cassette

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Secrets says what must not come into a file, besides what never does: Authorization, cookies,
// signatures of URLs, and tokens and passwords where they stand under their usual names.
type Secrets struct {
	// Sent names headers, query parameters and cookies that carry a secret.
	Sent []string
	// Held names properties of JSON, and fields of forms, that hold one, or a list of some.
	Held []string
	// Maps names properties of JSON that hold objects of secrets.
	Maps []string
}

// hidden stands in the place of a secret.
const hidden = "REDACTED"

// shortest is the length from which a secret is looked for in other places than its own, too.
const shortest = 8

var (
	// parameters of URLs, wherever a URL stands, that give access to whoever has them
	signed = regexp.MustCompile(`(?i)((?:[?&;]|\\u0026|%26|%3f)(?:sig|signature|x-amz-signature|x-amz-credential|x-amz-security-token|` +
		`x-goog-signature|x-goog-credential|access_token|refresh_token|id_token|api[_-]?key|subscription-key|client_secret|password)=)[^&"'\s<>\\#]+`)
	// parts of connection strings
	connection = regexp.MustCompile(`(?i)((?:AccountKey|SharedAccessKey|SharedAccessSignature)=)[^;"'\s<>\\]+`)
	bearer     = regexp.MustCompile(`(?i)(\bBearer\s+)[A-Za-z0-9._~+/-]{8,}=*`)
)

// usual are the names under which forms and JSON hold secrets whatever a document says of them.
var usual = []string{"access_token", "refresh_token", "id_token", "client_secret", "client_assertion", "password"}

// always are the names of query parameters and headers that carry secrets.
var always = []string{
	"authorization", "proxy-authorization", "cookie", "set-cookie", "api-key", "x-api-key", "apikey", "api_key",
	"ocp-apim-subscription-key", "subscription-key", "x-auth-token", "sig", "signature",
	"x-amz-signature", "x-amz-credential", "x-amz-security-token", "x-goog-signature", "x-goog-credential",
}

// hider takes secrets out of what is recorded.
type hider struct {
	sent, held, maps map[string]bool // names in lower case
	loose            []*regexp.Regexp
}

func newHider(s Secrets) *hider {
	h := &hider{sent: map[string]bool{}, held: map[string]bool{}, maps: map[string]bool{}}
	add := func(to map[string]bool, lists ...[]string) {
		for _, list := range lists {
			for _, name := range list {
				to[strings.ToLower(name)] = true
			}
		}
	}
	add(h.sent, always, usual, s.Sent)
	add(h.held, usual, s.Held)
	add(h.maps, s.Maps)
	h.loose = loose(slices.Sorted(maps.Keys(h.held)))
	return h
}

// loose finds texts under some names in a body that is not one JSON text: JSON line by line, events,
// what was cut off, elements and attributes of XML, and fields of a multipart body, up to a line
// that could be the next boundary.
func loose(names []string) []*regexp.Regexp {
	for i, name := range names {
		names[i] = regexp.QuoteMeta(name)
	}
	one := "(?:" + strings.Join(names, "|") + ")"
	return []*regexp.Regexp{
		regexp.MustCompile(`(?i)("` + one + `"\s*:\s*")(?:[^"\\]|\\.)+`),
		regexp.MustCompile(`(?i)(<(?:[\w.-]+:)?` + one + `(?:\s[^<>]*)?>)(?:<!\[CDATA\[(?s:.*?)(?:\]\]>|\z)|[^<])+`),
		regexp.MustCompile(`(?i)(\s(?:[\w.-]+:)?` + one + `\s*=\s*")[^"]+`),
		regexp.MustCompile(`(?i)(\s(?:[\w.-]+:)?` + one + `\s*=\s*')[^']+`),
		regexp.MustCompile(`(?i)(\bname="?(?:[^"\r\n]*\[)?` + one + `(?:\[?\])*"?(?:[^\r\n]*\r?\n)+?\r?\n)[^\r\n]+(?:(?:\r?\n)+(?:[^-\r\n]|-[^-\r\n])[^\r\n]*)*`),
	}
}

// text returns a text without what looks like a secret.
func (h *hider) text(s string) string {
	for _, re := range []*regexp.Regexp{signed, connection, bearer} {
		s = re.ReplaceAllString(s, "${1}"+hidden)
	}
	return s
}

// pairs hides the values in a query or a form whose names are among some, or end with one of them
// in brackets, as in user[password].
func pairs(query string, names map[string]bool) string {
	if query == "" {
		return ""
	}
	parts := strings.Split(query, "&")
	for i, part := range parts {
		name, value, _ := strings.Cut(part, "=")
		plain, err := url.QueryUnescape(name)
		lower := strings.ToLower(plain)
		inner := strings.TrimRight(lower[strings.LastIndexByte(strings.TrimSuffix(lower, "[]"), '[')+1:], "[]")
		if err == nil && value != "" && (names[lower] || names[inner]) {
			parts[i] = name + "=" + hidden
		}
	}
	return strings.Join(parts, "&")
}

// url is a URL without its secrets.
func (h *hider) url(u *url.URL) string {
	own := *u
	own.User, own.Fragment, own.RawFragment = nil, "", ""
	own.RawQuery = pairs(own.RawQuery, h.sent)
	return h.text(own.String())
}

// octets is a body without its secrets.
func (h *hider) octets(contentType string, data []byte) []byte {
	if !utf8.Valid(data) && isPicture(contentType) {
		return data
	}
	if mediaType(contentType) == "application/x-www-form-urlencoded" {
		return []byte(h.text(pairs(pairs(string(data), h.held), h.sent)))
	}
	if isJSON(contentType) && json.Valid(data) {
		return []byte(h.text(string(h.json(data))))
	}
	text := string(data)
	for _, re := range h.loose {
		text = re.ReplaceAllString(text, "${1}"+hidden)
	}
	return []byte(h.text(text))
}

// isPicture reports whether a media type is of what people see or hear, in which no texts are.
func isPicture(contentType string) bool {
	kind, _, _ := strings.Cut(mediaType(contentType), "/")
	return slices.Contains([]string{"image", "audio", "video", "font"}, kind)
}

// json hides texts under the names of secrets. What has none stays as it is.
func (h *hider) json(data []byte) []byte {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	var v any
	if dec.Decode(&v) != nil || !h.within(v) {
		return data
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if enc.Encode(v) != nil {
		return data
	}
	return bytes.TrimSpace(out.Bytes())
}

// within hides secrets in a value. It reports whether there was one.
func (h *hider) within(v any) (found bool) {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			found = h.within(e) || found
		}
	case map[string]any:
		for name, e := range v {
			lower := strings.ToLower(name)
			if h.held[lower] {
				var hid bool
				v[name], hid = hideTexts(e)
				found = found || hid
			}
			if inner, ok := e.(map[string]any); ok && h.maps[lower] {
				for key, one := range inner {
					var hid bool
					inner[key], hid = hideTexts(one)
					found = found || hid
				}
			}
			found = h.within(e) || found
		}
	}
	return found
}

// hideTexts hides a text, or those of a list, and returns what stands there then. It reports
// whether there was one.
func hideTexts(v any) (any, bool) {
	found := false
	switch x := v.(type) {
	case string:
		if x != "" {
			return hidden, true
		}
	case []any:
		for i, e := range x {
			var hid bool
			x[i], hid = hideTexts(e)
			found = found || hid
		}
	}
	return v, found
}

// values are the secrets that a request carries, in each way in which they may be repeated
// elsewhere: as they are, in a URL, and in JSON.
func (h *hider) values(req *http.Request) (out []string) {
	add := func(v string) {
		inJSON, _ := json.Marshal(v) // texts always encode
		for _, form := range []string{v, url.QueryEscape(v), url.PathEscape(v), strings.Trim(string(inJSON), `"`)} {
			if len(v) >= shortest && !slices.Contains(out, form) {
				out = append(out, form)
			}
		}
	}
	for name, values := range req.Header {
		if !h.sent[strings.ToLower(name)] || name == "Cookie" {
			continue
		}
		for _, v := range values {
			add(v)
			scheme, token, found := strings.Cut(v, " ")
			if !found {
				continue
			}
			add(token)
			if both, err := base64.StdEncoding.DecodeString(token); err == nil && strings.EqualFold(scheme, "Basic") {
				_, password, _ := strings.Cut(string(both), ":")
				add(password)
			}
		}
	}
	for _, c := range req.Cookies() {
		add(c.Value)
	}
	for name, values := range req.URL.Query() {
		if h.sent[strings.ToLower(name)] {
			for _, v := range values {
				add(v)
			}
		}
	}
	return out
}
