// Package value holds what a field of a generated model can hold and Go has no type for: a value
// that may be absent or null, a time that remembers how it was written, a duration longer than a
// time.Duration, a secret that does not print.
//
// It is the lowest room of the runtime and imports the standard library alone. Generated packages
// re-export its types as aliases. Everything here works with encoding/json as it stands; generated
// models, which do not use encoding/json, read and write the same texts through
// internal/runtime/json.
package value
