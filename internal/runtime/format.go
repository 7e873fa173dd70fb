package runtime

import (
	"encoding/base64"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/armsmith/armsmith/internal/runtime/json"
	"github.com/armsmith/armsmith/internal/runtime/value"
)

// FormatBool is "true" or "false".
func FormatBool(v bool) string { return strconv.FormatBool(v) }

// FormatInt is a decimal number.
func FormatInt[T ~int | ~int8 | ~int16 | ~int32 | ~int64](v T) string {
	return strconv.FormatInt(int64(v), 10)
}

// FormatUint is a decimal number.
func FormatUint[T ~uint8 | ~uint16 | ~uint32 | ~uint64](v T) string {
	return strconv.FormatUint(uint64(v), 10)
}

// FormatFloat is the shortest decimal number that reads back as v, without an exponent where JSON
// would write none.
func FormatFloat[T ~float32 | ~float64](v T) string {
	f := float64(v)
	format := byte('f')
	if a := max(f, -f); a != 0 && (a < 1e-6 || a >= 1e21) {
		format = 'e'
	}
	return strconv.FormatFloat(f, format, -1, 64)
}

// FormatBytes is standard base64 (format byte).
func FormatBytes(v []byte) string { return base64.StdEncoding.EncodeToString(v) }

// FormatBytesURL is base64 in the URL alphabet, without padding (format base64url).
func FormatBytesURL(v []byte) string { return base64.RawURLEncoding.EncodeToString(v) }

// FormatSeconds is a duration as a decimal number of seconds. A text that is not a duration stays
// as it is.
func FormatSeconds(v value.Duration) string { return formatDuration(v, time.Second) }

// FormatMillis is a duration as a decimal number of milliseconds. A text that is not a duration
// stays as it is.
func FormatMillis(v value.Duration) string { return formatDuration(v, time.Millisecond) }

func formatDuration(v value.Duration, unit time.Duration) string {
	number, err := v.Number(unit)
	if err != nil {
		return string(v)
	}
	return number
}

// FormatJSON is the JSON text that encode writes, for parameters whose content is JSON. A value
// that cannot be encoded gives "".
func FormatJSON(encode func(*json.Writer)) string {
	text, err := json.MarshalFunc(encode)
	if err != nil {
		return ""
	}
	return string(text)
}

// Strings turns a list into text, element by element: Strings(v, FormatInt[int32]).
func Strings[T any](list []T, format func(T) string) []string {
	if list == nil {
		return nil
	}
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = format(v)
	}
	return out
}

// Texts is a list of an enum, or of another string type, as strings.
func Texts[T ~string](list []T) []string {
	if list == nil {
		return nil
	}
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = string(v)
	}
	return out
}

// Join puts a list into one value with a separator of the document's own.
func Join(list []string, sep string) string { return strings.Join(list, sep) }

// StringMap is a map of text.
func StringMap[T any](m map[string]T, format func(T) string) map[string]string {
	out := make(map[string]string, len(m))
	for _, k := range slices.Sorted(maps.Keys(m)) {
		out[k] = format(m[k])
	}
	return out
}
