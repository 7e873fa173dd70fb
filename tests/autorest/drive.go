package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
)

// outcome is what the subtests of one scenario came to.
type outcome struct {
	passed  bool
	printed string
}

// drive runs the scenarios against the server and returns how the subtests ended, by the last part
// of their names.
func drive(ctx context.Context, url, only string) (map[string]outcome, error) {
	cmd := exec.CommandContext(ctx, "go", "test", "-json", "-count", "1", "-timeout", "3m", "-run", only,
		"./"+folder+"/testdata/scenarios")
	cmd.Env = append(os.Environ(), "ARMSMITH_AUTOREST_SERVER="+url)
	var printed, problems bytes.Buffer
	cmd.Stdout, cmd.Stderr = &printed, &problems
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		return nil, err
	}
	tests, rest, readErr := outcomes(&printed)
	if readErr != nil {
		return nil, readErr
	}
	if len(tests) == 0 {
		return nil, fmt.Errorf("no scenario ran:\n%s%s", rest, problems.String())
	}
	return tests, nil
}

// event is one line of what go test -json prints.
type event struct {
	Action, Test, Output string
}

// outcomes reads what go test prints; rest is what is about no scenario.
func outcomes(printed io.Reader) (tests map[string]outcome, rest string, err error) {
	tests = map[string]outcome{}
	output := map[string]string{}
	decoder := json.NewDecoder(printed)
	for {
		var e event
		if err := decoder.Decode(&e); errors.Is(err, io.EOF) {
			return tests, rest, nil
		} else if err != nil {
			return nil, "", err
		}
		_, name, scenario := strings.Cut(e.Test, "/")
		name, _, _ = strings.Cut(name, "#") // what go test adds to a name that comes again
		switch {
		case !scenario:
			rest += e.Output
		case e.Action == "output":
			output[name] += e.Output
		case e.Action == "pass" || e.Action == "fail":
			before, again := tests[name]
			passed := e.Action == "pass" && (before.passed || !again)
			tests[name] = outcome{passed: passed, printed: output[name]}
		}
	}
}
