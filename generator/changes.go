package generator

import (
	"context"
	"fmt"

	"github.com/armsmith/armsmith/generator/changes"
	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/model"
)

// Changes says what a new version of an API does to the programs that call the old one. The new
// document is planned under the Names of its configuration, which are those of a client that is
// there already. Without any, the names that the old document gives are the lock, so that nothing
// moves by accident. The error is as [Generate] has it.
func Changes(ctx context.Context, before, now Config) (*changes.Report, error) {
	old, names, err := planned(ctx, before)
	if err != nil {
		return nil, err
	}
	if now.Names == nil {
		now.Names = names
	}
	next, _, err := planned(ctx, now)
	if err != nil {
		return nil, err
	}
	if !changes.Related(old, next) {
		return nil, unrelated(old, next)
	}
	return changes.Compare(old, next), nil
}

// unrelated is the error of two documents that have nothing in common.
func unrelated(old, next *model.API) error {
	return &Error{Findings: finding.List{{
		Severity: finding.Error, Place: finding.Place{File: next.Source},
		Message: fmt.Sprintf("this is another API than %s: no operation is in both, and one is titled %q, the other %q", old.Source, next.Title, old.Title),
		Fix:     "compare two versions of one API; if these are, give both the same info.title",
	}}}
}

// planned returns the model of a document, and the names in it.
func planned(ctx context.Context, cfg Config) (api *model.API, names []byte, err error) {
	r := &run{cfg: cfg}
	defer r.recover(&err)
	target, err := resolveNames(cfg)
	if err != nil {
		return nil, nil, r.fail(cfg.source(), err)
	}
	if !hasNames(cfg) {
		if r.before, err = readBefore(ctx, cfg); err != nil {
			return nil, nil, err
		}
	}
	if err := r.read(ctx, target); err != nil {
		return nil, nil, err
	}
	if r.api == nil || r.findings.HasErrors() && !cfg.Tolerate {
		return nil, nil, &Error{Findings: r.findings}
	}
	return r.api, r.names.Lock(false).Bytes(), nil
}
