package gocode

import (
	"testing"

	"github.com/armsmith/armsmith/generator/model"
)

// The limits of what stands in a list are told of the list.
func TestEachOf(t *testing.T) {
	id := model.Ref{Kind: model.String, Checks: &model.Checks{Patterns: []string{"^[0-9]+$"}, MaxLength: new(int64(9))}}
	list := model.Ref{Kind: model.List, Elem: &id}
	for want, ref := range map[string]model.Ref{
		"":             id,
		"Each":         list,
		"Each in each": {Kind: model.Map, Elem: &list},
	} {
		if want != "" {
			want += ": at most 9 characters. Matches `^[0-9]+$`."
		}
		if got := EachOf(&ref); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
