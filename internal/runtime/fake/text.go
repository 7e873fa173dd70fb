package fake

import (
	"net/url"
	"strings"

	"github.com/armsmith/armsmith/internal/runtime"
)

// The functions in this file turn the text of a parameter back into the JSON that its value has:
// the reverse of the runtime's styles (OpenAPI, Parameter Object).

func base(s runtime.Style) runtime.Style { return s &^ (runtime.Explode | runtime.Reserved) }

func explode(s runtime.Style) bool { return s&runtime.Explode != 0 }

func isList(shape runtime.Shape) bool {
	return shape == runtime.ShapeTexts || shape == runtime.ShapeLiterals
}

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
			if isList(shape) {
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
	if isList(shape) {
		switch base(s) {
		case runtime.SpaceDelimited:
			text = strings.ReplaceAll(text, " ", ",")
		case runtime.PipeDelimited:
			text = strings.ReplaceAll(text, "|", ",")
		case runtime.TabDelimited:
			text = strings.ReplaceAll(text, "\t", ",")
		}
	}
	return shape.JSON(text)
}

// valuesJSON reads a parameter of a query, a form or cookies; nil when it is not there.
func valuesJSON(values url.Values, name string, shape runtime.Shape, s runtime.Style) []byte {
	if shape == runtime.ShapeObject && base(s) == runtime.DeepObject {
		return deepJSON(values, name)
	}
	if shape == runtime.ShapeObject && explode(s) {
		return objectJSON(values)
	}
	list, ok := values[name]
	if !ok {
		return nil
	}
	if isList(shape) && explode(s) {
		elem := shape - runtime.ShapeTexts
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
		parts = append(parts, string(runtime.ShapeText.JSON(name))+":"+propertyJSON(list))
	}
	if parts == nil {
		return nil
	}
	return []byte("{" + strings.Join(parts, ",") + "}")
}

// deepJSON reads name[a]=1&name[b][c]=2; nil when there is nothing of that name.
func deepJSON(values url.Values, name string) []byte {
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
	var parts []string
	for prop, inner := range nested {
		text := ""
		if list, ok := inner[prop]; ok {
			text = propertyJSON(list)
		} else {
			text = string(deepJSON(inner, prop))
		}
		parts = append(parts, string(runtime.ShapeText.JSON(prop))+":"+text)
	}
	if parts == nil {
		return nil
	}
	return []byte("{" + strings.Join(parts, ",") + "}")
}

// propertyJSON reads what was given for one property: a value, or several as a list.
func propertyJSON(list []string) string {
	if len(list) == 1 {
		return string(runtime.ShapeAny.JSON(list[0]))
	}
	parts := make([]string, len(list))
	for i, v := range list {
		parts[i] = string(runtime.ShapeAny.JSON(v))
	}
	return "[" + strings.Join(parts, ",") + "]"
}
