package changes

import (
	"slices"
	"strconv"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
)

// compareClients compares what an API has once: where it is, and who may call it.
func compareClients(old, now *model.API) differences {
	var d differences
	at := spot{goName: "Client", what: "the service", where: Where{model.Place{File: old.Source}, model.Place{File: now.Source}}}
	d.servers(old, now, at)
	m := matchBy(old.Security, now.Security, func(s *model.SecurityScheme) string { return s.ID })
	for _, s := range m.both {
		if was, is := schemeText(s.old), schemeText(s.new); was != is {
			at.what = "security scheme " + s.new.ID
			d.add("security-scheme-changed", sent, at, was, is)
		}
	}
	at.what, at.names = "the service", []string{"NewClient"}
	for _, credential := range credentials {
		at.names = append(at.names, credential.name)
	}
	d.requirements(old.Defaults, now.Defaults, at)
	at.what, at.names = "operations that do not say it themselves", nil
	d.retries(old.Retry, now.Retry, at)
	return d
}

// servers compares where the service is.
func (d *differences) servers(old, now *model.API, at spot) {
	at.names = []string{"NewClient"}
	was, is := old.Endpoint.Template, now.Endpoint.Template
	switch {
	case variable.ReplaceAllString(was, "{}") == variable.ReplaceAllString(is, "{}"):
	case asksHost(was) == asksHost(is), serverPath(was) != serverPath(is):
		d.add("server-changed", sent, at, was, is)
	default:
		d.add(pick(asksHost(was), "server-added", "server-removed"), sent, at, was, is)
	}
	d.furtherServers(old, now, at)
	m := matchBy(hosts(old), hosts(now), func(p *model.Param) string { return p.Wire })
	for _, p := range m.both {
		at.goName, at.what = "NewClient", "the variable "+strconv.Quote(p.new.Wire)+" of the server"
		d.literals("default-changed", p.old.Default, p.new.Default, sent, at)
	}
}

// furtherServers compares the servers among which callers can choose, besides the first.
func (d *differences) furtherServers(old, now *model.API, at spot) {
	at.names = nil
	m := matchBy(further(old), further(now), func(template string) string { return template })
	for _, template := range m.added {
		if template != old.Endpoint.Template {
			at.what = "the server " + template
			d.add("further-server-added", sent, at, "", "")
		}
	}
	for _, template := range m.removed {
		if template != now.Endpoint.Template {
			at.what = "the server " + template
			d.add("further-server-removed", sent, at, "", "")
		}
	}
}

func further(api *model.API) []string {
	var out []string
	for _, s := range api.Servers {
		if s.Template != api.Endpoint.Template {
			out = append(out, s.Template)
		}
	}
	return out
}

// asksHost reports whether the document leaves it to callers where the service is.
func asksHost(server string) bool { return server == "" || strings.HasPrefix(server, "{") }

// serverPath is the path of a server, in front of the paths of operations.
func serverPath(server string) string {
	_, rest, hasScheme := strings.Cut(server, "://")
	_, path, _ := strings.Cut(pick(hasScheme, rest, server), "/")
	return variable.ReplaceAllString(path, "{}")
}

func hosts(api *model.API) []*model.Param {
	return slices.DeleteFunc(slices.Clone(api.Params), func(p *model.Param) bool { return p.In != model.InHost || p.APIVersion })
}

// requirements compares alternatives of security.
func (d *differences) requirements(old, now []model.SecurityRequired, at spot) {
	was, is := requirementsText(old), requirementsText(now)
	if was == is {
		return
	}
	covered := func(need []model.SecurityRequired, has []model.SecurityRequired, scopes bool) bool {
		if len(has) == 0 {
			has = []model.SecurityRequired{nil}
		}
		for _, h := range has {
			if len(need) > 0 && !slices.ContainsFunc(need, func(n model.SecurityRequired) bool { return satisfies(h, n, scopes) }) {
				return false
			}
		}
		return true
	}
	rule := "security-changed"
	switch {
	case covered(now, old, true):
		rule = "security-relaxed"
	case len(old) == 0:
		rule = "security-added"
	case covered(now, old, false):
		rule = "scope-required"
	}
	d.add(rule, sent, at, was, is)
}

// satisfies reports whether the credentials of one alternative are all that another needs. Scopes
// may be left out of account.
func satisfies(has, need model.SecurityRequired, scopes bool) bool {
	for _, n := range need {
		ok := slices.ContainsFunc(has, func(h model.SecurityUse) bool {
			return h.Scheme.ID == n.Scheme.ID && (!scopes || len(without(n.Scopes, h.Scopes)) == 0)
		})
		if !ok {
			return false
		}
	}
	return true
}

// requirementsText puts alternatives in words. Their order does not matter.
func requirementsText(alternatives []model.SecurityRequired) string {
	var out []string
	for _, a := range alternatives {
		var uses []string
		for _, u := range a {
			text := u.Scheme.ID
			if len(u.Scopes) > 0 {
				text += " (" + strings.Join(slices.Sorted(slices.Values(u.Scopes)), " ") + ")"
			}
			uses = append(uses, text)
		}
		slices.Sort(uses)
		out = append(out, pick(len(uses) == 0, "nothing", strings.Join(uses, " and ")))
	}
	slices.Sort(out)
	return pick(len(out) == 0, "nothing", strings.Join(out, " or "))
}

// schemeText says how a scheme authenticates.
func schemeText(s *model.SecurityScheme) string {
	switch s.Kind {
	case model.SecurityOAuth2:
		return "an OAuth 2.0 token"
	case model.SecurityBearer:
		return "a bearer token"
	case model.SecurityBasic:
		return "a user name and a password"
	case model.SecurityAPIKey:
		return "a key in the " + inNames[s.In] + " (" + s.Key + ")"
	case model.SecurityHTTP:
	}
	return "the HTTP scheme " + s.Scheme
}
