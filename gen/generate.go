// Package gen holds the generated clients, one package a document. Nothing below it is edited: `go generate ./gen` (or
// `make generate`) writes it from specs/ as armsmith.yaml says, and `make check` fails when it is not current.
package gen

//go:generate go tool armsmith generate
