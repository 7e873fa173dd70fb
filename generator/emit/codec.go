package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/model"
)

// STUB, being written: the signatures stand, the bodies come.

// jsonFile writes models_json.go: the codec of every type of the package.
func (e *emitter) jsonFile() []jen.Code {
	var out []jen.Code
	for _, t := range e.api.Types {
		out = append(out, e.jsonMethods(t)...)
	}
	return out
}

// jsonMethods writes what type t needs to read and write JSON.
func (e *emitter) jsonMethods(t *model.Type) []jen.Code { return nil }

// jsonRead returns the statement that reads, with the *json.Reader called r, a value of type ref (as typeOf(ref) or, when
// ref.Nullable, elemOf(ref) declares it) into the variable that target points to. Target is a Go expression of pointer type, such as &out.Body.
func (e *emitter) jsonRead(target jen.Code, ref *model.Ref) jen.Code { return jen.Null() }

// jsonWrite returns the statement that writes, with the *json.Writer called w, the value that source points to.
func (e *emitter) jsonWrite(source jen.Code, ref *model.Ref) jen.Code { return jen.Null() }
