//go:build !race

package main_test

// shuffles is how many orders of delivery the demo's ledger is tried in.
const shuffles = 1000
