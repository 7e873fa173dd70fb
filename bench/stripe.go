//go:build peers

package main

// Stripe's own package is measured beside the clients of its document, and imported by nothing:
// this keeps it in go.mod.
import _ "github.com/stripe/stripe-go/v85"
