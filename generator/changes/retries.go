package changes

import (
	"fmt"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
)

// retries compares what documents say of retries.
func (d *differences) retries(old, now *model.Retry, at spot) {
	if was, is := retryText(old), retryText(now); was != is {
		d.add("retries-changed", sent, at, was, is)
	}
}

// retryText says how many retries there are, when, and after which statuses.
func retryText(r *model.Retry) string {
	if r == nil {
		return "the default"
	}
	if r.Times < 0 {
		return "none"
	}
	var out []string
	if r.Times > 0 {
		out = append(out, fmt.Sprintf("at most %d", r.Times))
	}
	if r.Delay > 0 {
		out = append(out, "the first after "+r.Delay.String())
	}
	if r.MaxDelay > 0 {
		out = append(out, "each after at most "+r.MaxDelay.String())
	}
	if len(r.Statuses) > 0 {
		out = append(out, "after "+strings.ReplaceAll(strings.Trim(fmt.Sprint(r.Statuses), "[]"), " ", ", "))
	}
	return strings.Join(out, "; ")
}
