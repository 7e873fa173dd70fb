package fake

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/armsmith/armsmith/internal/runtime"
)

// The functions in this file turn the text of a parameter back into the JSON that its value has:
// the reverse of the runtime's styles (OpenAPI, Parameter Object).

func base(s runtime.Style) runtime.Style {
	return s &^ (runtime.Explode | runtime.Reserved | runtime.Unescaped)
}

func explode(s runtime.Style) bool { return s&runtime.Explode != 0 }

// pathJSON undoes the styles of a path.
func pathJSON(name, text string, shape runtime.Shape, s runtime.Style) []byte {
	switch base(s) {
	case runtime.Label:
		text = strings.TrimPrefix(text, ".")
		if explode(s) {
			text = strings.ReplaceAll(text, ".", ",")
		}
	case runtime.Matrix:
		if explode(s) && shape != runtime.ShapeText && shape != runtime.ShapeLiteral {
			text = strings.ReplaceAll(strings.TrimPrefix(text, ";"), ";", ",")
			if shape.IsList() {
				text = strings.ReplaceAll(text, name+"=", "")
			}
		} else {
			text = strings.TrimPrefix(text, ";"+name+"=")
		}
	}
	return textJSON(text, shape, s)
}

// textJSON reads one text; lists have their separators.
func textJSON(text string, shape runtime.Shape, s runtime.Style) []byte {
	if shape.IsList() && !shape.Separated() {
		shape = shape.Delimited(base(s))
	}
	return shape.JSON(text)
}

// valuesJSON reads a parameter of a query, a form or cookies; nil when it is not there.
func valuesJSON(values url.Values, name string, shape runtime.Shape, s runtime.Style) []byte {
	if base(s) == runtime.DeepObject && shape != runtime.ShapeText && shape != runtime.ShapeLiteral {
		return deepJSON(values, name, shape)
	}
	if shape == runtime.ShapeObject && explode(s) {
		return objectJSON(values)
	}
	list, ok := values[name]
	if !ok {
		return nil
	}
	if shape.IsList() && explode(s) {
		elem := shape.Elem()
		parts := make([]string, len(list))
		for i, v := range list {
			parts[i] = string(elem.JSON(v))
		}
		return []byte("[" + strings.Join(parts, ",") + "]")
	}
	return textJSON(list[0], shape, s)
}

// objectJSON takes all values for the properties of an object; nil when there are none.
func objectJSON(values url.Values) []byte {
	var parts []string
	for name, list := range values {
		parts = append(parts, string(runtime.ShapeText.JSON(name))+":"+propertyJSON(list, runtime.ShapeObject))
	}
	if parts == nil {
		return nil
	}
	return []byte("{" + strings.Join(parts, ",") + "}")
}

// deepJSON reads name[a]=1&name[b][0]=2; nil when there is nothing of that name. Members that are
// numbered from 0 on are the elements of a list, except where the shape says that it is an object.
func deepJSON(values url.Values, name string, shape runtime.Shape) []byte {
	nested := map[string]url.Values{}
	for key, list := range values {
		rest, ok := strings.CutPrefix(key, name+"[")
		if !ok {
			continue
		}
		prop, more, _ := strings.Cut(rest, "]")
		if nested[prop] == nil {
			nested[prop] = url.Values{}
		}
		nested[prop][prop+more] = list
	}
	if len(nested) == 0 {
		return nil
	}
	member := func(prop string) string {
		if list, ok := nested[prop][prop]; ok {
			return propertyJSON(list, shape)
		}
		return string(deepJSON(nested[prop], prop, runtime.ShapeAny))
	}
	var parts []string
	if shape != runtime.ShapeObject && numbered(nested) {
		for i := range len(nested) {
			parts = append(parts, member(strconv.Itoa(i)))
		}
		return []byte("[" + strings.Join(parts, ",") + "]")
	}
	for prop := range nested {
		parts = append(parts, string(runtime.ShapeText.JSON(prop))+":"+member(prop))
	}
	return []byte("{" + strings.Join(parts, ",") + "}")
}

// numbered reports whether the keys are the numbers from 0 on.
func numbered(nested map[string]url.Values) bool {
	for i := range len(nested) {
		if _, ok := nested[strconv.Itoa(i)]; !ok {
			return false
		}
	}
	return true
}

// propertyJSON reads what was given for one property or element: a value, or several as a list. The
// shape is that of the whole, of which the elements may be known to be texts.
func propertyJSON(list []string, shape runtime.Shape) string {
	elem := runtime.ShapeAny
	if shape.IsList() {
		elem = shape.Elem()
	}
	parts := make([]string, len(list))
	for i, v := range list {
		parts[i] = string(elem.JSON(v))
	}
	if len(parts) == 1 {
		return parts[0]
	}
	return "[" + strings.Join(parts, ",") + "]"
}
