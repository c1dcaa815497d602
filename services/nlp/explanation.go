package nlp

import "github.com/barograph/barograph/services/nlp/internal/explain"

// What [Tagger.Explain] returns: how an article was read, for those who print it.
type (
	// Explanation is how one article was read.
	Explanation = explain.Explanation
	// ExplainedFact is one judgement on the article as a whole.
	ExplainedFact = explain.Fact
	// ExplainedLine is one line with what it is.
	ExplainedLine = explain.Line
	// ExplainedSentence is one sentence with everything that was found in it.
	ExplainedSentence = explain.Sentence
	// ExplainedWord is one node of a sentence's tree.
	ExplainedWord = explain.Word
	// ExplainedMark is one thing found in a sentence.
	ExplainedMark = explain.Mark
	// ExplainedCategory says what a mark is.
	ExplainedCategory = explain.Category
	// ExplainedFocus ties a sentence to an initiative.
	ExplainedFocus = explain.Focus
	// ExplainedVoice is on whose word a run of words rests.
	ExplainedVoice = explain.Voice
	// ExplainedClause is a part of a sentence with its standing.
	ExplainedClause = explain.Clause
	// ExplainedProposition is what one predicate says.
	ExplainedProposition = explain.Proposition
	// ExplainedArgument is a phrase of a proposition.
	ExplainedArgument = explain.Argument
	// ExplainedClaim is one claim with its number in the article.
	ExplainedClaim = explain.Claim
	// ExplainedDrop is a candidate that became no claim.
	ExplainedDrop = explain.Drop
	// ExplainedInitiative is what the article says of one initiative, and why.
	ExplainedInitiative = explain.Initiative
	// ExplainedWeight is what one thing adds to the direction.
	ExplainedWeight = explain.Weight
)

// The categories of marks.
const (
	MarkActor      = explain.Actor
	MarkInitiative = explain.Linked
	MarkStance     = explain.Stance
	MarkCommitment = explain.Giving
	MarkDimension  = explain.Cue
	MarkMilestone  = explain.Rung
	MarkCondition  = explain.Hinge
	MarkSpeech     = explain.Saying
	MarkModality   = explain.Mode
	MarkValence    = explain.Tone
	MarkFigure     = explain.Figure
	MarkDate       = explain.Date
	MarkQuote      = explain.Quote
	MarkOther      = explain.Other
)
