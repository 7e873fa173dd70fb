package load

import (
	"github.com/armsmith/armsmith/generator/load/shape"
	"github.com/armsmith/armsmith/generator/load/swagger2"
)

// The extensions that load adds to a document, for plan to read. A document that uses these names
// itself is not believed: they are removed when it is read.
const (
	// DefectExtension marks a placeholder: something stood here that cannot be used. Its value is
	// the message. The defect was reported as a Warning; it is an Error for whatever is generated
	// from this place.
	DefectExtension = shape.Defect
	// OriginExtension is on a component that was written elsewhere in the document and referred to
	// there. Its value is the JSON pointer of that place, in its file.
	OriginExtension = "x-armsmith-origin"
	// NameExtension is on a component that had to be renamed. Its value is the name as written.
	NameExtension = "x-armsmith-name"
	// SiblingsExtension is on a schema that was written as a $ref with siblings and became an allOf
	// of that one reference. Its value is true. It tells such a schema from one that inherits.
	SiblingsExtension = "x-armsmith-ref-siblings"
	// BodyNameExtension is on a request body that was a Swagger 2.0 body parameter. Its value is
	// the parameter's name.
	BodyNameExtension = swagger2.BodyName
	// BodyIndexExtension is on a request body that was a Swagger 2.0 body parameter. Its value is
	// how many of the operation's other parameters stood before it.
	BodyIndexExtension = swagger2.BodyIndex
	// CollectionExtension is on a parameter, header or form property whose Swagger 2.0
	// collectionFormat (ssv, tsv, pipes) has no equivalent style where it stands, and on each list
	// that is an element of another. Its value is the format.
	CollectionExtension = swagger2.Collection
)

// PagingExtension is on an operation of a document that says itself how its pages follow one
// another, as its owner could in armsmith.yaml.
const PagingExtension = "x-armsmith-paging"

// StreamingExtension is on an operation of a document that says itself how its streams end and are
// asked for, as its owner could in armsmith.yaml.
const StreamingExtension = "x-armsmith-streaming"

// WebhooksExtension is at the root of a document that says itself how its webhooks are signed and
// told apart, as its owner could in armsmith.yaml.
const WebhooksExtension = "x-armsmith-webhooks"

// WebhooksOf30 holds the webhooks of documents that have no other place for them: OpenAPI 3.0.
const WebhooksOf30 = "x-webhooks"

// ChunksExtension is on an operation of a document that says itself how the operation is called for
// a list of any length, as its owner could in armsmith.yaml.
const ChunksExtension = "x-armsmith-chunks"

// AuthExtension is on a document that says itself what its calls need where it has no security, as
// its owner could in armsmith.yaml.
const AuthExtension = "x-armsmith-auth"

// AsyncExtension is on an operation of a document that says itself how the job is followed that the
// operation starts, as armsmith.yaml may say it (generator/rule).
const AsyncExtension = "x-armsmith-async"

// IdempotencyExtension is on an operation, or on the root, of a document that says itself by which
// header requests are safe to repeat, as its owner could in armsmith.yaml.
const IdempotencyExtension = "x-armsmith-idempotency"

// ErrorsExtension is on an operation, or on the root, of a document that says itself which of its
// successes are errors, as its owner could in armsmith.yaml.
const ErrorsExtension = "x-armsmith-errors"

// InitialismsExtension is on the root of a document that says itself which words Go names spell
// whole, as its owner could in armsmith.yaml.
const InitialismsExtension = "x-armsmith-initialisms"
