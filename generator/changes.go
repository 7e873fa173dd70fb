package generator

import (
	"context"

	"github.com/armsmith/armsmith/generator/changes"
	"github.com/armsmith/armsmith/generator/model"
)

// Changes says what a new version of an API does to the programs that call the old one. The names
// that the old document gives are the lock under which the new one is planned, so that nothing
// moves by accident; Names of the new configuration are not used. The error is as [Generate] has
// it.
func Changes(ctx context.Context, before, now Config) (*changes.Report, error) {
	old, names, err := planned(ctx, before)
	if err != nil {
		return nil, err
	}
	now.Names = names
	next, _, err := planned(ctx, now)
	if err != nil {
		return nil, err
	}
	return changes.Compare(old, next), nil
}

// planned returns the model of a document, and the names in it.
func planned(ctx context.Context, cfg Config) (api *model.API, names []byte, err error) {
	r := &run{cfg: cfg}
	defer r.recover(&err)
	target, err := resolveNames(cfg)
	if err != nil {
		return nil, nil, r.fail(cfg.Spec, err)
	}
	if err := r.read(ctx, target); err != nil {
		return nil, nil, err
	}
	if r.api == nil || r.findings.HasErrors() && !cfg.Tolerate {
		return nil, nil, &Error{Findings: r.findings}
	}
	return r.api, r.names.Lock(false).Bytes(), nil
}
