package model

import "iter"

// TypeKind tells which declaration a Type becomes.
type TypeKind uint8

const (
	// KindStruct is an object with known properties.
	KindStruct TypeKind = iota
	// KindEnum is a scalar with documented values; other values are kept, not refused.
	KindEnum
	// KindUnion is a sealed interface with one type a variant and one for what is newer than the
	// document.
	KindUnion
	// KindNamed is a named list, map or scalar, such as "type Tags map[string]string".
	KindNamed
)

// Type is one named Go type.
type Type struct {
	Kind   TypeKind
	Name   string // Go name, exported
	Schema string // the schema's own name or pointer in the document, for documentation
	Place  Place
	Doc    string // plain text, may hold several paragraphs
	// why or what instead; " " when the document only says deprecated: true; "" when it is not
	Deprecated string

	Fields []*Field // KindStruct: in the document's order, inherited ones first
	// KindStruct: type of the additional properties when the document types them; nil: what is
	// unknown is kept as raw members
	Additional *Ref
	Enum       *Enum  // KindEnum
	Union      *Union // KindUnion
	Target     *Ref   // KindNamed

	Closed bool // KindStruct: the service refuses properties that are no fields

	AdditionalName string // Go name of the field that holds typed additional properties
	// Go name of the field that keeps undeclared properties and remembers what Go does not show of
	// the others ("Extra" unless taken)
	ExtraName string

	// Patches is the type whose values this one changes; nil for a type of whole values
	Patches *Type
	Diff    string // with Patches: Go function that makes one of these of two values; "" for none

	// Same is another type of exactly this form, which this name is an alias of; nil for a type
	// of its own. Everything else is filled in all the same.
	Same *Type

	InRequest  bool // reachable from a request body
	InResponse bool // reachable from a response body
	InPatch    bool // reachable from a JSON body of a PATCH, outside of lists
	IsError    bool // the body of an error, or a variant of a union that is one
	SendsNull  bool // reachable from a request body that has null, which a form's own fields do not
	// set when the type is reachable from an XML body: how its own element is written
	XML *XML
}

// Original returns the type that this one is an alias of, else the type itself; nil for nil.
func (t *Type) Original() *Type {
	if t != nil && t.Same != nil {
		return t.Same
	}
	return t
}

// HasError reports whether a type has a method Error, by which errors.As finds it: it is the body
// of an error, and nothing of its own is called so.
func (t *Type) HasError() bool {
	if !t.IsError || t.Same != nil || t.Kind == KindUnion || t.AdditionalName == "Error" || t.ExtraName == "Error" {
		return false
	}
	if t.Kind != KindStruct {
		under := t.Target
		return t.Kind == KindEnum || under.Kind != Secret && under.Kind != Expandable && under.Kind != Any && under.Kind != Dynamic && under.Kind != Named
	}
	for _, f := range t.Fields {
		if f.Name == "Error" {
			return false
		}
	}
	return true
}

// AllFields returns the fields that are declared for a type: those of a struct, and those of the
// unknown variant of a union.
func (t *Type) AllFields() []*Field {
	if t.Union != nil {
		return t.Union.Common
	}
	return t.Fields
}

// Refs yields every use of a type inside a type, except for those inside these. They may be
// changed.
func (t *Type) Refs() iter.Seq[*Ref] {
	return func(yield func(*Ref) bool) {
		for _, f := range t.AllFields() {
			if !yield(&f.Type) {
				return
			}
		}
		for _, r := range []*Ref{t.Additional, t.Target} {
			if r != nil && !yield(r) {
				return
			}
		}
		if t.Union == nil {
			return
		}
		for _, v := range t.Union.Variants {
			if !yield(&v.Type) {
				return
			}
		}
	}
}

// Presence tells how a field or parameter says that there is no value.
type Presence uint8

const (
	// Plain is always there: a Go value of the type itself.
	Plain Presence = iota
	// Optional is wrapped in Optional[T], which tells absent, null and a value apart.
	Optional
	// Nilable is a pointer, slice, map or interface whose nil means absent.
	Nilable
)

