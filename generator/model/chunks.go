package model

// Chunks is the method that calls an operation for a list of any length, in several requests.
type Chunks struct {
	Name   string // Go method: "AddCollectionInChunks"
	Size   int    // items in a request
	Items  *Field // of the request's body: the list
	Item   Ref
	Result Ref // what the answer says of an item
	// of the answer's body: the list of results; nil when the body is that list
	Results *Field
	// what an item and its result have in common; nil when they stand in the same order
	ItemKey, ResultKey *Field
	Status             *Field   // of a result: what became of the item; nil when it does not say
	Done               []string // statuses of what was taken
	Again              []string // statuses of what is worth another try
}
