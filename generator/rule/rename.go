package rule

import (
	"strings"

	"github.com/armsmith/armsmith/generator/finding"
)

// Rename gives something of a document another name in Go.
type Rename struct {
	Place finding.Place
	// What is renamed: "#/components/schemas/pet", a JSON pointer in the document as it is written
	// (with several documents, behind the name of one: "pets.yaml#/..."); "operation:listPets", an
	// operationId; "webhook:pet.sold", a webhook, or a callback as "buyPet.onSold"; "group:pets",
	// the group of a tag; or "pet", a schema of the components.
	Of   string
	Name string // exported
}

const (
	operationOf = "operation:"
	groupOf     = "group:"
	webhookOf   = "webhook:"
)

// Operation returns the operationId of the operation that is renamed; "" for what is none.
func (r *Rename) Operation() string { return after(r.Of, operationOf) }

// Group returns the group that is renamed; "" for what is none.
func (r *Rename) Group() string { return after(r.Of, groupOf) }

// Webhook returns the webhook or callback that is renamed, by its identifier in the model; "" for
// what is none.
func (r *Rename) Webhook() string { return after(r.Of, webhookOf) }

// Pointer parts the name of a place in a document, as [Rename] has it: the document, "" for any,
// and the JSON pointer; "" for what is not named by one.
func Pointer(of string) (document, pointer string) {
	document, pointer, _ = strings.Cut(of, "#")
	if !strings.HasPrefix(pointer, "/") {
		return "", ""
	}
	return document, pointer
}

func after(text, prefix string) string {
	rest, _ := strings.CutPrefix(text, prefix)
	if rest == text {
		return ""
	}
	return rest
}