// Field is one property of a struct.
type Field struct {
	Name       string // Go name
	Wire       string // property name in JSON
	Place      Place
	Doc        string
	Deprecated string
	Type       Ref
	Presence   Presence
	Required   bool // the document requires it
	// set by the service: still decoded and, when set, encoded (read-modify-write)
	ReadOnly  bool
	WriteOnly bool // sent only
	// settled when its object is made; an update does not send it (x-ms-mutability without update)
	CreateOnly bool
	// the only value allowed (const, a single-valued enum, a discriminator): a Plain field left at
	// its zero value is written as it
	Const *Literal
	// the discriminator of unions, which the schema of this variant does not declare: they write
	// it, and where the object stands by itself it has none
	Told    bool
	Default *Literal // what the service assumes; documentation only, never filled in
	Example *Literal // a value that explains more than words; documentation only
	Checks  Checks
	XML     *XML
	// wire names of the objects between the struct and this property (x-ms-client-flatten),
	// outermost first
	Flatten []string
}

// RefKind is the shape of a use of a type.
type RefKind uint8

const (
	Bool    RefKind = iota // bool
	Int8                   // int8
	Int16                  // int16
	Int32                  // int32
	Int64                  // int64, also for integers without a format
	Uint8                  // uint8
	Uint16                 // uint16
	Uint32                 // uint32
	Uint64                 // uint64
	Float64                // float64, also for format float: nothing is lost
	Number                 // json.Number: a decimal that float64 would round
	String                 // string
	// runtime Secret: a string that does not print (format password, x-ms-secret)
	Secret
	Bytes     // []byte
	Time      // runtime Time: an instant that remembers how it was written
	Date      // runtime Date: a calendar day
	TimeOfDay // runtime TimeOfDay: a clock time
	Duration  // runtime Duration: ISO 8601, kept as text
	ETag      // runtime ETag: an entity tag, in headers alone
	Any       // json.RawMessage: any JSON value, kept as it came
	Dynamic   // runtime Dynamic: any JSON value that may be an expression (x-ms-format dfe-*)
	List      // []Elem
	Map       // map[string]Elem
	// runtime Expandable: the identifier of Elem, which is a struct by pointer or a union, or Elem
	Expandable
	Named // Named.Name
	// runtime File: a part of a multipart body or a binary request body (a stream)
	File
	Stream // io.ReadCloser: a binary response body
	// a type of the user's, which reads and writes its own JSON: Ref.Foreign
	Foreign
)

// Wire is how a value of a RefKind is written where there is more than one way.
type Wire uint8

const (
	// numbers as JSON numbers, Time as RFC 3339, Bytes as base64, Duration as ISO 8601 text
	WireDefault   Wire = iota
	WireString         // a number or boolean in a JSON string (type: string, format: int64)
	WireRFC7231        // Time as an HTTP date
	WireUnix           // Time as seconds since 1970, a JSON number
	WireBase64URL      // Bytes in the URL alphabet, without padding
	WireSeconds        // Duration as a number of seconds
	WireMillis         // Duration as a number of milliseconds
	WireRaw            // Bytes as they are (text or binary bodies and parts)
)

// Ref is a use of a type: in a field, a parameter, an element, a body.
type Ref struct {
	Kind RefKind
	Wire Wire
	Elem *Ref  // List, Map, Expandable
	Type *Type // Named
	// Foreign; one for each such type, however often it is used
	Foreign *ForeignType
	// null is a value here: for elements it makes Optional[T] (or a nil pointer, slice, map,
	// interface)
	Nullable bool
	Pointer  bool // a struct held by pointer, because it is optional or to break a recursion
	// the only value allowed here (const, an enum of one value): for documentation, and for who
	// makes values up. What is sent without being asked for is Const of a Field or Param.
	Only *Literal
	// the constraints on an element or a variant, nil for none: for documentation, and for who
	// makes values up. Those of a field, a parameter or a body stand with it.
	Checks *Checks
}

