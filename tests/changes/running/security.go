package running

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/armsmith/armsmith/tests/internal/clients"
)

// permits returns why a request may not be made by who makes it.
func (s *service) permits(op *openapi3.Operation, req *http.Request) error {
	alternatives := s.doc.Security
	if op.Security != nil {
		alternatives = *op.Security
	}
	if len(alternatives) == 0 {
		return nil
	}
	var lacks error
	for _, all := range alternatives {
		lacks = nil
		for id, scopes := range all {
			if ref := s.doc.Components.SecuritySchemes[id]; ref == nil || !shows(ref.Value, scopes, req) {
				lacks = fmt.Errorf("the credential of %s with %v is not there", id, scopes)
			}
		}
		if lacks == nil {
			return nil
		}
	}
	return lacks
}

// shows reports whether a request carries the credential of a scheme.
func shows(scheme *openapi3.SecurityScheme, scopes []string, req *http.Request) bool {
	authorization := req.Header.Get("Authorization")
	switch {
	case scheme.Type == "apiKey" && scheme.In == "header":
		return req.Header.Get(scheme.Name) != ""
	case scheme.Type == "apiKey" && scheme.In == "query":
		return req.URL.Query().Has(scheme.Name)
	case scheme.Type == "apiKey":
		_, err := req.Cookie(scheme.Name)
		return err == nil
	case scheme.Type == "http" && scheme.Scheme != "bearer":
		return strings.HasPrefix(strings.ToLower(authorization), strings.ToLower(scheme.Scheme)+" ")
	case scheme.Type == "http":
		return strings.HasPrefix(authorization, "Bearer ")
	}
	granted, isToken := strings.CutPrefix(authorization, "Bearer "+clients.TokenPrefix)
	has := strings.Split(granted, ",")
	return isToken && !slices.ContainsFunc(scopes, func(scope string) bool { return !slices.Contains(has, scope) })
}
