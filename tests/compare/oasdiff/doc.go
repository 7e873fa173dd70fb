// Package oasdiff asks oasdiff, which knows the wire and no Go, what `armsmith changes` says of
// programs that are running. It is a module of its own, so that armsmith needs nothing of it. Where
// the two disagree, known.txt says why; the list may only shrink.
package oasdiff
