package load

import (
	"iter"
	"strings"

	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/load/shape"
)

// methods are the fields of a path item that hold operations.
var methods = []string{"get", "put", "post", "delete", "options", "head", "patch", "trace", "query"}

// Operation is one operation of a document and where it stands.
type Operation struct {
	Path   string     // as written; a fragment keeps paths apart and is never sent
	Method string     // as it is sent: in upper case, or as additionalOperations spells it
	Item   *node.Node // the Path Item Object
	Node   *node.Node // the Operation Object
}

// Operations yields the operations under the document's paths.
func (d *Document) Operations() iter.Seq[Operation] { return operations(d.Root.Get("paths")) }

// operations yields the operations under a Paths Object.
func operations(paths *node.Node) iter.Seq[Operation] {
	return func(yield func(Operation) bool) {
		for path, item := range paths.Each() {
			if shape.IsExtension(path) {
				continue
			}
			for _, method := range methods {
				if op := item.Get(method); op.Is(node.Map) && !yield(Operation{path, strings.ToUpper(method), item, op}) {
					return
				}
			}
			for method, op := range item.Get("additionalOperations").Each() {
				if op.Is(node.Map) && !yield(Operation{path, method, item, op}) {
					return
				}
			}
		}
	}
}
