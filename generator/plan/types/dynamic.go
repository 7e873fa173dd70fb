package types

import (
	"strings"

	"github.com/armsmith/armsmith/generator/load/node"
)

// formatExtension names Azure's finer formats, which stand where format cannot.
const formatExtension = "x-ms-format"

// isDynamic reports whether a value of x-ms-format says that a value may also be an expression,
// which the service evaluates: dfe-string, dfe-int, dfe-list-generic and so on (AutoRest,
// DataFactoryElement). What follows dfe- says what the value is when it is none. The type beside it
// is always object, for an expression is one.
func isDynamic(format *node.Node) bool {
	return strings.HasPrefix(strings.ToLower(format.Str()), "dfe-")
}
