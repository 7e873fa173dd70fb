package load

import (
	"bytes"
	"net/url"
	"path"
	"strings"

	"github.com/armsmith/armsmith/generator/load/node"
)

// A document of OpenAPI 3.2 may say what it is called ($self). What it refers to is then meant from
// there, and documents refer to one another by these names. Nothing is fetched: what is called so
// is looked for in the folders of the documents that are read.

// selfKey is the field of a document that says what it is called.
const selfKey = "$self"

// maxLooked is how many files are looked into for the names of documents.
const maxLooked = 1000

// named are the documents by what they call themselves, once they were looked for.
type named struct {
	bySelf map[string]*source
	left   int // how many more files may be looked into
}

// uri returns what a document is called: what it says, seen from its file. One that does not say is
// called by its file.
func (s *source) uri() *url.URL {
	file := &url.URL{Scheme: "file", Path: "/" + s.file.Name}
	if s.root == nil {
		return file
	}
	if own, err := file.Parse(s.root.Get(selfKey).Str()); err == nil {
		own.Fragment = ""
		return own
	}
	return file
}

// bySelf returns the document that a reference names by what it calls itself, if there is one. Only
// documents of OpenAPI 3.2 have such names.
func (r *resolver) bySelf(ref string, from *source) *source {
	u, err := url.Parse(ref)
	if err != nil || !from.calls() && !u.IsAbs() || !strings.HasPrefix(r.documents[0].root.Get("openapi").Str(), "3.2") {
		return nil
	}
	if r.named == nil {
		r.named = &named{bySelf: map[string]*source{}, left: maxLooked}
		for _, src := range r.documents {
			r.keep(src)
		}
		for _, src := range r.documents {
			r.look(path.Dir(src.file.Name))
		}
	}
	meant := from.uri().ResolveReference(u)
	meant.Fragment = ""
	src := r.named.bySelf[meant.String()]
	if src == nil {
		return nil
	}
	if read := r.files.byName[src.file.Name]; read != nil {
		return read
	}
	r.files.byName[src.file.Name], r.files.byFile[src.file] = src, src // used now, and so read
	return src
}

// calls reports whether a document says what it is called.
func (s *source) calls() bool { return s.root.Is(node.Map) && s.root.Get(selfKey).Str() != "" }

// keep makes a document known by what it calls itself. Of two, the first counts.
func (r *resolver) keep(src *source) {
	if name := src.uri().String(); src.calls() && r.named.bySelf[name] == nil {
		r.named.bySelf[name] = src
	}
}

// look makes the documents of a folder known that say what they are called, and those of the
// folders in it.
func (r *resolver) look(folder string) {
	entries, err := r.files.list(folder)
	if err != nil {
		return
	}
	for _, entry := range entries {
		name := cleanPath(path.Join(folder, entry.Name()))
		if r.named.left--; r.named.left < 0 {
			return
		}
		switch ext := strings.ToLower(path.Ext(name)); {
		case entry.IsDir() && !strings.HasPrefix(entry.Name(), "."):
			r.look(name)
		case entry.Type().IsRegular() && (ext == ".json" || ext == ".yaml" || ext == ".yml") && r.files.byName[name] == nil:
			r.lookInto(name)
		}
	}
}

// lookInto makes a document known if it says what it is called. Until something refers to it, it is
// none of those that are read.
func (r *resolver) lookInto(name string) {
	before := r.files.bytes
	data, err := r.files.read(name)
	if r.files.bytes = before; err != nil || !bytes.Contains(data, []byte(selfKey)) {
		return
	}
	src := r.files.open(name, false)
	if src.root != nil {
		r.keep(src)
	}
	r.files.forget(src)
}
