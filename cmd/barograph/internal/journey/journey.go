package journey

import (
	"slices"
	"time"
)

// States of an article, as far as the lines tell.
const (
	Complete  = "complete"  // aggregate has taken the newest tagging into account
	Waiting   = "waiting"   // the next service has no line about it
	Retrying  = "retrying"  // a message comes again later
	Stopped   = "stopped"   // given up, or refused
	Nothing   = "nothing"   // there was nothing to do: known already
	Uncertain = "uncertain" // lines lack
)

// Journey is the way of one article, or of all articles of one piece of work.
type Journey struct {
	// ID is what was asked for.
	ID string `json:"id"`
	// Articles are whom it is about, with where each has got to.
	Articles []Article `json:"articles"`
	// Steps are what happened, in order of time.
	Steps []Step `json:"steps"`
	// More is how many steps were left out for their number.
	More int `json:"more_steps,omitempty"`
	// Lines is how many lines were read, by service.
	Lines map[string]int `json:"lines_read"`
	// Skipped is how many lines were none of ours.
	Skipped int `json:"lines_skipped"`
	// Forgotten is how many lines were dropped before all was read, so that one
	// that belongs here may be among them. It counts only what is read once.
	Forgotten int `json:"-"`
	// From and To are the times of the first and last line that was read.
	From time.Time `json:"from"`
	To   time.Time `json:"to"`
	// Reached is the last sequence of each stream that a line says was handled.
	Reached map[string]uint64 `json:"reached"`
}

// Article is one article, and where it has got to.
type Article struct {
	ID    string `json:"article_id"`
	State string `json:"state"`
	// Next is the service that has to act next, "" where none has.
	Next string `json:"next,omitempty"`
	// Stream and Seq are the message that it hangs on.
	Stream string `json:"stream,omitempty"`
	Seq    uint64 `json:"stream_seq,omitempty"`
	// Step is the step that decides.
	Step *Step `json:"step,omitempty"`
	// Published is how many assessments took it into account.
	Published int `json:"assessments_published"`
	// TookMS is how long it took from the entrance into the ledger's fold, in
	// milliseconds; 0 while that is not known.
	TookMS int64 `json:"took_ms,omitempty"`
}

// mostServices bounds the services and streams that lines may name.
const mostServices = 32

// count notes what was read.
func (j *Journey) count(l Line) {
	if _, known := j.Lines[l.Service]; known || len(j.Lines) < mostServices {
		j.Lines[l.Service]++
	}
	if j.From.IsZero() || l.Time.Before(j.From) {
		j.From = l.Time.UTC()
	}
	if l.Time.After(j.To) {
		j.To = l.Time.UTC()
	}
	if _, known := j.Reached[l.Stream]; l.Msg == msgHandled && l.Outcome == "ack" && (known || len(j.Reached) < mostServices) {
		j.Reached[l.Stream] = max(j.Reached[l.Stream], l.StreamSeq)
	}
}

func (j *Journey) add(s Step) {
	if len(j.Steps) >= mostSteps {
		j.More++
		return
	}
	j.Steps = append(j.Steps, s)
}

// conclude says where each article has got to.
func (j *Journey) conclude() {
	j.Articles = []Article{}
	for _, s := range j.Steps {
		if s.Article != "" && !slices.ContainsFunc(j.Articles, func(a Article) bool { return a.ID == s.Article }) {
			j.Articles = append(j.Articles, Article{ID: s.Article})
		}
	}
	for i := range j.Articles {
		j.Articles[i].conclude(j.Steps, len(j.Articles) == 1)
	}
}
