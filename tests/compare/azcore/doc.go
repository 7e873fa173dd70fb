// Package azcore puts the runtime of Azure's SDK for Go and armsmith's through the same faults,
// side by side, and keeps what each does in RESULTS.md. It is a module of its own, so that nothing
// else depends on the SDK.
//
//	go test -run TestSideBySide -update
package azcore
