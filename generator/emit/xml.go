package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/model"
)

func (e *emitter) xmlDecode(c *model.Content, target jen.Code) jen.Code     { return jen.Nil() }
func (e *emitter) xmlSend(c *model.Content, v jen.Code, r request) jen.Code { return jen.Null() }

func (e *emitter) fakeXML(op *model.Operation, field *jen.Statement) []jen.Code { return nil }
func (e *emitter) fakeXMLAnswer(c *model.Content, v *jen.Statement) []jen.Code  { return nil }
