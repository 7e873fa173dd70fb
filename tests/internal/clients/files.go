package clients

import (
	"bytes"
	"fmt"
	"io"
	"reflect"

	"github.com/armsmith/armsmith/internal/runtime/value"
)

var (
	fileType   = reflect.TypeFor[value.File]()
	readerType = reflect.TypeFor[io.Reader]()
	bytesType  = reflect.TypeFor[[]byte]()
)

// SetFile sets a field that carries octets, whichever Go type it has.
func SetFile(field reflect.Value, name, contentType string, data []byte) error {
	file := value.File{Name: name, ContentType: contentType, Body: bytes.NewReader(data)}
	switch {
	case field.Type() == fileType:
		field.Set(reflect.ValueOf(file))
	case field.Type() == reflect.PointerTo(fileType):
		field.Set(reflect.ValueOf(&file))
	case field.Type() == bytesType:
		field.SetBytes(data)
	case readerType.AssignableTo(field.Type()):
		field.Set(reflect.ValueOf(bytes.NewReader(data)))
	case field.Kind() == reflect.String:
		field.SetString(string(data))
	default:
		return setOptionalFile(field, file)
	}
	return nil
}

// setOptionalFile sets an Optional[File]: it has no exported field, so its own JSON-free
// constructor is found by its type.
func setOptionalFile(field reflect.Value, file value.File) error {
	some := reflect.ValueOf(value.Some(file))
	if !some.Type().AssignableTo(field.Type()) {
		return fmt.Errorf("a file does not fit %s", field.Type())
	}
	field.Set(some)
	return nil
}
