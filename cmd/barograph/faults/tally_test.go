package faults_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// tally is what a run came to.
type tally struct {
	replicas, verified, articles, answers, duplicates, unknown int
	lost, repeated, deadLetters, poison, problems              int
	faults                                                     []outcome
	skipped                                                    map[string]string // fault to why
	took                                                       time.Duration
}

// outcome is one fault that was injected.
type outcome struct {
	name   string
	ready  time.Duration // from its end until every service said that it was ready
	caught time.Duration // from the end of the load until everything was in the assessments
}

// last is the last fault.
func (y *tally) last() *outcome { return &y.faults[len(y.faults)-1] }

// rested notes how long the last fault was felt.
func (y *tally) rested(took time.Duration) { y.last().caught = took }

// String is the tally for people: one line for all, one for each kind of fault.
func (y *tally) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "tally of faults with %d NATS node(s) in %s: %d faults injected, verified %d times; %d articles, %d acknowledged writes, %d exact duplicates, %d answers lost and asked again; "+
		"lost %d, repeated %d, dead letters %d of %d poison, other problems %d", y.replicas, y.took.Round(time.Second), len(y.faults), y.verified,
		y.articles, y.answers, y.duplicates, y.unknown, y.lost, y.repeated, y.deadLetters, y.poison, y.problems-y.lost-y.repeated)
	kinds := map[string][]outcome{}
	for _, f := range y.faults {
		kinds[f.name] = append(kinds[f.name], f)
	}
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		var ready, caught time.Duration
		for _, f := range kinds[kind] {
			ready, caught = max(ready, f.ready), max(caught, f.caught)
		}
		fmt.Fprintf(&b, "\n\ttally of %s: %d, ready again within %s, caught up within %s", kind, len(kinds[kind]),
			ready.Round(10*time.Millisecond), caught.Round(10*time.Millisecond))
	}
	for _, kind := range slices.Sorted(maps.Keys(y.skipped)) {
		fmt.Fprintf(&b, "\n\tSKIP-FAULT %s: %s", kind, y.skipped[kind])
	}
	return b.String()
}
