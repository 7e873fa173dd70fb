// Command measure times armsmith's clients and their peers, all in one process, and prints what it
// found as JSON. The bench command runs it; it needs the peers' packages, which that command
// generates.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

func main() {
	payloads := flag.String("payloads", "../../shared/payloads", "folder of the JSON to read")
	rounds := flag.Int("rounds", 11, "rounds in which everybody takes a turn")
	slice := flag.Duration("slice", 100*time.Millisecond, "CPU time of a turn, about")
	serve := flag.String("serve", "", "serve the payloads of this folder on a loopback port, for the measuring process")
	only := flag.String("only", "", "measure this subject alone")
	flag.Parse()
	if *serve != "" {
		fatal(serveForever(*serve))
	}
	subjects, err := allSubjects(*payloads)
	fatal(err)
	calls, stop, err := callSubjects(*payloads)
	fatal(err)
	defer stop()
	var results []Result
	for _, s := range append(subjects, calls...) {
		if *only != "" && s.Name != *only {
			continue
		}
		fmt.Fprintln(os.Stderr, "measuring", s.Name)
		found, err := measure(s, *rounds, *slice)
		fatal(err)
		results = append(results, found...)
	}
	fatal(json.NewEncoder(os.Stdout).Encode(results))
}

func fatal(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "measure:", err)
		os.Exit(1)
	}
}

func readPayload(folder, name string) ([]byte, error) {
	return os.ReadFile(filepath.Join(folder, name+".json"))
}
