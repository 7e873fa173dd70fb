package json

import (
	"fmt"
)

// Foreign reads and writes the values of a type that is not generated: one that the owner of a
// client has put in the place of a schema. A field of such a type has KindStruct, and a table of
// KindForeign as what it is of.
type Foreign interface {
	read(p place, r *Reader) error
	write(p place, text bool) ([]byte, error)
}

// ForeignOf is the Foreign of T, of which a pointer has the methods of encoding/json or, for what
// is a string in JSON, those of package encoding for text. Where it has both, those for JSON count,
// and outside of JSON those for text.
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
	v := any((*T)(p))
	asJSON, isJSON := v.(jsonUnmarshaler)
	asText, isText := v.(textUnmarshaler)
	switch {
	case isText && (r.plain || !isJSON):
		if text := r.plainText(); !r.failed {
			return asText.UnmarshalText([]byte(text))
		}
		return nil
	case isJSON:
		if text := r.Raw(); !r.failed {
			return asJSON.UnmarshalJSON(text)
		}
		return nil
	}
	return fmt.Errorf("%T cannot be read from JSON", *(*T)(p))
}

func (ForeignOf[T]) write(p place, text bool) ([]byte, error) {
	v := any((*T)(p))
	asJSON, isJSON := v.(jsonMarshaler)
	asText, isText := v.(textMarshaler)
	switch {
	case isText && (text || !isJSON):
		text, err := asText.MarshalText()
		if err != nil {
			return nil, err
		}
		var w Writer
		w.str(string(text))
		return w.buf, nil
	case isJSON:
		return asJSON.MarshalJSON()
	}
	return nil, fmt.Errorf("%T cannot be written as JSON", *(*T)(p))
}

// plainText reads a string. Outside of JSON a text may have been taken for a number or a boolean,
// and is what was written there.
func (r *Reader) plainText() string {
	if c := r.peek(); r.plain && (c == '-' || '0' <= c && c <= '9' || c == 't' || c == 'f') {
		return string(r.Raw())
	}
	return r.str()
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
	text, err := t.Foreign.write(p, w.plain || w.request && (w.sending.Text || w.sending.Form && w.depth == 1))
	if err != nil {
		w.fail(fmt.Errorf("json: %w", err))
		return
	}
	w.Raw(text)
}
