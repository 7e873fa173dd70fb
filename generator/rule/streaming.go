package rule

// Streaming says of operations whose answers are streams what the document does not.
type Streaming struct {
	About        // without operations: all that have streams
	Done  string // the data of the event behind which nothing follows; "" for none
	// property of the request's body, a boolean, that asks for a stream; "": "stream", where an
	// answer may come whole or as a stream
	Flag string
}

func (s *Streaming) covers(id string) bool { return s.Fits(id) }

// All reports whether a rule is about every operation that has a stream.
func (s *Streaming) All() bool { return len(s.Operations) == 0 }
