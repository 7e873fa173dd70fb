package changes

import (
	"fmt"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
)

// retries compares what documents say of trying calls again.
func (d *differences) retries(old, now *model.Retry, at spot) {
	if was, is := retryText(old), retryText(now); was != is {
		d.add("retries-changed", sent, at, was, is)
	}
}

// retryText says how often, when and after what calls are tried again.
func retryText(r *model.Retry) string {
	if r == nil {
		return "as by default"
	}
	if r.Times < 0 {
		return "never"
	}
	var out []string
	if r.Times > 0 {
		out = append(out, fmt.Sprintf("%d times", r.Times))
	}
	if r.Delay > 0 {
		out = append(out, "after "+r.Delay.String())
	}
	if r.MaxDelay > 0 {
		out = append(out, "each "+r.MaxDelay.String()+" at the latest")
	}
	if len(r.Statuses) > 0 {
		out = append(out, "for "+strings.Trim(fmt.Sprint(r.Statuses), "[]"))
	}
	return strings.Join(out, ", ")
}
