package migrate

import (
	"cmp"
	"context"
	"go/types"
	"strings"

	"github.com/armsmith/armsmith/generator/callers"
)

// pair is a package and the one that takes its place: the client's, or that of its fakes.
type pair struct {
	old, new string          // import paths
	name     string          // of the new package
	oldName  string          // of the old one
	has      map[string]bool // what the new package exports
	had      map[string]bool // what the old one does
	renames  map[string]string
	taken    map[string]bool // names of the new package that stand for others of the old
	reasons  map[string]string
}

// packagesOf returns what is to move: the client and, where both versions have them, its fakes.
func packagesOf(ctx context.Context, cfg Config) []*pair {
	client := &pair{old: cfg.Old.ImportPath, new: cfg.New.ImportPath, oldName: cfg.Old.Name, name: cfg.New.Name,
		had: exports(cfg.Old.Types), has: exports(cfg.New.Types), renames: cfg.Renames, reasons: cfg.Reasons}
	client.settle()
	old, now := groupsOf(cfg.Old.Types), groupsOf(cfg.New.Types)
	client.groups(old, now)
	out := []*pair{client}
	oldFake, newFake := cfg.Old.Beside(ctx, "fake"), cfg.New.Beside(ctx, "fake")
	if oldFake == nil || newFake == nil {
		return out
	}
	fakes := &pair{old: cfg.Old.ImportPath + "/fake", new: cfg.New.ImportPath + "/fake", oldName: oldFake.Name(), name: newFake.Name(),
		had: exports(oldFake), has: exports(newFake), renames: map[string]string{}}
	for name := range client.had {
		was, method, _ := strings.Cut(name, ".")
		is, newMethod, _ := strings.Cut(client.resolve(name), ".")
		if group, ok := old[was]; ok && is != "" {
			fakes.renames[fakeOf(group, method, fakes.had)] = fakeOf(now[is], newMethod, fakes.has)
		}
	}
	fakes.settle()
	return append(out, fakes)
}

// groupsOf returns the field of a client that leads to each type of a group, "" for the client
// itself.
func groupsOf(pkg *types.Package) map[string]string {
	out := map[string]string{"Client": ""}
	if client := pkg.Scope().Lookup("Client"); client != nil {
		if s, ok := client.Type().Underlying().(*types.Struct); ok {
			for f := range s.Fields() {
				if f.Exported() {
					out[typeName(f.Type())] = f.Name()
				}
			}
		}
	}
	return out
}

// groups has a group of which all methods went to one other be that other.
func (p *pair) groups(old, now map[string]string) {
	for group, field := range old {
		went := map[string]bool{}
		other := ""
		for name := range p.had {
			if owner, _, isMethod := strings.Cut(name, "."); isMethod && owner == group {
				if is, _, ok := strings.Cut(p.resolve(name), "."); ok {
					went[is], other = true, is
				}
			}
		}
		if len(went) == 1 && field != "" && now[other] != "" {
			p.renames[group] = other
			p.renames["Client."+field] = "Client." + now[other]
		}
	}
}

// settle leaves of the renames those that are so, and notes which names they take.
func (p *pair) settle() {
	sure := map[string]string{}
	p.taken = map[string]bool{}
	for was, is := range p.renames {
		if p.had[was] && p.has[is] {
			sure[was] = is
			p.taken[is] = true
		}
	}
	p.renames = sure
}

// fakeOf returns what the fakes of a group, or of one of its methods, are called: as the group, or
// with a word behind it when the package has something else of that name. A client without groups
// has those of Client.
func fakeOf(group, method string, has map[string]bool) string {
	group = cmp.Or(group, "Client")
	name := func(group string) string { return strings.TrimSuffix(group+"."+method, ".") }
	if is := name(group + "Operations"); has[is] {
		return is
	}
	return name(group)
}

func exports(pkg *types.Package) map[string]bool {
	out := map[string]bool{}
	for _, name := range callers.Names(pkg) {
		out[name] = true
	}
	return out
}

// resolve returns what a name of the old package is called in the new one; "" when it has no
// counterpart.
func (p *pair) resolve(name string) string {
	if is, ok := p.renames[name]; ok {
		return is
	}
	if p.has[name] && !p.taken[name] {
		return name
	}
	// a member that nothing else is known of, of a type that is called otherwise
	if owner, member, ok := strings.Cut(name, "."); ok {
		if is := p.resolve(owner); is != "" && p.has[is+"."+member] {
			return is + "." + member
		}
	}
	return ""
}

// gone says why a name has no counterpart.
func (p *pair) gone(name string) string {
	reason := name + " has no counterpart in " + p.new
	if why := p.reasons[name]; why != "" {
		reason += ": " + why
	}
	return reason
}
