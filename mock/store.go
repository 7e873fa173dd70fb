package mock

import (
	"net/http"
	"net/url"
	"path"
	"strings"
	"sync"
)

// mostKept is how many things a store keeps.
const mostKept = 100_000

// store remembers what it is sent: things by their paths, as encoding/json reads them. The parts of
// a thing are below its path, and are removed with it.
type store struct {
	mu     sync.Mutex
	things map[string]any
	order  []string // paths, the oldest first
	last   map[string]int
}

func newStore() *store { return &store{things: map[string]any{}, last: map[string]int{}} }

// behave is a [Behavior].
func (s *store) behave(next Answerer) Answerer {
	return func(call *Call) *Answer {
		act := s.act(call)
		if act == nil || call.Prefer != (Prefer{}) {
			return next(call)
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		return act(call, next)
	}
}

// act returns what a store does for a call; nil for a call that it has nothing to do with.
func (s *store) act(call *Call) func(*Call, Answerer) *Answer {
	c, item := call.Operation.Collection()
	switch method := call.Operation.Method; {
	case call.link.method != "" && method != http.MethodGet:
		return nil // who follows a link changes nothing
	case c == nil:
		return s.single(method)
	case !c.grows():
		return nil
	case !item && method == http.MethodPost:
		return s.create
	case !item && method == http.MethodGet:
		return s.list
	case !item:
		return nil
	case method == http.MethodGet || method == http.MethodHead:
		return s.find
	case method == http.MethodPut:
		return s.replace
	case method == http.MethodPatch:
		return s.change
	case method == http.MethodDelete:
		return s.remove
	}
	return nil
}

// single is what a store does for a thing of which there is one: until it has been set, it is as
// the document has it.
func (s *store) single(method string) func(*Call, Answerer) *Answer {
	known := func(act func(*Call, Answerer) *Answer) func(*Call, Answerer) *Answer {
		return func(call *Call, next Answerer) *Answer {
			if _, there := s.things[keyOf(call)]; !there {
				return next(call)
			}
			return act(call, next)
		}
	}
	switch method {
	case http.MethodGet, http.MethodHead:
		return known(s.find)
	case http.MethodPut:
		return s.replace
	case http.MethodPatch:
		return known(s.change)
	case http.MethodDelete:
		return known(s.remove)
	}
	return nil
}

// keyOf is the path by which a thing is known.
func keyOf(call *Call) string { return strings.TrimSuffix(call.Path, "/") }

func (s *store) create(call *Call, next Answerer) *Answer {
	sent, ok := call.JSON()
	body, isObject := sent.(map[string]any)
	if !ok || !isObject {
		return next(call)
	}
	if s.full() {
		return noRoom()
	}
	c, _ := call.Operation.Collection()
	shown := next(call)
	thing, schema := completed(shown, body, nil), shown.schema()
	name := keyProperty(c, schema, body)
	if body[name] == nil {
		s.last[keyOf(call)]++
		thing[name] = identifier(property(schema, name), s.last[keyOf(call)])
	}
	id := scalar(thing[name])
	s.keep(keyOf(call)+"/"+id, thing)
	collection := strings.TrimSuffix(call.local.URL.EscapedPath(), "/")
	return located(shownAs(shown, thing), call.Root+collection+"/"+url.PathEscape(id))
}

func (s *store) find(call *Call, next Answerer) *Answer {
	thing, there := s.things[keyOf(call)]
	if !there {
		return missing(call)
	}
	return shownAs(next(call), thing)
}

func (s *store) list(call *Call, next Answerer) *Answer {
	shown := next(call)
	things := []any{}
	for _, at := range s.order {
		if path.Dir(at) == keyOf(call) {
			things = append(things, s.things[at])
		}
	}
	value, ok := listed(call.Operation, shown, things)
	if !ok {
		return shown
	}
	return shown.With(value)
}

func (s *store) replace(call *Call, next Answerer) *Answer {
	sent, ok := call.JSON()
	if !ok {
		return next(call)
	}
	before, there := s.things[keyOf(call)]
	if !there && s.full() {
		return noRoom()
	}
	shown := answerAs(call, next, there)
	body, isObject := sent.(map[string]any)
	if !isObject {
		s.keep(keyOf(call), sent)
		return shownAs(shown, sent)
	}
	old, _ := before.(map[string]any)
	thing := completed(shown, body, old)
	if c, item := call.Operation.Collection(); item {
		name := keyProperty(c, shown.schema(), body)
		if p := property(shown.schema(), name); p != nil && body[name] == nil && old[name] == nil {
			thing[name] = asIdentifier(p, path.Base(keyOf(call)))
		}
	}
	s.keep(keyOf(call), thing)
	return shownAs(shown, thing)
}

// answerAs returns the answer to a replacement: 200 if the thing was there, 201 if it is new, where
// the document tells the two apart.
func answerAs(call *Call, next Answerer, there bool) *Answer {
	want := http.StatusCreated
	if there {
		want = http.StatusOK
	}
	if r := call.Operation.Response(want); r != nil && r.Key != "default" {
		other := *call
		other.Prefer.Code = want
		return next(&other)
	}
	return next(call)
}

func (s *store) change(call *Call, next Answerer) *Answer {
	before, there := s.things[keyOf(call)]
	sent, ok := call.JSON()
	switch {
	case !there:
		return missing(call)
	case !ok || base(call.Request.Header.Get("Content-Type")) == "application/json-patch+json":
		return next(call)
	}
	after := mergedPatch(before, sent)
	s.keep(keyOf(call), after)
	return shownAs(next(call), after)
}

func (s *store) remove(call *Call, next Answerer) *Answer {
	gone := keyOf(call)
	thing, there := s.things[gone]
	if !there {
		return missing(call)
	}
	kept := s.order[:0]
	for _, at := range s.order {
		if at == gone || strings.HasPrefix(at, gone+"/") {
			delete(s.things, at)
			continue
		}
		kept = append(kept, at)
	}
	s.order = kept
	return shownAs(next(call), thing)
}

func (s *store) keep(at string, thing any) {
	if _, there := s.things[at]; !there {
		s.order = append(s.order, at)
	}
	s.things[at] = thing
}

func (s *store) full() bool { return len(s.things) >= mostKept }

// noRoom is the answer to a request for which nothing more can be kept.
func noRoom() *Answer {
	return Refuse(http.StatusInsufficientStorage, "%d things are kept, and no more", mostKept)
}

// missing is the answer for what is not there.
func missing(call *Call) *Answer {
	if call.Operation.Response(http.StatusNotFound) != nil {
		return call.Answer(http.StatusNotFound)
	}
	return Refuse(http.StatusNotFound, "there is no %.300s", call.Path)
}
