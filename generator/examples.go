package generator

import (
	"context"
	"fmt"
	"strings"

	"github.com/armsmith/armsmith"
	"github.com/armsmith/armsmith/generator/emit"
	"github.com/armsmith/armsmith/generator/examples"
	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/load"
)

// StageCompile is the last stage of [Examples], in which clients are compiled and run.
const StageCompile Stage = "compiling"

// Examples is what became of the bodies that one document gives as examples.
type Examples struct {
	Results  []examples.Result
	Findings finding.List // about examples: those that cannot be read
	Err      error        // why there are no results, an [*Error] as a rule
}

// RoundTrip takes every body of JSON that documents give as an example through the codec of the
// client that is generated from the document, and returns what became of it. Of the configurations,
// what says where a client goes means nothing: the clients are compiled together, in a folder that
// is removed again. The error is that of the context, or of compiling.
func RoundTrip(ctx context.Context, cfgs ...Config) ([]Examples, error) {
	out := make([]Examples, len(cfgs))
	var clients []examples.Client
	var whose []*Examples
	all := map[string][]byte{}
	for i, cfg := range cfgs {
		client, err := exampleClient(ctx, cfg, len(clients), &out[i])
		switch {
		case ctx.Err() != nil:
			return nil, context.Cause(ctx)
		case err != nil:
			out[i].Err = err
		case len(client.Bodies) > 0:
			for p, data := range client.Files {
				all[fmt.Sprint(len(clients), "/", p)] = data
			}
			clients, whose = append(clients, *client), append(whose, &out[i])
		}
	}
	if len(clients) == 0 {
		return out, nil
	}
	runtime, err := usedRuntime(all, runtimeOfExamples)
	if err != nil {
		return nil, err
	}
	if progress := cfgs[0].Progress; progress != nil {
		progress(StageCompile)
	}
	results, err := examples.Run(ctx, clients, runtime)
	for i := range results {
		whose[i].Results = results[i]
	}
	return out, err
}

const runtimeOfExamples = examples.Module + "/" + runtimeFolder

// exampleClient generates the client at an index, with what its examples need.
func exampleClient(ctx context.Context, cfg Config, index int, out *Examples) (client *examples.Client, err error) {
	r := &run{cfg: cfg}
	defer r.recover(&err)
	target, err := resolveNames(cfg)
	if err != nil {
		return nil, r.fail(cfg.source(), err)
	}
	if err := r.read(ctx, target); err != nil {
		return nil, err
	}
	for _, f := range r.findings {
		if strings.Contains(f.Place.Pointer, "/"+load.ExamplesExtension+"/") {
			out.Findings = append(out.Findings, f)
		}
	}
	if r.api == nil || r.findings.HasErrors() && !cfg.Tolerate {
		return nil, &Error{Findings: r.findings}
	}
	bodies := examples.Collect(r.doc, r.api)
	if len(bodies) == 0 {
		return &examples.Client{}, nil
	}
	if err := r.begin(ctx, StageEmit); err != nil {
		return nil, err
	}
	files, err := emit.Emit(r.api, emit.Config{
		ImportPath: examples.ImportPath(index), RuntimeImport: runtimeOfExamples, Version: armsmith.Version,
		RoundTrips: examples.Contents(bodies),
	})
	if err != nil {
		return nil, r.internal(err)
	}
	return &examples.Client{Bodies: bodies, Files: files, Doc: r.doc}, nil
}
