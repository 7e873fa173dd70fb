package finding

import (
	"slices"
	"testing"
)

func TestSorted(t *testing.T) {
	here, there := Place{File: "a.yaml", Line: 2}, Place{File: "a.yaml", Line: 3}
	list := List{
		{Warning, there, "leads nowhere", "correct it"},
		{Warning, here, "leads nowhere", "correct it"},
		{Note, here, "is renamed", ""},
		{Error, here, "leads nowhere; operation A needs it", "mend it"},
		{Error, here, "leads nowhere; operation B needs it", "mend it"},
		{Error, here, "leads nowhere; operation A needs it", "mend it"},
		{Warning, here, "leads", "correct it"},
	}
	want := List{
		{Error, here, "leads nowhere; operation A needs it", "mend it"},
		{Error, here, "leads nowhere; operation B needs it", "mend it"},
		{Warning, here, "leads", "correct it"}, // says something else
		{Note, here, "is renamed", ""},
		{Warning, there, "leads nowhere", "correct it"}, // nothing needs what stands there
	}
	if got := list.Sorted(); !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}
