package operation

import (
	"slices"
	"strconv"

	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/generator/plan/name"
	"github.com/armsmith/armsmith/generator/plan/source"
)

// tagDoc returns what the document says of the tag that a group is named after: its description or,
// where that is missing, its summary, and which tag it belongs to (OpenAPI 3.2). Groups do not
// stand in one another: what a program calls stays where it is when tags are arranged otherwise.
func (r reader) tagDoc(group string) string {
	tags := r.at("/tags").Elements()
	i := slices.IndexFunc(tags, func(tag source.At) bool {
		called := tag.Get("name").Str()
		return called != "" && r.spelled(name.Go(called)) == group
	})
	if i < 0 {
		return ""
	}
	said := english.Plain(tags[i].Get("description").Str())
	if said == "" {
		said = english.Plain(tags[i].Get("summary").Str())
	}
	parent := tags[i].Get("parent").Str()
	if parent == "" {
		return said
	}
	for _, tag := range tags {
		if summary := english.Plain(tag.Get("summary").Str()); summary != "" && tag.Get("name").Str() == parent {
			return english.Paragraph(english.Sentence(said), "Part of "+strconv.Quote(summary)+".")
		}
	}
	return english.Paragraph(english.Sentence(said), "Part of "+strconv.Quote(parent)+".")
}

// aside are the kinds of tags that say something about operations and do not gather them (OpenAPI's
// registry of tag kinds).
var aside = []string{"audience", "badge"}

// gathering returns the tags that an operation can be grouped by.
func (r reader) gathering(tags []string) []string {
	all := r.at("/tags").Elements()
	return slices.DeleteFunc(slices.Clone(tags), func(called string) bool {
		return slices.ContainsFunc(all, func(tag source.At) bool {
			return tag.Get("name").Str() == called && slices.Contains(aside, tag.Get("kind").Str())
		})
	})
}
