package example

import (
	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
)

// Calling writes the lines that call an operation with what a sample has, in a function that has ctx
// and client and returns an error:
//
//	pet, err := client.Pets.Get(ctx, petstore.GetPetParams{PetID: 3})
//	if err != nil {
//		return err
//	}
//	fmt.Println(pet)
//
// What must be there and is not in the sample, or has no literal, is the name of a variable that the
// reader has to declare.
func Calling(pkg *gocode.Package, g *model.Group, op *model.Operation, sample model.Example) (string, error) {
	c := &calling{call: call{pkg: pkg, g: g, op: op, sample: sample}, fails: jen.Return(jen.Id("err"))}
	return paste(pkg, c.lines()...)
}

// calling writes a call for people to read. What differs is the reader's surroundings.
type calling struct {
	call
	fails jen.Code // what is done with an error
	// whether variables are declared, in vars, for what has no value; else the reader declares them
	declares bool
	vars     []jen.Code
	named    map[string]bool // the variables that are declared
}

// lines writes the call and what is done with its result.
func (c *calling) lines() []jen.Code {
	op, method := c.op, jen.Id("client")
	if c.g.Name != "" {
		method.Dot(c.g.Name)
	}
	args := []jen.Code{jen.Id("ctx")}
	if op.TakesParams() {
		args = append(args, c.given())
	}
	method.Dot(op.Name).Call(args...)
	switch {
	case op.Paging != nil && op.LRO == nil:
		return c.each("item", method.Dot("All").Call())
	case op.LRO != nil:
		poller := []jen.Code{jen.List(jen.Id("poller"), jen.Id("err")).Op(":=").Add(method), c.failed()}
		wait := jen.Id("poller").Dot("Wait").Call(jen.Id("ctx"))
		if op.LRO.Result == nil {
			done := jen.If(jen.List(jen.Id("_"), jen.Id("err")).Op(":=").Add(wait), gocode.NotNil(jen.Id("err")))
			return append(poller, done.Block(c.fails))
		}
		return append(poller, c.got(wait, false)...)
	case op.Result.Kind == model.ResultBody && op.Result.Body.Kind.IsSequence():
		stream := []jen.Code{jen.List(jen.Id("stream"), jen.Id("err")).Op(":=").Add(method), c.failed()}
		return append(stream, c.each("value", jen.Id("stream").Dot("All").Call())...)
	}
	return c.got(method, op.Result.Kind == model.ResultNone)
}

// each writes a loop over what comes one after another.
func (c *calling) each(name string, all jen.Code) []jen.Code {
	loop := jen.For(jen.List(jen.Id(name), jen.Id("err")).Op(":=").Range().Add(all))
	return []jen.Code{loop.Block(c.failed(), printing(jen.Id(name)))}
}

// got writes a call and what is done with its result.
func (c *calling) got(method jen.Code, none bool) []jen.Code {
	if none {
		return []jen.Code{jen.If(jen.Id("err").Op(":=").Add(method), gocode.NotNil(jen.Id("err"))).Block(c.fails)}
	}
	return []jen.Code{jen.List(jen.Id("result"), jen.Id("err")).Op(":=").Add(method), c.failed(), printing(jen.Id("result"))}
}

func (c *calling) failed() jen.Code { return jen.If(gocode.NotNil(jen.Id("err"))).Block(c.fails) }

// given writes the parameters of a call.
func (c *calling) given() jen.Code {
	var fields []jen.Code
	for _, p := range c.op.Params.Params {
		if !p.Asked() {
			continue
		}
		value := c.value(p.Type, p.Presence, c.sample.Params[p.Wire])
		if value == nil && p.Required && !p.Key && !p.ClientID {
			value = c.blank(gocode.ArgName(p), c.pkg.FieldOf(&p.Type, p.Presence), p.Type)
		}
		if value != nil {
			fields = append(fields, jen.Id(p.Name).Op(":").Add(value))
		}
	}
	if b := c.op.Body; b != nil {
		var value *jen.Statement
		if !b.Content.Kind.IsSequence() {
			value = c.value(b.Content.Type, b.Presence, c.sample.Body)
		}
		if value == nil && b.Required {
			value = c.blank("body", c.pkg.BodyOf(b), b.Content.Type)
		}
		if value != nil {
			fields = append(fields, jen.Id(c.op.Params.Body).Op(":").Add(value))
		}
	}
	return c.pkg.Own(c.op.Params.Name).Values(fields...)
}

// value writes what a sample has as JSON; nil for what has no literal.
func (c *calling) value(ref model.Ref, presence model.Presence, text string) *jen.Statement {
	v := parsed(text)
	if v == nil {
		return nil
	}
	value, _ := literals{pkg: c.pkg, sent: true}.held(ref, presence, v)
	return value
}

// blank is a variable in the place of a value that nobody knows.
func (c *calling) blank(name string, goType jen.Code, ref model.Ref) *jen.Statement {
	if c.declares {
		name = c.unlike(name, ref)
		c.vars = append(c.vars, jen.Var().Id(name).Add(goType))
	}
	return jen.Id(name)
}
