// Package armsmith is what the generator carries with it into every run: its version, and the
// source of the runtime that clients for other modules get a copy of. It stands at the root of the
// module because embedding reaches down, never up. Only the generator imports it; no client does.
package armsmith

import (
	"embed"
	"io/fs"
)

const (
	// Version is armsmith's own. It is a constant, not read from the build, so that the same source
	// writes the same files however it was built.
	Version = "0.1.0"

	// Module is the path of this module. Clients inside it use its runtime; clients elsewhere carry
	// a copy.
	Module = "github.com/armsmith/armsmith"

	// RuntimeDir is where the runtime's packages are, within the module and within [Source].
	RuntimeDir = "internal/runtime"
)

//go:embed LICENSE internal/runtime/*.go internal/runtime/*/*.go internal/runtime/*/*.s
var source embed.FS

// Source returns the files that go into other modules: the licence, and the runtime's packages
// below [RuntimeDir]. Tests are among them, because embedding cannot leave them out.
func Source() fs.FS { return source }
