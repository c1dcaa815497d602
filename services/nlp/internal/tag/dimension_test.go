package tag_test

import "testing"

// Dimensions are composed: what a clause is about, and how it goes in it.
func TestComposedDimensions(t *testing.T) {
	check(t, tagger(t, invented), dimensions, []sentence{
		{"an act on a topic", "The donors unlocked the second instalment for the mission.", "diplomatic_support helps; funding helps"},
		{"an act that hinders", "The donors froze the second instalment for the mission.", "diplomatic_support hurts; funding hurts"},
		{"what hinders is undone", "Norway lifted the freeze on the money for the mission. The funds were released at once.", "funding helps"},
		{"a refusal to act", "The donors refused to release the instalment for the mission.", "diplomatic_support hurts; funding hurts"},
		{"a topic that falls", "The budget of the mission fell by a third.", "funding hurts"},
		{"a burden that grows", "The cost of the mission doubled.", "funding hurts"},
		{"nobody acts", "No shipyard has delivered a frigate to the mission.", "force_generation hurts; operational_readiness hurts"},
		{"late", "The training for the mission is months late.", "operational_readiness hurts"},
		{"a topic of which nothing is said", "The mission read a budget.", ""},
		{"a deed of an opponent", "Russia sabotaged the radar of the mission.", "adversary_reaction hurts"},
		{"what is not there", "Without strong support the mission would fail.", "diplomatic_support hurts"},
		{"not without", "The mission has not passed without criticism.", "diplomatic_support hurts"},
		{"trouble beside good news", "Because of the war the donors unlocked the second instalment for the mission.", "diplomatic_support helps; funding helps"},
		{"a word of its name", "The Harbour Observation Mission for Malta succeeded.", ""},
		{"a question asserts nothing", "Will the donors freeze the money for the mission?", ""},
	})
}

// Milestones are composed: an act, and the matter of its rung in its clause.
func TestComposedMilestones(t *testing.T) {
	check(t, tagger(t, invented), milestones, []sentence{
		{"an act on the initiative itself", "Parliament ratified the mission on 4 March 2026.", "mandated reached 2026-03-04"},
		{"an act and its matter", "The fund disbursed the first tranche to the mission.", "funded reached"},
		{"an act that is denied", "The fund has not disbursed the first tranche to the mission.", "funded pending"},
		{"an act still to come", "The fund is to disburse the first tranche to the mission.", "funded pending"},
		{"nobody acts", "Not one donor has released money to the mission.", "funded pending"},
		{"an act on other matter", "The minister signed the guest book of the mission.", ""},
		{"matter in a date only", "The minister spoke after the treaty on the mission.", ""},
		{"a date to come", "The mission sails by the end of 2029.", "deployed pending"},
		{"renewed", "The Council prolonged the mission.", "sustained reached"},
	})
}
