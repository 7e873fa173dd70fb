package value

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"runtime"
	"strings"
)

// redacted stands where a secret would have been printed.
const redacted = "[redacted]"

// Secret is a string that does not print: fmt (whatever the verb), log/slog and error messages show
// "[redacted]" for it. JSON carries its value, for it must reach the service, except where log/slog
// writes it. Reveal returns it.
//
// One way around that is not ours to close: fmt prints unexported fields without asking them.
// [Seal] is for such.
type Secret string

// Reveal returns the secret itself.
func (s Secret) Reveal() string { return string(s) }

// String returns "[redacted]", or "" for an empty secret.
func (s Secret) String() string {
	if s == "" {
		return ""
	}
	return redacted
}

// GoString is String, quoted.
func (s Secret) GoString() string { return fmt.Sprintf("%q", s.String()) }

// Format prints String under every verb.
func (s Secret) Format(f fmt.State, verb rune) {
	switch {
	case verb == 'q', verb == 'v' && f.Flag('#'):
		fmt.Fprintf(f, "%q", s.String())
	default:
		fmt.Fprint(f, s.String())
	}
}

// LogValue keeps the secret out of log/slog.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }

// MarshalJSON returns the secret as JSON: "[redacted]" when it is log/slog that writes it, which
// asks encoding/json how to write a list, a map or a struct.
func (s Secret) MarshalJSON() ([]byte, error) {
	if InLog() {
		return json.Marshal(s.String())
	}
	return json.Marshal(string(s))
}

// InLog reports whether log/slog is among the callers. Only a log calls for it: a value that slog
// hands to encoding/json has no other way to learn that it is to be shown and not to be stored.
func InLog() bool {
	var callers [64]uintptr
	for skip := 2; ; skip += len(callers) {
		n := runtime.Callers(skip, callers[:])
		frames := runtime.CallersFrames(callers[:n])
		for more := n > 0; more; {
			var f runtime.Frame
			if f, more = frames.Next(); strings.HasPrefix(f.Function, "log/slog.") {
				return true
			}
		}
		if n < len(callers) {
			return false
		}
	}
}

// Sealed holds a value in a field that is not exported, where fmt would print it without asking it
// how. See [Seal].
type Sealed[T any] struct {
	open func() T // of a function fmt prints the address, of a pointer what it points to
}

// Seal returns v in a form that no printing shows, whatever the verb.
func Seal[T any](v T) Sealed[T] { return Sealed[T]{func() T { return v }} }

// Open returns what was sealed, the zero value when nothing was.
func (s Sealed[T]) Open() (v T) {
	if s.open == nil {
		return v
	}
	return s.open()
}
