package gocode

import (
	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/model"
)

// Scalar is how a kind of value without parts looks in Go. All that emit knows of a scalar stands
// in its row of scalars; nothing else in emit asks which kind one is.
type Scalar struct {
	goType  func(pkg *Package) *jen.Statement
	zero    func(goType jen.Code) jen.Code // as it stands beside an error
	Missing Missing                        // how the zero value of a required parameter is refused
	Check   Check                          // which constraints can be checked
	// Bare: constants are written as the document writes them, without quotes
	Bare bool
	// Comparable: two that are == are equal in meaning
	Comparable bool
	// Exact: the runtime's functions take this type alone, not one that is defined by it
	Exact bool
	// Texts: a list of them is turned into []string by conversion
	Texts bool
	wires map[model.Wire]Wire
}

// Wire is how a scalar is written where there are several ways.
type Wire struct {
	Read, Write string // functions of the runtime's JSON: ReadInt32 is "Int32"
	Quoted      bool   // a number or boolean in a JSON string
	JSON        JSONKind
	text        toText
	Header      string // method of a response that reads it; "" where the codec does
	XML         string // kind of its text in XML
	// IsText: the Go type is a string that holds the text itself
	IsText bool
}

// JSONKind is what a scalar is in JSON.
type JSONKind uint8

// The kinds of JSON that scalars have. No scalar has the zero value, so that a row without it
// shows.
const (
	_           JSONKind = iota
	JSONString           // a string
	JSONLiteral          // a number or a boolean
	JSONAny              // anything: the value is its own JSON
	JSONNone             // a stream, which has no form in JSON
)

// Missing is how the zero value of a required parameter is seen to be no value.
type Missing uint8

// The ways to see it.
const (
	_            Missing = iota
	MissingNever         // the zero value can be meant
	MissingZero          // v.IsZero()
	MissingEmpty         // v == ""
	MissingNil           // v == nil
)

// Check is which constraints of a document can be checked.
type Check uint8

// The sets of constraints.
const (
	_            Check = iota
	CheckNothing       //
	CheckText          // lengths and a pattern
	CheckInteger       // bounds that an int64 holds
	CheckFloat         // bounds that a float64 holds
)

// toText is how a scalar becomes text: the function of the runtime that does it, for a type defined
// by a scalar after a conversion; or the method.
type toText struct {
	function string // runtime.FormatInt
	// runtime.FormatBool(bool(v)): FormatBool takes no type that is defined by bool
	conversion string
	method     string // v.Reveal()
	convert    bool   // string(v)
	itself     bool   // v, a string already
	none       bool   // never text: a stream
}

// What many rows have.
var (
	asString = toText{convert: true}

	zeroNumber = func(jen.Code) jen.Code { return jen.Lit(0) }
	zeroText   = func(jen.Code) jen.Code { return jen.Lit("") }
	zeroNil    = func(jen.Code) jen.Code { return jen.Nil() }
	zeroStruct = func(goType jen.Code) jen.Code { return jen.Add(goType).Values() }
)

func own(name string) func(*Package) *jen.Statement {
	return func(pkg *Package) *jen.Statement { return pkg.Own(name) }
}

func std(path, name string) func(*Package) *jen.Statement {
	return func(*Package) *jen.Statement { return jen.Qual(path, name) }
}

func builtin(name string) func(*Package) *jen.Statement {
	return func(*Package) *jen.Statement { return jen.Id(name) }
}

// number returns the wires of a kind that is a number or boolean in JSON, or one in a string.
func number(name, header, xml string, text toText) map[model.Wire]Wire {
	bare := Wire{Read: name, Write: name, JSON: JSONLiteral, text: text, Header: header, XML: xml}
	quoted := bare
	quoted.JSON, quoted.XML, quoted.Quoted = JSONString, "Token", true
	return map[model.Wire]Wire{model.WireDefault: bare, model.WireString: quoted}
}

// text returns the only wire of a kind that is a string in JSON and in Go.
func text(xml string) map[model.Wire]Wire {
	return map[model.Wire]Wire{model.WireDefault: {Read: "String", Write: "String", JSON: JSONString, text: asString, XML: xml, IsText: true}}
}

// stream returns the only wire of a kind that is a stream of bytes.
func stream() map[model.Wire]Wire {
	return map[model.Wire]Wire{model.WireDefault: {JSON: JSONNone, text: toText{none: true}, XML: "Text"}}
}

