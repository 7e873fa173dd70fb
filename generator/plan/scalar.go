package plan

import (
	"math/big"
	"strings"

	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
)

// form is how a format of a string or number is held in Go.
type form struct {
	kind model.RefKind
	wire model.Wire
}

// Formats come from the OpenAPI format registry and from Azure's autorest. One that is not listed
// changes nothing.
var (
	integerFormats = map[string]form{
		"int8": {model.Int32, 0}, "int16": {model.Int32, 0}, "int32": {model.Int32, 0}, "uint8": {model.Int32, 0},
		"uint16": {model.Int32, 0}, "uint32": {model.Int64, 0}, "int64": {model.Int64, 0}, "uint64": {model.Uint64, 0},
		"unixtime": {model.Time, model.WireUnix}, "float": {model.Float64, 0}, "double": {model.Float64, 0},
		"decimal": {model.Number, 0}, "decimal128": {model.Number, 0}, "bigint": {model.Number, 0},
	}
	numberFormats = map[string]form{
		"int8": {model.Int32, 0}, "int16": {model.Int32, 0}, "int32": {model.Int32, 0}, "uint8": {model.Int32, 0},
		"uint16": {model.Int32, 0}, "uint32": {model.Int64, 0}, "int64": {model.Int64, 0}, "uint64": {model.Uint64, 0},
		"unixtime": {model.Time, model.WireUnix}, "decimal": {model.Number, 0}, "decimal128": {model.Number, 0},
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
	// formatKinds infers a type from a format that stands alone.
	formatKinds = func() map[string]model.JSONKinds {
		kinds := map[string]model.JSONKinds{"uuid": model.JSONString, "uri": model.JSONString, "url": model.JSONString,
			"email": model.JSONString, "float": model.JSONNumber | model.JSONInteger, "double": model.JSONNumber | model.JSONInteger}
		for f := range stringFormats {
			kinds[f] = model.JSONString
		}
		for _, f := range []string{"int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"} {
			kinds[f] = model.JSONInteger
		}
		return kinds
	}()
)

// scalar returns the use of a schema of a single scalar JSON type.
func (m *merged) scalar(kind model.JSONKinds) model.Ref {
	f := form{kind: model.Bool}
	switch {
	case kind == model.JSONBool:
	case kind == model.JSONInteger:
		f = formOr(integerFormats, m.format, m.integer())
	case kind&model.JSONNumber != 0:
		f = formOr(numberFormats, m.format, form{kind: model.Float64})
	case m.secret:
		f = form{kind: model.Secret}
	default:
		f = formOr(stringFormats, m.format, m.text())
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
func (m *merged) text() form {
	switch strings.ToLower(m.keyword("contentEncoding").Str()) {
	case "base64":
		return form{kind: model.Bytes}
	case "base64url":
		return form{kind: model.Bytes, wire: model.WireBase64URL}
	case "":
		if media := m.keyword("contentMediaType").Str(); media != "" && !isText(media) {
			return form{kind: model.Bytes, wire: model.WireRaw}
		}
	}
	return form{kind: model.String}
}

// isText reports whether a media type can stand in a JSON string as it is.
func isText(media string) bool {
	media = strings.ToLower(media)
	return strings.HasPrefix(media, "text/") || strings.Contains(media, "json") || strings.Contains(media, "xml") ||
		strings.Contains(media, "yaml") || strings.Contains(media, "javascript")
}

// integer is the type of an integer without a format: int64, or what its bounds need.
func (m *merged) integer() form {
	low, high := bound(m.keyword("minimum")), bound(m.keyword("maximum"))
	switch {
	case fits(low, minInt64, maxInt64) && fits(high, minInt64, maxInt64):
		return form{kind: model.Int64}
	case low != nil && low.Sign() >= 0 && fits(high, minInt64, maxUint64):
		return form{kind: model.Uint64}
	}
	return form{kind: model.Number}
}

var (
	minInt64, _  = new(big.Float).SetString("-9223372036854775808")
	maxInt64, _  = new(big.Float).SetString("9223372036854775808") // as JavaScript rounds it
	maxUint64, _ = new(big.Float).SetString("18446744073709551616")
)

func fits(x, low, high *big.Float) bool {
	return x == nil || x.Cmp(low) >= 0 && x.Cmp(high) <= 0
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
	f, _, err := big.ParseFloat(n.Text, 10, 128, big.ToNearestEven)
	if err != nil {
		return nil
	}
	return f
}
