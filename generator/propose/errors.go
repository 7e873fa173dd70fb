package propose

import (
	"slices"

	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/rule"
)

// okNames are what services call the property that tells a success from an error.
var okNames = []string{"ok", "success", "succeeded", "issuccess", "issuccessful", "successful"}

// Errors returns the rule for the property by which successes of the API seem to say that they are
// errors: it is called so, and a success has no other value than true. nil where none shows it, or
// all that do are known to.
func Errors(api *model.API) *rule.Errors {
	for op := range operations(api) {
		for _, r := range op.Responses {
			if r.Error || r.Content == nil || r.Content.Kind != model.BodyJSON || op.OKFalse != "" {
				continue
			}
			if i := slices.IndexFunc(fields(&r.Content.Type), alwaysTrue); i >= 0 {
				return &rule.Errors{OKFalse: fields(&r.Content.Type)[i].Wire}
			}
		}
	}
	return nil
}

// alwaysTrue reports whether a property says that all is well, and nothing else.
func alwaysTrue(f *model.Field) bool {
	only := f.Const
	if only == nil {
		only = f.Type.Only
	}
	return slices.Contains(okNames, flat(f.Wire)) && only != nil && only.JSON == "true"
}
