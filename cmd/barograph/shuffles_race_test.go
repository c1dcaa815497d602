//go:build race

package main_test

// shuffles is how many orders of delivery the demo's ledger is tried in under the
// race detector, which looks for something else; without it there are 1,000.
const shuffles = 100