// ForeignType is a Go type that is not generated: the owner has put it in the place of a schema.
type ForeignType struct {
	Path  string // import path of its package
	Name  string // Go name, exported
	Place Place  // where the owner, or the document, says so
	// two values can be compared with ==, as far as is known
	Comparable bool
}

// IsHeldStruct reports whether values are structs that a list holds by value. Pagers and streams
// yield pointers to those, and anything else as it stands in the list.
func (r *Ref) IsHeldStruct() bool {
	return r.Kind == Named && r.Type.Kind == KindStruct && !r.Pointer && !r.Nullable
}

// Enum is a set of documented values.
type Enum struct {
	Base   RefKind // String, Bool or one of the numbers
	Values []EnumValue
}

// EnumValue is one documented value.
type EnumValue struct {
	Name  string // Go constant: type name and value, such as "BatchLoggingLevelInfo"
	Value Literal
	Doc   string
}

// Literal is a scalar of the document: its JSON text, such as "\"Id\"", "3" or "true".
type Literal struct {
	JSON string // exact, never rounded
	Text string // for strings, the decoded value; else the same as JSON
	Go   string // Go constant that stands for it, when there is one
}

// Union is a sealed interface. With a Discriminator the value of that property picks the variant;
// without one the shape does.
type Union struct {
	Discriminator string // wire name; "" when there is none
	FieldName     string // Go name of the discriminator on the unknown variant
	Variants      []*Variant
	// with a Discriminator: the variant that is meant where it is missing or says something else
	// than the variants' values (defaultMapping); nil: that is unknown
	Otherwise *Variant
	Unknown   string // Go type that keeps what no variant fits: {discriminator, Common, Raw}
	// what all variants share, as fields of the unknown variant; without the discriminator
	Common []*Field
	Base   *Base  // nil where all types of the union share no more than the discriminator
	Marker string // unexported method that seals the interface: "isAssetReference"
}

// Variant is one alternative of a union.
type Variant struct {
	Values []string // discriminator values that pick it, the first being the one to write
	Type   Ref      // a named struct or union; anything when Wrapper is set
	// Go name of a type made to carry a scalar, list, map or foreign type as a variant ("" for
	// structs and unions)
	Wrapper string
	Doc     string
	Shape   Shape // without a discriminator: what must be there
}

// Shape is what tells a variant from its siblings when nothing names it.
type Shape struct {
	JSON     JSONKinds         // JSON kinds the variant may be
	Required []string          // properties that must be there
	Known    []string          // properties that may be there
	Consts   map[string]string // property -> JSON text of its only value
	Values   []string          // JSON texts a scalar variant may take; nil: any
	Format   string            // of a string: "date-time", "uuid", ... when that tells it apart
}

// JSONKinds is a set of JSON kinds.
type JSONKinds uint8

// The kinds of JSON values. An integer is a number as well.
const (
	JSONNull JSONKinds = 1 << iota
	JSONBool
	JSONNumber
	JSONInteger
	JSONString
	JSONArray
	JSONObject
)

// Checks are the constraints a document puts on a value (JSON Schema validation keywords). Numbers
// are kept as text because an int64 bound does not fit a float64.
type Checks struct {
	MinLength, MaxLength *int64 // in Unicode code points
	// as written (ECMA-262), of which all must match; without those that Go's RE2 cannot express
	Patterns                     []string
	Minimum, Maximum             string // "" when absent
	ExclusiveMin, ExclusiveMax   bool
	MultipleOf                   string
	MinItems, MaxItems           *int64
	UniqueItems                  bool
	MinProperties, MaxProperties *int64
}

// XML is how a value is written in an XML body (OpenAPI's XML Object).
type XML struct {
	XMLName
	Attribute bool
	Wrapped   bool     // a list inside an element of its own
	Text      bool     // the element's character data (x-ms-text, nodeType: text or cdata)
	CData     bool     // with Text: as a CDATA section
	Inside    bool     // a struct without an element of its own (nodeType: none)
	Item      XMLName  // of a list
	Also      []string // what a body is called in answers of other statuses
}

// XMLName is the name of an element or an attribute.
type XMLName struct {
	Name      string // "" when the document gives none
	Namespace string
	Prefix    string
}
