package model

// Webhooks is what a service sends to those whom it tells that something has happened: the webhooks
// of a document and the callbacks of its operations.
type Webhooks struct {
	Event        string // Go interface that all of them are: "WebhookEvent"
	Marker       string // unexported method that seals it
	Unknown      string // Go type that keeps what is none of them for sure
	Handler      string // Go type of their http.Handler
	Parse        string // Go function that reads one
	Error        string // Go type of what is wrong with a request
	ErrSignature string // Go variable, what an error of a signature is; "" when none is checked

	Signature string // the scheme, as in package rule; "" when nothing is checked
	Tells     []Tell // where a request says which one it is; empty: nowhere
	All       []*Webhook
}

// Tell is a place in a request that says, alone or with others, which webhook it is.
type Tell struct {
	Header string   // its name; "" for a property of the body
	Path   []string // the way to the property; in a list by position, -1 being the last
	// what stands there was made of the name of a webhook: letters and digits alone are compared
	Loose bool
}

// Webhook is one of them.
type Webhook struct {
	ID         string // its name in the document, which no other has
	Name       string // Go type: "IssuesOpenedWebhook"
	Field      string // of the handler: "OnIssuesOpened"
	Place      Place
	Doc        string
	Deprecated string
	Method     string   // upper case
	Headers    []string // that the document describes
	Body       *Content // JSON, or BodyBytes for anything else; nil without a body
	Status     int      // of an answer that all is well
	// what stands in the places of Webhooks.Tells, each as one way to say that it is this webhook
	Is [][]Told
}

// Told is what stands in a place that tells webhooks apart.
type Told struct {
	Any  bool   // nobody knows what: anything may
	Text string // "" for nothing
}
