package plan

import (
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
)

// buildSchemes reads the security schemes of the document (OpenAPI, Security Scheme Object). Those
// that no operation uses are dropped at the end.
func (o *operations) buildSchemes() {
	o.schemes = map[string]*model.SecurityScheme{}
	for _, entry := range o.at("/components/securitySchemes").members() {
		a := o.follow(entry.at)
		if s := o.scheme(entry.key, a); s != nil {
			if written := a.Get(load.NameExtension).Str(); written != "" {
				s.ID = written
			}
			o.schemes[entry.key] = s
			o.api.Security = append(o.api.Security, s)
		}
	}
	o.api.Defaults = o.requirements(o.at("/security"))
}

// scheme reads one security scheme; nil when it is not something a client sends.
func (o *operations) scheme(id string, a at) *model.SecurityScheme {
	s := &model.SecurityScheme{ID: id, Doc: plainText(a.Get("description").Str())}
	switch kind := a.Get("type").Str(); kind {
	case "oauth2":
		s.Kind = model.SecurityOAuth2
		s.Scopes = scopes(a.to("flows"))
	case "openIdConnect":
		s.Kind = model.SecurityOAuth2
	case "apiKey":
		s.Kind, s.Key = model.SecurityAPIKey, a.Get("name").Str()
		switch a.Get("in").Str() {
		case "query":
			s.In = model.InQuery
		case "cookie":
			s.In = model.InCookie
		default:
			s.In = model.InHeader
		}
		if s.Key == "" {
			o.warn(a.ptr, "the API key "+quote(id)+" has no name; it is not sent", "give it a name")
			return nil
		}
	case "http":
		httpScheme(s, a.Get("scheme").Str())
	case "basic":
		s.Kind = model.SecurityBasic
	case "mutualTLS":
		o.note(a.ptr, "client certificates ("+quote(id)+") are set on the HTTP transport, not by the generated client", "")
		return nil
	default:
		o.warn(a.ptr, "the security scheme "+quote(id)+" is of the unknown type "+quote(kind)+"; it is not generated",
			"use apiKey, http, oauth2 or openIdConnect")
		return nil
	}
	return s
}

// httpScheme reads a scheme of the Authorization header (RFC 9110, section 11.6.2).
func httpScheme(s *model.SecurityScheme, scheme string) {
	switch strings.ToLower(scheme) {
	case "basic":
		s.Kind = model.SecurityBasic
	case "bearer", "":
		s.Kind = model.SecurityBearer
	default:
		s.Kind, s.Scheme = model.SecurityHTTP, scheme
	}
}

// scopes gathers the scopes of all flows, each once.
func scopes(flows at) []model.Scope {
	var out []model.Scope
	seen := map[string]bool{}
	for _, flow := range flows.members() {
		for _, s := range flow.to("scopes").members() {
			if !seen[s.key] {
				seen[s.key] = true
				out = append(out, model.Scope{Name: s.key, Doc: plainText(s.Str())})
			}
		}
	}
	return out
}

// requirements reads alternatives of security requirements: nil when the document does not speak of
// them there. A requirement that names a scheme the client cannot satisfy by itself holds without
// it.
func (o *operations) requirements(a at) []model.SecurityRequired {
	if !a.Is(node.List) {
		return nil
	}
	out := []model.SecurityRequired{}
	for _, item := range a.items() {
		required := model.SecurityRequired{}
		for _, use := range item.members() {
			if s := o.schemes[use.key]; s != nil {
				required = append(required, model.SecurityUse{Scheme: s, Scopes: use.Strings()})
			} else if !o.at("/components/securitySchemes").Has(use.key) {
				o.warn(use.ptr, "the security scheme "+quote(use.key)+" is not defined; requests go without it", "define it or take it away")
			}
		}
		slices.SortFunc(required, func(a, b model.SecurityUse) int { return strings.Compare(a.Scheme.ID, b.Scheme.ID) })
		out = append(out, required)
	}
	return out
}

// effectiveSecurity returns the schemes' requirements that hold for an operation, except for empty
// ones.
func (o *operations) effectiveSecurity(p *plan) []model.SecurityRequired {
	all := o.api.Defaults
	if own := p.to("security"); own.Is(node.List) {
		all = o.requirementsOf(own)
	}
	var out []model.SecurityRequired
	for _, r := range all {
		if len(r) > 0 {
			out = append(out, r)
		}
	}
	return out
}

// requirementsOf is requirements without findings, for those that are read more than once.
func (o *operations) requirementsOf(a at) []model.SecurityRequired {
	kept := o.findings
	out := o.requirements(a)
	o.findings = kept
	return out
}

// finishSecurity keeps the schemes that an operation uses, and names them.
func (o *operations) finishSecurity() {
	used := map[*model.SecurityScheme]bool{}
	defaults := false
	mark := func(alternatives []model.SecurityRequired) {
		for _, r := range alternatives {
			for _, u := range r {
				used[u.Scheme] = true
			}
		}
	}
	for _, g := range o.api.Groups {
		for _, op := range g.Operations {
			if op.Security == nil {
				defaults = true
				mark(o.api.Defaults)
			}
			mark(op.Security)
		}
	}
	if !defaults {
		o.api.Defaults = nil
	}
	var kept []*model.SecurityScheme
	for _, scheme := range o.api.Security {
		if used[scheme] {
			kept = append(kept, scheme)
		}
	}
	o.api.Security = kept
}
