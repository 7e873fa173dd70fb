package rule

import "github.com/armsmith/armsmith/generator/finding"

// Webhooks says how the webhooks of a document are signed and told apart.
type Webhooks struct {
	Place     finding.Place
	Signature Signature
	// where a request says which webhook it is: "header:" and the name of a header, or the path of
	// a property of the payload, before which "body:" may stand. Where the document does not say
	// which values stand there, it is the name of the webhook. Empty: as the document shows
	Event []string
	// nobody has said it: it is taken as far as it fits
	Inferred bool
}

// Signature is how webhooks are signed.
type Signature string

// The schemes that are known, and what says that there is none.
const (
	SignatureUnsaid   Signature = "" // nobody says it: nothing is checked
	SignatureNone     Signature = "none"
	SignatureStandard Signature = "standard-webhooks" // the specification of that name
	SignatureStripe   Signature = "stripe"            // the header Stripe-Signature
	SignatureGitHub   Signature = "github"            // the header X-Hub-Signature-256
)

// Signatures are all that a rule may say.
var Signatures = []Signature{SignatureStandard, SignatureStripe, SignatureGitHub, SignatureNone}
