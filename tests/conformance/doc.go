// Package conformance drives the clients that armsmith generates through a suite of scenarios kept
// as data: for each request that a correct client must make it finds the operation, builds the call
// through the generated API, and checks that what arrives is exactly what was expected, that the
// answer decodes, and that what was decoded encodes back to equal JSON.
//
// Exactly, except for what the document itself makes a client send (rules.go), for values that a
// scenario leaves open (isHole), and for what the original server keeps in its head and the suite
// cannot: the order of routes and the second look at an operation that goes on (server.go). What no
// client of a form can do stands in known.txt, with the reason.
//
// No scenario has a test of its own. The suite's folder is a parameter, so that another suite of
// the same shape can be driven. The work has two halves: Prepare generates one package a document
// and a program that links them all, and Run, called by that program, drives them; reflection is
// used there, in the driver, and nowhere in a client.
package conformance
