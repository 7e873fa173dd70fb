// Command run is the conformance run: it generates a client from every document of a suite, builds
// the one program that links them all, and starts it. Its exit code is that program's.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"github.com/armsmith/armsmith"
	"github.com/armsmith/armsmith/tests/conformance"
)

func main() {
	dir := flag.String("suite", "../shared/spector", "folder with scenarios.json, match-*.json and the documents")
	only := flag.String("only", "", "only scenarios whose name contains this")
	keep := flag.Bool("keep", false, "drive what an earlier run generated")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	err := run(ctx, *dir, *only, *keep)
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		os.Exit(exit.ExitCode())
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "conformance:", err)
		os.Exit(2)
	}
}

func run(ctx context.Context, dir, only string, keep bool) error {
	program := conformance.Program(armsmith.Module)
	if !keep {
		suite, err := conformance.OpenSuite(dir)
		if err != nil {
			return err
		}
		bar := progressbar.NewOptions(-1, progressbar.OptionSetWriter(os.Stderr), progressbar.OptionSetDescription("generating"),
			progressbar.OptionClearOnFinish(), progressbar.OptionSetVisibility(term.IsTerminal(int(os.Stderr.Fd()))))
		ws, err := conformance.Prepare(ctx, ".", armsmith.Module, suite, func(int, int) { _ = bar.Add(1) })
		if err != nil {
			return err
		}
		_ = bar.Finish()
		for name, why := range ws.Refused {
			fmt.Printf("not generated: %s\n  %s\n", name, why)
		}
		program = ws.Program
	}
	cmd := exec.CommandContext(ctx, "go", "run", program, "-suite", dir, "-only", only)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	return cmd.Run()
}
