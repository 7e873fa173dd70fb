package rule

import (
	"go/token"
	"strings"

	"github.com/armsmith/armsmith/generator/finding"
)

// Type puts a Go type of the owner's in the place of a schema, or of all strings and numbers of a
// format.
type Type struct {
	Place finding.Place
	// "format:uuid"; or a schema, as [Rename] names one
	Of   string
	Path string // import path of the package: "github.com/google/uuid"
	Name string // exported: "UUID"
}

const formatOf = "format:"

// Format returns the format of the schemas that are meant; "" when they are not named by one.
func (t *Type) Format() string { return after(t.Of, formatOf) }

// SplitType parts the name of a type, such as github.com/google/uuid.UUID; ok is false for what is
// none.
func SplitType(text string) (path, name string, ok bool) {
	dot := strings.LastIndexByte(text, '.')
	if dot <= strings.LastIndexByte(text, '/') || dot < 1 {
		return "", "", false
	}
	path, name = text[:dot], text[dot+1:]
	return path, name, isImportPath(path) && token.IsIdentifier(name)
}

// isImportPath reports whether a text can stand in an import: it comes from documents as well, and
// is written into the client.
func isImportPath(text string) bool {
	for elem := range strings.SplitSeq(text, "/") {
		if elem == "" || elem[0] == '.' || strings.Trim(elem, importable) != "" {
			return false
		}
	}
	return true
}

const importable = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~"
