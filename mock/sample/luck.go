package sample

import (
	"maps"
	"slices"
)

// luck decides what may be one way or another. It is made of a seed and of the place of what is
// decided, so that a change elsewhere in a document changes nothing here.
type luck uint64

// The parameters of the FNV-1a hash of 64 bits (draft-eastlake-fnv).
const (
	fnvOffset luck = 14695981039346656037
	fnvPrime  luck = 1099511628211
)

func luckOf(seed uint64) luck {
	l := fnvOffset
	for range 8 {
		l = (l ^ luck(seed&0xff)) * fnvPrime
		seed >>= 8
	}
	return l
}

// of returns the luck of what stands under a key.
func (l luck) of(key string) luck {
	l = (l ^ '/') * fnvPrime
	for i := range len(key) {
		l = (l ^ luck(key[i])) * fnvPrime
	}
	return l
}

// n returns a number from 0 to n-1.
func (l luck) n(n int) int {
	l ^= l >> 33 // the low bits of a hash alone are poor
	l *= 0xff51afd7ed558ccd
	l ^= l >> 33
	return int(uint64(l) % uint64(n))
}

// sorted returns the keys of a map in their order.
func sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
