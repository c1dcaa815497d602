// Package readingtest makes explanations for the tests of those who print them:
// built by hand, so that what they look like does not change with the engine.
// Only tests import it.
package readingtest

import (
	"strings"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp"
)

const body = `Share this
Norway may send 200 soldiers to the Harbour Watch if "parliament and the king agree", its minister said.
Will it be enough?
`

const first = `Norway may send 200 soldiers to the Harbour Watch if "parliament and the king agree", its minister said.`

// Explanation is an invented article with everything that can be found in one:
// furniture, a question, nested and crossing marks, claims, drops, a tree.
func Explanation() *nlp.Explanation {
	claims := claims()
	return &nlp.Explanation{
		Text: body,
		Tagged: &taggingv1.TaggedArticle{
			ArticleId: "harbour-1", Title: "Norway weighs a mission", EngineVersion: "rules/0", Claims: claims, Url: "https://wire.example/1",
		},
		Facts: []nlp.ExplainedFact{
			{Name: "language", Value: "en", Why: "share of common words"},
			{Name: "kind", Value: "news"},
			{Name: "hedged", Value: "50%", Why: "share of the 2 sentences with a hedge"},
		},
		Lines: []nlp.ExplainedLine{
			{Start: 0, End: 10, Kind: "furniture", Reason: "what the page puts around the text"},
			line(first, "paragraph", 0), line("Will it be enough?", "bullet", 1),
		},
		Sentences:   []nlp.ExplainedSentence{sentence(claims), {Number: 2, Start: at("Will it"), End: len(body) - 1, Question: true}},
		Initiatives: []nlp.ExplainedInitiative{summary()},
	}
}

// at is where words start in the text; ends is where they end.
func at(words string) int   { return strings.Index(body, words) }
func ends(words string) int { return at(words) + len(words) }

func line(words, kind string, n int) nlp.ExplainedLine {
	return nlp.ExplainedLine{Start: at(words), End: ends(words), Kind: kind, Cited: true, First: n, Last: n + 1}
}

func mark(words string, c nlp.ExplainedCategory, value, why string) nlp.ExplainedMark {
	return nlp.ExplainedMark{Start: at(words), End: ends(words), Category: c, Value: value, Why: why}
}

func claims() []*taggingv1.Claim {
	quote := &taggingv1.Evidence{Quote: first}
	condition := &taggingv1.Condition{Kind: taggingv1.ConditionKind_CONDITION_KIND_PARLIAMENT, Evidence: &taggingv1.Evidence{Quote: "if parliament agrees"}}
	says := &taggingv1.Attribution{
		Chain: []string{"AUTHOR", "NOR"}, Form: taggingv1.AttributionForm_ATTRIBUTION_FORM_INDIRECT, SpeakerClass: taggingv1.SpeakerClass_SPEAKER_CLASS_NAMED_OFFICIAL,
	}
	return []*taggingv1.Claim{
		{
			Id: "aa", InitiativeId: "harbour-watch", Actor: "NOR", ImpactMilli: 333, ConfidenceMilli: 700, Rule: "position/predicate", Evidence: quote, Attribution: says,
			Dimension: taggingv1.Dimension_DIMENSION_DIPLOMATIC_SUPPORT, Factuality: taggingv1.Factuality_FACTUALITY_POSSIBLE, Tense: taggingv1.Tense_TENSE_FUTURE,
			Body: &taggingv1.Claim_Position{Position: &taggingv1.Position{Stance: taggingv1.Stance_STANCE_OPEN, Conditions: []*taggingv1.Condition{condition}}},
		},
		{
			Id: "bb", InitiativeId: "harbour-watch", Actor: "NOR", ImpactMilli: -150, ConfidenceMilli: 450, Rule: "condition/cue", Evidence: quote, Attribution: says,
			Dimension: taggingv1.Dimension_DIMENSION_DOMESTIC_POLITICS, Factuality: taggingv1.Factuality_FACTUALITY_UNKNOWN, Tense: taggingv1.Tense_TENSE_HYPOTHETICAL,
			Body: &taggingv1.Claim_Condition{Condition: condition}, Background: true,
		},
	}
}

