// Command autorest drives clients that armsmith generates against the test server of Azure's own
// generators, which checks each request and counts the scenarios that its report names.
//
// The server is an npm package (server/package.json), installed below the module's root and started
// on loopback; its documents come with it. One client is generated from each document, and
// testdata/scenarios, a package of Go tests, calls the clients as a program of a user would. A
// scenario passes when the server counted it and a subtest of its name, which checks what the
// client made of the answer, passed too. What cannot pass stands in known.txt, with the reason.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
)

// workFolder is where the server and the clients are written, below the module's root. The go
// command does not see folders that begin with an underscore unless they are named.
const workFolder = "_autorest"

// folder is the rig's own.
const folder = "tests/autorest"

func main() {
	only := flag.String("run", "", "only tests that match this, as in go test -run; nothing is compared with the list")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, *only)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "autorest:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, only string) error {
	installed, err := install(ctx)
	if errors.Is(err, errNoNode) && os.Getenv("ARMSMITH_REQUIRE_NODE") == "" {
		fmt.Println("SKIPPED autorest:", err)
		return nil
	}
	if err != nil {
		return err
	}
	if err := generateClients(ctx, filepath.Join(installed, "swagger")); err != nil {
		return err
	}
	s, err := start(ctx, installed)
	if err != nil {
		return err
	}
	defer s.stop()
	before, err := s.report(ctx)
	if err != nil {
		return err
	}
	tests, err := drive(ctx, s.url, only)
	if err != nil {
		return err
	}
	after, err := s.report(ctx)
	if err != nil {
		return err
	}
	return judge(scenarios(before, after), tests, only)
}
