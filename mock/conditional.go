package mock

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"slices"
	"strings"
	"time"
)

// conditional gives answers tags, and answers requests that depend on them (RFC 9110, section 13):
// what a client has already is not sent again, and what has changed meanwhile is not overwritten.
type conditional struct {
	*service
	tags    *memory[*Answer, *Answer]  // answers of the document alone, with their tags
	changes *memory[string, time.Time] // of things by their paths, as far as they are remembered
}

const mostTagged = 1000

func newConditional(s *service) *conditional {
	return &conditional{service: s, tags: newMemory[*Answer, *Answer](mostTagged), changes: newMemory[string, time.Time](mostKept)}
}

// behave is a [Behavior].
func (c *conditional) behave(next Answerer) Answerer {
	return func(call *Call) *Answer {
		reads := call.Operation.Method == http.MethodGet || call.Operation.Method == http.MethodHead
		if !reads {
			if !c.met(call, next) {
				return unmet(call)
			}
			a := next(call)
			if c.options.Stateful && a.Status/100 == 2 {
				c.changes.put(keyOf(call), time.Now())
			}
			return a
		}
		a := next(call)
		if a.own || a.Status != http.StatusOK || a.Stream != nil || a.Content == nil {
			return a
		}
		a = c.tagged(call, a)
		switch asked := call.Request.Header; {
		case !matches(asked, a) || !unmodified(asked, a):
			return unmet(call)
		case has(asked, a):
			return unchanged(a)
		case asked.Get("Range") != "" && call.Operation.Method == http.MethodGet:
			return ranged(call, a)
		}
		return a
	}
}

// met reports whether the preconditions of a request that changes something hold for what is there
// now.
func (c *conditional) met(call *Call, next Answerer) bool {
	asked := call.Request.Header
	get := c.doc.byPath["GET "+shapeOf(call.Operation.Path)]
	if get == nil || len(get.Methods) == 0 || asked.Get("If-Match")+asked.Get("If-None-Match")+asked.Get("If-Unmodified-Since") == "" {
		return true
	}
	look := *call
	look.Operation, look.Body, look.Prefer = get, nil, Prefer{}
	look.Request = call.Request.Clone(call.Request.Context())
	look.Request.Method = http.MethodGet
	look.Request.Header.Del("Accept")
	now := next(&look)
	if now.Status/100 != 2 {
		return asked.Get("If-Match") == "" // there is nothing
	}
	now = c.tagged(&look, now)
	return matches(asked, now) && unmodified(asked, now) && !isOneOf(now, listOf(asked, "If-None-Match"))
}

// tagged returns an answer with the tag of its body, and with the time when that was changed.
func (c *conditional) tagged(call *Call, a *Answer) *Answer {
	shared := a.Data != nil && !call.Prefer.Dynamic
	if shared {
		if known, there := c.tags.get(a); there {
			return known
		}
	}
	out := a.Copy()
	if out.Data == nil {
		out.Data = encode(a.Value, a.MediaType, a.schema())
	}
	if !isTag(out.Header.Get("Etag")) {
		sum := sha256.Sum256(out.Data)
		out.Header.Set("Etag", `"`+hex.EncodeToString(sum[:8])+`"`)
	}
	if when, there := c.changes.get(keyOf(call)); there && out.Header.Get("Last-Modified") != "" {
		out.Header.Set("Last-Modified", when.UTC().Format(http.TimeFormat))
	}
	if shared {
		c.tags.put(a, out)
	}
	return out
}

// isTag reports whether a text is an entity tag.
func isTag(text string) bool {
	text = weak(text)
	return len(text) > 1 && text[0] == '"' && text[len(text)-1] == '"'
}

// weak returns a tag as weak comparison takes it (RFC 9110, section 8.8.3.2).
func weak(tag string) string { return strings.TrimPrefix(tag, "W/") }

// listOf returns the items of a header that is a list, from all of its lines.
func listOf(header http.Header, name string) []string {
	var out []string
	for part := range strings.SplitSeq(strings.Join(header.Values(name), ","), ",") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// matches reports whether an answer is one of those that If-Match names, by its tag or by one that
// its body holds.
func matches(asked http.Header, a *Answer) bool {
	wanted := listOf(asked, "If-Match")
	if len(wanted) == 0 {
		return true
	}
	known := []string{"*", a.Header.Get("Etag")}
	object, _ := a.Value.(map[string]any)
	for name, v := range object {
		if text, is := v.(string); is && strings.EqualFold(strings.TrimPrefix(name, "@odata."), "etag") {
			known = append(known, text, `"`+text+`"`)
		}
	}
	return slices.ContainsFunc(wanted, func(tag string) bool { return slices.Contains(known, tag) })
}

// unmodified reports whether an answer has not changed since If-Unmodified-Since.
func unmodified(asked http.Header, a *Answer) bool {
	since, err := http.ParseTime(asked.Get("If-Unmodified-Since"))
	last, unknown := http.ParseTime(a.Header.Get("Last-Modified"))
	return asked.Get("If-Match") != "" || err != nil || unknown != nil || !last.After(since)
}

// has reports whether the client has what an answer holds, by If-None-Match or else by
// If-Modified-Since.
func has(asked http.Header, a *Answer) bool {
	if tags := listOf(asked, "If-None-Match"); len(tags) > 0 {
		return isOneOf(a, tags)
	}
	since, err := http.ParseTime(asked.Get("If-Modified-Since"))
	last, unknown := http.ParseTime(a.Header.Get("Last-Modified"))
	return err == nil && unknown == nil && !last.After(since)
}

// isOneOf reports whether an answer is one of those that tags name, by weak comparison.
func isOneOf(a *Answer, tags []string) bool {
	return slices.ContainsFunc(tags, func(tag string) bool { return tag == "*" || weak(tag) == weak(a.Header.Get("Etag")) })
}

// unchanged is the answer to a client that has an answer already: 304.
func unchanged(a *Answer) *Answer {
	out := a.Copy()
	out.Status, out.MediaType, out.Value, out.Data, out.own = http.StatusNotModified, "", nil, []byte{}, true
	return out
}

// unmet is the answer to a request whose preconditions do not hold: 412.
func unmet(call *Call) *Answer {
	if r := call.Operation.Response(http.StatusPreconditionFailed); r != nil {
		return call.Answer(http.StatusPreconditionFailed)
	}
	return Refuse(http.StatusPreconditionFailed, "what is at %.300s is not what the request speaks of", call.Path)
}
