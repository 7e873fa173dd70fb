package operation

import (
	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/plan/name"
)

// spellGroups spells the names of groups as all names of the package, except for those that a lock
// has.
func (r reader) spellGroups(all []*found) {
	for _, f := range all {
		f.name.group = r.spelled(f.name.group)
	}
}

// spelled is a group's name as it is spelled.
func (r reader) spelled(group string) string {
	whole := r.names.Book().Spelled(group)
	if whole == group {
		return group
	}
	for e := range r.names.Book().Before() {
		if e.Scope == methodsScope+group {
			return group
		}
	}
	return whole
}

// renameGroups calls groups what the owner calls them. A group goes by the tag that names it, or by
// the name that it would have.
func (r reader) renameGroups(all []*found) {
	others := map[string]bool{} // groups that keep their names
	for _, f := range all {
		others[f.name.group] = true
	}
	renamed := map[string]string{}
	for i := range r.rules.Renames {
		owners := &r.rules.Renames[i]
		called := owners.Group()
		if called == "" {
			continue
		}
		if goName := r.spelled(name.Go(called)); others[goName] && goName != "" {
			renamed[goName] = owners.Name
			delete(others, goName)
		} else {
			r.doc.Findings.Add(finding.Warning, owners.Place, "rename: no group is called "+called, "correct it, or take it out; `armsmith inspect` lists the groups")
		}
	}
	for i := range r.rules.Renames {
		if owners := &r.rules.Renames[i]; owners.Group() != "" && others[owners.Name] {
			r.doc.Findings.Add(finding.Error, owners.Place, "rename: "+owners.Name+" is the name of a group already", "choose another name, or rename that as well")
		}
	}
	for _, f := range all {
		if is, ok := renamed[f.name.group]; ok {
			f.name.group = is
		}
	}
}

// renameWebhooks calls webhooks what the owner calls them, each by its identifier.
func (r reader) renameWebhooks(hooks []*hook) {
	for i := range r.rules.Renames {
		owners := &r.rules.Renames[i]
		called := owners.Webhook()
		if called == "" {
			continue
		}
		found := false
		for _, h := range hooks {
			if h.id == called {
				h.renamed, found = owners, true
			}
		}
		if !found {
			r.doc.Findings.Add(finding.Warning, owners.Place, "rename: no webhook is called "+called, "correct it, or take it out; `armsmith inspect` lists the webhooks")
		}
	}
}
