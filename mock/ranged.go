package mock

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
)

// ranged returns the part of an answer that a request asks for (RFC 9110, section 14). It is the
// whole answer when the request asks for several parts, counts in other units, or has the part of
// an earlier answer.
func ranged(call *Call, a *Answer) *Answer {
	asked := call.Request.Header
	if held := asked.Get("If-Range"); held != "" && held != a.Header.Get("Etag") && held != a.Header.Get("Last-Modified") {
		return a
	}
	whole := int64(len(a.Data))
	from, to, ok := rangeOf(asked.Get("Range"), whole)
	if !ok {
		return a
	}
	out := a.Copy()
	out.own = call.Operation.Response(http.StatusPartialContent) == nil
	if from >= whole {
		refused := Refuse(http.StatusRequestedRangeNotSatisfiable, "there are %d bytes", whole)
		refused.Header = http.Header{"Content-Range": {fmt.Sprintf("bytes */%d", whole)}}
		return refused
	}
	out.Status, out.Value, out.Data = http.StatusPartialContent, nil, a.Data[from:to]
	out.Header.Set("Content-Range", fmt.Sprintf("bytes %d-%d/%d", from, to-1, whole))
	return out
}

// rangeOf reads a range of a body that has length bytes: the first byte, and the one after the
// last.
func rangeOf(text string, length int64) (from, to int64, ok bool) {
	spec, is := strings.CutPrefix(text, "bytes=")
	first, last, dash := strings.Cut(strings.TrimSpace(spec), "-")
	if !is || !dash || strings.Contains(spec, ",") {
		return 0, 0, false
	}
	to = length
	if last != "" {
		n, err := strconv.ParseInt(last, 10, 62)
		if err != nil || n < 0 {
			return 0, 0, false
		}
		if first == "" { // the last n
			return max(length-n, 0), length, n > 0
		}
		to = min(n+1, length)
	}
	from, err := strconv.ParseInt(first, 10, 62)
	return from, to, err == nil && from >= 0 && (last == "" || from < to || from >= length)
}
