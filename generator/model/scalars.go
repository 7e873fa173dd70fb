package model

// Scalar is what a kind of value without parts is, whatever it looks like in Go: all that the
// generator knows of it besides its Go code, which has a table of its own in emit.
type Scalar struct {
	// Go is the type as a person is told of it.
	Go string
	// Word says what the value is, in the name of something that carries it.
	Word string
	// JSON is what it is written as, where its Wire does not say otherwise.
	JSON JSONKinds
	// Samples has a value for each way to write one, as JSON: what makes values up takes it where a
	// schema has no example. A scalar has these wires and no other.
	Samples map[Wire]string
}

// scalars is the table, a row a kind. TestScalars fails for a kind without a whole row.
var scalars = map[RefKind]Scalar{
	Bool:    {Go: "bool", Word: "Bool", JSON: JSONBool, Samples: bareOrQuoted(`true`)},
	Int8:    {Go: "int8", Word: "Int", JSON: JSONInteger, Samples: bareOrQuoted(`7`)},
	Int16:   {Go: "int16", Word: "Int", JSON: JSONInteger, Samples: bareOrQuoted(`7`)},
	Int32:   {Go: "int32", Word: "Int", JSON: JSONInteger, Samples: bareOrQuoted(`7`)},
	Int64:   {Go: "int64", Word: "Int", JSON: JSONInteger, Samples: bareOrQuoted(`7`)},
	Uint8:   {Go: "uint8", Word: "Uint", JSON: JSONInteger, Samples: bareOrQuoted(`7`)},
	Uint16:  {Go: "uint16", Word: "Uint", JSON: JSONInteger, Samples: bareOrQuoted(`7`)},
	Uint32:  {Go: "uint32", Word: "Uint", JSON: JSONInteger, Samples: bareOrQuoted(`7`)},
	Uint64:  {Go: "uint64", Word: "Uint", JSON: JSONInteger, Samples: bareOrQuoted(`7`)},
	Float64: {Go: "float64", Word: "Float", JSON: JSONNumber | JSONInteger, Samples: bareOrQuoted(`0.5`)},
	Number:  {Go: "json.Number", Word: "Number", JSON: JSONNumber | JSONInteger, Samples: bareOrQuoted(`0.5`)},
	String:  {Go: "string", Word: "String", JSON: JSONString, Samples: only(`"text"`)},
	Secret:  {Go: "Secret", Word: "Secret", JSON: JSONString, Samples: only(`"secret"`)},
	Bytes: {Go: "[]byte", Word: "Bytes", JSON: JSONString, Samples: map[Wire]string{
		WireDefault: `"YWJj"`, WireBase64URL: `"YWJj"`, WireRaw: `"YWJj"`,
	}},
	Time: {Go: "Time", Word: "Time", JSON: JSONString, Samples: map[Wire]string{
		WireDefault: `"2026-03-01T10:11:12Z"`, WireRFC7231: `"Sun, 01 Mar 2026 10:11:12 GMT"`, WireUnix: `1772359872`,
	}},
	Date:      {Go: "Date", Word: "Date", JSON: JSONString, Samples: only(`"2026-03-01"`)},
	TimeOfDay: {Go: "TimeOfDay", Word: "TimeOfDay", JSON: JSONString, Samples: only(`"10:11:12Z"`)},
	Duration:  {Go: "Duration", Word: "Duration", JSON: JSONString, Samples: map[Wire]string{WireDefault: `"PT7S"`, WireSeconds: `7`, WireMillis: `7000`}},
	ETag:      {Go: "ETag", Word: "ETag", JSON: JSONString, Samples: only(`"tag"`)},
	Any:       {Go: "any JSON", Word: "Any", JSON: JSONString, Samples: only(`"text"`)},
	Dynamic:   {Go: "Dynamic", Word: "Dynamic", JSON: JSONString, Samples: only(`"text"`)},
	File:      {Go: "File", Word: "File", JSON: JSONString, Samples: only(`"text"`)},
	Stream:    {Go: "a stream of bytes", Word: "Stream", JSON: JSONString, Samples: only(`"text"`)},
}

// only returns the sample of a scalar that is written in one way.
func only(sample string) map[Wire]string { return map[Wire]string{WireDefault: sample} }

// bareOrQuoted returns the samples of a number or boolean, which may stand in a JSON string.
func bareOrQuoted(sample string) map[Wire]string {
	return map[Wire]string{WireDefault: sample, WireString: `"` + sample + `"`}
}

// Scalar returns the row of a kind; ok is false for one that has parts (List, Map, Expandable,
// Named).
func (k RefKind) Scalar() (row Scalar, ok bool) {
	row, ok = scalars[k]
	return row, ok
}

// IsJSON reports whether values of the kind are any JSON, kept as it came.
func (k RefKind) IsJSON() bool { return k == Any || k == Dynamic }

// IsInteger reports whether values of the kind are integers.
func (k RefKind) IsInteger() bool { return scalars[k].JSON == JSONInteger }

// IsNumber reports whether values of the kind are numbers.
func (k RefKind) IsNumber() bool { return scalars[k].JSON&JSONInteger != 0 }
