package generator

import (
	"context"
	"fmt"
	"path/filepath"

	"github.com/armsmith/armsmith/generator/callers"
	"github.com/armsmith/armsmith/generator/changes"
	"github.com/armsmith/armsmith/generator/migrate"
	"github.com/armsmith/armsmith/generator/plan/name"
)

// Migration says which program to move from one generated package to another.
type Migration struct {
	Old, New *callers.Client
	// what the packages were generated from; nil when that is not at hand: then armsmith.names of
	// both has to do to find what is called otherwise, and the compiler has to say why a name is
	// gone
	Before, Now *Config
	Program     callers.Config
}

// Migrate works out how a program moves, and writes nothing: the result does. The error is that of
// [Changes] for the documents, and says so when the program does not compile, or when there is
// nothing to move.
func Migrate(ctx context.Context, m Migration) (*migrate.Result, error) {
	cfg := migrate.Config{Old: m.Old, New: m.New, Reasons: map[string]string{}, Program: m.Program}
	before, err := namesOf(m.Old)
	if err != nil {
		return nil, err
	}
	now, err := namesOf(m.New)
	if err != nil {
		return nil, err
	}
	cfg.Renames = migrate.Renames(before, now)
	if m.Before != nil && m.Now != nil {
		if err := m.compare(ctx, &cfg); err != nil {
			return nil, err
		}
	}
	return migrate.Plan(ctx, cfg)
}

// compare adds what the documents say: which names they know to be the same, where armsmith.names
// does not, and why others are gone.
func (m Migration) compare(ctx context.Context, cfg *migrate.Config) error {
	before, now := *m.Before, *m.Now
	before.Names, now.Names = m.Old.Names, m.New.Names
	old, _, err := planned(ctx, before)
	if err != nil {
		return err
	}
	next, _, err := planned(ctx, now)
	if err != nil {
		return err
	}
	for was, is := range changes.Renames(old, next) {
		if _, known := cfg.Renames[was]; !known {
			cfg.Renames[was] = is
		}
	}
	for _, c := range changes.Compare(old, next).Changes {
		for _, n := range c.Names {
			if cfg.Reasons[n] == "" { // the worst comes first
				cfg.Reasons[n] = c.Message
			}
		}
	}
	return nil
}

// namesOf reads the names of a client.
func namesOf(c *callers.Client) ([]migrate.Name, error) {
	lock, bad := name.ParseLock(c.Names)
	if bad != nil {
		return nil, fmt.Errorf("%s:%d: %s (%s)", filepath.Join(c.Dir, name.LockFile), bad.Line, bad.Message, bad.Fix)
	}
	var out []migrate.Name
	for e := range lock.Entries() {
		out = append(out, migrate.Name(e))
	}
	return out, nil
}
