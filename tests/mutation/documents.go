package mutation

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// Document is one that a round begins from.
type Document struct {
	Root string // folder that holds it and all it refers to
	Path string // in Root, with forward slashes
}

// mostBytes keeps a round short: larger documents hold more of the same.
const mostBytes = 150 << 10

// Find lists the documents of a folder that stand for themselves: those that begin as an OpenAPI or
// Swagger document does and are not too large. A folder that is not there has none.
func Find(root string) ([]Document, error) {
	if _, err := os.Stat(root); err != nil {
		return nil, nil
	}
	var found []Document
	err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !slices.Contains([]string{".json", ".yaml", ".yml"}, path.Ext(file)) {
			return err
		}
		if info, err := d.Info(); err != nil || info.Size() > mostBytes {
			return err
		}
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		if !describesOperations(data) {
			return nil
		}
		rel, err := filepath.Rel(root, file)
		found = append(found, Document{Root: root, Path: filepath.ToSlash(rel)})
		return err
	})
	return found, err
}

// describesOperations tells, without reading it whole, whether a file looks like a document of its
// own.
func describesOperations(data []byte) bool {
	head := data[:min(len(data), 4096)]
	return (bytes.Contains(head, []byte("openapi")) || bytes.Contains(head, []byte("swagger"))) &&
		bytes.Contains(data, []byte("paths")) && bytes.Contains(data, []byte("responses"))
}

// Tree reads a document as maps with string keys, lists and scalars.
func (d Document) Tree() (map[string]any, error) {
	data, err := os.ReadFile(filepath.Join(d.Root, filepath.FromSlash(d.Path)))
	if err != nil {
		return nil, err
	}
	var n yaml.Node
	if err := yaml.Unmarshal(data, &n); err != nil {
		return nil, err
	}
	tree, ok := plain(&n, 0).(map[string]any)
	if !ok {
		return nil, fmt.Errorf("%s holds no map", d.Path)
	}
	return tree, nil
}

// plain turns a node into values such as encoding/json makes. Dates and other things that YAML
// alone has stay text.
func plain(n *yaml.Node, depth int) any {
	if depth > 200 {
		return nil
	}
	switch n.Kind {
	case yaml.DocumentNode:
		return plain(n.Content[0], depth+1)
	case yaml.AliasNode:
		return plain(n.Alias, depth+1)
	case yaml.SequenceNode:
		list := make([]any, 0, len(n.Content))
		for _, c := range n.Content {
			list = append(list, plain(c, depth+1))
		}
		return list
	case yaml.MappingNode:
		m := make(map[string]any, len(n.Content)/2)
		for i := 0; i+1 < len(n.Content); i += 2 {
			m[n.Content[i].Value] = plain(n.Content[i+1], depth+1)
		}
		return m
	}
	switch n.Tag {
	case "!!null":
		return nil
	case "!!bool":
		return strings.EqualFold(n.Value, "true")
	case "!!int", "!!float":
		if json.Valid([]byte(n.Value)) {
			return json.Number(n.Value)
		}
	}
	return n.Value
}

// With returns the document's folder, in which the document has another text.
func (d Document) With(text []byte) fs.FS { return folder{os.DirFS(d.Root), d.Path, text} }

// folder is a file system in which one file has other contents than on disk.
type folder struct {
	fs.FS
	name string
	data []byte
}

// Open implements fs.FS.
func (f folder) Open(name string) (fs.File, error) {
	if name != f.name {
		return f.FS.Open(name)
	}
	return &memory{Reader: bytes.NewReader(f.data), folder: f}, nil
}

// memory is the open file of a folder that has other contents.
type memory struct {
	*bytes.Reader
	folder folder
}

// Stat implements fs.File. All but the size is as on disk.
func (m *memory) Stat() (fs.FileInfo, error) {
	info, err := fs.Stat(m.folder.FS, m.folder.name)
	return sized{info, int64(len(m.folder.data))}, err
}

// Close implements fs.File.
func (m *memory) Close() error { return nil }

// sized is the description of a file whose size is another.
type sized struct {
	fs.FileInfo
	size int64
}

// Size implements fs.FileInfo.
func (s sized) Size() int64 { return s.size }
