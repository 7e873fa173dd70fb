package example

import (
	"encoding/json"
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
)

// union writes the variant that the discriminator names or, without a discriminator, the first one
// that a value fits.
func (l literals) union(t *model.Type, v any) *jen.Statement {
	u := t.Original().Union
	for _, variant := range u.Variants {
		if u.Discriminator == "" && fitsShape(&variant.Shape, v) || isNamed(variant, u.Discriminator, v) {
			if value := l.variant(variant, v); value != nil {
				return value
			}
		}
	}
	return nil
}

// variant writes a value as a variant: &azureml.IDAssetReference{...}, and what is no struct in the
// type made to carry it: &azureml.RecipientString{Value: "..."}.
func (l literals) variant(variant *model.Variant, v any) *jen.Statement {
	ref := variant.Type
	ref.Nullable = false
	if variant.Wrapper == "" {
		ref.Pointer = true
		return l.present(&ref, v)
	}
	value := l.present(&ref, v)
	if value == nil {
		return nil
	}
	return gocode.Addr(l.pkg.Own(variant.Wrapper).Values(jen.Id("Value").Op(":").Add(value)))
}

// isNamed reports whether a value says by its discriminator that it is a variant.
func isNamed(variant *model.Variant, discriminator string, v any) bool {
	kind, ok := at(v, []string{discriminator})
	name, isText := kind.(string)
	return ok && isText && discriminator != "" && slices.Contains(variant.Values, name)
}

// fitsShape reports whether a value has what tells a variant from its siblings.
func fitsShape(s *model.Shape, v any) bool {
	if s.JSON&kindOf(v) == 0 || len(s.Values) > 0 && !slices.Contains(s.Values, jsonText(v)) {
		return false
	}
	members, isObject := v.(map[string]any)
	if !isObject {
		return true
	}
	for _, name := range s.Required {
		if _, ok := members[name]; !ok {
			return false
		}
	}
	for name, only := range s.Consts {
		if member, ok := members[name]; ok && jsonText(member) != only {
			return false
		}
	}
	return true
}

// kindOf returns the kinds of JSON that a value is of.
func kindOf(v any) model.JSONKinds {
	switch v := v.(type) {
	case bool:
		return model.JSONBool
	case json.Number:
		if _, err := v.Int64(); err == nil {
			return model.JSONNumber | model.JSONInteger
		}
		return model.JSONNumber
	case string:
		return model.JSONString
	case []any:
		return model.JSONArray
	case map[string]any:
		return model.JSONObject
	}
	return model.JSONNull
}
