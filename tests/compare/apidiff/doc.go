// Package apidiff asks golang.org/x/exp/apidiff, which knows Go and no API, what `armsmith changes`
// says of the caller's source. It is a module of its own, so that armsmith needs nothing of it.
package apidiff
