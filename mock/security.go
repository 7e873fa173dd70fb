package mock

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
)

// secure refuses a request that carries none of the credentials that its operation asks for. Which
// credential it is does not matter: nobody is known here.
func secure(call *Call) *Problem {
	alternatives := call.Operation.Methods[0].Security
	if alternatives == nil {
		alternatives = call.Operation.Document.API.Defaults
	}
	if len(alternatives) == 0 {
		return nil
	}
	var lacking []Violation
	var challenges []string
	for _, all := range alternatives {
		complete := true
		for _, use := range all {
			if shows(use.Scheme, call.Request) {
				continue
			}
			complete = false
			lacking = append(lacking, Violation{In: "security", Name: use.Scheme.ID, Message: "there is no " + wantedBy(use.Scheme)})
			challenges = append(challenges, challenge(use))
		}
		if complete {
			return nil
		}
	}
	p := refused(http.StatusUnauthorized, "%s", lacking[0].Message)
	p.Violations = lacking
	for _, c := range challenges {
		p.with("WWW-Authenticate", c)
	}
	return p
}

// shows reports whether a request carries a credential of a scheme.
func shows(scheme *model.SecurityScheme, req *http.Request) bool {
	name, rest, _ := strings.Cut(req.Header.Get("Authorization"), " ")
	is := func(scheme string) bool { return strings.EqualFold(name, scheme) && strings.TrimSpace(rest) != "" }
	switch scheme.Kind {
	case model.SecurityBasic:
		return is("Basic")
	case model.SecurityHTTP:
		return is(scheme.Scheme)
	case model.SecurityAPIKey:
		switch scheme.In {
		case model.InQuery:
			return req.URL.Query().Get(scheme.Key) != ""
		case model.InCookie:
			c, err := req.Cookie(scheme.Key)
			return err == nil && c.Value != ""
		}
		return req.Header.Get(scheme.Key) != ""
	}
	return is("Bearer")
}

// wantedBy says what a scheme wants to see.
func wantedBy(scheme *model.SecurityScheme) string {
	switch scheme.Kind {
	case model.SecurityBasic:
		return "Authorization: Basic"
	case model.SecurityHTTP:
		return "Authorization: " + scheme.Scheme
	case model.SecurityAPIKey:
		place := map[model.In]string{model.InQuery: "query", model.InCookie: "cookie"}[scheme.In]
		if place == "" {
			place = "header"
		}
		return place + " " + scheme.Key
	}
	return "Authorization: Bearer"
}

// challenge is what asks for a credential (RFC 9110, section 11.6.1). There is no registered scheme
// for keys.
func challenge(use model.SecurityUse) string {
	switch use.Scheme.Kind {
	case model.SecurityBasic:
		return `Basic realm="mock"`
	case model.SecurityHTTP:
		return use.Scheme.Scheme + ` realm="mock"`
	case model.SecurityAPIKey:
		return fmt.Sprintf("ApiKey realm=%q", wantedBy(use.Scheme))
	}
	if len(use.Scopes) > 0 {
		return fmt.Sprintf("Bearer realm=\"mock\", scope=%q", strings.Join(use.Scopes, " "))
	}
	return `Bearer realm="mock"`
}
