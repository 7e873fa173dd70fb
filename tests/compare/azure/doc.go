// Package azure compares a client of armsmith with Azure's SDK for Go as who uses them sees them:
// eight everyday tasks, and the status of all jobs, each written with both, run against one mock of
// the service, with what they take in RESULTS.md. It is a module of its own, so that nothing else
// depends on the SDK.
//
// The clients of armsmith are generated from the documents of ../shared/corpus.
//
//	go test -update
package azure
