package xml

import (
	"errors"
	"runtime"
	"strings"
	"testing"

	"github.com/armsmith/armsmith/internal/runtime/json"
)

// TestBudget reads documents of small parts, which take much memory each, within less and less of
// it: no more is allocated than may be, and the error says where and how to raise it.
func TestBudget(t *testing.T) {
	for name, part := range map[string]string{
		"elements": `<a/>`, "nested": `<a><a><a/></a></a>`, "attributes": `<a b="" c="" d="" e=""/>`, "text": `<a>x</a>`, "cut text": `<a>x<!---->x<!---->x<!----></a>`, "books": `<book/>`,
	} {
		doc := "<shelf>" + strings.Repeat(part, (200<<10)/len(part)) + "</shelf>"
		for each := int64(64); each > 0; each /= 4 {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			err := unmarshal(shelf, "", []byte(doc), json.BudgetFor(len(doc), each), func(r *json.Reader) { r.Raw() })
			runtime.ReadMemStats(&after)
			most := uint64(each)*uint64(len(doc)+256<<10) + uint64(len(doc)) // a copy in UTF-8
			if took := after.TotalAlloc - before.TotalAlloc; took > most+64<<10 {
				t.Errorf("%s: %d bytes take %d, where %d may be taken (%v)", name, len(doc), took, most, err)
			}
			if err != nil && (!errors.Is(err, json.ErrTooLarge) || !strings.Contains(err.Error(), "Limits.Memory") || !strings.Contains(err.Error(), "shelf[")) {
				t.Errorf("%s: %v", name, err)
			}
			if err == nil && each == 1 {
				t.Errorf("%s: no error", name)
			}
		}
	}
}
