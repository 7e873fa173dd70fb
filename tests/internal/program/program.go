// Package program writes the programs by which rigs drive generated clients.
package program

import (
	"bytes"
	"go/format"
	"os"
	"path/filepath"
	"text/template"
)

// Write writes what a template makes of data as main.go of a folder, which it makes if need be.
func Write(folder string, source *template.Template, data any) error {
	var text bytes.Buffer
	if err := source.Execute(&text, data); err != nil {
		return err
	}
	formatted, err := format.Source(text.Bytes())
	if err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, "main.go"), formatted, 0o644)
}
