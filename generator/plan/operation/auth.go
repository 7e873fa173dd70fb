package operation

import (
	"cmp"
	"strings"

	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/source"
	"github.com/armsmith/armsmith/generator/rule"
)

// authRule is the rule that says what calls need where the document does not, and what that is.
type authRule struct {
	*rule.Auth
	need []model.SecurityRequired
	used bool // some operation goes by it
}

// findRule finds the rule for what the document leaves open: the owner's, or else the document's
// own.
func (o security) findRule() {
	made := o.rules.Auth
	if ext := o.at("/" + load.AuthExtension); made == nil && ext.Is(node.Map) {
		made = &rule.Auth{
			About:  o.aboutOf(ext, nil),
			Scheme: ext.Get("scheme").Str(), Scopes: ext.Get("scopes").Strings(),
			Bearer: ext.Get("bearer").True(), Basic: ext.Get("basic").True(), Header: ext.Get("header").Str(), Query: ext.Get("query").Str(),
		}
	}
	if made == nil {
		return
	}
	refuse := func(what, fix string) { o.doc.Findings.Add(finding.Error, made.Place, "auth: "+what, fix) }
	if made.Ways() != 1 {
		refuse("the rule does not say how calls are let in, or says it twice", "give it one of scheme, bearer, basic, header and query")
		return
	}
	scheme := o.ruledScheme(made)
	if scheme == nil {
		refuse("the document declares no security scheme "+source.Quote(made.Scheme), "name one of its securitySchemes, or say bearer, basic, header or query")
		return
	}
	o.secured.rule = &authRule{Auth: made, need: []model.SecurityRequired{{{Scheme: scheme, Scopes: made.Scopes}}}}
}

// ruledScheme returns the scheme that a rule means: one of the document's, or one of the rule's own
// that the document does not declare; nil when it names one that is not there.
func (o security) ruledScheme(a *rule.Auth) *model.SecurityScheme {
	if a.Scheme != "" {
		return o.secured.byID[a.Scheme]
	}
	made := &model.SecurityScheme{Kind: model.SecurityAPIKey, ID: cmp.Or(a.Header, a.Query), Key: cmp.Or(a.Header, a.Query), In: model.InHeader}
	switch {
	case a.Bearer:
		made = &model.SecurityScheme{Kind: model.SecurityBearer, ID: "bearer"}
	case a.Basic:
		made = &model.SecurityScheme{Kind: model.SecurityBasic, ID: "basic"}
	case a.Query != "":
		made.In = model.InQuery
	}
	for _, s := range o.secured.list {
		if s.Kind == made.Kind && s.In == made.In && s.Key == made.Key {
			return s
		}
	}
	for o.secured.byID[made.ID] != nil {
		made.ID += "Auth"
	}
	o.secured.byID[made.ID] = made
	o.secured.list = append(o.secured.list, made)
	return made
}

// of returns what an operation needs: what it says itself or a rule says of it; nil for what holds
// where nobody says anything.
func (o security) of(f *found) []model.SecurityRequired {
	said := o.requirements(f.To("security"))
	if r := o.secured.rule; said == nil && r != nil && o.secured.defaults == nil && r.Fits(f.id) {
		r.used = true
		return r.need
	}
	return said
}

// unusedAuth warns of a rule that no operation goes by.
func (o security) unusedAuth() {
	r := o.secured.rule
	if r == nil || r.used {
		return
	}
	what, fix := "no operation of the document has such an operationId", "correct operations, or take the rule out; `armsmith inspect` lists the operations"
	if len(r.Operations) == 0 || o.secured.defaults != nil {
		what, fix = "the document says itself what its operations need", "take the rule out, or change the document's security with an overlay"
	}
	o.doc.Findings.Add(finding.Warning, r.Place, "auth: "+what, fix)
}

// keepAtHome has operations with a server of their own go without a credential that is only
// offered: nobody has said that it is for that server.
func (o security) keepAtHome(groups []*model.Group) {
	for _, g := range groups {
		for _, op := range g.Operations {
			if op.Security == nil && op.Host != "" && origin(op.Host) != origin(o.client.endpoint.Template) {
				op.Security = []model.SecurityRequired{}
			}
		}
	}
}

// origin is the scheme and the host of a server.
func origin(template string) string {
	scheme, rest, _ := strings.Cut(template, "://")
	host, _, _ := strings.Cut(rest, "/")
	return strings.ToLower(scheme + "://" + host)
}
