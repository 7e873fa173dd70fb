package generator

import (
	"context"
	"fmt"

	"github.com/armsmith/armsmith/generator/changes"
	"github.com/armsmith/armsmith/generator/emit"
	"github.com/armsmith/armsmith/generator/model"
)

// before is the client of the version before, see [Config.Since].
type before struct {
	api    *model.API
	names  []byte
	out    string
	target *target
}

// readBefore makes the model of the version before; nil when there is none. Its defects are the
// error.
func readBefore(ctx context.Context, cfg Config) (*before, error) {
	if cfg.Since == nil {
		return nil, nil
	}
	since := *cfg.Since
	since.Progress = nil
	target, err := resolve(since)
	if err != nil {
		return nil, (&run{cfg: since}).fail(since.source(), err)
	}
	api, names, err := planned(ctx, since)
	if err != nil {
		return nil, err
	}
	return &before{api: api, names: names, out: since.Out, target: target}, nil
}

// changes says what has changed since; nil without a version before.
func (b *before) changes(now *model.API) *changes.Report {
	if b == nil {
		return nil
	}
	return changes.Compare(b.api, now)
}

// emitted is the version before as emit takes it; nil when there is none.
func (b *before) emitted(report *changes.Report, convert bool) *emit.Before {
	if b == nil {
		return nil
	}
	return &emit.Before{API: b.api, ImportPath: b.target.importPath, Changes: report.Markdown(), Convert: convert}
}

// convertible makes sure that models can be converted, if they are to be: values of two runtimes
// have nothing in common but what they look like.
func (b *before) convertible(t *target, convert bool) error {
	switch {
	case !convert:
		return nil
	case b == nil:
		return &fixable{"there is no version before, whose models could be converted", "say which with since, or take convert out"}
	case b.target.runtimeImport != t.runtimeImport:
		return &fixable{fmt.Sprintf("models cannot be converted: the clients have two runtimes, %s and %s", b.target.runtimeImport, t.runtimeImport),
			"give both one runtime: runtime: internal/armsmith in armsmith.yaml, and no standalone: true; then run `armsmith generate`, which changes the old client, too"}
	}
	return nil
}
