// Package example writes example_test.go and its like: for each operation of which the document has
// a sample call, a function that makes that call and is shown with the method's documentation. The
// go command runs it, with the client's fake in the place of the service: what it prints must be
// what the sample's answer holds.
//
// A sample that is not what the document says, or that Go has no literal for, gives no example.
package example

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/fake"
	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/emit/layout"
	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/generator/model"
)

// mostBytes bounds the JSON of one sample: a longer one is nothing to read.
const mostBytes = 16 << 10

// locals are what examples call their variables, and import.
var locals = []string{"client", "err", "result", "poller", "transport", "item", "count", "params", "next", "ctx", "stream", "value", "fake", "context", "fmt", "log", "json", "time"}

// mostInFile is how many examples stand in one file.
const mostInFile = 40

// Files returns example_test.go or, where it would be long, one file for each of operations.
func Files(pkg *gocode.Package, shelves []*layout.Shelf) []gocode.File {
	n := 0
	for _, s := range shelves {
		n += len(slices.DeleteFunc(slices.Clone(s.Operations), func(op *model.Operation) bool { return len(op.Examples) == 0 }))
	}
	if n <= mostInFile {
		return []gocode.File{file(pkg, "example_test.go", shelves...)}
	}
	var files []gocode.File
	for _, s := range shelves {
		files = append(files, file(pkg, s.File+"_example_test.go", s))
	}
	return files
}

// file is a file of the examples of the operations on some shelves, at most one an operation.
func file(pkg *gocode.Package, path string, shelves ...*layout.Shelf) gocode.File {
	f := gocode.File{Path: path, Lint: true}
	f.Decls = func(pkg *gocode.Package) []jen.Code {
		var out []jen.Code
		for _, s := range shelves {
			for _, op := range s.Operations {
				out = append(out, functions(pkg, s.Group, op)...)
			}
		}
		return out
	}
	if slices.Contains(locals, pkg.API.Package) {
		f.Aliases = map[string]string{pkg.ImportPath: "api"}
	}
	return f
}

// functions writes the example of the first sample of an operation that can be one.
func functions(pkg *gocode.Package, g *model.Group, op *model.Operation) []jen.Code {
	for _, sample := range op.Examples {
		if out := newCall(pkg, g, op, sample).write(); out != nil {
			return out
		}
	}
	return nil
}

// call is a sample call of an operation.
type call struct {
	pkg    *gocode.Package
	g      *model.Group
	op     *model.Operation
	sample model.Example
	answer any // the JSON of the answer's body; nil for none
	status int
}

func newCall(pkg *gocode.Package, g *model.Group, op *model.Operation, sample model.Example) *call {
	c := &call{pkg: pkg, g: g, op: op, sample: sample}
	for _, r := range sample.Responses {
		if r.Status/100 == 2 && (c.status == 0 || c.answer == nil && r.Body != "") {
			c.status, c.answer = r.Status, parsed(r.Body)
		}
	}
	if op.LRO != nil {
		fake.Finish(c.answer)
	}
	return c
}

// parsed reads JSON that is not too long; nil for what is.
func parsed(text string) (v any) {
	if text == "" || len(text) > mostBytes {
		return nil
	}
	dec := json.NewDecoder(strings.NewReader(text))
	dec.UseNumber()
	if dec.Decode(&v) != nil {
		return nil
	}
	return v
}

// write returns the example and what its fake answers; nil where an example cannot be written:
//
//	func ExampleTasksClient_Get() {
//		transport := fake.NewTransport(&fake.Tasks{Get: answerTasksClient_Get})
//		client, err := azurebatch.NewClient("https://example.com", azurebatch.Anonymous(), ...)
//		if err != nil {
//			log.Fatal(err)
//		}
//		result, err := client.Tasks.Get(context.Background(), azurebatch.GetTaskParams{...})
//		if err != nil {
//			log.Fatal(err)
//		}
//		fmt.Println(result.Body.ID.Or(""))
//		// Output:
//		// taskId
//	}
func (c *call) write() []jen.Code {
	if p := c.op.Paging; p != nil && (p.Turn != nil || p.Header != "") {
		return nil // the sample is one page of many, and says that there are more
	}
	answer := c.answerFunc()
	making := c.newClient()
	args, ok := c.args()
	if answer == nil || making == nil || !ok {
		return nil
	}
	method := jen.Id("client")
	if c.g.Name != "" {
		method.Dot(c.g.Name)
	}
	body := append(making, c.use(method.Dot(c.op.Name).Call(args...))...)
	name := "Example" + strings.Replace(gocode.MethodName(c.g, c.op), ".", "_", 1)
	return []jen.Code{c.doc().Func().Id(name).Params().Block(body...), answer}
}

