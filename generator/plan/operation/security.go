package operation

import (
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/source"
)

// security reads what calls need to be allowed.
type security struct{ reader }

// read reads the security schemes of the document (OpenAPI, Security Scheme Object). Those
// that no operation uses are dropped at the end.
func (o security) read() {
	o.secured.byID = map[string]*model.SecurityScheme{}
	for _, entry := range o.at("/components/securitySchemes").Entries() {
		a := o.follow(entry.At)
		if s := o.scheme(entry.Key, a); s != nil {
			if written := a.Get(load.NameExtension).Str(); written != "" {
				s.ID = written
			}
			o.secured.byID[entry.Key] = s
			o.secured.list = append(o.secured.list, s)
		}
	}
	o.secured.defaults = o.requirements(o.at("/security"))
	o.findRule()
}

// offer has calls carry the credential that the client is given, when the document declares schemes
// and nobody says what they are for, as a tenth of Azure's do: without it nobody could sign in. It
// goes to the client's own endpoint alone, and not with operations that say that they need none.
// One that declares none has the scheme of Azure Resource Manager, if that is where its calls go.
func (o security) offer(groups []*model.Group) {
	arm := isResourceManager(o.client.endpoint.Template)
	if o.secured.defaults != nil || o.secured.rule != nil || len(o.secured.list) == 0 && !arm {
		return
	}
	for _, g := range groups {
		for _, op := range g.Operations {
			if needsSomething(op.Security) {
				return
			}
		}
	}
	if len(o.secured.list) == 0 {
		scheme, required := armSecurity()
		o.secured.list, o.secured.defaults = []*model.SecurityScheme{scheme}, []model.SecurityRequired{required}
		o.doc.Note("", "the document declares no way to sign in, which Azure Resource Manager asks of each call; the client takes a token", "")
		return
	}
	o.keepAtHome(groups)
	// a key could also be sent as a token, but is meant for the scheme that takes a key
	takesKey := func(s *model.SecurityScheme) int {
		return slices.Index([]model.SecurityKind{model.SecurityAPIKey, model.SecurityHTTP, model.SecurityBasic, model.SecurityBearer, model.SecurityOAuth2}, s.Kind)
	}
	list := slices.SortedStableFunc(slices.Values(o.secured.list), func(a, b *model.SecurityScheme) int { return takesKey(a) - takesKey(b) })
	for _, s := range list {
		o.secured.defaults = append(o.secured.defaults, model.SecurityRequired{{Scheme: s}})
	}
	o.secured.defaults = append(o.secured.defaults, model.SecurityRequired{}) // none is needed
	o.doc.Warn("/components/securitySchemes", "nothing says which operations need a credential; all of them carry the one that the client is given, if any",
		"add security to the document")
}

// scheme reads one security scheme; nil when it is not something a client sends.
func (o security) scheme(id string, a source.At) *model.SecurityScheme {
	s := &model.SecurityScheme{ID: id, Doc: english.Plain(a.Get("description").Str())}
	if a.Get("deprecated").True() {
		s.Doc = english.Paragraph(s.Doc, "Deprecated")
	}
	switch kind := a.Get("type").Str(); kind {
	case "oauth2":
		s.Kind = model.SecurityOAuth2
		s.Scopes = scopes(a.To("flows"))
		s.Places = append(places(a.To("flows")), metadata(a)...)
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
			o.doc.Warn(a.Ptr, "the API key "+source.Quote(id)+" has no name; it is not sent", "give it a name")
			return nil
		}
	case "http":
		httpScheme(s, a.Get("scheme").Str())
	case "basic":
		s.Kind = model.SecurityBasic
	case "mutualTLS":
		o.doc.Note(a.Ptr, "client certificates ("+source.Quote(id)+") are set on the HTTP transport, not by the generated client", "")
		return nil
	default:
		o.doc.Warn(a.Ptr, "the security scheme "+source.Quote(id)+" is of the unknown type "+source.Quote(kind)+"; it is not generated",
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
func scopes(flows source.At) []model.Scope {
	var out []model.Scope
	seen := map[string]bool{}
	for _, flow := range flows.Entries() {
		for _, s := range flow.To("scopes").Entries() {
			if !seen[s.Key] {
				seen[s.Key] = true
				out = append(out, model.Scope{Name: s.Key, Doc: english.Plain(s.Str())})
			}
		}
	}
	return out
}

// requirements reads alternatives of security requirements: nil when the document does not speak of
// them there. A requirement that names a scheme the client cannot satisfy by itself holds without
// it.
func (o security) requirements(a source.At) []model.SecurityRequired {
	if !a.Is(node.List) {
		return nil
	}
	out := []model.SecurityRequired{}
	for _, item := range a.Elements() {
		required := model.SecurityRequired{}
		for _, use := range item.Entries() {
			use.Key = schemeName(use.Key)
			if s := o.secured.byID[use.Key]; s != nil {
				required = append(required, model.SecurityUse{Scheme: s, Scopes: use.Strings()})
			} else if !o.at("/components/securitySchemes").Has(use.Key) {
				o.doc.Warn(use.Ptr, "the security scheme "+source.Quote(use.Key)+" is not defined; requests go without it", "define it or take it away")
			}
		}
		slices.SortFunc(required, func(a, b model.SecurityUse) int { return strings.Compare(a.Scheme.ID, b.Scheme.ID) })
		out = append(out, required)
	}
	return out
}

// schemeName returns the name of the scheme that a requirement names, by its name or, in OpenAPI
// 3.2, by a reference to it in the document.
func schemeName(key string) string {
	if escaped, isRef := strings.CutPrefix(key, "#/components/securitySchemes"); isRef {
		if keys := node.Split(escaped); len(keys) == 1 {
			return keys[0]
		}
	}
	return key
}

// isSecured reports whether an operation requires anything.
func (o security) isSecured(f *found) bool {
	all := o.of(f)
	if all == nil {
		all = o.secured.defaults
	}
	return needsSomething(all)
}

func needsSomething(alternatives []model.SecurityRequired) bool {
	return slices.ContainsFunc(alternatives, func(r model.SecurityRequired) bool { return len(r) > 0 })
}

// schemes are the security schemes of the document, and what holds where an operation says nothing.
type schemes struct {
	list     []*model.SecurityScheme
	byID     map[string]*model.SecurityScheme
	defaults []model.SecurityRequired
	rule     *authRule // for what the document leaves open; nil: nobody says
}

// finish returns the schemes that an operation uses, and the defaults if any operation goes
// by them.
func (s *schemes) finish(groups []*model.Group) ([]*model.SecurityScheme, []model.SecurityRequired) {
	used := map[*model.SecurityScheme]bool{}
	mark := func(alternatives []model.SecurityRequired) {
		for _, r := range alternatives {
			for _, u := range r {
				used[u.Scheme] = true
			}
		}
	}
	var defaults []model.SecurityRequired
	for _, g := range groups {
		for _, op := range g.Operations {
			if op.Security == nil {
				defaults = s.defaults
				mark(defaults)
			}
			mark(op.Security)
		}
	}
	kept := slices.DeleteFunc(s.list, func(scheme *model.SecurityScheme) bool { return !used[scheme] })
	return kept, defaults
}
