package clients

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/armsmith/armsmith/generator"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/tests/typecheck"
)

// Write makes the client of one document and writes it to cfg.Out, if it compiles: one that does
// not must not keep others from being driven. What a defect reaches is left out. It returns the
// names of the client's unions.
func Write(ctx context.Context, exports typecheck.Exports, cfg generator.Config) (unions []string, err error) {
	cfg.Tolerate = true
	out, err := generator.Generate(ctx, cfg)
	var bad *generator.Error
	if errors.As(err, &bad) {
		return nil, errors.New(bad.Error())
	} else if err != nil {
		return nil, err
	}
	if errs := typecheck.New(exports).Check(cfg.ImportPath, out.Files); len(errs) > 0 {
		return nil, fmt.Errorf("does not compile: %w", errs[0])
	}
	for _, t := range out.API.Types {
		if t.Kind == model.KindUnion && declares(out.Files, "Unmarshal"+t.Name) {
			unions = append(unions, t.Name)
		}
	}
	comparison, err := out.Compare(cfg.Out)
	if err != nil {
		return nil, err
	}
	return unions, comparison.Write(ctx)
}

// declares reports whether a function is in a package: a union that is another one by a second name
// has none of its own.
func declares(files map[string][]byte, function string) bool {
	for _, text := range files {
		if bytes.Contains(text, []byte("\nfunc "+function+"(")) {
			return true
		}
	}
	return false
}
