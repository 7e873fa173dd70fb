package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/sync/errgroup"
	"golang.org/x/term"
)

// result is a document with what came of it and what it cost.
type result struct {
	document
	outcome
	Failure string        // the worker crashed, hung, or said something unreadable
	CPU     time.Duration // of the worker, type-checking included
	Wall    time.Duration
	PeakMiB float64
}

// schedule runs a worker a document, a few at a time, and returns the results in the order of the
// documents.
func schedule(ctx context.Context, o options, docs []document) ([]result, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	bar := progressbar.NewOptions(len(docs), progressbar.OptionSetWriter(os.Stderr), progressbar.OptionSetDescription("generating"),
		progressbar.OptionShowCount(), progressbar.OptionClearOnFinish(), progressbar.OptionSetVisibility(term.IsTerminal(int(os.Stderr.Fd()))))
	results := make([]result, len(docs))
	var mu sync.Mutex
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(o.jobs)
	for i, d := range docs {
		group.Go(func() error {
			results[i] = one(ctx, self, o, d)
			mu.Lock()
			defer mu.Unlock()
			_ = bar.Add(1)
			return ctx.Err()
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	return results, nil
}

// one runs the worker of one document.
func one(ctx context.Context, self string, o options, d document) result {
	ctx, cancel := context.WithTimeout(ctx, time.Duration(o.seconds)*time.Second)
	defer cancel()
	var stdout, stderr bytes.Buffer
	cmd := exec.CommandContext(ctx, self, "-dir", o.dir, "-worker", d.Path, "-exports", o.exports)
	cmd.Env = append(os.Environ(), "GOMAXPROCS=2")
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	r := result{document: d}
	start := time.Now()
	err := cmd.Run()
	r.Wall = time.Since(start)
	if s := cmd.ProcessState; s != nil {
		r.CPU = s.UserTime() + s.SystemTime()
		r.PeakMiB = peakMiB(s)
	}
	switch {
	case ctx.Err() != nil:
		r.Failure = fmt.Sprintf("not done after %d s", o.seconds)
	case err != nil:
		r.Failure = "crashed: " + firstLines(stderr.String(), 6)
	default:
		if err := json.Unmarshal(stdout.Bytes(), &r.outcome); err != nil {
			r.Failure = "unreadable result: " + err.Error()
		}
	}
	return r
}

func firstLines(s string, n int) string {
	lines := strings.SplitN(strings.TrimSpace(s), "\n", n+1)
	return strings.Join(lines[:min(n, len(lines))], " | ")
}
