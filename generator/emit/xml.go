package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/model"
)

func (e *emitter) xmlDecode(c *model.Content, target jen.Code) jen.Code     { return jen.Nil() }
func (e *emitter) xmlSend(c *model.Content, v jen.Code, r request) jen.Code { return jen.Null() }
