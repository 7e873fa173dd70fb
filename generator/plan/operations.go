package plan

import (
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
)

// operations is the state of building a document's operations. It goes in three steps: plan finds
// every operation and settles groups and method names; build makes each in document order; later
// completes what needs the fields of finished types, or other operations.
type operations struct {
	*builder
	plans   []*plan
	groups  groups
	schemes map[string]*model.SecurityScheme
	host    map[string]*model.Param // variables of the endpoint, by wire name
	client  clientParams
	byID    map[string]*model.Operation
	later   []func()
}

// plan is one operation of the document before it is built.
type plan struct {
	at                  // the Operation Object
	item             at // the Path Item Object it stands in
	method, path, id string
	what             string // how findings call it
	name             opName
	group            *group
	methods          []*method
	lro              bool
	params           []declared // once read
}

// method is one Go method to be made of an operation: more than one when its contents differ in
// kind.
type method struct {
	*plan
	body   *contentSet // what it sends; nil without a body
	stream bool        // reads the response as a stream, where the document also offers it whole
	suffix string      // what sets the method's name apart from its siblings'
	goName string      // decided
	base   string      // what its types are called, except for their suffix
}

// buildOperations fills in the model's endpoint, security, groups and operations.
func (b *builder) buildOperations() {
	o := &operations{builder: b, byID: map[string]*model.Operation{}}
	o.buildSchemes()
	o.buildEndpoint()
	o.plan()
	o.nameMethods()
	for _, p := range o.plans {
		o.build(p)
	}
	for _, f := range o.later {
		f()
	}
	o.finishGroups()
	o.finishSecurity()
	o.finishClientParams()
	o.noteWebhooks()
}

// httpMethods are the fields of a Path Item Object that hold operations.
var httpMethods = []string{"get", "put", "post", "delete", "options", "head", "patch", "trace", "query"}

// plan finds the operations of the document, in document order.
func (o *operations) plan() {
	for _, section := range []string{"/paths", "/x-ms-paths"} {
		for _, path := range o.at(section).patterned() {
			item := o.follow(path.at)
			if item.Has("$ref") || !item.Is(node.Map) && item.there() {
				o.warn(path.ptr, "the path "+quote(path.key)+" holds no operations that could be read", "")
				continue
			}
			for _, m := range item.members() {
				if slices.Contains(httpMethods, m.key) {
					o.planOperation(item, m.at, strings.ToUpper(m.key), path.key)
				}
			}
			for _, m := range item.to("additionalOperations").members() {
				o.planOperation(item, m.at, m.key, path.key)
			}
		}
	}
}

func (o *operations) planOperation(item, op at, method, path string) {
	p := &plan{at: op, item: item, method: method, path: path, id: op.Get("operationId").Str()}
	p.what = "operation " + quote(p.id)
	if p.id == "" {
		p.id = method + " " + path
		p.what = "operation " + quote(p.id)
	} else {
		p.what += " (" + method + " " + path + ")"
	}
	// a fragment only keeps paths apart in the document; it is never sent
	p.path, _, _ = strings.Cut(path, "#")
	p.lro = op.Get("x-ms-long-running-operation").True()
	p.name = nameOperation(op.Get("operationId").Str(), goNameExtension(op.Node), op.Get("tags").Strings(), method, path)
	p.group = o.groups.get(p.name.group)
	o.planMethods(p)
	o.plans = append(o.plans, p)
}

// goNameExtension returns the name a document asks for in Go, or "".
func goNameExtension(n *node.Node) string {
	if name := n.Get("x-go-name").Str(); name != "" {
		return name
	}
	return n.Get("x-ms-client-name").Str()
}

// planMethods settles how many methods an operation becomes.
func (o *operations) planMethods(p *plan) {
	bodies := o.bodySets(p)
	if len(bodies) == 0 {
		bodies = []*contentSet{nil}
	}
	streams := []bool{false}
	if o.offersStream(p) {
		streams = append(streams, true)
	}
	for _, stream := range streams {
		for i, body := range bodies {
			m := &method{plan: p, body: body, stream: stream}
			if i > 0 {
				m.suffix = "With" + body.suffix(bodies[:i])
			}
			if stream {
				m.suffix += "Stream"
			}
			p.methods = append(p.methods, m)
		}
	}
}

// build makes the methods of one operation.
func (o *operations) build(p *plan) {
	var ops []*model.Operation
	later := len(o.later)
	o.startReach()
	o.defectAt(p.ptr)
	for _, m := range p.methods {
		ops = append(ops, o.operation(m))
	}
	if o.failDefects(p.ptr, p.what, o.endReach()) {
		o.later = o.later[:later]
		return
	}
	if !p.Has("operationId") {
		o.byID[p.id] = ops[0]
	} else if first := o.byID[p.id]; first == nil {
		o.byID[p.id] = ops[0]
	} else {
		o.warn(p.ptr+"/operationId", "operationId "+quote(p.id)+" is also that of "+first.Method+" "+first.Path+
			"; the method is called "+ops[0].Name, "give each operation an identifier of its own")
	}
	p.group.operations = append(p.group.operations, ops...)
}

// operation makes one method.
func (o *operations) operation(m *method) *model.Operation {
	op := &model.Operation{
		ID: m.id, Name: m.goName, Method: m.method, Path: m.path,
		Doc: m.withChoice(o.operationDoc(m.at)), Deprecated: o.deprecatedOf(m.ptr),
		DocsURL: m.Get("externalDocs").Get("url").Str(),
		Host:    o.operationHost(m.plan),
	}
	o.declareVar(m, op)
	o.params(m, op)
	o.requestBody(m, op)
	if op.Params != nil {
		o.nameParams(m, op)
	}
	o.responses(m, op)
	op.Security = o.requirements(m.to("security"))
	op.Examples = o.examples(m, op)
	return op
}

// withChoice adds to an operation's documentation what sets a method apart from its siblings.
func (m *method) withChoice(doc string) string {
	if m.body != nil && len(m.body.media) > 0 && m.suffix != "" && m.suffix != "Stream" {
		doc += "\n\nThe body is sent as " + m.body.first().key + "."
	}
	if m.stream {
		doc += "\n\nThe response is read as a stream."
	}
	return strings.TrimSpace(doc)
}

// operationDoc puts an operation's summary before its description, unless they say the same.
func (o *operations) operationDoc(op at) string {
	summary, text := plainText(op.Get("summary").Str()), plainText(op.Get("description").Str())
	s, d := strings.TrimRight(summary, ". "), strings.TrimRight(text, ". ")
	switch {
	case d == "" || s == d:
		return summary
	case s == "" || strings.HasPrefix(d, s):
		return text
	}
	return summary + "\n\n" + text
}

// noteWebhooks says of what a document describes beside operations that it is not generated.
func (o *operations) noteWebhooks() {
	if hooks := o.at("/webhooks").members(); len(hooks) > 0 {
		o.note("/webhooks", "webhooks are requests that the service makes: no client is generated for them", "")
	}
	for _, p := range o.plans {
		if callbacks := p.to("callbacks"); callbacks.Len() > 0 {
			o.note(callbacks.ptr, "callbacks of "+p.what+" are requests that the service makes: no client is generated for them", "")
		}
	}
}

// quote puts text of the document in quotes for a message.
func quote(s string) string {
	const longest = 120
	if len(s) > longest {
		s = strings.ToValidUTF8(s[:longest], "") + "..."
	}
	return `"` + s + `"`
}
