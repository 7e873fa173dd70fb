// Package json reads and writes the JSON of generated models: in one pass, without reflection, and
// in little generated code. It accepts exactly the syntax that encoding/json accepts and yields the
// same values for it.
//
// A model's DecodeJSON is a loop over its object's members, which a Cursor finds. The names a model
// declares stand in a table, in the order of its fields, written as they are in JSON (`,"name":`).
// The Reader remembers which member came after which the last time it read that model, and tries
// that name first: services send members in the same order every time, so most names cost one
// comparison. What was remembered decides how fast a text is read, never what is read. Each case of
// the loop is one call of a Read function. All of these have the form func(*T, *Reader), as has
// DecodeJSON itself as a method expression, so that they go together: a list of lists of models is
// read by ReadList with a ReadList of (*Model).DecodeJSON. EncodeJSON is the mirror image: one Put
// call a field.
//
// Nothing here returns an error in the middle. The first one is kept, the rest of the input is not
// looked at, and Decode returns it at the end with the path of the value, which is found by
// scanning the input once more.
//
// The loops over the bytes of strings are in assembly for amd64 (plain_amd64.s) and in Go for the
// rest (plain_other.go); a fuzz test holds the two to one another. What was measured to come to all
// this is in bench/README.md.
//
// # Memory
//
// Strings and raw values share memory with the text that was read (see unsafe.go), so a single
// string that is kept holds on to the whole body. Small objects that recur in a list are allocated
// several at a time. Use strings.Clone on what is kept for long out of something large.
package json
