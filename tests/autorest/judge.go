package main

import (
	"bufio"
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// judge prints what fails, writes the table, and returns an error when the list of what cannot pass
// is not exactly right.
func judge(scenarios []scenario, tests map[string]outcome, only string) error {
	slices.SortFunc(scenarios, func(a, b scenario) int {
		return cmp.Or(slices.Index(groups, a.group)-slices.Index(groups, b.group), strings.Compare(a.name, b.name))
	})
	known, err := readKnown(filepath.Join(folder, "known.txt"))
	if err != nil {
		return err
	}
	named := map[string]bool{}
	wrong := 0
	for _, s := range scenarios {
		named[s.name] = true
		key := s.group + " " + s.name
		reason, listed := known[key]
		why := s.problem(tests)
		switch {
		case only != "" && tests[s.name] == (outcome{}):
		case why != "" && reason == "":
			fmt.Printf("FAIL %s: %s\n", key, why)
			wrong++
		case why == "" && listed:
			fmt.Printf("PASS %s, which known.txt lists: take it out\n", key)
			wrong++
		}
		delete(known, key)
	}
	wrong += unnamed(tests, named)
	for key := range known {
		fmt.Printf("known.txt lists %s, which no report names\n", key)
		wrong++
	}
	if only == "" {
		if err := writeTable(scenarios, tests); err != nil {
			return err
		}
	}
	if wrong > 0 {
		return fmt.Errorf("%d scenarios are not as they should be", wrong)
	}
	return nil
}

// problem says why a scenario does not pass, or nothing.
func (s scenario) problem(tests map[string]outcome) string {
	test, driven := tests[s.name]
	switch {
	case !driven && !s.counted:
		return "nothing drives it"
	case !driven:
		return "the server counted it, and no subtest checks its result"
	case !test.passed:
		return "its result is wrong:\n" + test.printed
	case !s.counted:
		return "its result is right, and the server did not count it"
	}
	return ""
}

// unnamed counts subtests that bear the name of no scenario: they prove nothing.
func unnamed(tests map[string]outcome, named map[string]bool) (wrong int) {
	for name, test := range tests {
		if !named[name] {
			fmt.Printf("FAIL no report names the scenario %s\n%s", name, test.printed)
			wrong++
		}
	}
	return wrong
}

// readKnown reads the list of what cannot pass: a line is a report, a scenario and the reason.
func readKnown(file string) (map[string]string, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	known := map[string]string{}
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		parts := strings.SplitN(line, " ", 3)
		if len(parts) < 3 {
			return nil, fmt.Errorf("%s:%d: a line is a report, a scenario and the reason", file, n)
		}
		known[parts[0]+" "+parts[1]] = parts[2]
	}
	return known, lines.Err()
}
