package runtime

import "strings"

// succeeded reports whether an answer is the operation's result: by its status, and by what its
// body says where the operation has a property for that.
func (c *call) succeeded(resp *Response) bool {
	if !c.op.succeeds(resp.StatusCode) {
		return false
	}
	if c.op.OKFalse == "" || resp.stream != nil {
		return true
	}
	says := ""
	whole := members(resp.peek(), func(name string, value []byte) {
		if name == c.op.OKFalse {
			says = string(value)
		}
	})
	return !whole || strings.TrimSpace(says) != "false"
}

// mayFail reports whether the body of a success is to be read before it is known for one: it is
// JSON, and may say that it is an error. A caller that has asked for another representation than
// the operation's gets it as it is.
func (c *call) mayFail() bool {
	if c.op.OKFalse == "" || c.set.represent != nil {
		return false
	}
	t := c.resp.MediaType()
	return t == "application/json" || strings.HasSuffix(t, "+json")
}
