package example

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/fake"
	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
)

// answerName names the function that answers. The underscore keeps two groups apart.
func (c *call) answerName() string {
	return "answer" + strings.Replace(gocode.MethodName(c.g, c.op), ".", "_", 1)
}

// answerFunc writes the function that answers as the sample does:
//
//	func answerTasksClient_Get(ctx context.Context, params *azurebatch.GetTaskParams) (...) {
//		return &azurebatch.GetTaskResponse{Body: azurebatch.BatchTask{ID: ...}}, nil
//	}
func (c *call) answerFunc() jen.Code {
	var results []jen.Code
	if value, none := c.answered(); value != nil {
		results = append(results, value)
	} else if !none {
		return nil
	}
	return jen.Func().Id(c.answerName()).Add(fake.Signature(c.pkg, c.op)).Block(jen.Return(append(results, jen.Nil())...))
}

// answered writes what the function of the fake returns; none is set when that is an error alone.
func (c *call) answered() (value *jen.Statement, none bool) {
	switch r := c.op.Result; {
	case c.op.LRO != nil && c.op.LRO.Result == nil, c.op.LRO == nil && r.Kind == model.ResultNone:
		return nil, true
	case c.op.LRO != nil:
		return c.body(c.op.LRO.Result, true), false
	case r.Kind == model.ResultBody:
		return c.body(r.Body, true), false
	case r.Kind == model.ResultBool:
		return jen.True(), false
	default:
		return c.whole(&r), false
	}
}

// body writes the body of an answer: a struct by pointer where it may be missing.
func (c *call) body(content *model.Content, pointer bool) *jen.Statement {
	if content.Kind != model.BodyJSON || content.Kind.IsSequence() || c.answer == nil {
		return nil
	}
	values := literals{pkg: c.pkg}
	if p := c.op.Paging; p != nil && len(p.NextLink) > 0 {
		values.except = p.NextLink[len(p.NextLink)-1] // the sample has one page
	}
	ref := content.Type
	if gocode.IsStruct(&ref) {
		ref.Nullable, ref.Pointer = false, pointer
	}
	return values.elem(&ref, c.answer)
}

// whole writes a result that has more than a body.
func (c *call) whole(r *model.Result) *jen.Statement {
	var fields []jen.Code
	if r.Status {
		fields = append(fields, jen.Id("StatusCode").Op(":").Lit(c.status))
	}
	if b := c.resultBody(); b != nil {
		body := c.body(b.Content, gocode.MayLack(c.op, b))
		if body == nil {
			return nil
		}
		fields = append(fields, jen.Id(b.Name).Op(":").Add(body))
	} else if len(r.Bodies) > 0 {
		return nil
	}
	return gocode.Addr(c.pkg.Own(r.Name).Values(fields...))
}

// resultBody returns the field that carries the sample's body; nil for none.
func (c *call) resultBody() *model.ResultBodyField {
	for i := range c.op.Result.Bodies {
		if b := &c.op.Result.Bodies[i]; b.Low == 0 || b.Low <= c.status && c.status <= b.High {
			return b
		}
	}
	return nil
}
