// Package running runs the old clients of evolutions against services that speak the new version.
// The rig tests/changes writes a program of all its clients, whose main function is [Main]: the
// clients are made of the old documents, and the service is made of the documents by kin-openapi,
// so that nothing of what `armsmith changes` knows takes part.
package running

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"sync"
)

// Client is one old client with the documents of its service.
type Client struct {
	Name      string
	Old, Next string // files
	New       any    // its NewClient
	Unions    []any  // its UnmarshalNAME functions
}

// Verdict is what came of the calls of a client.
type Verdict struct {
	Name    string
	Worked  int      // calls that work with the old service
	Broken  []string // those of them that do not with the new one
	Problem string   // why the verdict is not to be trusted
}

// Main drives all clients and prints a verdict a line.
func Main(all []Client) {
	verdicts := make([]Verdict, len(all))
	var group sync.WaitGroup
	slots := make(chan struct{}, 2)
	for i, c := range all {
		group.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			verdicts[i] = driven(context.Background(), c)
		})
	}
	group.Wait()
	out := json.NewEncoder(os.Stdout)
	for _, v := range verdicts {
		if err := out.Encode(v); err != nil {
			fmt.Fprintln(os.Stderr, "running:", err)
			os.Exit(2)
		}
	}
}

// driven drives a client; a panic of one must not keep the others from being driven.
func driven(ctx context.Context, c Client) (v Verdict) {
	defer func() {
		if r := recover(); r != nil {
			v = Verdict{Name: c.Name, Problem: fmt.Sprintf("panic: %v", r)}
		}
	}()
	return drive(ctx, c)
}
