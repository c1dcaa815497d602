package claim

import (
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/lexicon"
	"github.com/barograph/barograph/services/nlp/internal/link"
	"github.com/barograph/barograph/services/nlp/internal/reading"
	"github.com/barograph/barograph/services/nlp/internal/text"
	"github.com/barograph/barograph/services/nlp/internal/valence"
)

// draft is a claim before the parts that all claims have in common.
type draft struct {
	initiative int
	actor      string
	kind, slot string
	claim      *taggingv1.Claim // body, dimension and impact are set
	token      int              // where the predicate stands
	negated    bool             // the claim itself is a denial
	inverted   bool             // its predicate is negated, and what it says turned round already
	rule       string
	confidence uint32
}

// reader drafts the claims of one article.
type reader struct {
	*reading.Article
	source    *articlev1.Article
	catalogue Catalogue
	drafts    []draft
	index     index
	trace     *Trace // nil where nobody asks why
	valence   *valence.Reader
	besides   map[int]map[string]bool // by initiative: who is named beside it
}

// add keeps a draft; the reach of the sentence lowers its confidence.
func (r *reader) add(d draft, f link.Focus) {
	if (d.kind == "position" || d.kind == "commitment") && d.actor == "" {
		r.drop(d.token, d.rule, "its actor is not known", d.kind)
		return // someone whom we do not know
	}
	if r.precedent(d.token, f) {
		r.drop(d.token, d.rule, "it is dated years back and does not mention the initiative", d.actor, d.kind)
		return
	}
	if d.kind == "dimension" && r.elsewhere(d.token, f) {
		r.drop(d.token, d.rule, "it tells of a scene in another country", d.slot)
		return
	}
	if d.kind == "commitment" && r.excluded(d.token, f.Initiative) {
		r.drop(d.token, d.rule, "the sentence sets it apart from the initiative", d.actor, d.kind)
		return
	}
	switch f.Reach {
	case link.Direct:
	case link.Paragraph:
		d.confidence = d.confidence * 85 / 100
	default:
		d.confidence = d.confidence * 65 / 100
	}
	d.initiative = f.Initiative
	r.keepDraft(d)
}

// citable reports whether a hit may give a claim: its sentence is about an
// initiative.
func (r *reader) citable(h lexicon.Hit) ([]link.Focus, *reading.Clause, bool) {
	focus := r.Focus(r.Doc.Tokens[h.Anchor].Sentence)
	if len(focus) == 0 {
		return nil, nil, false // and its sentence is not parsed for it
	}
	if !r.suits(h) {
		return nil, nil, false // a noun that looks like a verb, or the other way round
	}
	cl := r.ClauseOf(h.Anchor)
	return focus, cl, cl != nil
}

// each calls f for every hit of a kind.
func (r *reader) each(kind string, f func(h lexicon.Hit)) {
	for _, h := range r.Hits {
		if h.Entry.Kind == kind {
			f(h)
		}
	}
}

// actorsOf names the actors behind mention indices, without repeats.
func (r *reader) actorsOf(mentions []int) []string {
	var out []string
	seen := map[string]bool{}
	for _, i := range mentions {
		if id := r.Actors[i].ID; id != "" && !seen[id] {
			seen[id] = true
			out = append(out, id)
		}
	}
	return out
}

// announced reports whether a token stands in a heading or a caption. Those
// name a topic, mostly without a verb; what they announce the text below says.
func (r *reader) announced(token int) bool {
	switch r.Doc.Lines[r.Doc.Tokens[token].Line].Kind {
	case text.Heading, text.RepeatedTitle, text.Caption:
		return true
	}
	return false
}

// precedentYears is how long ago that lies which is told for comparison.
const precedentYears = 3

// precedent reports whether a passage that does not mention the initiative is
// dated years back: it recounts another undertaking.
func (r *reader) precedent(token int, f link.Focus) bool {
	if f.Reach == link.Direct || r.Published.IsZero() {
		return false
	}
	d, ok := r.DateAt(r.ClauseAt(token))
	return ok && d.Before(r.Published.AddDate(-precedentYears, 0, 0))
}

// mentionsBeside returns the mentions of initiatives in the sentence of a token.
func (r *reader) mentionsBeside(token int) []link.Mention {
	s := r.Doc.Tokens[token].Sentence
	if s < 0 {
		return nil
	}
	return r.MentionsFrom(r.Doc.Sentences[s].First, r.Doc.Sentences[s].Last)
}

// excluded reports whether the sentence sets what it tells apart from the
// initiative: "it is for the port, not for the force".
func (r *reader) excluded(token, initiative int) bool {
	for _, m := range r.mentionsBeside(token) {
		if m.Initiative != initiative || m.First < 2 {
			continue
		}
		before, preposition := r.Doc.Tokens[m.First-2], r.Doc.Tokens[m.First-1]
		if preposition.Is("for", "to", "of", "in", "with", "than") && before.Is("not", "instead", "rather") || preposition.Is("not") && before.Is(",", "and") {
			return true
		}
	}
	return false
}
