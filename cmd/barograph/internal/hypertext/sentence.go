package hypertext

import (
	"strings"

	"github.com/barograph/barograph/cmd/barograph/internal/render"
	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp"
)

// sentenceView is one sentence with its claims and what is behind its fold.
type sentenceView struct {
	Number    int
	ID        string
	Question  bool
	Pieces    []piece
	Prospects string // what it tells of the prospects as a whole
	Focus     []rowView
	Claims    []claimView
	Fold      string // what the fold holds, in words
	Marks     []rowView
	Voices    []rowView
	Clauses   []rowView
	Said      []saidView
	Dropped   []rowView
	Tree      *treeView
}

// rowView is one row of a table: words of the text, what they were read as, why.
type rowView struct {
	Class, Words, Value, Why string
}

// saidView is a proposition.
type saidView struct {
	Predicate string
	Facts     []string
}

// claimView is the card of a claim.
type claimView struct {
	refView
	Kind, Sign, Impact string // Impact is a class: helps, hurts, neither
	Actor, Stance      string // Stance is a class and a chip; empty for other kinds
	Text               string
	Conditions         []string
	Facts, Origin      []string
}

func newSentence(e *nlp.Explanation, s nlp.ExplainedSentence, article string) sentenceView {
	words := func(start, end int) string { return terminal.Clean(e.Text[start:end]) }
	v := sentenceView{Number: s.Number, Prospects: s.Prospects, ID: article + "s" + number(s.Number), Question: s.Question, Pieces: pieces(e.Text, s, article), Tree: newTree(s.Words)}
	for _, f := range s.Focus {
		v.Focus = append(v.Focus, rowView{Value: terminal.Clean(f.Initiative), Why: f.How})
	}
	for _, c := range s.Claims {
		v.Claims = append(v.Claims, newClaim(c, article))
	}
	for _, m := range s.Marks {
		v.Marks = append(v.Marks, rowView{string(m.Category), words(m.Start, m.End), terminal.Clean(m.Value), terminal.Clean(m.Why)})
	}
	for _, o := range s.Voices {
		if text := render.VoiceInWords(o); text != "" {
			v.Voices = append(v.Voices, rowView{Words: words(o.Start, o.End), Value: terminal.Clean(text)})
		}
	}
	for _, c := range s.Clauses {
		v.Clauses = append(v.Clauses, rowView{Words: words(c.Start, c.End), Value: render.ClauseInWords(c)})
	}
	for _, o := range s.Propositions {
		v.Said = append(v.Said, saidView{render.Predicate(e, o), render.PropositionFacts(e, o)})
	}
	for _, d := range s.Dropped {
		v.Dropped = append(v.Dropped, rowView{Words: words(d.Start, d.End), Value: terminal.Clean(d.What), Why: terminal.Clean(d.Reason), Class: d.Rule})
	}
	v.Fold = v.fold()
	return v
}

// fold says in words what a closed fold holds.
func (v sentenceView) fold() string {
	var parts []string
	for _, p := range []struct {
		n    int
		noun string
	}{{len(v.Marks), "mark"}, {len(v.Said), "proposition"}, {len(v.Clauses), "clause"}, {len(v.Voices), "voice"}} {
		if p.n > 0 {
			parts = append(parts, plural(p.n, p.noun))
		}
	}
	if n := len(v.Dropped); n > 0 {
		parts = append(parts, number(n)+" dropped")
	}
	if v.Tree != nil {
		parts = append(parts, "tree")
	}
	return strings.Join(parts, " · ")
}

func newClaim(c nlp.ExplainedClaim, article string) claimView {
	v := claimView{refView: newRef(article, c.Number), Kind: render.ClaimKind(c.Claim), Sign: "·", Impact: "neither", Facts: render.ClaimFacts(c.Claim), Origin: render.ClaimOrigin(c.Claim)}
	switch {
	case c.GetImpactMilli() > 0:
		v.Sign, v.Impact = "▲", "helps"
	case c.GetImpactMilli() < 0:
		v.Sign, v.Impact = "▼", "hurts"
	}
	if p := c.GetPosition(); p != nil {
		v.Actor = terminal.Clean(c.GetActor())
		v.Stance = strings.ToLower(strings.TrimPrefix(p.GetStance().String(), "STANCE_"))
		for _, k := range p.GetConditions() {
			v.Conditions = append(v.Conditions, conditionWords(k))
		}
		return v
	}
	v.Text = render.ClaimInWords(c.Claim)
	if k := c.GetCondition(); k != nil {
		v.Conditions = append(v.Conditions, conditionWords(k))
	}
	return v
}

// conditionWords names a condition with the words that state it.
func conditionWords(c *taggingv1.Condition) string {
	kind := strings.ToLower(strings.ReplaceAll(strings.TrimPrefix(c.GetKind().String(), "CONDITION_KIND_"), "_", " "))
	return kind + ": “" + terminal.Clean(c.GetEvidence().GetQuote()) + "”"
}
