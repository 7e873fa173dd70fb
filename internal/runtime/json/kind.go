package json

// Kind is a kind of Go value and of JSON.
type Kind uint8

// The kinds of what has parts. The first five, and scalars that are bytes, are nil or not by their
// first word.
const (
	KindPtr        Kind = iota // *T of a struct
	KindList                   // []T
	KindMap                    // map[string]T
	KindUnion                  // a sealed interface
	KindExpandable             // an Expandable of what Of says: a struct or a union
	KindStruct                 //
	KindOptional               // value.Optional of what Of says
	// fields of the struct that stand one level deeper in JSON; Of has them
	KindFlat
	// the string that unions tell a variant by whose schema does not declare it
	KindTold
	KindConst   // a scalar that has one value only
	KindWrapped // a struct that only wraps what Of says
	KindUnknown // a variant that keeps what no other fits
	KindForeign // a type that is not generated, which reads and writes itself; see Foreign
)

// The kinds of scalars; see Scalars.
const (
	KindText Kind = KindForeign + 1 + iota // a string, or an enum: what has the form of a string
	KindSecret
	KindBool
	KindInt8
	KindInt16
	KindInt32
	KindInt64
	KindUint8
	KindUint16
	KindUint32
	KindUint64
	KindFloat64
	KindNumber
	KindBytes
	KindBytesURL
	KindTime
	KindHTTPTime
	KindUnixTime
	KindSeconds
	KindMillis
	KindRaw
	KindQuotedBool // this and what follows: a number or boolean in a string
	KindQuotedInt8
	KindQuotedInt16
	KindQuotedInt32
	KindQuotedInt64
	KindQuotedUint8
	KindQuotedUint16
	KindQuotedUint32
	KindQuotedUint64
	KindQuotedFloat64
	KindQuotedNumber
	KindInt // an int, which no model has: the status of a response
)

// The kinds of value.Optional of a scalar, in the same order.
const (
	KindOptText Kind = KindInt + 1 + iota
	KindOptSecret
	KindOptBool
	KindOptInt8
	KindOptInt16
	KindOptInt32
	KindOptInt64
	KindOptUint8
	KindOptUint16
	KindOptUint32
	KindOptUint64
	KindOptFloat64
	KindOptNumber
	KindOptBytes
	KindOptBytesURL
	KindOptTime
	KindOptHTTPTime
	KindOptUnixTime
	KindOptSeconds
	KindOptMillis
	KindOptRaw
	KindOptQuotedBool
	KindOptQuotedInt8
	KindOptQuotedInt16
	KindOptQuotedInt32
	KindOptQuotedInt64
	KindOptQuotedUint8
	KindOptQuotedUint16
	KindOptQuotedUint32
	KindOptQuotedUint64
	KindOptQuotedFloat64
	KindOptQuotedNumber
)

const kinds = KindOptQuotedNumber + 1
