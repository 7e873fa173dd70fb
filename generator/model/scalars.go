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
}

// scalars is the table, a row a kind. TestScalars fails for a kind without a whole row.
var scalars = map[RefKind]Scalar{
	Bool:      {Go: "bool", Word: "Bool", JSON: JSONBool},
	Int8:      {Go: "int8", Word: "Int", JSON: JSONInteger},
	Int16:     {Go: "int16", Word: "Int", JSON: JSONInteger},
	Int32:     {Go: "int32", Word: "Int", JSON: JSONInteger},
	Int64:     {Go: "int64", Word: "Int", JSON: JSONInteger},
	Uint8:     {Go: "uint8", Word: "Uint", JSON: JSONInteger},
	Uint16:    {Go: "uint16", Word: "Uint", JSON: JSONInteger},
	Uint32:    {Go: "uint32", Word: "Uint", JSON: JSONInteger},
	Uint64:    {Go: "uint64", Word: "Uint", JSON: JSONInteger},
	Float64:   {Go: "float64", Word: "Float", JSON: JSONNumber | JSONInteger},
	Number:    {Go: "json.Number", Word: "Number", JSON: JSONNumber | JSONInteger},
	String:    {Go: "string", Word: "String", JSON: JSONString},
	Secret:    {Go: "Secret", Word: "Secret", JSON: JSONString},
	Bytes:     {Go: "[]byte", Word: "Bytes", JSON: JSONString},
	Time:      {Go: "Time", Word: "Time", JSON: JSONString},
	Date:      {Go: "Date", Word: "Date", JSON: JSONString},
	TimeOfDay: {Go: "TimeOfDay", Word: "TimeOfDay", JSON: JSONString},
	Duration:  {Go: "Duration", Word: "Duration", JSON: JSONString},
	ETag:      {Go: "ETag", Word: "ETag", JSON: JSONString},
	Any:       {Go: "any JSON", Word: "Any", JSON: JSONString},
	File:      {Go: "File", Word: "File", JSON: JSONString},
	Stream:    {Go: "a stream of bytes", Word: "Stream", JSON: JSONString},
}

// Scalar returns the row of a kind; ok is false for one that has parts (List, Map, Named).
func (k RefKind) Scalar() (row Scalar, ok bool) {
	row, ok = scalars[k]
	return row, ok
}

// IsNumber reports whether values of the kind are numbers.
func (k RefKind) IsNumber() bool { return scalars[k].JSON&JSONInteger != 0 }
