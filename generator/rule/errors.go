package rule

// Errors says how the body of a success says that it is an error.
type Errors struct {
	About           // no operations: all whose successes have the property
	OKFalse  string // boolean property that is false for an error
	Inferred bool   // nobody has said it: where it does not fit, there is none
}

// Covers reports whether the rule is about an operation, whose successes may have the property.
func (e *Errors) Covers(id string, has bool) bool {
	if len(e.Operations) == 0 {
		return has
	}
	return e.covers(id)
}
