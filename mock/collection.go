package mock

import (
	"strings"
)

// shapeOf returns a path without the names of its parameters, so that /pets/{id} and /pets/{petId}
// are the same, and without what keeps it apart from others.
func shapeOf(path string) string {
	path, _, _ = strings.Cut(path, "#")
	path, _, _ = strings.Cut(path, "?")
	return variable.ReplaceAllString(strings.TrimSuffix(path, "/"), "{}")
}

// Collection is how operations belong together by the structure of their paths: /things holds
// items, each of which is at /things/{id}. Any of them may be missing.
type Collection struct {
	List, Create                  *Operation // of /things: GET and POST
	Get, Replace, Change, Removal *Operation // of /things/{id}: GET, PUT, PATCH and DELETE
}

// Collection returns the collection that an operation is of, and whether the operation is one of an
// item; nil for an operation of what is neither.
func (op *Operation) Collection() (c *Collection, item bool) {
	shape := shapeOf(op.Path)
	at := strings.TrimSuffix(shape, "/{}")
	item = at != shape
	c = op.Document.collection(at)
	if item && c.Get == nil && c.Replace == nil && c.Change == nil && c.Removal == nil ||
		!item && (c.Get == nil && c.Replace == nil && c.Change == nil && c.Removal == nil || c.List != op && c.Create != op) {
		return nil, false
	}
	return c, item
}

func (d *Document) collection(shape string) *Collection {
	at := func(method, shape string) *Operation { return d.byPath[method+" "+shape] }
	return &Collection{
		List: at("GET", shape), Create: at("POST", shape),
		Get: at("GET", shape+"/{}"), Replace: at("PUT", shape+"/{}"), Change: at("PATCH", shape+"/{}"), Removal: at("DELETE", shape+"/{}"),
	}
}

// key returns the name of the parameter that tells items apart.
func (c *Collection) key() string {
	for _, op := range []*Operation{c.Get, c.Replace, c.Change, c.Removal} {
		if op != nil {
			return strings.Trim(op.Path[strings.LastIndex(strings.TrimSuffix(op.Path, "/"), "/"):], "/{}")
		}
	}
	return ""
}

// grows reports whether items can be made: what nobody can make is as the document has it.
func (c *Collection) grows() bool { return c.Create != nil || c.Replace != nil }
