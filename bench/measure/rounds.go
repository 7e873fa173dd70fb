package main

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"runtime/debug"
	"syscall"
	"time"
)

// Subject is one thing that several contenders do.
type Subject struct {
	Name       string
	Base       string // the contender that the others are compared with
	Contenders []Contender
}

// Contender is one way to do it.
type Contender struct {
	Name string
	Do   func() error
	// share of the payload's values that come back from its own decode and encode; 0: does not
	// apply
	Kept float64
}

// Result is what was measured of one contender.
type Result struct {
	Subject, Contender string
	Base               bool
	CPU, Wall          []float64 // ns an operation, by round
	Ratio              []float64 // of CPU to that of the base, by round
	Bytes, Allocs      float64   // an operation
	Kept               float64
}

// measure lets every contender take a turn in each round, in an order of its own, so that what
// disturbs the machine disturbs all.
func measure(s Subject, rounds int, slice time.Duration) ([]Result, error) {
	results := make([]Result, len(s.Contenders))
	counts := make([]int, len(s.Contenders))
	base := 0
	for i, c := range s.Contenders {
		if c.Name == s.Base {
			base = i
		}
		results[i] = Result{Subject: s.Name, Contender: c.Name, Base: c.Name == s.Base, Kept: c.Kept}
		n, err := calibrate(c.Do, slice)
		if err != nil {
			return nil, fmt.Errorf("%s, %s: %w", s.Name, c.Name, err)
		}
		counts[i] = n
		results[i].Bytes, results[i].Allocs = memory(c.Do)
	}
	order := make([]int, len(s.Contenders))
	for i := range order {
		order[i] = i
	}
	for range rounds {
		rand.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			cpu, wall := turn(s.Contenders[i].Do, counts[i])
			results[i].CPU = append(results[i].CPU, cpu)
			results[i].Wall = append(results[i].Wall, wall)
		}
	}
	for i := range results {
		for round := range rounds {
			results[i].Ratio = append(results[i].Ratio, results[i].CPU[round]/results[base].CPU[round])
		}
	}
	return results, nil
}

// calibrate finds how often do fits into a slice of CPU time. It also warms caches, pools and
// compiled code.
func calibrate(do func() error, slice time.Duration) (int, error) {
	for n := 1; ; n *= 2 {
		start := cpuTime()
		for range n {
			if err := do(); err != nil {
				return 0, err
			}
		}
		if used := cpuTime() - start; used > slice/4 || n > 1<<22 {
			return max(1, int(float64(n)*float64(slice)/float64(max(used, 1)))), nil
		}
	}
}

// turn does it n times and returns the CPU and wall time of one, in ns. The garbage of the one
// before is collected first; the collections that its own garbage asks for count.
func turn(do func() error, n int) (cpu, wall float64) {
	runtime.GC()
	wallStart, cpuStart := time.Now(), cpuTime()
	for range n {
		_ = do()
	}
	return float64(cpuTime()-cpuStart) / float64(n), float64(time.Since(wallStart)) / float64(n)
}

// memory returns the bytes and allocations of one operation, without collections in between that
// would empty pools.
func memory(do func() error) (bytes, allocs float64) {
	const n = 100
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	var before, after runtime.MemStats
	_ = do()
	runtime.ReadMemStats(&before)
	for range n {
		_ = do()
	}
	runtime.ReadMemStats(&after)
	return float64(after.TotalAlloc-before.TotalAlloc) / n, float64(after.Mallocs-before.Mallocs) / n
}

// cpuTime returns the CPU time that this process has used, in user and in kernel mode.
func cpuTime() time.Duration {
	var usage syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
