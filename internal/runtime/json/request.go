package json

import "strings"

// Sending says how the body of a request is written, which is not in every way how a model is
// stored: see MarshalRequest.
type Sending struct {
	// ReadOnly sends properties that the document says are read-only. Services set those, and some
	// refuse them.
	ReadOnly bool
	// Patch says that what is left out stays as it is on the other side, so that nothing has to be
	// there.
	Patch bool
}

// MissingError says which required members of a request have no value.
type MissingError struct{ Paths []string }

// Error names them all.
func (e *MissingError) Error() string {
	return "json: required and without a value: " + strings.Join(e.Paths, ", ")
}

// MarshalRequest is Marshal for the body of a request. The error may be a *MissingError.
func MarshalRequest(v Typed, s Sending) ([]byte, error) {
	return MarshalRequestFunc(func(w *Writer) { w.model(v) }, s)
}

// MarshalRequestFunc is MarshalRequest for a value that is no model: write writes it.
func MarshalRequestFunc(write func(*Writer), s Sending) ([]byte, error) {
	w := NewWriter()
	w.Request(write, s)
	return w.Finish()
}

// Request writes the body of a request, which is a value that write writes. See [MarshalRequest].
func (w *Writer) Request(write func(*Writer), s Sending) {
	w.request, w.sending = true, s
	write(w)
	if len(w.missing) > 0 {
		w.fail(&MissingError{w.missing})
	}
	w.request, w.missing = false, nil
}

// ReadOnly reports whether properties that the document says are read-only are written: always,
// except in a request that does not ask for them.
func (w *Writer) ReadOnly() bool { return !w.request || w.sending.ReadOnly }

// lacks leaves the named member, which is required, out of a request because it has no value,
// unless it goes as it came, and reports whether it does. Such a request fails, unless it is a
// patch.
//
//go:noinline
func (w *Writer) lacks(key string) bool {
	name := nameOf(key)
	if w.extra.IsNull(name) || w.extra.IsAbsent(name) {
		return false // it goes as it came
	}
	if !w.sending.Patch {
		mark := len(w.buf)
		w.key(key)
		w.missing = append(w.missing, pathTo(w.buf, len(w.buf)))
		w.buf = w.buf[:mark]
	}
	return true
}