// doc is what the document calls the sample: a title, or a name among others.
func (c *call) doc() *jen.Statement {
	switch title := english.OneLine(c.sample.Title); {
	case title == "":
		return &jen.Statement{}
	case strings.Contains(title, " "):
		return gocode.Doc(english.Sentence(title))
	default:
		return gocode.Doc("Sample " + strconv.Quote(title) + ".")
	}
}

// newClient writes how the client is made.
func (c *call) newClient() []jen.Code {
	var args []jen.Code
	values := literals{pkg: c.pkg, sent: true}
	for _, p := range gocode.ClientArgs(c.pkg) {
		v := parsed(c.sample.Params[p.Wire])
		if isEndpoint(c.pkg, p) {
			v = endpoint
		}
		arg, _ := values.held(p.Type, p.Presence, v)
		if v == nil || arg == nil || !fits(&p.Checks, v) {
			return nil
		}
		args = append(args, arg)
	}
	if len(c.pkg.API.Security) > 0 {
		args = append(args, c.pkg.Own("Anonymous").Call())
	}
	if namesNoHost(c.pkg) {
		args = append(args, c.pkg.Own("WithEndpoint").Call(jen.Lit(endpoint)))
	}
	functions := jen.Qual(c.pkg.ImportPath+"/fake", fake.StructName(c.pkg, c.g)).Values(jen.Id(c.op.Name).Op(":").Id(c.answerName()))
	transport := jen.Qual(c.pkg.ImportPath+"/fake", "NewTransport").Call(gocode.Addr(functions))
	args = append(args, c.pkg.Own("WithTransport").Call(jen.Id("transport")))
	return []jen.Code{gocode.Define("transport", transport), jen.List(jen.Id("client"), jen.Id("err")).Op(":=").Add(c.pkg.Own("NewClient")).Call(args...), fatal()}
}

// endpoint is where examples send their requests, which the fake answers.
const endpoint = "https://example.com"

func fatal() jen.Code {
	return jen.If(gocode.NotNil(jen.Id("err"))).Block(jen.Qual("log", "Fatal").Call(jen.Id("err")))
}

// args writes what the method is called with; ok is false when the sample lacks something.
func (c *call) args() (args []jen.Code, ok bool) {
	args = []jen.Code{jen.Qual("context", "Background").Call()}
	if !c.op.TakesParams() {
		return args, true
	}
	var fields []jen.Code
	values := literals{pkg: c.pkg, sent: true}
	for _, p := range c.op.Params.Params {
		text, there := c.sample.Params[p.Wire]
		if !p.Asked() || !there && !p.Required {
			continue
		}
		v := parsed(text)
		value, _ := values.held(p.Type, p.Presence, v)
		if v == nil || v == "" || value == nil || !fits(&p.Checks, v) {
			return nil, false
		}
		fields = append(fields, jen.Id(p.Name).Op(":").Add(value))
	}
	if b := c.op.Body; b != nil && (c.sample.Body != "" || b.Required) {
		value, _ := values.held(b.Content.Type, b.Presence, parsed(c.sample.Body))
		if value == nil || b.Content.Kind != model.BodyJSON && b.Content.Kind != model.BodyMergePatch {
			return nil, false
		}
		fields = append(fields, jen.Id(c.op.Params.Body).Op(":").Add(value))
	}
	return append(args, c.pkg.Own(c.op.Params.Name).Values(fields...)), true
}
