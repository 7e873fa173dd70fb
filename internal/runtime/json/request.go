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
	// Form says that the value is taken apart into the fields of a form. An empty list makes none,
	// so that one which has to be there must not be nil.
	Form bool
	// Text says that the value is taken apart into texts, such as those of a parameter, so that
	// types of the user's are asked for theirs.
	Text bool
}

// MissingError says which required members of a request have no value.
type MissingError struct{ Paths []string }

// Error names them all.
func (e *MissingError) Error() string {
	return "json: required and without a value: " + strings.Join(e.Paths, ", ")
}

// MarshalRequest is Marshal for the body of a request, which v points to, and of which the table is
// of. The error may be a *MissingError.
func MarshalRequest(v any, of Typed, s Sending) ([]byte, error) {
	return MarshalRequestFunc(func(w *Writer) { w.Write(v, of) }, s)
}

// EncodeRequest is MarshalRequest whose text stays in memory of the Writer, until [Writer.Release].
func EncodeRequest(v any, of Typed, s Sending) (*Writer, []byte, error) {
	w := NewWriter()
	w.Request(func(w *Writer) { w.Write(v, of) }, s)
	if w.err != nil {
		_, err := w.Finish()
		return nil, nil, err
	}
	return w, w.buf, nil
}

// MarshalRequestFunc is MarshalRequest for a value that write writes.
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

// formLacks leaves the named list, which is required and nil, out of a form.
func (w *Writer) formLacks(key string) bool {
	return w.request && w.sending.Form && w.depth == 1 && w.lacks(key)
}

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
