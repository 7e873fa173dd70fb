package rule

// Chunks says how an operation that takes a list is called for a list of any length: in several
// requests, each with a part of it.
type Chunks struct {
	About
	// property of the request's body that holds the list; "" for the only list that is required
	Items string
	Size  int // items in a request; 0 for what the document allows (maxItems)
	// property of the answer's body that holds a result for each item; "" when the body is the list
	Results string
	// properties of an item and of its result that are equal; "" when results stand in the order of
	// the items
	ItemKey, ResultKey string
	Status             string   // property of a result that says what became of its item
	Done               []string // statuses of what was taken
	Again              []string // statuses of what is worth another try
}
