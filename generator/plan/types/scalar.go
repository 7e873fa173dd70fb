package types

import (
	"math/big"
	"strings"

	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/schema"
)

// form is how a format of a string or number is held in Go.
type form struct {
	kind model.RefKind
	wire model.Wire
}

// Formats come from the OpenAPI format registry, from Azure's autorest and from TypeSpec, which
// writes a duration that is encoded as a number of seconds or milliseconds with the unit as its
// format. One that is not listed changes nothing.
var (
	integerFormats = map[string]form{
		"int8": {model.Int8, 0}, "int16": {model.Int16, 0}, "int32": {model.Int32, 0}, "int64": {model.Int64, 0},
		"uint8": {model.Uint8, 0}, "uint16": {model.Uint16, 0}, "uint32": {model.Uint32, 0}, "uint64": {model.Uint64, 0},
		"seconds": {model.Duration, model.WireSeconds}, "milliseconds": {model.Duration, model.WireMillis},
		"unixtime": {model.Time, model.WireUnix}, "float": {model.Float64, 0}, "double": {model.Float64, 0},
		"decimal": {model.Number, 0}, "decimal128": {model.Number, 0},
		"bigint": {model.Number, 0}, "big-integer": {model.Number, 0}, "biginteger": {model.Number, 0},
		"int128": {model.Number, 0}, "uint128": {model.Number, 0}, "int256": {model.Number, 0}, "uint256": {model.Number, 0},
	}
	numberFormats = map[string]form{
		"int8": {model.Int8, 0}, "int16": {model.Int16, 0}, "int32": {model.Int32, 0}, "int64": {model.Int64, 0},
		"uint8": {model.Uint8, 0}, "uint16": {model.Uint16, 0}, "uint32": {model.Uint32, 0}, "uint64": {model.Uint64, 0},
		"seconds": {model.Duration, model.WireSeconds}, "milliseconds": {model.Duration, model.WireMillis},
		"unixtime": {model.Time, model.WireUnix}, "decimal": {model.Number, 0}, "decimal128": {model.Number, 0},
		"bigint": {model.Number, 0}, "big-integer": {model.Number, 0}, "biginteger": {model.Number, 0},
		"int128": {model.Number, 0}, "uint128": {model.Number, 0}, "int256": {model.Number, 0}, "uint256": {model.Number, 0},
	}
	stringFormats = map[string]form{
		"byte": {model.Bytes, 0}, "base64": {model.Bytes, 0}, "base64url": {model.Bytes, model.WireBase64URL},
		"binary": {model.Bytes, model.WireRaw}, "file": {model.Bytes, model.WireRaw},
		"date": {model.Date, 0}, "date-time": {model.Time, 0}, "date-time-rfc1123": {model.Time, model.WireRFC7231},
		"date-time-rfc7231": {model.Time, model.WireRFC7231}, "http-date": {model.Time, model.WireRFC7231},
		"time": {model.TimeOfDay, 0}, "duration": {model.Duration, 0}, "password": {model.Secret, 0},
		"int64": {model.Int64, model.WireString}, "uint64": {model.Uint64, model.WireString},
		"int32": {model.Int32, model.WireString},
	}
)

// scalar returns the use of a schema of a single scalar JSON type.
func scalar(m *schema.Merged, kind model.JSONKinds) model.Ref {
	f := form{kind: model.Bool}
	switch {
	case kind == model.JSONBool:
	case kind == model.JSONInteger:
		f = formOr(integerFormats, m.Format, integer(m))
	case kind&model.JSONNumber != 0:
		f = formOr(numberFormats, m.Format, form{kind: model.Float64})
	case m.Secret:
		f = form{kind: model.Secret}
	default:
		f = formOr(stringFormats, m.Format, text(m))
	}
	return model.Ref{Kind: f.kind, Wire: f.wire}
}

func formOr(formats map[string]form, format string, other form) form {
	if f, ok := formats[strings.ToLower(format)]; ok {
		return f
	}
	return other
}

// text is a string without a format: JSON Schema's contentEncoding and contentMediaType may say
// that it holds bytes.
func text(m *schema.Merged) form {
	switch strings.ToLower(m.Keyword("contentEncoding").Str()) {
	case "base64":
		return form{kind: model.Bytes}
	case "base64url":
		return form{kind: model.Bytes, wire: model.WireBase64URL}
	case "":
		if media := m.Keyword("contentMediaType").Str(); media != "" && !IsText(media) {
			return form{kind: model.Bytes, wire: model.WireRaw}
		}
	}
	return form{kind: model.String}
}

// IsText reports whether a media type can stand in a JSON string as it is.
func IsText(media string) bool {
	media = strings.ToLower(media)
	return strings.HasPrefix(media, "text/") || strings.Contains(media, "json") || strings.Contains(media, "xml") ||
		strings.Contains(media, "yaml") || strings.Contains(media, "javascript")
}

// maxDigits bounds the numbers that are looked at as numbers: one with a longer text or exponent
// would cost more to read than it can mean.
const maxDigits = 400

// bound reads a number; nil when there is none.
func bound(n *node.Node) *big.Float {
	if !n.Is(node.Number) || len(n.Text) > maxDigits {
		return nil
	}
	if i := strings.IndexAny(n.Text, "eE"); i >= 0 && len(n.Text)-i > 5 {
		return nil
	}
	f, _, err := big.ParseFloat(n.Text, 10, precision, big.ToNearestEven)
	if err != nil {
		return nil
	}
	return f
}

// scalarOf is the use of a schema that nothing but its own type and format decides.
func scalarOf(s schema.Schema) model.Ref {
	m := &schema.Merged{Schema: s, Parts: []schema.Schema{s}, Format: s.Get("format").Str(), Secret: s.IsTrue("x-ms-secret")}
	return scalar(m, s.Declared()&^model.JSONNull)
}
