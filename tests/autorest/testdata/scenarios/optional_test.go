package scenarios

import (
	"strings"
	"testing"

	api "github.com/armsmith/armsmith/_autorest/requiredoptional"
)

func TestOptional(t *testing.T) {
	c := dial(t, api.NewClient).Explicit
	done(t, "OptionalIntegerParameter", c.PostOptionalIntegerParameter(none, api.PostExplicitOptionalIntegerParameterParams{}))
	done(t, "OptionalIntegerProperty", c.PostOptionalIntegerProperty(none,
		api.PostExplicitOptionalIntegerPropertyParams{Body: &api.IntOptionalWrapper{}}))
	done(t, "OptionalIntegerHeader", c.PostOptionalIntegerHeader(none, api.PostExplicitOptionalIntegerHeaderParams{}))
	done(t, "OptionalStringParameter", c.PostOptionalStringParameter(none, api.PostExplicitOptionalStringParameterParams{}))
	done(t, "OptionalStringProperty", c.PostOptionalStringProperty(none,
		api.PostExplicitOptionalStringPropertyParams{Body: &api.StringOptionalWrapper{}}))
	done(t, "OptionalStringHeader", c.PostOptionalStringHeader(none, api.PostExplicitOptionalStringHeaderParams{}))
	done(t, "OptionalClassParameter", c.PostOptionalClassParameter(none, api.PostExplicitOptionalClassParameterParams{}))
	done(t, "OptionalClassProperty", c.PostOptionalClassProperty(none,
		api.PostExplicitOptionalClassPropertyParams{Body: &api.ClassOptionalWrapper{}}))
	done(t, "OptionalArrayParameter", c.PostOptionalArrayParameter(none, api.PostExplicitOptionalArrayParameterParams{}))
	done(t, "OptionalArrayProperty", c.PostOptionalArrayProperty(none,
		api.PostExplicitOptionalArrayPropertyParams{Body: &api.ArrayOptionalWrapper{}}))
	err := c.PostOptionalArrayHeader(none, api.PostExplicitOptionalArrayHeaderParams{})
	done(t, "OptionalArrayHeader", err)
	done(t, "GeneralOptional", err)
	done(t, "ExplicitOptionalBinaryBody", c.PutOptionalBinaryBody(none, api.PutExplicitOptionalBinaryBodyParams{}))
	done(t, "ExplicitRequiredBinaryBody", c.PutRequiredBinaryBody(none,
		api.PutExplicitRequiredBinaryBodyParams{Body: api.File{Body: strings.NewReader("hello")}}))
}

func TestOptionalByDefault(t *testing.T) {
	c := dial(t, api.NewClient).Implicit
	done(t, "OptionalImplicitQuery", c.PutOptionalQuery(none, api.PutImplicitOptionalQueryParams{}))
	done(t, "OptionalImplicitHeader", c.PutOptionalHeader(none, api.PutImplicitOptionalHeaderParams{}))
	done(t, "OptionalImplicitBody", c.PutOptionalBody(none, api.PutImplicitOptionalBodyParams{}))
	done(t, "ImplicitOptionalBinaryBody", c.PutOptionalBinaryBody(none, api.PutImplicitOptionalBinaryBodyParams{}))
	done(t, "OptionalGlobalQuery", c.GetOptionalGlobalQuery(none, api.GetImplicitOptionalGlobalQueryParams{}))
}

// What is required and not given is refused before anything is sent.
func TestRequired(t *testing.T) {
	c := dial(t, api.NewClient)
	for name, err := range map[string]error{
		"path":        c.Implicit.GetRequiredPath(none, api.GetImplicitRequiredPathParams{}),
		"global path": c.Implicit.GetRequiredGlobalPath(none, api.GetImplicitRequiredGlobalPathParams{}),
		"binary body": c.Explicit.PutRequiredBinaryBody(none, api.PutExplicitRequiredBinaryBodyParams{}),
	} {
		if err == nil {
			t.Errorf("%s: nothing is refused", name)
		}
	}
}
