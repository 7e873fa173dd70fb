// Package mutation hunts for documents on which the generator breaks its promise: whatever it is
// given, it either refuses with findings that say where, or makes packages that compile. It takes
// real documents, changes them the way people, tools and strangers might (see [Mutate]), generates
// a client of each, strictly and with tolerance, and type-checks it.
//
// A round is decided by its number alone, so a failure can be had again from the line that reports
// it. The test runs a bounded number of rounds. To hunt for longer, or to see one round again with
// the document that failed written down:
//
//	go test ./tests/mutation -run Hunt -timeout 0 -args -rounds 5000 -from 100000
//	go test ./tests/mutation -run Hunt -args -rounds 1 -from 4711 -keep /tmp/failures
//
// It is for tests alone; no program imports it.
package mutation