func sentence(claims []*taggingv1.Claim) nlp.ExplainedSentence {
	return nlp.ExplainedSentence{
		Number: 1, Start: at(first), End: ends(first),
		Marks: []nlp.ExplainedMark{
			mark("Norway", nlp.MarkActor, "NOR", "state"),
			mark("may", nlp.MarkModality, "possible", "matches “may”"),
			mark("send 200 soldiers", nlp.MarkCommitment, "pledged", "matches “{send} .. @troops”"),
			mark("200 soldiers to", nlp.MarkFigure, "200 personnel", ""),
			mark("the Harbour Watch", nlp.MarkInitiative, "harbour-watch", "its name"),
			mark("if \"parliament and the king", nlp.MarkCondition, "opens a condition", "matches “if”"),
			mark("\"parliament and the king agree\"", nlp.MarkQuote, "", "5 words"),
			mark("agree", nlp.MarkDimension, "diplomatic support raises", "matches “{agree}”"),
			mark("said", nlp.MarkSpeech, "says", "matches “{say}”"),
		},
		Focus:  []nlp.ExplainedFocus{{Initiative: "harbour-watch", How: "mentioned here"}},
		Voices: []nlp.ExplainedVoice{{Start: at(first), End: ends(first), Form: "indirect", Speaker: "its minister", Actor: "NOR", Class: "named official"}},
		Clauses: []nlp.ExplainedClause{
			{Start: at(first), End: ends("Harbour Watch"), Kind: "main", Certainty: "possible", Notes: []string{"future"}},
			{Start: at("if"), End: ends(first), Kind: "condition", Marker: "if", Certainty: "unknown"},
		},
		Propositions: []nlp.ExplainedProposition{{
			Start: at("may send"), End: ends("may send"), Subject: "NOR", SubjectWhy: "subject of send", Factuality: "PS+", Notes: []string{"future"},
			Why: "hedged by may", Chain: []nlp.ExplainedFact{{Name: "AUTHOR", Value: "Uu"}, {Name: "NOR", Value: "PS+", Why: "named official"}},
			Arguments:  []nlp.ExplainedArgument{{Start: at("200 soldiers"), End: ends("200 soldiers"), Relation: "obj"}},
			Conditions: []nlp.ExplainedArgument{{Start: at("if"), End: ends("agree\""), Relation: "if"}},
		}},
		Words: []nlp.ExplainedWord{
			{Form: "Norway", Tag: "NNP", Relation: "nsubj", Head: 2}, {Form: "may", Tag: "MD", Relation: "aux", Head: 2},
			{Form: "send", Tag: "VB", Relation: "root", Head: -1}, {Form: "soldiers", Tag: "NNS", Relation: "obj", Head: 2},
		},
		Claims: []nlp.ExplainedClaim{
			{Claim: claims[0], Number: 1, Start: at("send"), End: ends("send")}, {Claim: claims[1], Number: 2, Start: at("if"), End: ends("if")},
		},
		Dropped: []nlp.ExplainedDrop{{Start: at("agree"), End: ends("agree"), Rule: "dimension/cue", What: "diplomatic support", Reason: "it is only supposed"}},
	}
}

func summary() nlp.ExplainedInitiative {
	return nlp.ExplainedInitiative{
		Numbers: map[string]int{"aa": 1, "bb": 2},
		Weights: []nlp.ExplainedWeight{{Name: "diplomatic support", Helps: 150, Hurts: 0}, {Name: "domestic politics", Hurts: 40}},
		Why:     "helps 150, hurts 40: one side has more than 1.5 times the other",
		Tag: &taggingv1.InitiativeTag{
			InitiativeId: "harbour-watch", Central: true, Direction: taggingv1.Direction_DIRECTION_ADVANCING,
			Positions:   []*taggingv1.PositionFinding{{Actor: "NOR", Stance: taggingv1.Stance_STANCE_OPEN, ClaimIds: []string{"aa"}}},
			Commitments: []*taggingv1.CommitmentFinding{{Actor: "NOR", Kind: taggingv1.CommitmentKind_COMMITMENT_KIND_TROOPS, Status: taggingv1.CommitmentStatus_COMMITMENT_STATUS_DECLINED}},
			Dimensions:  []*taggingv1.DimensionFinding{{Dimension: taggingv1.Dimension_DIMENSION_DIPLOMATIC_SUPPORT, Impact: taggingv1.Impact_IMPACT_MIXED, ClaimIds: []string{"aa", "bb"}}},
			Milestones:  []*taggingv1.MilestoneFinding{{Milestone: taggingv1.MilestoneKind_MILESTONE_KIND_PROPOSED, State: taggingv1.MilestoneState_MILESTONE_STATE_REACHED}},
		},
	}
}
