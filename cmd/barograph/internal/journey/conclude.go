package journey

import "slices"

// seen is what the steps of one article say.
type seen struct {
	entry   *Step // newest that stored something
	known   *Step // newest that had nothing to store
	refused *Step
	tagged  *Step // newest tagging
	folded  *Step // its fold
	trouble *Step // newest retry or dead letter
}

// conclude says where the article has got to. The clocks of several machines
// differ, so what belongs together is found by sequences and not by times. alone
// says that steps without an article are about it, too.
func (a *Article) conclude(steps []Step, alone bool) {
	var s seen
	for i := range steps {
		step := &steps[i]
		if step.Article == a.ID || alone && step.Article == "" {
			s.note(step)
		}
	}
	for i := range steps {
		if step := &steps[i]; s.tagged != nil && step.Step == Folded && step.Seq == s.tagged.LedgerSeq {
			s.folded = step
		}
	}
	a.Published = 0
	for _, step := range steps {
		if step.Step == Assessed && slices.Contains(step.Articles, a.ID) {
			a.Published++
		}
	}
	a.decide(s)
}

func (s *seen) note(step *Step) {
	switch step.Step {
	case Accepted, Revised, Retracted:
		if s.entry == nil || step.Seq >= s.entry.Seq {
			s.entry = step
		}
	case Unchanged, Duplicate:
		s.known = step
	case Refused:
		s.refused = step
	case Tagged:
		if s.tagged == nil || step.LedgerSeq >= s.tagged.LedgerSeq {
			s.tagged = step
		}
	case Retried, DeadLetter:
		s.trouble = step
	}
}

// decide says where it has got to by what was seen.
func (a *Article) decide(s seen) {
	behind := s.entry != nil && (s.tagged == nil || s.tagged.Revision < s.entry.Revision ||
		s.tagged.Stream == s.entry.Stream && s.tagged.Seq < s.entry.Seq)
	switch {
	case s.trouble != nil && s.troubled(behind):
		a.State, a.Step, a.Next = Stopped, s.trouble, ""
		if s.trouble.Step == Retried {
			a.State, a.Next = Retrying, s.trouble.Service
		}
	case behind:
		a.State, a.Next, a.Step, a.Stream, a.Seq = Waiting, "nlp", s.entry, s.entry.Stream, s.entry.Seq
	case s.tagged != nil && s.folded == nil:
		a.State, a.Next, a.Step, a.Stream, a.Seq = Waiting, "aggregate", s.tagged, "LEDGER", s.tagged.LedgerSeq
	case s.tagged != nil:
		a.State, a.Step = Complete, s.folded
		if s.entry != nil && s.tagged.Stream == s.entry.Stream {
			a.TookMS = s.folded.Time.Sub(s.entry.Time).Milliseconds()
		}
	case s.refused != nil:
		a.State, a.Step = Stopped, s.refused
	case s.known != nil:
		a.State, a.Step = Nothing, s.known
	default:
		a.State = Uncertain
	}
}

// troubled says whether a retry or a dead letter is how the matter stands: it is
// not when what it was about went through since.
func (s *seen) troubled(behind bool) bool {
	switch s.trouble.Stream {
	case "LEDGER":
		return s.folded == nil
	case "REPLAYS":
		return s.tagged == nil || s.tagged.Time.Before(s.trouble.Time)
	}
	return behind || s.tagged == nil || s.tagged.Stream == s.trouble.Stream && s.tagged.Seq < s.trouble.Seq
}
