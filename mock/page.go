package mock

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
	"sync"

	"github.com/armsmith/armsmith/generator"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/templates"
)

// PagePath is where a server shows its page, unless a document has paths there.
const PagePath = "/_armsmith/"

// PagePath returns where the server shows its page. The path is its own: where a document has one
// that begins like that, the page is at /_armsmith-2/, or further on. A template that fits any text,
// such as /{name}, is for any other.
func (s *Server) PagePath() string {
	taken := map[string]bool{}
	for _, m := range s.mounts {
		for _, server := range serversOf(m.doc) {
			for _, op := range m.doc.operations {
				first, _, _ := strings.Cut(strings.TrimPrefix(m.prefix+pathOf(server.URL)+op.Path, "/"), "/")
				taken["/"+first+"/"] = true
			}
		}
	}
	at := PagePath
	for n := 2; taken[at]; n++ {
		at = strings.TrimSuffix(PagePath, "/") + "-" + strconv.Itoa(n) + "/"
	}
	return at
}

// page shows what is served and what came in, and gives all other requests to the services.
type page struct {
	*handler
	path   string // "/_armsmith/"
	files  fs.FS
	shown  []*shownAPI
	groups map[*model.Operation]*model.Group
	log    *pageLog
	run    string // tells this server's exchanges from those of one that was here before
	ended  chan struct{}
	end    func() // ends what is still being written, and may be called again
}

// shownAPI is a document as the page shows it.
type shownAPI struct {
	*service
	paste func() *generator.Paste
}

func newPage(s *Server, h *handler) *page {
	p := &page{handler: h, path: s.PagePath(), files: templates.MockPage(), groups: map[*model.Operation]*model.Group{},
		log: new(pageLog), run: rand.Text(), ended: make(chan struct{})}
	p.end = sync.OnceFunc(func() { close(p.ended) })
	for _, m := range s.mounts { // in the order in which they were given
		for _, service := range h.services {
			if service.mount == m {
				p.shown = append(p.shown, &shownAPI{service, sync.OnceValue(func() *generator.Paste {
					return generator.NewPaste(m.doc.API, m.doc.Name)
				})})
			}
		}
		for _, g := range m.doc.API.Groups {
			for _, op := range g.Operations {
				p.groups[op] = g
			}
		}
	}
	h.page = p.log
	return p
}

// ServeHTTP implements [http.Handler].
func (p *page) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	name, within := strings.CutPrefix(req.URL.Path, p.path)
	switch {
	case within:
		p.serve(w, req, name)
	case req.URL.Path+"/" == p.path:
		http.Redirect(w, req, p.path, http.StatusPermanentRedirect)
	default:
		p.handler.ServeHTTP(apart{w}, req)
	}
}

// serve answers a request that is for the page.
func (p *page) serve(w http.ResponseWriter, req *http.Request, name string) {
	header := w.Header()
	for _, line := range pageHeaders {
		header.Set(line[0], line[1])
	}
	if why := foreign(req, name == ""); why != "" {
		http.Error(w, why, http.StatusForbidden)
		return
	}
	if req.Method != http.MethodGet && req.Method != http.MethodHead {
		header.Set("Allow", "GET, HEAD")
		http.Error(w, "the page only shows", http.StatusMethodNotAllowed)
		return
	}
	switch name {
	case "apis":
		writeJSON(w, p.apis(req))
	case "operation":
		p.operation(w, req)
	case "exchange":
		p.exchange(w, req)
	case "events":
		p.events(w, req)
	case "":
		p.file(w, req, "index.html")
	default:
		p.file(w, req, name)
	}
}

// pageTypes are the media types of the page's files. Those that a system has registered may be
// others.
var pageTypes = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml",
}

// file sends a file of the page.
func (p *page) file(w http.ResponseWriter, req *http.Request, name string) {
	data, err := fs.ReadFile(p.files, name)
	if err != nil {
		http.NotFound(w, req)
		return
	}
	w.Header().Set("Content-Type", pageTypes[path.Ext(name)])
	_, _ = w.Write(data) // a browser that went away needs no answer
}

// queryNumber reads a number of the query; -1 for none.
func queryNumber(query url.Values, name string) int {
	n, err := strconv.Atoi(query.Get(name))
	if err != nil {
		return -1
	}
	return n
}

func writeJSON(w http.ResponseWriter, v any) {
	var out bytes.Buffer
	if err := json.NewEncoder(&out).Encode(v); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(out.Bytes()) // a browser that went away needs no answer
}
