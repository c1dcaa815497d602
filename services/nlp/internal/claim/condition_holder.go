package claim

import (
	"github.com/barograph/barograph/services/nlp/internal/actor"
	"github.com/barograph/barograph/services/nlp/internal/reading"
)

// party finds those whose part the predicate tells of that hangs on a scope:
// who does it, who does what governs it, else who speaks, else those of whose
// position the sentence before tells where this one takes it up ("That depends on ...").
func (r *reader) party(sc scope) bond {
	b := bond{scope: sc, token: sc.cue}
	if sc.governs >= 0 {
		b.token = sc.governs
	}
	for t, n := b.token, 0; t >= 0 && n < 5; n++ {
		p, ok := r.PropositionAt(t)
		if !ok {
			break
		}
		if p.Head >= sc.first && p.Head < sc.last && p.Head != sc.cue {
			t = p.Governor // a conjunction stands in the clause that it opens
			if t >= 0 && b.token == sc.cue {
				b.token = t
			}
			continue
		}
		if b.who = r.parties(p.Subject.Actors); len(b.who) > 0 {
			b.known = true
			if sc.governs < 0 && !p.Noun {
				b.token = p.Head
			}
			return b
		}
		if b.who = r.possessors(p); len(b.who) > 0 {
			b.known = true
			return b
		}
		b.known = b.known || p.Subject.Known && n == 0
		if p.Governor >= 0 && len(r.HitsIn("speech", p.Governor, p.Governor+1)) > 0 {
			break
		}
		t = p.Governor
	}
	if b.who = r.regarded(r.Doc.Tokens[sc.cue].Sentence); len(b.who) > 0 {
		b.known = true
		return b
	}
	if v := r.VoiceAt(b.token); v.Speaker >= 0 {
		b.who, b.known, b.voiced = r.parties([]int{v.Speaker}), true, true
		return b
	}
	if s := r.Doc.Tokens[sc.cue].Sentence; sc.sure && !r.supposes(sc) || r.Doc.Tokens[r.Doc.Sentences[s].First].Is("that", "this", "it", "but", "first", "all", "without") {
		b.who = r.takenUp(s)
	}
	return b
}

// possessors are those to whom belongs what a predicate is said of: "Chad's
// part depends on ...", "Chad's condition is ...".
func (r *reader) possessors(p reading.Proposition) []int {
	c := r.Clauses[r.ClauseAt(p.Head)]
	for _, i := range r.ActorsIn(max(c.First, p.First-8), p.First) {
		if m := r.Actors[i]; m.Possessive && m.ID != "" && len(r.HitsIn("part", m.Last, p.First)) > 0 && !r.VerbIn(m.Last, p.First) {
			return []int{i}
		}
	}
	return nil
}

// regarded is the actor for whom a sentence says that all the rest holds: "For
// Chad, much depends on ...".
func (r *reader) regarded(s int) []int {
	first := r.Doc.Sentences[s].First
	if !r.Doc.Tokens[first].Is("for", "to") {
		return nil
	}
	for _, i := range r.ActorsIn(first+1, first+3) {
		if m := r.Actors[i]; m.Last < len(r.Doc.Tokens) && r.Doc.Tokens[m.Last].Is(",") {
			return r.parties([]int{i})
		}
	}
	return nil
}

// takenUp is the one actor whose position the sentence before tells in the
// same paragraph, else the one who speaks it.
func (r *reader) takenUp(s int) []int {
	if s == 0 || r.Doc.Tokens[r.Doc.Sentences[s].First].Line != r.Doc.Tokens[r.Doc.Sentences[s-1].First].Line {
		return nil
	}
	var who []int
	id := ""
	for d := range r.draftsIn(s - 1) {
		if d.kind != "position" || d.confidence < 300 || d.actor == id {
			continue
		}
		if id != "" {
			return nil
		}
		id = d.actor
	}
	for _, i := range r.ActorsIn(r.Doc.Sentences[s-1].First, r.Doc.Sentences[s-1].Last) {
		if r.Actors[i].ID == id && len(who) == 0 && id != "" {
			who = append(who, i)
		}
	}
	if v := r.VoiceAt(r.Doc.Sentences[s-1].First); id == "" && v.Speaker >= 0 {
		return r.parties([]int{v.Speaker})
	}
	return who
}

// parties are those of the mentions that can take part in something.
func (r *reader) parties(mentions []int) []int {
	var out []int
	for _, i := range mentions {
		if m := r.Actors[i]; m.ID != "" && m.Kind != actor.Demonym {
			out = append(out, i)
		}
	}
	return out
}
