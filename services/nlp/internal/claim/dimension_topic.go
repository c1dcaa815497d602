package claim

import (
	"strings"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/lexicon"
	"github.com/barograph/barograph/services/nlp/internal/link"
	"github.com/barograph/barograph/services/nlp/internal/syntax"
	"github.com/barograph/barograph/services/nlp/internal/valence"
)

// topicClause is the rule of dimension evidence that is composed: a word for
// what a dimension is about, and how the clause goes in which it stands.
const topicClause = "dimension/topic"

// moody is the value of a topic of which to speak at all is good or bad news,
// where the clause says nothing else.
const moody = 400

// leastValence is the value below which a clause says nothing of its topic.
const leastValence = 200

// readTopics drafts dimension evidence from topics and the valence of the
// clauses in which they stand.
func (r *reader) readTopics() {
	r.each("topic", func(h lexicon.Hit) {
		focus, cl, ok := r.citable(h)
		switch {
		case !ok:
			r.drop(h.Anchor, topicClause, unfocused, h.Entry.Value)
			return
		case r.announced(h.Anchor):
			r.drop(h.Anchor, topicClause, heading, h.Entry.Value)
			return
		case r.Doc.Sentences[cl.Sentence].Question:
			r.drop(h.Anchor, topicClause, "a question asserts nothing", h.Entry.Value)
			return
		case r.named(h.First, h.Last):
			r.drop(h.Anchor, topicClause, "it is a part of a name", h.Entry.Value)
			return
		}
		if why := r.otherwise(h); why != "" {
			r.drop(h.Anchor, topicClause, why, h.Entry.Value)
			return
		}
		v := r.topicValue(h)
		for _, f := range focus {
			r.topic(h, f, v)
		}
	})
}

// central reports whether a token's phrase is subject or object of its clause,
// or what such a phrase is about: "the end of the war".
func (r *reader) central(token int) bool {
	tree := r.Tree(r.Doc.Tokens[token].Sentence)
	if tree == nil {
		return true
	}
	for w := tree.WordOf(token); w >= 0; w = tree.Words[w].Head {
		switch tree.Words[w].Relation.Base() {
		case syntax.Nsubj, syntax.Obj:
			return true
		case syntax.Nmod, syntax.Conj, syntax.Acl, syntax.Flat:
		default:
			return tree.Words[w].Head < 0
		}
	}
	return false
}

// named reports whether tokens [first, last) lie in a mention of an initiative:
// what it is called tells nothing of how it fares.
func (r *reader) named(first, last int) bool {
	for _, m := range r.MentionsOver(first, last) {
		if m.First <= first && last <= m.Last {
			return true
		}
	}
	return false
}

// topicValue is what the clause of a topic says, coloured by the topic's mood;
// 0 where it says nothing, and where it is only wished for, asked or supposed.
// What goes wrong counts more: it is said once, what goes well is repeated.
func (r *reader) topicValue(h lexicon.Hit) valence.Value {
	v := r.inPhrase(h, r.valence.Around(h.Anchor))
	denied, _ := r.Polarity(h.Anchor)
	switch mood := h.Entry.Attrs["mood"]; {
	case mood == "bad" && v.Milli <= 0 && denied && r.verbal(h.Anchor):
		v.Milli = 0 // who has not threatened has not threatened
	case mood == "good" && v.Milli < 0 && v.Milli > -moody && !denied:
		v.Milli = 0 // "on track for the late summer"
	case mood == "bad" && v.Milli <= moody && !denied && r.valence.Lessened(h.Anchor):
		v.Milli = moody // "reducing further bloodshed"
	case mood == "bad" && v.Milli <= 0:
		v.Milli = min(v.Milli, -moody)
	case mood == "good" && v.Milli == 0:
		v.Milli = moody
	case mood == "" && v.Milli < 0:
		v.Milli = max(-valence.Most, v.Milli*3/2)
	}
	switch {
	case v.Milli < 0 && h.Entry.Attrs["mood"] == "bad" && r.unlikely(h):
		v.Milli = moody
	case v.Milli > 0 && (r.lacking(h.Anchor) || r.missing(h.Anchor) || r.needed(h.Anchor) || within(r.scopes(r.Doc.Tokens[h.Anchor].Sentence), h.Anchor)):
		v.Milli = 0 // it is missing, needed, or what all hangs on
	case v.Milli > 0 && h.Entry.Value == "legal_mandate" && r.sought(h.Anchor):
		v.Milli = 0 // a mandate that is sought is not there
	case v.Milli > 0 && h.Entry.Attrs["mood"] == "bad" && !r.central(h.Anchor):
		v.Milli = 0 // trouble beside good news is no good news
	case v.Milli > 0 && !r.Own() && r.infinitive(r.verbOver(h.Anchor)):
		v.Milli /= 2 // what is to be done is not done yet
	}
	if v.Milli < 0 && h.Entry.Attrs["mood"] == "" && r.inAwaited(h.Anchor) {
		v.Milli = 0 // "a vote before any soldier leaves"
	}
	s := r.Standing(h.Anchor)
	if v.Milli < leastValence && v.Milli > -leastValence || s.Wished || s.Obliged || s.Hypothetical || s.Conditional || s.Purpose {
		v.Milli = 0
	}
	return v
}

