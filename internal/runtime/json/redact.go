package json

import (
	"log/slog"

	"github.com/armsmith/armsmith/internal/runtime/value"
)

// Redacted returns v as log/slog should show it: as its JSON, with "[redacted]" in place of each
// secret. What the document does not declare (undeclared properties, variants that are not known)
// shows as it came.
func Redacted(v Typed) slog.Value { return RedactedFunc(func(w *Writer) { w.model(v) }) }

// MarshalSecretive is MarshalValue for a model that holds secrets, which it redacts when log/slog
// writes it.
func MarshalSecretive(v any) ([]byte, error) {
	w := NewWriter()
	w.redact = value.InLog()
	w.model(modelOf(v))
	return w.Finish()
}

// RedactedFunc is Redacted for a value that is no model, such as the parameters of an operation:
// write writes it.
func RedactedFunc(write func(*Writer)) slog.Value {
	w := NewWriter()
	w.redact = true
	write(w)
	text, err := w.Finish()
	if err != nil {
		return slog.StringValue(err.Error())
	}
	return slog.AnyValue(logged(text))
}

// logged is a JSON text that slog's handlers show as such: one as an object, the other as text.
type logged string

// MarshalJSON returns the text.
func (l logged) MarshalJSON() ([]byte, error) { return []byte(l), nil }

// WriteSecret writes a string that must not show in a log.
func WriteSecret[S ~string](p *S, w *Writer) {
	if w.redact {
		w.str(value.Secret(*p).String())
		return
	}
	w.str(string(*p))
}
