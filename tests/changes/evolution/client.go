package evolution

import (
	"context"
	"errors"
	"fmt"
	"go/types"

	"github.com/armsmith/armsmith/generator"
	"github.com/armsmith/armsmith/generator/changes"
	"github.com/armsmith/armsmith/generator/plan/name"
	"github.com/armsmith/armsmith/tests/typecheck"
)

// Client is a client as the compiler knows it.
type Client struct {
	Package *types.Package
	Names   []byte // its armsmith.names
	checker *typecheck.Checker
}

// ErrRefused says that a document is refused, so that there is no client.
var ErrRefused = errors.New("the document is refused")

// Compile makes a client and compiles it.
func Compile(ctx context.Context, exports typecheck.Exports, cfg generator.Config) (*Client, error) {
	out, err := generator.Generate(ctx, cfg)
	var refused *generator.Error
	if errors.As(err, &refused) {
		return nil, fmt.Errorf("%w: %w", ErrRefused, err)
	} else if err != nil {
		return nil, err
	}
	c := &Client{Names: out.Files[name.LockFile], checker: typecheck.New(exports)}
	for _, problem := range c.checker.Check(cfg.ImportPath, out.Files) {
		return nil, fmt.Errorf("%s: %w", cfg.Spec, problem)
	}
	c.Package, err = c.checker.Import(cfg.ImportPath)
	return c, err
}

// Both makes and compiles the clients of two documents, the new one under the names of the old
// unless it has others.
func Both(ctx context.Context, exports typecheck.Exports, before, now generator.Config) (old, next *Client, err error) {
	if old, err = Compile(ctx, exports, before); err != nil {
		return nil, nil, err
	}
	if now.Names == nil {
		now.Names = old.Names
	}
	next, err = Compile(ctx, exports, now)
	return old, next, err
}

// Compare reports what the new document does to callers, and makes and compiles both clients.
func Compare(ctx context.Context, exports typecheck.Exports, before, now generator.Config) (report *changes.Report, old, next *Client, err error) {
	report, err = generator.Changes(ctx, before, now)
	if refused := new(generator.Error); errors.As(err, &refused) {
		return nil, nil, nil, fmt.Errorf("%w: %w", ErrRefused, err)
	} else if err != nil {
		return nil, nil, nil, err
	}
	old, next, err = Both(ctx, exports, before, now)
	return report, old, next, err
}

// Program compiles a program that uses a client.
func (c *Client) Program(text string) []error {
	return c.checker.Check("main", map[string][]byte{"main.go": []byte(text)})
}
