// Package settle decides what can only be decided with everything in sight: which types anything
// reaches and how they are used, what raw bytes are where they stand, which structs would hold
// themselves, and, once names are known, which types are the same.
//
// It relies on the types and operations being whole; only their names may be missing until
// [Names].
package settle

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/schema"
	"github.com/armsmith/armsmith/generator/plan/source"
	"github.com/armsmith/armsmith/generator/plan/types"
)

// Types puts the types that the API, or one of the roots, reaches into the model, in the order of
// the document, and settles what depends on how they are used. It returns them with where they come
// from; the others are forgotten.
func Types(doc *source.Document, schemas *schema.Reader, api *model.API, made []types.Made, roots []model.Ref) []types.Made {
	u := uses{}
	u.api(api)
	markErrors(api)
	for _, ref := range roots {
		u.ref(&ref, inRequest|inResponse)
	}
	made = slices.DeleteFunc(made, func(m types.Made) bool { return u[m.Type] == 0 })
	sortByPlace(doc.Loaded.Root, made)
	for _, m := range made {
		u.settle(m.Type)
		checkXML(doc, m.Type, m.Schema)
		if u[m.Type]&outsideMultipart != 0 && slices.ContainsFunc(m.Type.Fields, func(f *model.Field) bool { return types.IsFile(f.Type) }) {
			doc.Warn(m.Schema.Ptr, "the files of this object are sent in multipart bodies alone; where it stands in others, it goes without them",
				"give the other bodies a schema of their own")
		}
		api.Types = append(api.Types, m.Type)
	}
	octets{schemas: schemas, made: made, byDefault: doc.Loaded.Kind >= load.OpenAPI31}.settle(api)
	breakRecursion(api.Types)
	return made
}

// sortByPlace sorts types by where they stand in the document: components first, helpers after what
// they help.
func sortByPlace(root *node.Node, made []types.Made) {
	places := make(map[*model.Type][]int, len(made))
	for _, m := range made {
		places[m.Type] = position(root, m.Schema.Ptr)
	}
	slices.SortStableFunc(made, func(x, y types.Made) int {
		return cmp.Or(slices.Compare(places[x.Type], places[y.Type]), cmp.Compare(x.Name.Key, y.Name.Key))
	})
}

// position is the way to a pointer as the positions of its keys.
func position(root *node.Node, ptr string) []int {
	ptr, _, _ = strings.Cut(ptr, "#")
	var out []int
	n := root
	for i, key := range node.Split(ptr) {
		at := slices.IndexFunc(n.Members, func(m node.Member) bool { return m.Key == key })
		if n.Is(node.List) {
			at, _ = strconv.Atoi(key)
		}
		if i == 0 && key == "components" {
			at = -1
		}
		out = append(out, at)
		if n, _ = n.Find(key); n == nil {
			break
		}
	}
	return out
}
