package model

// Job is the method that calls an operation which starts a job, and follows that to its end: by
// looking at it, with another operation or at a URL that the first answer has.
type Job struct {
	Name   string // Go method: "BeginCreateExport"
	Resume string // Go method: "ResumeCreateExport"
	// operation that looks; nil: the first answer has the URL
	Look  *Operation
	Param *Param // of Look, which tells the job from others
	// path of what tells the job from others, or of the URL, in the first answer; empty: in Header
	From   []*Field
	Header string
	Status []*Field // path of the state of the job, in what a look finds
	Done   []string // states in which it has ended well
	Failed []string // and states in which it has not
	Path   []*Field // of the result, in what the last look finds; empty: that is the result
	Result *Content
	First  bool // the first answer is of the type of what a look finds
}
