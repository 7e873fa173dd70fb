// Package json reads and writes the JSON of generated models: in one pass, by tables. It accepts
// exactly the syntax that encoding/json accepts and yields the same values for it.
//
// Each model has a table (table.go): its properties as JSON names them, and of each the kind and
// the offset of its field. One loop reads all structs by their tables (read_table.go) and one
// writes them (write_table.go); lists, maps and unions have their own beside them. Tables are
// constants to the linker: a program that imports a large client starts no slower, and compiles no
// code for them.
//
// The Reader remembers which member came after which the last time it read a model, and tries that
// name first: services send members in the same order every time, so most names cost one
// comparison. What was remembered decides how fast a text is read, never what is read.
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
//
// A text of a few bytes can stand for much memory: {} in a list for a struct of a kilobyte. What is
// allocated for a text is counted, and bounded by its [Budget].
package json
