package settle

import "github.com/armsmith/armsmith/generator/model"

// markErrors marks the types that the bodies of errors are decoded into: those that the document
// has for them, and the variants of those that are unions.
func markErrors(api *model.API) {
	for _, g := range api.Groups {
		for _, op := range g.Operations {
			for _, r := range op.Responses {
				if c := r.Content; r.Error && c != nil && (c.Kind == model.BodyJSON || c.Kind == model.BodyMergePatch) {
					markError(c.Type)
				}
			}
		}
	}
}

func markError(r model.Ref) {
	if r.Kind != model.Named || r.Type.IsError {
		return
	}
	r.Type.IsError = true
	if r.Type.Target != nil {
		markError(*r.Type.Target)
	}
	if r.Type.Union != nil {
		for _, v := range r.Type.Union.Variants {
			if v.Wrapper == "" {
				markError(v.Type)
			}
		}
	}
}
