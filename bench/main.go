// Command bench measures armsmith's clients beside their peers and writes RESULTS.md and plot.svg.
// It is a module of its own, so that peers never enter ours, and may be slow: nothing here is a
// test.
//
// It generates the peers' code into peers/ (ignored by git), measures codecs and calls in one
// process (measure/), and then generators, compilers and binaries as processes of their own.
// Without the folder of payloads there is nothing to do.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"time"
)

func main() {
	payloads := flag.String("payloads", "../../shared/payloads", "folder of the JSON to read")
	corpus := flag.String("corpus", "../../shared/corpus/specs", "folder of documents for the generators")
	rounds := flag.Int("rounds", 11, "rounds in which everybody takes a turn")
	slice := flag.Duration("slice", 100*time.Millisecond, "CPU time of a turn, about")
	codecs := flag.Bool("codecs", false, "only the codecs and calls, and write nothing")
	onlyMock := flag.Bool("mock", false, "only the mock server, and write nothing")
	onlyLarge := flag.Bool("large", false, "only the large documents, of which LARGE.md is written")
	before := flag.String("before", "", "commit of armsmith whose figures on large documents are to be put beside today's")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	var err error
	switch {
	case *onlyMock:
		err = printMock(ctx)
	case *onlyLarge:
		err = writeLarge(ctx, *corpus, *before)
	default:
		if err = bench(ctx, *payloads, *corpus, *rounds, *slice, *codecs); err == nil && !*codecs {
			err = writeLarge(ctx, *corpus, *before)
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func bench(ctx context.Context, payloads, corpus string, rounds int, slice time.Duration, codecsOnly bool) error {
	start := time.Now()
	if err := writePeers(ctx); err != nil {
		return err
	}
	results, err := measureAll(ctx, payloads, rounds, slice)
	if err != nil {
		return err
	}
	if codecsOnly {
		_, err := os.Stdout.Write(report(results, nil, nil, nil, time.Since(start)))
		return err
	}
	fmt.Println("measuring generators")
	gens, err := generators(ctx, corpus)
	if err != nil {
		return err
	}
	fmt.Println("measuring packages")
	packs, err := packages(ctx)
	if err != nil {
		return err
	}
	fmt.Println("measuring the mock server")
	mocks, err := mockServer(ctx)
	if err != nil {
		return err
	}
	if err := os.WriteFile("plot.svg", plot(results), 0o644); err != nil {
		return err
	}
	text := report(results, gens, packs, mocks, time.Since(start))
	if err := os.WriteFile("RESULTS.md", text, 0o644); err != nil {
		return err
	}
	goals, _, _ := bytes.Cut(text[bytes.Index(text, []byte("## Goals")):], []byte("\n\n## "))
	fmt.Printf("%s\n\nwrote RESULTS.md and plot.svg\n", goals)
	return nil
}

func printMock(ctx context.Context) error {
	rows, err := mockServer(ctx)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	mockTable(&out, rows)
	_, err = os.Stdout.Write(out.Bytes())
	return err
}

func writeLarge(ctx context.Context, corpus, before string) error {
	rows, err := large(ctx, corpus, before)
	if err != nil {
		return err
	}
	text := largeReport(rows)
	fmt.Printf("%s\nwrote LARGE.md\n", text)
	return os.WriteFile("LARGE.md", text, 0o644)
}

// measureAll builds the measuring program, which is this module's but needs the peers' code, and
// runs it.
func measureAll(ctx context.Context, payloads string, rounds int, slice time.Duration) ([]result, error) {
	const bin = "peers/bin/measure"
	if err := run(ctx, ".", "go", "build", "-o", bin, "./measure"); err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, bin, "-payloads", payloads, "-rounds", fmt.Sprint(rounds), "-slice", slice.String())
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, err
	}
	var results []result
	return results, json.Unmarshal(out, &results)
}