// topic drafts the evidence of one topic on one initiative.
func (r *reader) topic(h lexicon.Hit, f link.Focus, v valence.Value) {
	if f.Reach == link.Carried && !r.Links.IsCentral(f.Initiative) {
		r.drop(h.Anchor, topicClause, distant, h.Entry.Value, "of", r.catalogue[f.Initiative].id)
		return
	}
	name := r.dimensionOfTopic(h)
	if r.opposed(h.Anchor, f.Initiative) {
		name, v.Milli = adversaryReaction, min(v.Milli, 0) // what opponents do well is no good news
	}
	if v.Milli != 0 && r.crossed(h.Anchor, f.Initiative, dimensionNamed(name), v.Milli > 0) {
		r.drop(h.Anchor, topicClause, "a phrase in the same clause says the opposite", name)
		return
	}
	direction := "raises"
	switch {
	case v.Milli < 0:
		direction = "lowers"
	case v.Milli == 0:
		direction = "open"
	}
	r.add(draft{
		kind: "dimension", slot: name + "/" + direction, token: h.Anchor, rule: topicClause, confidence: 450,
		claim: &taggingv1.Claim{
			Body:        &taggingv1.Claim_DimensionEvidence{DimensionEvidence: &taggingv1.DimensionEvidence{Cue: strings.Join(strings.Fields(r.Doc.Text(r.Doc.SpanOf(h.First, h.Last))), " ")}},
			Dimension:   dimensionNamed(name),
			ImpactMilli: int32(v.Milli), // at most valence.Most
		},
	}, f)
}

// crossed reports whether a cue in the clause of a token says the opposite of
// the same dimension: cues are read word by word, topics by their surroundings.
func (r *reader) crossed(token, initiative int, dimension taggingv1.Dimension, raises bool) bool {
	for d := range r.draftsIn(r.Doc.Tokens[token].Sentence) {
		if d.rule == dimensionCue && d.initiative == initiative && d.claim.GetDimension() == dimension &&
			(d.claim.GetImpactMilli() > 0) != raises && r.ClauseAt(d.token) == r.ClauseAt(token) {
			return true
		}
	}
	return false
}

// adversaryReaction is the dimension of what opponents do.
const adversaryReaction = "adversary_reaction"

// opposed reports whether what the clause of a token tells is done by those at
// whom the initiative is aimed, and by nobody else.
func (r *reader) opposed(token, initiative int) bool {
	who := r.Doers(r.verbOver(token)).Actors
	for _, i := range who {
		if !r.catalogue[initiative].adversary(r.Actors[i].ID) {
			return false
		}
	}
	return len(who) > 0
}

// verbOver is the verb of which a token's phrase is an argument, or the token.
func (r *reader) verbOver(token int) int {
	tree := r.Tree(r.Doc.Tokens[token].Sentence)
	if tree == nil {
		return token
	}
	for w := tree.WordOf(token); w >= 0; w = tree.Words[w].Head {
		if tree.Words[w].POS == syntax.VERB {
			return tree.Words[w].Token
		}
	}
	return token
}

func dimensionNamed(id string) taggingv1.Dimension {
	return taggingv1.Dimension(taggingv1.Dimension_value["DIMENSION_"+strings.ToUpper(id)])
}
