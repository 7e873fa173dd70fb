package json

import (
	"fmt"
)

// Foreign reads and writes the values of a type that is not generated: one that the owner of a
// client has put in the place of a schema. A field of such a type has KindStruct, and a table of
// KindForeign as what it is of.
type Foreign interface {
	read(p place, r *Reader) error
	write(p place) ([]byte, error)
}

// ForeignOf is the Foreign of T, of which a pointer has the methods of encoding/json or, for what
// is a string in JSON, those of package encoding for text.
type ForeignOf[T any] struct{}

// The methods that a type may have; they are those of encoding/json and encoding.
type (
	jsonUnmarshaler interface{ UnmarshalJSON([]byte) error }
	jsonMarshaler   interface{ MarshalJSON() ([]byte, error) }
	textUnmarshaler interface{ UnmarshalText([]byte) error }
	textMarshaler   interface{ MarshalText() ([]byte, error) }
)

// read hands a value the text that it is read from. It is a copy, which the value may keep.
func (ForeignOf[T]) read(p place, r *Reader) error {
	switch v := any((*T)(p)).(type) {
	case jsonUnmarshaler:
		if text := r.Raw(); !r.failed {
			return v.UnmarshalJSON(text)
		}
		return nil
	case textUnmarshaler:
		if text := r.str(); !r.failed {
			return v.UnmarshalText([]byte(text))
		}
		return nil
	}
	return fmt.Errorf("%T cannot be read from JSON", *(*T)(p))
}

func (ForeignOf[T]) write(p place) ([]byte, error) {
	switch v := any((*T)(p)).(type) {
	case jsonMarshaler:
		return v.MarshalJSON()
	case textMarshaler:
		text, err := v.MarshalText()
		if err != nil {
			return nil, err
		}
		var w Writer
		w.str(string(text))
		return w.buf, nil
	}
	return nil, fmt.Errorf("%T cannot be written as JSON", *(*T)(p))
}

// foreign reads a value of a type that is not generated. Null is its zero value, as for scalars.
func (r *Reader) foreign(p place, t *Type) {
	if r.nilNull() {
		clearValue(p, t.Self)
		return
	}
	if err := t.Foreign.read(p, r); err != nil {
		r.fail(err.Error())
	}
}

// foreign writes a value of a type that is not generated. What it writes must be JSON.
func (w *Writer) foreign(p place, t *Type) {
	text, err := t.Foreign.write(p)
	if err != nil {
		w.fail(fmt.Errorf("json: %w", err))
		return
	}
	w.Raw(text)
}
