package generator

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
)

// Bump completes the configuration of a client of a new version of an API, so that [Generate] puts
// it beside the client of the version before. Of next, only Spec is needed. Unless it is given,
// Since becomes the client whose document has the title of the new one, or else shares a path with
// it, and of several the newest; Out becomes the folder of that client, with the new version in the
// place of the old. Nothing is written.
//
// The error is an [*Error] when a document cannot be read, or when it is not clear what the new one
// follows or where its client goes, which the finding then says.
func Bump(ctx context.Context, clients []*Config, next Config) (Config, error) {
	r := &run{cfg: next}
	reading := next
	reading.Out, reading.Since, reading.Package, reading.Names = "", nil, "client", nil
	reading.Tolerate = true // it is Generate that minds defects
	if only := onlyOne(clients, next); only != nil {
		reading.Root = cmp.Or(next.Root, only.Root)
	}
	now, _, err := planned(ctx, reading)
	if err != nil {
		return next, err
	}
	old, err := versionsBefore(ctx, clients, next)
	if err != nil {
		return next, err
	}
	before, err := follows(old, now)
	if err != nil {
		return next, r.fail(next.source(), err)
	}
	next.Since = before.config
	next.Package = cmp.Or(next.Package, before.config.Package)
	next.Root = cmp.Or(next.Root, before.config.Root)
	next.Tolerate = next.Tolerate || before.config.Tolerate
	if next.Out == "" {
		next.Out = nextFolder(before.config.Out, before.api.Version, now.Version)
	}
	if next.Out == "" {
		return next, r.fail(next.source(), &fixable{
			fmt.Sprintf("where the client of version %s goes is not clear: the folder %s does not name version %s", now.Version, before.config.Out, before.api.Version),
			"give a folder with --out"})
	}
	if _, err := os.Lstat(next.Out); err == nil {
		return next, r.fail(next.Out, &fixable{"there is something already, where the client of version " + now.Version + " would go",
			"give another folder with --out, or delete it if nobody needs it"})
	}
	return next, nil
}

// onlyOne returns the client that the new one follows if there is no choice, else nil.
func onlyOne(clients []*Config, next Config) *Config {
	if next.Since == nil && len(clients) == 1 {
		return clients[0]
	}
	return next.Since
}

// version is a client with the model of its document.
type version struct {
	config *Config
	api    *model.API
}

// versionsBefore reads the documents that the new one may follow.
func versionsBefore(ctx context.Context, clients []*Config, next Config) ([]version, error) {
	if next.Since != nil {
		clients = []*Config{next.Since}
	}
	var out []version
	for _, c := range clients {
		api, _, err := planned(ctx, *c)
		if err != nil {
			return nil, err
		}
		out = append(out, version{c, api})
	}
	return out, nil
}

// follows returns the version that a new one comes after: of those that have its title, or else
// share a path with it, the newest that is older.
func follows(old []version, now *model.API) (version, error) {
	kin := kinOf(old, now)
	if len(kin) == 0 {
		return version{}, &fixable{fmt.Sprintf("%q shares neither its title nor a path with %s", now.Title, list(old)),
			"a client of another API is added to armsmith.yaml by hand: a spec and an out"}
	}
	if i := slices.IndexFunc(kin, func(v version) bool { return v.api.Version == now.Version }); i >= 0 {
		return version{}, &fixable{fmt.Sprintf("it is version %q, and so is the document of %s", now.Version, kin[i].config.Out),
			"for a document that changed in place there is `armsmith generate`; else correct info.version"}
	}
	older := slices.DeleteFunc(slices.Clone(kin), func(v version) bool { return compareVersions(v.api.Version, now.Version) > 0 })
	if len(older) > 0 {
		kin = older
	}
	slices.SortStableFunc(kin, func(a, b version) int { return compareVersions(b.api.Version, a.api.Version) })
	if len(kin) > 1 && (!sameTitle(kin[0].api, kin[1].api) || compareVersions(kin[0].api.Version, kin[1].api.Version) == 0) {
		return version{}, &fixable{fmt.Sprintf("which client it follows is not clear: it may be any of %s", list(kin)),
			"say it with --client " + kin[0].config.Out}
	}
	return kin[0], nil
}

// kinOf returns the versions that may be of the same API: those of the same title, or else those
// that share a path.
func kinOf(old []version, now *model.API) []version {
	var titled, shared []version
	for _, v := range old {
		if sameTitle(v.api, now) {
			titled = append(titled, v)
		}
		if sharePath(v.api, now) {
			shared = append(shared, v)
		}
	}
	if len(titled) > 0 {
		return titled
	}
	return shared
}

// list names clients by their folders.
func list(clients []version) string {
	var out []string
	for _, c := range clients {
		out = append(out, c.config.Out)
	}
	return strings.Join(out, ", ")
}

// sameTitle reports whether two documents have one title, whatever its case and blanks.
func sameTitle(a, b *model.API) bool {
	plain := func(title string) string { return strings.ToLower(strings.Join(strings.Fields(title), "")) }
	return a.Title != "" && plain(a.Title) == plain(b.Title)
}

// sharePath reports whether two documents have operations on one path.
func sharePath(a, b *model.API) bool {
	paths := map[string]bool{}
	for _, g := range a.Groups {
		for _, op := range g.Operations {
			paths[op.Path] = true
		}
	}
	for _, g := range b.Groups {
		if slices.ContainsFunc(g.Operations, func(op *model.Operation) bool { return paths[op.Path] }) {
			return true
		}
	}
	return false
}

// nextFolder returns a folder with one version in the place of another; "" when it does not name
// the old one, or would stay as it is.
func nextFolder(folder, old, now string) string {
	parts := strings.Split(filepath.ToSlash(folder), "/")
	for i := len(parts) - 1; i >= 0; i-- {
		for _, spell := range spellings {
			was, is := spell(old), spell(now)
			if name := replaceVersion(parts[i], was, is); was != "" && is != "" && name != parts[i] {
				parts[i] = name
				return filepath.FromSlash(strings.Join(parts, "/"))
			}
		}
	}
	return ""
}
