package render

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/barograph/barograph/cmd/barograph/internal/journey"
	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
)

const (
	mostShown = 20  // articles of one piece of work that are listed
	mostLines = 200 // steps that are shown
)

// Journey is the way of an article through the services, oldest step first, and
// where it has got to.
func Journey(style terminal.Style, j journey.Journey) string {
	p := &page{Style: style}
	switch len(j.Articles) {
	case 0:
		p.line("%s", p.Bold("No article of "+terminal.Clean(j.ID)))
	case 1:
		p.line("%s", p.Bold("Article "+terminal.Clean(j.Articles[0].ID)))
	default:
		p.line("%s", p.Bold(fmt.Sprintf("%d articles of %s", len(j.Articles), terminal.Clean(j.ID))))
	}
	for _, ids := range []struct {
		name string
		of   func(journey.Step) string
	}{
		{"Correlation", func(s journey.Step) string { return s.Request }}, {"Trace", func(s journey.Step) string { return s.Trace }},
	} {
		if all := distinct(j.Steps, ids.of); len(all) > 0 {
			p.wrapped(ids.name+" ", strings.Join(all, ", "))
		}
	}
	p.line("")
	steps := worthy(j)
	for _, s := range steps[:min(len(steps), mostLines)] {
		p.step(s, j.Steps[0].Time, len(j.Articles) > 1)
	}
	if more := len(j.Steps) - min(len(steps), mostLines) + j.More; more > 0 {
		p.line("… and %s; ask for one article to see all of its own", plural(more, "step more", "steps more"))
	}
	p.line("")
	p.ends(j)
	return p.String()
}

// worthy are all steps of one article; of several, those that somebody may have to
// look after.
func worthy(j journey.Journey) []journey.Step {
	if len(j.Articles) < 2 {
		return j.Steps
	}
	done := map[string]bool{}
	for _, a := range j.Articles {
		done[a.ID] = a.State == journey.Complete
	}
	return slices.DeleteFunc(slices.Clone(j.Steps), func(s journey.Step) bool { return done[s.Article] || s.Step == journey.Assessed })
}

// distinct are the first few different values of the steps.
func distinct(steps []journey.Step, of func(journey.Step) string) []string {
	var all []string
	for _, s := range steps {
		value := terminal.Clean(of(s))
		if value == "" || slices.Contains(all, value) {
			continue
		}
		if len(all) == 3 {
			return append(all, "…")
		}
		all = append(all, value)
	}
	return all
}

func (p *page) step(s journey.Step, first time.Time, several bool) {
	since := ""
	if after := s.Time.Sub(first); after > 0 {
		since = "+" + elapsed(after)
	}
	lead := fmt.Sprintf("%s  %s  %s  ", s.Time.Format("2006-01-02 15:04:05.000"), terminal.Right(since, 8), terminal.Left(terminal.Clean(s.Service), 9))
	text := what(s)
	if several && s.Article != "" {
		text = terminal.Cut(terminal.Clean(s.Article), 8) + " " + text
	}
	p.wrapped(lead, text)
	if s.Error != "" {
		p.wrapped(strings.Repeat(" ", terminal.Width(lead)), terminal.Cut(terminal.Clean(s.Error), 400))
	}
}

// elapsed writes a duration to the millisecond where that matters.
func elapsed(d time.Duration) string {
	switch {
	case d < time.Second:
		return fmt.Sprintf("%d ms", d.Milliseconds())
	case d < 10*time.Second:
		return fmt.Sprintf("%.2f s", d.Seconds())
	case d < 10*time.Minute:
		return fmt.Sprintf("%.1f s", d.Seconds())
	}
	return d.Round(time.Second).String()
}

// what says in words what a step was.
func what(s journey.Step) string {
	took := ""
	if s.DurationMS > 0 {
		took = fmt.Sprintf(", took %.1f ms", s.DurationMS)
	}
	message := fmt.Sprintf("%s %d", terminal.Clean(s.Stream), s.Seq)
	switch s.Step {
	case journey.Accepted, journey.Revised:
		return fmt.Sprintf("accepted as revision %d of %s, stored as %s%s", s.Revision, from(s), message, took)
	case journey.Retracted:
		return fmt.Sprintf("withdrawn with revision %d, stored as %s%s", s.Revision, message, took)
	case journey.Unchanged:
		return fmt.Sprintf("nothing to store: revision %d has this text", s.Revision)
	case journey.Duplicate:
		return "not stored: article " + terminal.Clean(s.Other) + " has the same text"
	case journey.Refused:
		return terminal.Clean(strings.TrimSpace("not accepted: " + s.Code + " " + s.Place))
	case journey.Tagged:
		return tagging(s) + fmt.Sprintf("; written as LEDGER %d%s", s.LedgerSeq, took)
	case journey.Folded:
		return "taken into account: " + message + took
	case journey.Assessed:
		return fmt.Sprintf("assessment %d of %s published, ledger up to %d", s.Revision, terminal.Clean(s.Initiative), s.Seq)
	case journey.Retried:
		return fmt.Sprintf("failed: delivery %d of %s, again in %s", s.Deliveries, message, elapsed(time.Duration(s.RetryMS*float64(time.Millisecond))))
	case journey.DeadLetter:
		return fmt.Sprintf("given up: delivery %d of %s, reason %s; now a dead letter", s.Deliveries, message, terminal.Clean(s.Reason))
	}
	method := s.Method[strings.LastIndex(s.Method, "/")+1:]
	words := []string{s.Message, method, s.Code, s.Reason, s.Place}
	return terminal.Clean(strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "" }), " "))
}

func from(s journey.Step) string {
	if s.Feed != "" {
		return "feed " + terminal.Clean(s.Feed)
	}
	return terminal.Clean(s.Source)
}

// tagging says what was found.
func tagging(s journey.Step) string {
	verb := "tagged"
	if s.Stream == "REPLAYS" {
		verb = "tagged again"
	}
	if s.Language != "" {
		verb += " as " + terminal.Clean(s.Language)
	}
	claims := 0
	if s.Claims != nil {
		claims = *s.Claims
	}
	switch {
	case s.Reason != "":
		return "passed on unread (" + terminal.Clean(s.Reason) + ")"
	case claims == 0:
		return verb + ": no claims"
	}
	return fmt.Sprintf("%s: %s on %s", verb, plural(claims, "claim", "claims"), terminal.Clean(strings.Join(s.Names, ", ")))
}
