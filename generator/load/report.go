package load

import (
	"fmt"
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/finding"
)

// report gathers findings. Of a hopeless document it keeps the first maxFindings, and counts the
// rest.
type report struct {
	list finding.List
	more int
}

// Add appends a finding.
func (r *report) Add(severity finding.Severity, place finding.Place, message, fix string) {
	if len(r.list) >= maxFindings && severity != finding.Error {
		r.more++
		return
	}
	if len(message) > maxMessage {
		message = strings.ToValidUTF8(message[:maxMessage], "") + "..."
	}
	r.list.Add(severity, place, message, fix)
}

// mark and back take away what was found since.
func (r *report) mark() report       { return report{r.list[:len(r.list):len(r.list)], r.more} }
func (r *report) back(before report) { *r = before }

// forget takes away what was found in a file.
func (r *report) forget(file string) {
	r.list = slices.DeleteFunc(r.list, func(f finding.Finding) bool { return f.Place.File == file })
}

// sorted returns the findings in the order of their places.
func (r *report) sorted() finding.List {
	out := r.list.Sorted()
	if r.more > 0 {
		out.Add(finding.Warning, finding.Place{}, fmt.Sprintf("%d more findings are not shown", r.more), "")
	}
	return out
}
