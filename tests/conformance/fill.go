package conformance

import (
	"fmt"
	"reflect"

	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/tests/internal/clients"
)

// fillParts sets the fields of a form or multipart body.
func (d decoder) fillParts(field reflect.Value, ref model.Ref, want *Body) error {
	ref = resolve(ref)
	if field.Kind() == reflect.Pointer {
		field.Set(reflect.New(field.Type().Elem()))
		field = field.Elem()
	}
	if ref.Kind != model.Named || ref.Type.Kind != model.KindStruct {
		return fmt.Errorf("a multipart body of type %s has no fields to fill", field.Type())
	}
	byName := map[string]*model.Field{}
	for _, f := range ref.Type.Fields {
		byName[f.Wire] = f
	}
	for _, name := range sortedKeys(want.Parts) {
		f, ok := byName[name]
		if !ok {
			return fmt.Errorf("the body has no field for part %s", name)
		}
		if err := d.fillPart(field.FieldByName(f.Name), f, want.Parts[name]); err != nil {
			return fmt.Errorf("part %s: %w", name, err)
		}
	}
	for _, file := range want.Files {
		f, ok := byName[file.Field]
		if !ok {
			return fmt.Errorf("the body has no field for file %s", file.Field)
		}
		if err := fillFile(field.FieldByName(f.Name), file); err != nil {
			return fmt.Errorf("file %s: %w", file.Field, err)
		}
	}
	return nil
}

// fillPart sets a field that is not a file. A scalar of the suite may stand for a string field: the
// suite keeps forms as text.
func (d decoder) fillPart(field reflect.Value, f *model.Field, text []byte) error {
	if ref := resolve(f.Type); ref.Kind == model.String && len(text) > 0 && text[0] != '"' {
		text = mustJSON(string(text))
	}
	return d.setJSON(field, text)
}

// fillFile adds a file to a field that takes one or several.
func fillFile(field reflect.Value, file FilePart) error {
	body := Body{Kind: "bytes", Base64: file.Base64}
	if field.Kind() == reflect.Slice && field.Type() != reflect.TypeFor[[]byte]() {
		one := reflect.New(field.Type().Elem()).Elem()
		if err := clients.SetFile(one, file.Filename, file.ContentType, body.Bytes("")); err != nil {
			return err
		}
		field.Set(reflect.Append(field, one))
		return nil
	}
	return clients.SetFile(field, file.Filename, file.ContentType, body.Bytes(""))
}
