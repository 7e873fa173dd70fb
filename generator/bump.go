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
// it beside the client of the version before. Of next, Spec is needed. Since is that of the clients
// whose document shares most with the new one, and of several such the newest; Out is the folder of
// that client, with the new version in the place of the old; unless either is given. Since of the
// result is one of the clients, or what next had. Nothing is written.
//
// The error is an [*Error] when a document has defects, or when it is not clear what the new one
// follows or where its client goes, which the finding then says.
func Bump(ctx context.Context, clients []*Config, next Config) (Config, error) {
	r := &run{cfg: next}
	reading := next
	reading.Out, reading.Since, reading.Package, reading.Names = "", nil, "client", nil
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
		return next, r.fail(next.Spec, err)
	}
	next.Since = before.config
	if next.Package == "" {
		next.Package = before.config.Package
	}
	if next.Out == "" {
		next.Out = nextFolder(before.config.Out, before.api.Version, now.Version)
	}
	if next.Out == "" {
		return next, r.fail(next.Spec, &fixable{
			fmt.Sprintf("where the client of version %s goes is not clear: the folder %s does not name version %s", now.Version, before.config.Out, before.api.Version),
			"give a folder with --out"})
	}
	if _, err := os.Lstat(next.Out); err == nil {
		return next, r.fail(next.Out, &fixable{"there is something already, where the client of version " + now.Version + " would go",
			"give another folder with --out, or delete it if nobody needs it"})
	}
	return next, nil
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

// follows returns the version that a new one comes after.
func follows(old []version, now *model.API) (version, error) {
	kin := slices.DeleteFunc(slices.Clone(old), func(v version) bool { return !sameAPI(v.api, now) })
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
	slices.SortStableFunc(kin, func(a, b version) int {
		return cmp.Or(cmp.Compare(affinity(b.api, now), affinity(a.api, now)), compareVersions(b.api.Version, a.api.Version))
	})
	if len(kin) > 1 && affinity(kin[0].api, now) == affinity(kin[1].api, now) && kin[0].api.Version == kin[1].api.Version {
		return version{}, &fixable{fmt.Sprintf("which client it follows is not clear: %s are of version %s and share as much with it",
			list(kin), kin[0].api.Version), "say it with --client " + kin[0].config.Out}
	}
	return kin[0], nil
}

// list names clients by their folders.
func list(clients []version) string {
	var out []string
	for _, c := range clients {
		out = append(out, c.config.Out)
	}
	return strings.Join(out, ", ")
}

// sameAPI reports whether two documents describe one API, as far as can be told: they share the
// title or a path.
func sameAPI(a, b *model.API) bool { return affinity(a, b) > 0 }

// affinity says how much two documents share: 2 for the title and every path of the smaller one, 0
// for nothing.
func affinity(a, b *model.API) float64 {
	score := 0.0
	if a.Title != "" && strings.EqualFold(strings.Join(strings.Fields(a.Title), ""), strings.Join(strings.Fields(b.Title), "")) {
		score = 1
	}
	paths, others := pathsOf(a), pathsOf(b)
	shared := 0
	for p := range paths {
		if others[p] {
			shared++
		}
	}
	if fewer := min(len(paths), len(others)); fewer > 0 {
		score += float64(shared) / float64(fewer)
	}
	return score
}

func pathsOf(api *model.API) map[string]bool {
	out := map[string]bool{}
	for _, g := range api.Groups {
		for _, op := range g.Operations {
			out[op.Path] = true
		}
	}
	return out
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
