// Package judged calls every operation of every document in the corpus once, through its generated
// client and with values made from the model, and lets kin-openapi judge each request against the
// document it came from (package judge). README.md says what that proves.
//
// The work has two halves, as in package conformance: Prepare generates one package a document and
// programs that link a batch of them each, and Main, called by those programs, makes the calls.
package judged
