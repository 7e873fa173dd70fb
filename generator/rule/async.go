package rule

// Async says how a job is followed that an operation starts: by looking at it until it has ended.
// Paths are as in [Paging].
type Async struct {
	About
	// operationId of the operation that looks; "" when the first answer has the URL to look at
	Look string
	// parameter of Look that tells the job from others; "" for the only one that the first
	// operation lacks
	Param string
	// path of what tells the job from others, or of the URL, in the first answer, or "header:" and
	// the name of the header that holds it
	From   string
	Status string   // path of the state of the job in what a look finds
	Done   []string // states in which the job has ended well
	Failed []string // and states in which it has not
	// nobody has said it: where it does not fit, the job is not followed
	Inferred bool
	Result   string // path of the result in what the last look finds; "" for all of it
}

// Lacks returns the first key of the rule that is not given and must be; "" when all are there.
func (a *Async) Lacks() string {
	switch {
	case a.From == "" && a.Look != "":
		return "id"
	case a.From == "":
		return "operation with its id, and no url"
	case a.Status == "":
		return "status"
	case len(a.Done) == 0:
		return "done"
	}
	return ""
}
