package backtest

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/barograph/barograph/cmd/barograph/internal/render"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
)

// Cause is what one term did to a move: an article says much that bears on one
// dimension, and no single passage of it tells how the dimension moved.
type Cause struct {
	// Term names it: "host consent", "rung pledged", "time pressure".
	Term string
	// Points of the probability, all of its rows together.
	Points float64
	// Rows of the change that point its way, strongest first.
	Rows []*assessmentv1.Change
	// Pieces is how many rows it has for and against.
	Pieces int
}

// causesOf sums a change by term and parts the terms in those that point the way
// of a move and those that point against it, each strongest first.
func causesOf(change *assessmentv1.ExplainAssessmentResponse, way float64) (with, against []Cause) {
	at := map[string]int{}
	var all []Cause
	for _, row := range change.GetChanges() {
		term := render.TermOf(row)
		if _, ok := at[term]; !ok {
			at[term] = len(all)
			all = append(all, Cause{Term: term})
		}
		cause := &all[at[term]]
		cause.Points += row.GetPoints()
		cause.Pieces++
	}
	for _, row := range change.GetChanges() { // strongest first
		if cause := &all[at[render.TermOf(row)]]; row.GetPoints()*cause.Points > 0 {
			cause.Rows = append(cause.Rows, row)
		}
	}
	slices.SortStableFunc(all, func(a, b Cause) int { return cmp.Compare(math.Abs(b.Points), math.Abs(a.Points)) })
	for _, cause := range all {
		switch {
		case cause.Points*way > 0:
			with = append(with, cause)
		case cause.Points*way < 0:
			against = append(against, cause)
		}
	}
	return with, against
}

// told is a cause in words: its strongest piece with what it did, its passage and
// its source, and before it the term with its points where others made most of them.
type told struct {
	// Points are those of the cause where What does not have them: "+3 ".
	Points string
	// What is "added: funding", or "host consent +10 from 7 pieces, the strongest +5
	// added: ISR supports".
	What          string
	Quote, Source string
}

func (s *Series) told(move Move, cause Cause) told {
	row := cause.Rows[0]
	reason := s.reason(move, row)
	t := told{Points: render.Points(cause.Points) + " ", What: reason.What, Quote: reason.Quote, Source: reason.Source}
	if by := render.Points(row.GetPoints()); by != render.Points(cause.Points) {
		t.Points, t.What = "", fmt.Sprintf("%s %s from %d pieces, the strongest %s %s",
			cause.Term, render.Points(cause.Points), cause.Pieces, by, within(reason.What, cause.Term))
	}
	return t
}

// within leaves out of a reason the term that has been named.
func within(what, term string) string {
	kind, rest, ok := strings.Cut(what, ": "+term)
	if !ok {
		return what
	}
	rest = strings.TrimLeft(rest, " ·")
	if rest == "" {
		return kind
	}
	return kind + ": " + rest
}
