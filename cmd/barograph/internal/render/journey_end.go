package render

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/barograph/barograph/cmd/barograph/internal/journey"
	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
)

// ends says where the articles have got to: those first that somebody may have
// to look after.
func (p *page) ends(j journey.Journey) {
	switch len(j.Articles) {
	case 0:
		if slices.ContainsFunc(j.Steps, func(s journey.Step) bool { return s.Step == journey.Refused }) {
			p.line("%s: ingest did not accept it.", p.Bold("Stopped"))
		} else {
			p.line("These lines name no article.")
		}
		return
	case 1:
		p.wrapped("", p.end(j, j.Articles[0]))
		return
	}
	order := []string{journey.Stopped, journey.Retrying, journey.Waiting, journey.Uncertain, journey.Nothing, journey.Complete}
	count := map[string]int{}
	for _, a := range j.Articles {
		count[a.State]++
	}
	var words []string
	for _, state := range order {
		if count[state] > 0 {
			words = append(words, fmt.Sprintf("%d %s", count[state], state))
		}
	}
	p.line("%s", strings.Join(words, ", "))
	open := slices.DeleteFunc(slices.Clone(j.Articles), func(a journey.Article) bool { return a.State == journey.Complete })
	slices.SortStableFunc(open, func(a, b journey.Article) int {
		return cmp.Compare(slices.Index(order, a.State), slices.Index(order, b.State))
	})
	for i, a := range open {
		if i == mostShown {
			p.line("… and %d more", len(open)-i)
			return
		}
		p.wrapped(terminal.Clean(a.ID)+" ", p.end(j, a))
	}
}

// end says where one article has got to, and what to do.
func (p *page) end(j journey.Journey, a journey.Article) string {
	switch a.State {
	case journey.Complete:
		return complete(a)
	case journey.Waiting:
		return p.Bold("Waiting for "+a.Next) + fmt.Sprintf(": no line says that it handled %s %d. %s", terminal.Clean(a.Stream), a.Seq, behind(j, a))
	case journey.Retrying:
		return p.Bold("Retrying") + ": " + terminal.Clean(a.Next) + " gets the message again by itself."
	case journey.Stopped:
		return p.Bold("Stopped") + ": " + stopped(a.Step)
	case journey.Nothing:
		if a.Step.Step == journey.Duplicate {
			return "Ended at the entrance: article " + terminal.Clean(a.Step.Other) + " stands for it; look for that one."
		}
		return "Ended at the entrance: the text was stored before. Older lines tell of it."
	}
	return "These lines do not tell how it came in, nor what became of it."
}

func complete(a journey.Article) string {
	text := "Through all services"
	if a.TookMS > 0 {
		text += " in " + elapsed(time.Duration(a.TookMS)*time.Millisecond)
	}
	if a.Published == 0 {
		return text + "; no assessment changed."
	}
	return text + fmt.Sprintf("; %s published.", plural(a.Published, "assessment", "assessments"))
}

// behind compares what is waited for with what the lines say of the others.
func behind(j journey.Journey, a journey.Article) string {
	reached, known := j.Reached[a.Stream]
	switch {
	case j.Lines[a.Next] == 0:
		return "None of the lines is of " + a.Next + "."
	case !known:
		return "None of the lines says that " + a.Next + " handled anything."
	case reached < a.Seq:
		return fmt.Sprintf("It had got to %d: it is behind, or stands still.", reached)
	}
	return fmt.Sprintf("It had got to %d: lines lack, or the message will come again.", reached)
}

// stopped says why, and what can be done.
func stopped(s *journey.Step) string {
	if s.Step == journey.Refused {
		return "ingest did not accept it."
	}
	list := "barograph deadletter list"
	// What somebody may copy into a shell is made of words that are ours.
	if slices.Contains([]string{"ingest", "nlp", "aggregate"}, s.Service) && slices.Contains([]string{"ARTICLES", "REPLAYS", "LEDGER"}, s.Stream) {
		list += " --service " + s.Service + " --stream " + s.Stream
	}
	return fmt.Sprintf("%s gave it up (%s). `%s` shows it; `barograph deadletter redrive` sends it again.", terminal.Clean(s.Service), terminal.Clean(s.Reason), list)
}
