package shape

import (
	"fmt"
	"slices"
	"strings"
)

// A table is written as text:
//
// A line at the margin begins an object: its name, then the section of components it may be
// referred to in, if any. An indented line is a field and its kind:
//
//	text number count bool any   scalars (count: a whole number from 0); any is left as it is
//	types                        one name of a JSON type, or a list of them
//	schemaRef                    text that refers to a schema, by name or reference
//	thing                        the object of that name
//	[kind]  {kind}               a list; a map from any key
//	*                            every other field, extensions apart

// Table holds the objects of a version by name.
type Table map[string]*Shape

// The versions that are described.
var (
	OpenAPI3 = parse(common + openAPI3)
	Swagger2 = parse(common + swagger2)
)

var scalarKinds = map[string]Kind{
	"any": Any, "text": Text, "number": Number, "count": Count, "bool": Bool, "bound": Bound,
	"types": Types, "schemaRef": SchemaRef,
}

func parse(text string) Table {
	table := Table{}
	for word, k := range scalarKinds {
		table[word] = &Shape{Kind: k, Name: word}
	}
	lines := slices.DeleteFunc(strings.Split(text, "\n"), func(line string) bool { return line == "" })
	for _, line := range lines {
		if words := strings.Fields(line); line[0] != ' ' {
			s := &Shape{Kind: Object, Name: words[0], Fields: map[string]*Shape{}}
			if len(words) > 1 {
				s.Section = words[1]
			}
			table[s.Name] = s
		}
	}
	var object *Shape
	for _, line := range lines {
		words := strings.Fields(line)
		switch {
		case line[0] != ' ':
			object = table[words[0]]
		case words[0] == "*":
			object.Rest = table.word(words[1])
		default:
			object.Fields[words[0]] = table.word(words[1])
		}
	}
	return table
}

func (table Table) word(word string) *Shape {
	switch word[0] {
	case '[':
		return &Shape{Kind: List, Name: "list", Elem: table.word(word[1 : len(word)-1])}
	case '{':
		return &Shape{Kind: Dict, Name: "object", Elem: table.word(word[1 : len(word)-1])}
	}
	s := table[word]
	if s == nil {
		panic(fmt.Sprintf("shapes: %q is not described", word))
	}
	return s
}

// At returns what the table says about the place that keys lead to in a whole document; nil when it
// says nothing.
func (table Table) At(keys []string) *Shape {
	s := table["document"]
	for _, key := range keys {
		switch s.Kind {
		case Object:
			s = s.Field(key)
		case List, Dict:
			s = s.Elem
		default:
			return nil
		}
		if s == nil {
			return nil
		}
	}
	return s
}
