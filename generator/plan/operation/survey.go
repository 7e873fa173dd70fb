package operation

import (
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/plan/name"
	"github.com/armsmith/armsmith/generator/plan/source"
	"github.com/armsmith/armsmith/generator/rule"
)

// found is one operation of the document before it is made.
type found struct {
	source.At           // the Operation Object
	item      source.At // the Path Item Object it stands in

	method, path, id string

	what      string // how findings call it
	name      opName
	group     *group
	methods   []*method
	lro       bool
	paging    *rule.Paging    // nil: nobody says how it goes on, except for x-ms-pageable
	chunks    *rule.Chunks    // nil: it is called for one request alone
	streaming *rule.Streaming // nil: nobody says how its streams end, or are asked for
	async     *rule.Async     // nil: it starts no job that anyone says how to follow
	params    []declared      // once read
}

// method is one Go method to be made of an operation: more than one when its contents differ in
// kind.
type method struct {
	*found
	body   *contentSet // what it sends; nil without a body
	stream bool        // reads the response as a stream, where the document also offers it whole
	suffix string      // what sets the method's name apart from its siblings'
	goName string      // decided
	called *name.Name  // which that is
	resume string      // what the method is called that takes it up again, decided
	// what the method is called that takes a list of any length, decided; "" when there is none
	inChunks string
	// what the methods are called that start a job and follow it, and take that up again, decided;
	// "" when there are none
	job, resumeJob string
	base           string // what its types are called, except for their suffix
	// the headers of the parts of its body, as they are declared
	partHeaders []declared
}

// httpMethods are the fields of a Path Item Object that hold operations.
var httpMethods = []string{"get", "put", "post", "delete", "options", "head", "patch", "trace", "query"}

// survey finds the operations of the document that the owner keeps, in document order.
func (r reader) survey() *groups {
	all := &groups{byName: map[string]*group{}}
	for _, section := range []string{"/paths", "/x-ms-paths"} {
		for _, path := range r.at(section).Patterned() {
			item := r.follow(path.At)
			if item.Has("$ref") || !item.Is(node.Map) && item.There() {
				r.doc.Warn(path.Ptr, "the path "+source.Quote(path.Key)+" holds no operations that could be read", "")
				continue
			}
			for _, m := range item.Entries() {
				if slices.Contains(httpMethods, m.Key) {
					r.find(all, item, m.At, strings.ToUpper(m.Key), path.Key)
				}
			}
			for _, m := range item.To("additionalOperations").Entries() {
				if r.isFurther(item, m) {
					r.find(all, item, m.At, m.Key, path.Key)
				}
			}
		}
	}
	r.groupByPath(all.found)
	r.spellGroups(all.found)
	r.renameGroups(all.found)
	for _, f := range all.found {
		f.group = all.get(f.name.group)
		f.group.methods = append(f.group.methods, f.methods...)
	}
	return all
}

// isFurther reports whether an entry of additionalOperations (OpenAPI 3.2) can be an operation: it
// stands under a method, spelled as it is sent, that the path item has not already.
func (r reader) isFurther(item source.At, m source.Entry) bool {
	token := func(c rune) bool { return c > ' ' && c < 0x7f && !strings.ContainsRune(`"(),/:;<=>?@[\]{}`, c) }
	switch {
	case m.Key == "" || strings.ContainsFunc(m.Key, func(c rune) bool { return !token(c) }):
		r.doc.Warn(m.Ptr, source.Quote(m.Key)+" is no method of HTTP; the operation is left out", "write a method such as COPY")
	case slices.Contains(httpMethods, strings.ToLower(m.Key)) && strings.ToUpper(m.Key) == m.Key && item.Has(strings.ToLower(m.Key)):
		r.doc.Warn(m.Ptr, "the path has the operation "+m.Key+" already; this one is left out", "describe it once, under "+strings.ToLower(m.Key))
	default:
		return true
	}
	return false
}

// find adds an operation to those that were found.
func (r reader) find(all *groups, item, op source.At, method, path string) {
	f := &found{At: op, item: item, method: method, id: op.Get("operationId").Str()}
	f.what = "operation " + source.Quote(f.id) + " (" + method + " " + path + ")"
	if f.id == "" {
		f.id = method + " " + path
		f.what = "operation " + source.Quote(f.id)
	}
	// a fragment only keeps paths apart in the document; it is never sent
	f.path, _, _ = strings.Cut(path, "#")
	subject := Subject(op.Node, method, path)
	all.subjects = append(all.subjects, subject)
	if !r.rules.Keeps(subject) {
		return
	}
	f.lro = op.Get("x-ms-long-running-operation").True()
	f.paging, f.chunks, f.streaming, f.async = r.pagingRule(f), r.chunkRule(f), r.streamingRule(f), r.asyncRule(f)
	f.name = nameOperation(op.Get("operationId").Str(), source.ChosenName(op.Node), r.gathering(subject.Tags), method, path)
	if f.name.group == "Do" { // a method of every client
		f.name.group = "DoGroup"
	}
	f.methods = r.methods(f)
	all.found = append(all.found, f)
}

// methods settles how many methods an operation becomes.
func (r reader) methods(f *found) []*method {
	sets := bodies{r}.sets(f)
	if len(sets) == 0 {
		sets = []*contentSet{nil}
	}
	streams := []bool{false}
	if (responses{r}).offerStream(f) {
		streams = append(streams, true)
	}
	var out []*method
	for _, stream := range streams {
		for i, body := range sets {
			m := &method{found: f, body: body, stream: stream}
			if i > 0 {
				m.suffix = "With" + body.suffix(sets[:i])
			}
			if stream {
				m.suffix += "Stream"
			}
			out = append(out, m)
		}
	}
	return out
}
