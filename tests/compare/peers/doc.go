// Package peers compiles the other side of docs/from-oapi-codegen.md and docs/from-ogen.md: what
// the same program is with a client of theirs. It is a module of its own, for what those need.
package peers
