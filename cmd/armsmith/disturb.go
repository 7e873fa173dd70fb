package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/armsmith/armsmith/mock"
)

// disturbances is what a mock server does to annoy its clients, as the command line says it.
type disturbances struct {
	latency string  // "50ms..2s", "200ms" or ""
	faults  float64 // part of the calls that meet a fault
}

// behaviors returns the behaviours that are asked for: what is slow comes before what fails.
func (d disturbances) behaviors(seed uint64) ([]mock.Behavior, error) {
	var out []mock.Behavior
	if d.latency != "" {
		shortest, longest, err := span(d.latency)
		if err != nil {
			return nil, usageError{err}
		}
		out = append(out, mock.Latency(shortest, longest, seed))
	}
	if !(d.faults >= 0 && d.faults <= 1) { // nor is NaN
		return nil, usageError{fmt.Errorf("--faults %v: give the part of the calls that meet a fault, from 0 to 1, such as 0.1", d.faults)}
	}
	if d.faults > 0 {
		out = append(out, mock.Faults(d.faults, seed))
	}
	return out, nil
}

// span reads a duration, or two with dots between them.
func span(text string) (shortest, longest time.Duration, err error) {
	first, last, two := strings.Cut(text, "..")
	if !two {
		last = first
	}
	shortest, err = time.ParseDuration(first)
	if err == nil {
		longest, err = time.ParseDuration(last)
	}
	if err != nil || shortest < 0 || longest < shortest {
		return 0, 0, fmt.Errorf("--latency %s: give a duration such as 200ms, or the shortest and the longest as 50ms..2s", text)
	}
	return shortest, longest, nil
}