// scalars is the table, one row a kind of model. A kind that is not in it, or has no cell for a
// wire, fails TestScalars.
var scalars = map[model.RefKind]Scalar{
	model.Bool: {
		goType: builtin("bool"), zero: func(jen.Code) jen.Code { return jen.False() }, Missing: MissingNever, Check: CheckNothing,
		Bare: true, Comparable: true,
		wires: number("Bool", "HeaderBool", "Bool", toText{conversion: "FormatBool"}),
	},
	model.Int8: {
		goType: builtin("int8"), zero: zeroNumber, Missing: MissingNever, Check: CheckInteger, Bare: true, Comparable: true,
		wires: number("Int8", "", "Number", toText{function: "FormatInt"}),
	},
	model.Int16: {
		goType: builtin("int16"), zero: zeroNumber, Missing: MissingNever, Check: CheckInteger, Bare: true, Comparable: true,
		wires: number("Int16", "", "Number", toText{function: "FormatInt"}),
	},
	model.Int32: {
		goType: builtin("int32"), zero: zeroNumber, Missing: MissingNever, Check: CheckInteger, Bare: true, Comparable: true,
		wires: number("Int32", "HeaderInt32", "Number", toText{function: "FormatInt"}),
	},
	model.Int64: {
		goType: builtin("int64"), zero: zeroNumber, Missing: MissingNever, Check: CheckInteger, Bare: true, Comparable: true,
		wires: number("Int64", "HeaderInt64", "Number", toText{function: "FormatInt"}),
	},
	model.Uint8: {
		goType: builtin("uint8"), zero: zeroNumber, Missing: MissingNever, Check: CheckInteger, Bare: true, Comparable: true,
		wires: number("Uint8", "", "Number", toText{function: "FormatUint"}),
	},
	model.Uint16: {
		goType: builtin("uint16"), zero: zeroNumber, Missing: MissingNever, Check: CheckInteger, Bare: true, Comparable: true,
		wires: number("Uint16", "", "Number", toText{function: "FormatUint"}),
	},
	model.Uint32: {
		goType: builtin("uint32"), zero: zeroNumber, Missing: MissingNever, Check: CheckInteger, Bare: true, Comparable: true,
		wires: number("Uint32", "", "Number", toText{function: "FormatUint"}),
	},
	model.Uint64: {
		goType: builtin("uint64"), zero: zeroNumber, Missing: MissingNever, Check: CheckFloat, Bare: true, Comparable: true,
		wires: number("Uint64", "HeaderUint64", "Number", toText{function: "FormatUint"}),
	},
	model.Float64: {
		goType: builtin("float64"), zero: zeroNumber, Missing: MissingNever, Check: CheckFloat, Bare: true, Comparable: true,
		wires: number("Float64", "HeaderFloat64", "Number", toText{function: "FormatFloat"}),
	},
	model.Number: {
		goType: std("encoding/json", "Number"), zero: zeroText, Missing: MissingNever, Check: CheckNothing, Texts: true,
		wires: textNumber(),
	},
	model.String: {
		goType: builtin("string"), zero: zeroText, Missing: MissingNever, Check: CheckText, Comparable: true, Texts: true,
		wires: map[model.Wire]Wire{model.WireDefault: {
			Read: "String", Write: "String", JSON: JSONString, text: toText{itself: true}, Header: "HeaderString", XML: "Text", IsText: true,
		}},
	},
	model.Secret: {
		goType: own("Secret"), zero: zeroText, Missing: MissingNever, Check: CheckText,
		wires: map[model.Wire]Wire{model.WireDefault: {
			Read: "Secret", Write: "Secret", JSON: JSONString, text: toText{method: "Reveal"}, XML: "Text", IsText: true,
		}},
	},
	model.Bytes: {
		goType: func(*Package) *jen.Statement { return Slice(jen.Byte()) }, zero: zeroNil, Missing: MissingNil, Check: CheckNothing,
		wires: map[model.Wire]Wire{
			model.WireDefault:   {Read: "Bytes", Write: "Bytes", JSON: JSONString, text: toText{function: "FormatBytes"}, Header: "HeaderBytes", XML: "Base64"},
			model.WireBase64URL: {Read: "BytesURL", Write: "BytesURL", JSON: JSONString, text: toText{function: "FormatBytesURL"}, Header: "HeaderBytes", XML: "Base64"},
			model.WireRaw:       {Read: "Bytes", Write: "Bytes", JSON: JSONString, text: asString, Header: "HeaderBytes", XML: "Base64"},
		},
	},
	model.Time: {
		goType: own("Time"), zero: zeroStruct, Missing: MissingZero, Check: CheckNothing, Exact: true,
		wires: map[model.Wire]Wire{
			model.WireDefault: {Read: "Time", Write: "Time", JSON: JSONString, text: toText{method: "RFC3339"}, Header: "HeaderTime", XML: "Token"},
			model.WireRFC7231: {Read: "Time", Write: "HTTPTime", JSON: JSONString, text: toText{method: "HTTPDate"}, Header: "HeaderTime", XML: "Token"},
			model.WireUnix:    {Read: "UnixTime", Write: "UnixTime", JSON: JSONLiteral, text: toText{method: "Unix"}, Header: "HeaderUnix", XML: "Number"},
		},
	},
	model.Date: {
		goType: own("Date"), zero: zeroText, Missing: MissingEmpty, Check: CheckNothing, Comparable: true, Texts: true,
		wires: text("Token"),
	},
	model.TimeOfDay: {
		goType: own("TimeOfDay"), zero: zeroText, Missing: MissingEmpty, Check: CheckNothing, Texts: true, wires: text("Token"),
	},
	model.Duration: {
		goType: own("Duration"), zero: zeroText, Missing: MissingEmpty, Check: CheckNothing, Texts: true,
		wires: map[model.Wire]Wire{
			model.WireDefault: {Read: "String", Write: "String", JSON: JSONString, text: asString, XML: "Token", IsText: true},
			model.WireSeconds: {Read: "Seconds", Write: "Seconds", JSON: JSONLiteral, text: toText{function: "FormatSeconds"}, XML: "Number"},
			model.WireMillis:  {Read: "Millis", Write: "Millis", JSON: JSONLiteral, text: toText{function: "FormatMillis"}, XML: "Number"},
		},
	},
	model.ETag: {
		goType: own("ETag"), zero: zeroText, Missing: MissingNever, Check: CheckNothing, wires: text("Token"),
	},
	model.Any: {
		goType: std("encoding/json", "RawMessage"), zero: zeroNil, Missing: MissingNil, Check: CheckNothing,
		wires: map[model.Wire]Wire{model.WireDefault: {Read: "Raw", Write: "Raw", JSON: JSONAny, text: toText{none: true}, XML: "Any"}},
	},
	model.Dynamic: {
		goType: own("Dynamic"), zero: zeroNil, Missing: MissingNil, Check: CheckNothing,
		wires: map[model.Wire]Wire{model.WireDefault: {Read: "Raw", Write: "Raw", JSON: JSONAny, text: toText{none: true}, XML: "Any"}},
	},
	model.File:   {goType: own("File"), zero: zeroStruct, Missing: MissingNever, Check: CheckNothing, wires: stream()},
	model.Stream: {goType: std("io", "ReadCloser"), zero: zeroNil, Missing: MissingNil, Check: CheckNothing, wires: stream()},
}

// textNumber returns the wires of a number that Go keeps as its text.
func textNumber() map[model.Wire]Wire {
	wires := number("Number", "", "Number", asString)
	for w, cell := range wires {
		cell.IsText = true
		wires[w] = cell
	}
	return wires
}

// ScalarOf returns the row of what a use is of, of an enum that of its base; false when it is of
// something with parts.
func ScalarOf(r *model.Ref) (Scalar, bool) {
	s, ok := scalars[ScalarKind(r)]
	return s, ok
}

// WireOf returns how a use of a scalar is written; false for what is no scalar, or no way to write
// it: there is no cell that stands in for another.
func WireOf(r *model.Ref) (Wire, bool) { return WireOfKind(ScalarKind(r), Under(r).Wire) }

// WireOfKind is WireOf for a scalar and a wire of which there is no use at hand.
func WireOfKind(kind model.RefKind, wire model.Wire) (Wire, bool) {
	w, ok := scalars[kind].wires[wire]
	return w, ok
}

// Zero returns the zero value of a scalar, as it stands beside an error.
func (s Scalar) Zero(goType jen.Code) jen.Code { return s.zero(goType) }
