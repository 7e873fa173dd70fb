package changes

import (
	"testing"
	"time"

	"github.com/armsmith/armsmith/generator/model"
)

// What is said of retries reads as a sentence, with any of it and with none.
func TestRetriesInWords(t *testing.T) {
	const of = "the retries of operations that do not say it themselves"
	some := &model.Retry{Times: 2, Delay: 500 * time.Millisecond, MaxDelay: 10 * time.Second, Statuses: []int{429, 503}}
	for _, test := range []struct {
		old, now *model.Retry
		want     string
	}{
		{nil, some, of + " are at most 2; the first after 500ms; each after at most 10s; after 429, 503, and were the default"},
		{some, &model.Retry{Times: -1}, of + " are none, and were at most 2; the first after 500ms; each after at most 10s; after 429, 503"},
		{nil, &model.Retry{Statuses: []int{503}}, of + " are after 503, and were the default"},
	} {
		got := Compare(&model.API{Retry: test.old}, &model.API{Retry: test.now}).Changes
		if len(got) != 1 || got[0].Message != test.want {
			t.Errorf("%+v, want %s", got, test.want)
		}
	}
}
