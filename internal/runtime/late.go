package runtime

// A document may give an operation its first parameter, or its answer the first header, after
// programs have been written against the method. The method stays as it is, and what came late
// travels in options.

// lateParams are the parameters of an operation that come by an option.
type lateParams struct {
	op   *Operation
	fill func(*Request)
}

// lateAnswer is who else reads the answer of an operation.
type lateAnswer struct {
	op   *Operation
	read func(*Response) error
}

// Late has fill complete the request when the call is made, unless an option does, see
// [WithParams].
func (r *Request) Late(fill func(*Request)) { r.late = fill }

// WithParams has fill add parameters to the request of an operation whose method takes none. Given
// to a call of another operation, it is an error.
func WithParams(op *Operation, fill func(*Request)) Option {
	return func(s *settings) { s.params = &lateParams{op, fill} }
}

// WithAnswer has read look at the successful answer to a call of an operation, besides its method.
// Given to a call of another operation, it is an error.
func WithAnswer(op *Operation, read func(*Response) error) Option {
	return func(s *settings) { s.answer = &lateAnswer{op, read} }
}

// fillLate completes a request with the parameters that came late. What follows a first request,
// such as a page, is complete: its link has them.
func (c *call) fillLate() error {
	fill := c.req.late
	if p := c.set.params; p != nil && !c.req.follows {
		if p.op != c.op {
			return optionError("the parameters are those of " + p.op.Name + ", and the call is one of " + c.op.Name)
		}
		fill = p.fill
	}
	if a := c.set.answer; a != nil && a.op != c.op && !c.req.follows {
		return optionError("the answer is that of " + a.op.Name + ", and the call is one of " + c.op.Name)
	}
	if fill != nil {
		fill(c.req)
	}
	return nil
}

// readLate shows an answer to who asked for it by an option.
func (c *call) readLate(resp *Response) error {
	if c.set.answer == nil || c.set.answer.op != c.op || c.req.follows {
		return nil
	}
	return c.set.answer.read(resp)
}
