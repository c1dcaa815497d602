package explain

import (
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// Explanation is how one article was read. All offsets count bytes of Text.
type Explanation struct {
	// Tagged is what was read, as Tag returns it.
	Tagged *taggingv1.TaggedArticle
	// Text is the stored text.
	Text string
	// Facts are the judgements on the article as a whole, each with its reason.
	Facts []Fact
	// Lines of the text in order, with what each one is.
	Lines []Line
	// Sentences in order; those of furniture are not cut.
	Sentences []Sentence
	// Initiatives that the article is linked to, in order of id.
	Initiatives []Initiative
}

// Fact is one judgement with its reason.
type Fact struct {
	// Name of what is judged, Value the judgement, Why the reason; Why may be empty.
	Name, Value, Why string
}

// Line is one line of the text.
type Line struct {
	// Start and End are its place.
	Start, End int
	// Kind says what it is: "paragraph", "heading", "furniture".
	Kind string
	// Cited is false for lines that are never read as evidence; Reason says why.
	Cited  bool
	Reason string
	// First and Last index the sentences that start in it, half-open.
	First, Last int
}

// Sentence is one sentence with everything that was found in it.
type Sentence struct {
	// Number counts from 1.
	Number int
	// Start and End are its place in bytes, StartRune and EndRune in runes.
	Start, End         int
	StartRune, EndRune int
	// Question is true for a question.
	Question bool
	// Words are the nodes of its tree; empty where it was not parsed.
	Words []Word
	// Marks are the things found in it, ordered by place; they may nest and overlap.
	Marks []Mark
	// Focus are the initiatives that it speaks of, closest first.
	Focus []Focus
	// Prospects says what the sentence as a whole tells of the prospects of what it
	// speaks of, and the strongest reasons; empty where it speaks of none.
	Prospects string
	// Voices are on whose word its parts rest, in text order; they tile it.
	Voices []Voice
	// Clauses in text order.
	Clauses []Clause
	// Propositions are what its predicates say, in text order.
	Propositions []Proposition
	// Claims drawn from it, in order of their numbers.
	Claims []Claim
	// Dropped are candidates that became no claim, in text order.
	Dropped []Drop
}

// Word is one node of a sentence's tree.
type Word struct {
	// Form is the word as parsed, Tag its part of speech, Relation how it
	// depends on its head.
	Form, Tag, Relation string
	// Head is the index of its head among the sentence's words, -1 for the root.
	Head int
}

// Category says what a mark is.
type Category string

// The categories.
const (
	// Actor: somebody; the value is the canonical id.
	Actor Category = "actor"
	// Linked: a mention of an initiative; the value is its id.
	Linked Category = "initiative"
	// Stance: words by which somebody takes a stance; the value is the stance.
	Stance Category = "stance"
	// Giving: words by which somebody gives or withholds; the value is the status.
	Giving Category = "commitment"
	// Cue: words that speak of a dimension; the value is the dimension with its direction.
	Cue Category = "dimension"
	// Rung: words that speak of a milestone; the value is the rung.
	Rung Category = "milestone"
	// Hinge: words that open or name a condition.
	Hinge Category = "condition"
	// Saying: verbs of saying and words for a kind of speaker.
	Saying Category = "speech"
	// Mode: hedges, negations, suppositions, tense.
	Mode Category = "modality"
	// Tone: words that are good or bad news, or turn other words round.
	Tone Category = "valence"
	// Figure: a quantity; the value is the reading.
	Figure Category = "figure"
	// Date: a date; the value is the day, month or year.
	Date Category = "date"
	// Quote: a quotation.
	Quote Category = "quote"
	// Other: any other word of the lexicon; the value names its kind.
	Other Category = "word"
)

// Mark is one thing found in a sentence.
type Mark struct {
	// Start and End are its place, clipped to the sentence.
	Start, End int
	// Category says what it is, Value what it was read as, Why how: all in words.
	Category   Category
	Value, Why string
}

// Focus ties a sentence to an initiative.
type Focus struct {
	// Initiative is its id, How says why the sentence is about it.
	Initiative, How string
}

// Voice is on whose word a run of words rests.
type Voice struct {
	// Start and End are its place.
	Start, End int
	// Form is "direct", "indirect", "mixed", or "author" for the author's own words.
	Form string
	// Speaker is the speaker as the text names it, Actor its canonical id,
	// Class the kind of speaker; each may be empty.
	Speaker, Actor, Class string
}

// Clause is a part of a sentence with its standing.
type Clause struct {
	// Start and End are its place.
	Start, End int
	// Kind is its relation to the sentence ("main", "condition"), Marker the
	// word that says so.
	Kind, Marker string
	// Certainty is "certain", "probable", "possible" or "unknown".
	Certainty string
	// Notes are what else was read: "future", "past", "hypothetical", "background".
	Notes []string
}

// Claim is one claim with its number in the article.
type Claim struct {
	*taggingv1.Claim
	// Number counts from 1 in text order over the whole article.
	Number int
	// Start and End are the place of its predicate.
	Start, End int
}

// Drop is a candidate that became no claim.
type Drop struct {
	// Start and End are the place of its predicate.
	Start, End int
	// Rule would have produced it, What is what it would have said, Reason why not.
	Rule, What, Reason string
}

// Initiative is what the article says of one initiative, and why.
type Initiative struct {
	// Tag is the summary as Tag returns it.
	Tag *taggingv1.InitiativeTag
	// Numbers of its claims by id.
	Numbers map[string]int
	// Weights are what the direction was derived from: "funding", helps 120, hurts 0.
	Weights []Weight
	// Why says how the direction follows from the weights.
	Why string
}

// Weight is what one thing adds to the direction, in thousandths.
type Weight struct {
	// Name is the dimension, or "headline".
	Name string
	// Helps and Hurts are at least 0.
	Helps, Hurts int64
}
