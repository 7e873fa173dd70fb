//go:build unix

package main

import (
	"os"
	"runtime"
	"syscall"
)

// peakMiB returns the most memory that a process which has ended held.
func peakMiB(s *os.ProcessState) float64 {
	usage, ok := s.SysUsage().(*syscall.Rusage)
	switch {
	case !ok:
		return 0
	case runtime.GOOS == "darwin": // in bytes there, in KiB elsewhere
		return float64(usage.Maxrss) / (1 << 20)
	default:
		return float64(usage.Maxrss) / 1024
	}
}
