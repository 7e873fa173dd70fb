package main

import (
	"bytes"
	"fmt"

	"github.com/armsmith/armsmith/generator/model"
)

// plainStructs writes the structs of an API as one writes them for a JSON library: no presence, no
// unknown properties, unions as one struct with the fields of all variants. That is the libraries'
// best case.
func plainStructs(pkg string, api *model.API) []byte {
	var out bytes.Buffer
	fmt.Fprintf(&out, "// Package %s holds the models of a document as plain structs.\npackage %s\n\nimport \"encoding/json\"\n\nvar _ json.RawMessage\n", pkg, pkg)
	for _, t := range api.Types {
		switch t.Kind {
		case model.KindStruct:
			plainStruct(&out, t.Name, t.Fields)
		case model.KindUnion:
			var all []*model.Field
			seen := map[string]bool{}
			for _, v := range t.Union.Variants {
				for _, f := range v.Type.Type.Fields {
					if !seen[f.Wire] {
						seen[f.Wire] = true
						all = append(all, f)
					}
				}
			}
			plainStruct(&out, t.Name, all)
		case model.KindEnum:
			fmt.Fprintf(&out, "\ntype %s %s\n", t.Name, plainScalar(t.Enum.Base))
		default:
			fmt.Fprintf(&out, "\ntype %s %s\n", t.Name, plainType(t.Target))
		}
	}
	return out.Bytes()
}

func plainStruct(out *bytes.Buffer, name string, fields []*model.Field) {
	fmt.Fprintf(out, "\ntype %s struct {\n", name)
	for _, f := range fields {
		star, omit := "", ",omitempty"
		if f.Type.Kind == model.Named && (f.Type.Type.Kind == model.KindStruct || f.Type.Type.Kind == model.KindUnion) && f.Presence != model.Plain {
			star = "*"
		}
		if f.Presence == model.Plain {
			omit = ""
		}
		if f.Type.Wire == model.WireString {
			omit += ",string"
		}
		fmt.Fprintf(out, "\t%s %s%s `json:\"%s%s\"`\n", f.Name, star, plainType(&f.Type), f.Wire, omit)
	}
	out.WriteString("}\n")
}

func plainType(r *model.Ref) string {
	switch r.Kind {
	case model.List:
		return "[]" + plainType(r.Elem)
	case model.Map:
		return "map[string]" + plainType(r.Elem)
	case model.Named:
		if r.Pointer || r.Nullable && r.Type.Kind == model.KindStruct {
			return "*" + r.Type.Name
		}
		return r.Type.Name
	default:
		return plainScalar(r.Kind)
	}
}

func plainScalar(k model.RefKind) string {
	switch k {
	case model.Bool:
		return "bool"
	case model.Int32:
		return "int32"
	case model.Int64:
		return "int64"
	case model.Uint64:
		return "uint64"
	case model.Float64:
		return "float64"
	case model.Any, model.Expandable:
		return "json.RawMessage"
	case model.Bytes:
		return "[]byte"
	default:
		return "string"
	}
}
