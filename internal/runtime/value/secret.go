package value

import (
	"fmt"
	"log/slog"
)

// redacted stands where a secret would have been printed.
const redacted = "[redacted]"

// Secret is a string that does not print: fmt (whatever the verb), log/slog and error messages show
// "[redacted]" for it. JSON carries its value, for it must reach the service. Reveal returns it.
//
// Two ways around that are not ours to close: fmt prints unexported fields without asking them, and
// slog prints a list, or a struct of your own, as encoding/json writes it. Models that hold a
// secret are safe with both by themselves.
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
