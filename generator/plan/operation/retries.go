package operation

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/source"
)

// retriesExtension says how calls are tried again, on an operation or on the document as a whole.
const retriesExtension = "x-speakeasy-retries"

// What the runtime does where nobody says anything (RetryPolicy).
const (
	defaultRetries  = 3
	defaultDelay    = 800 * time.Millisecond
	defaultMaxDelay = 30 * time.Second
)

var defaultStatuses = []int{408, 429, 500, 502, 503, 504}

// retry gives operations what the document says of trying them again.
func (o *operations) retry(r reader) {
	for _, p := range o.all {
		p.op.Retry = r.retries(p.m.To(retriesExtension))
	}
}

// retries reads x-speakeasy-retries; nil where nothing is said.
//
// Four things are not taken over as they are said. Delays grow as they always do. maxElapsedTime
// makes retries fewer, but not more: how long a program waits is its own affair, and with the hour
// that documents like to say it would seem to hang. Errors of the network are always worth another
// try, and so is 429, by which the service itself asks for one.
func (r reader) retries(at source.At) *model.Retry {
	if !at.Is(node.Map) {
		return nil
	}
	switch strategy := at.Get("strategy").Str(); strategy {
	case "none":
		return &model.Retry{Times: -1}
	case "backoff", "":
	default:
		r.doc.Warn(at.To("strategy").Ptr, retriesExtension+": "+source.Quote(strategy)+" is no strategy: calls are tried again as always", "write backoff or none")
		return nil
	}
	backoff := at.To("backoff")
	out := &model.Retry{Delay: r.interval(backoff.To("initialInterval")), MaxDelay: r.interval(backoff.To("maxInterval"))}
	if most := r.interval(backoff.To("maxElapsedTime")); most > 0 {
		out.Times = retriesWithin(out, most)
	}
	for _, item := range at.To("statusCodes").Elements() {
		statuses := statusesOf(numeral(item.Node))
		if statuses == nil {
			r.doc.Warn(item.Ptr, retriesExtension+": "+source.Quote(numeral(item.Node))+" is no status that is worth another try", "write a status, 4XX or 5XX")
		}
		out.Statuses = append(out.Statuses, statuses...)
	}
	if len(out.Statuses) > 0 {
		out.Statuses = append(out.Statuses, http.StatusTooManyRequests)
		slices.Sort(out.Statuses)
		out.Statuses = slices.Compact(out.Statuses)
	}
	if out.Times == 0 && out.Delay == 0 && out.MaxDelay == 0 && out.Statuses == nil {
		return nil
	}
	return out
}

// longestInterval is far above what a client waits, and far below what a Duration holds.
const longestInterval = 366 * 24 * 3600 * 1000

// interval reads a number of milliseconds; 0 where none is said.
func (r reader) interval(at source.At) time.Duration {
	if !at.There() {
		return 0
	}
	ms, err := strconv.ParseFloat(numeral(at.Node), 64)
	if err != nil || !(ms >= 1) {
		r.doc.Warn(at.Ptr, retriesExtension+": want a number of milliseconds, found "+source.Quote(numeral(at.Node)), "such as 500")
		return 0
	}
	return time.Duration(min(ms, longestInterval)) * time.Millisecond
}

// retriesWithin is how many retries have begun within a time, if that is fewer than by default: 0
// for no fewer, negative for none.
func retriesWithin(p *model.Retry, most time.Duration) int {
	delay, longest := defaultDelay, defaultMaxDelay
	if p.Delay > 0 {
		delay = p.Delay
	}
	if p.MaxDelay > 0 {
		longest = p.MaxDelay
	}
	for n := range defaultRetries {
		if most -= min(delay, longest); most < 0 {
			if n == 0 {
				return -1
			}
			return n
		}
		delay *= 2
	}
	return 0
}

// statusesOf returns what a status stands for: itself or, for 4XX and 5XX, those of them that are
// tried again by default.
func statusesOf(text string) []int {
	if status, err := strconv.Atoi(text); err == nil {
		if status < 400 || status > 599 {
			return nil
		}
		return []int{status}
	}
	var out []int
	for _, status := range defaultStatuses {
		if strings.EqualFold(text, strconv.Itoa(status/100)+"XX") {
			out = append(out, status)
		}
	}
	return out
}

// numeral is a number or a text as it is written.
func numeral(n *node.Node) string {
	if n.Is(node.Number) || n.Is(node.String) {
		return n.Text
	}
	return ""
}
