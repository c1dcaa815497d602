package brief_test

import (
	"strings"
	"testing"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
	"github.com/barograph/barograph/services/aggregate/internal/assesstest"
	"github.com/barograph/barograph/services/aggregate/internal/brief"
)

func TestQuotesAreWholeOrSaySo(t *testing.T) {
	for text, want := range map[string]string{
		"The end.":                      "“The end.”",
		", none of them by name: yes":   "“… none of them by name: yes”",
		"up to 1,200 men":               "“… up to 1,200 men”",
		"“Never,” he said.":             "“‘Never,’ he said.”",
		"\"Never,\" he said.":           "“‘Never,’ he said.”",
		"We were on time,” he said.":    "“‘We were on time,’ he said.”",
		"The Council’s \"second\" text": "“The Council’s ‘second’ text”",
		"It " + strings.Repeat("was very ", 30) + "long, he said, and it " + strings.Repeat("went on and ", 10) + "on.":            "“It " + strings.Repeat("was very ", 30) + "long, he said …”",
		strings.Repeat("He said so. ", 20) + "And he added that ‘a thing, " + strings.Repeat("once it is built ", 5) + "is used’.": "“" + strings.TrimSuffix(strings.Repeat("He said so. ", 20), ". ") + " …”",
		strings.Repeat("on ", 110) + "end.": "“… " + strings.TrimSuffix(strings.Repeat("on ", 99), " "),
	} {
		body, _, _ := strings.Cut(write(t, []*taggingv1.TaggedArticle{assesstest.News("a", "2026-04-01", "Post", "B",
			assesstest.Quoted(assesstest.Position("ITA", taggingv1.Stance_STANCE_SUPPORTS), text))}, "2026-05-01"), "\n## Evidence\n")
		if !strings.Contains(body, want) {
			t.Errorf("%q: want %s in %s", text, want, body)
		}
	}
}

func TestFiguresOfTheWholeAreMarkedAndNotSummed(t *testing.T) {
	text := write(t, []*taggingv1.TaggedArticle{
		assesstest.News("a", "2026-04-01", "Post", "B", assesstest.Troops("FRA", taggingv1.CommitmentStatus_COMMITMENT_STATUS_PLEDGED, 7500)),
		assesstest.News("b", "2026-04-02", "Post", "B", assesstest.Troops("ITA", taggingv1.CommitmentStatus_COMMITMENT_STATUS_PLEDGED, 1200)),
	}, "2026-05-01")
	for _, want := range []string{"7,500 troops (of the whole), pledged [", "1,200 troops, pledged [", "- In sum, troops: 1,200 pledged, of 5,000 sought. ["} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}

func TestWeakReportsOfARungAreCalledWeak(t *testing.T) {
	rung := assesstest.Rung(taggingv1.MilestoneKind_MILESTONE_KIND_DEPLOYED, taggingv1.MilestoneState_MILESTONE_STATE_REACHED)
	mandate := assesstest.With(assesstest.Rung(taggingv1.MilestoneKind_MILESTONE_KIND_MANDATED, taggingv1.MilestoneState_MILESTONE_STATE_REACHED), func(c *taggingv1.Claim) { c.Background = true })
	text := write(t, []*taggingv1.TaggedArticle{
		assesstest.News("a", "2026-04-01", "blog", "", rung), assesstest.News("b", "2026-04-01", "Post", "B", mandate),
	}, "2026-05-01")
	for _, want := range []string{"| **deployed** (the question) | reported, but weakly |", "| mandated | reported as reached |"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}

func TestThoseWhoStandTogetherShareASentence(t *testing.T) {
	rejects := taggingv1.Stance_STANCE_REJECTS
	const words = "Oslo, Stockholm and Ljubljana refused."
	text := write(t, []*taggingv1.TaggedArticle{assesstest.News("a", "2026-04-01", "Post", "B", assesstest.Quoted(assesstest.Position("NOR", rejects), words),
		assesstest.Quoted(assesstest.Position("SWE", rejects), words), assesstest.Quoted(assesstest.Position("SVN", rejects), words))}, "2026-05-01")
	if !strings.Contains(text, " reject the force: “"+words) || strings.Contains(text, "rejects the force") {
		t.Errorf("each for itself in\n%s", text)
	}
}

func TestWhatTheEngineInferredIsCalledInferred(t *testing.T) {
	guess := assesstest.With(assesstest.Position("ITA", taggingv1.Stance_STANCE_SUPPORTS), func(c *taggingv1.Claim) { c.ConfidenceMilli = 150 })
	sure := assesstest.With(assesstest.Position("FRA", taggingv1.Stance_STANCE_SUPPORTS), func(c *taggingv1.Claim) { c.ConfidenceMilli = 700 })
	text := write(t, []*taggingv1.TaggedArticle{assesstest.News("a", "2026-04-01", "Post", "B", guess, sure)}, "2026-05-01")
	for _, want := range []string{"Italy supports the force (inferred): “", "France supports the force: “", "| supports (inferred) [", "| supports ["} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}

func TestTheRoundedNumberStaysInTheBandOfItsTerm(t *testing.T) {
	initiative := force()
	initiative.Question.StartTime, initiative.Question.Deadline = nil, nil // no time goes by
	initiative.Prior.Probability = 0.5496
	text := brief.Write(assess.Assess(assess.Input{Initiative: initiative, Model: model(t), AsOf: assesstest.Day("2026-05-02")}), brief.Beside{}).Markdown()
	if want := "roughly even chance (54.96%)"; !strings.Contains(text, want) {
		t.Errorf("no %q in\n%s", want, text)
	}
}

func TestActorNames(t *testing.T) {
	for id, want := range map[string]string{
		"IDN": "Indonesia", "XKX": "Kosovo", "PSE": "the Palestinian Authority", "USA:CONGRESS": "the US Congress", "DEU:PARLIAMENT": "Germany’s parliament",
		"HTI:GANGS": "gangs in Haiti", "IDN:PUBLIC": "the public in Indonesia", "GROUP": "an unnamed group", "NATO": "NATO", "ECOWAS": "ECOWAS", "DOM": "the Dominican Republic",
		"BHS": "the Bahamas", "VCT": "Saint Vincent and the Grenadines", "VIV_ANSANM": "Viv Ansanm", "UNSC": "the UN Security Council", "": "somebody",
	} {
		if got := brief.ActorName(id); got != want {
			t.Errorf("%q: got %q, want %q", id, got, want)
		}
	}
}

// What hung on a mandate is no outlook once there is one.
func TestAScenarioWhoseConditionIsMetIsNoOutlook(t *testing.T) {
	const words = "Jakarta would send soldiers provided that the Council gave them a mandate."
	hope := assesstest.News("hope", "2026-03-01", "Post", "B", assesstest.Quoted(assesstest.With(assesstest.Position("IDN", taggingv1.Stance_STANCE_SUPPORTS), func(c *taggingv1.Claim) {
		c.Actor, c.Tense = "IDN", taggingv1.Tense_TENSE_HYPOTHETICAL
		c.Body = &taggingv1.Claim_Condition{Condition: &taggingv1.Condition{Kind: taggingv1.ConditionKind_CONDITION_KIND_UN_MANDATE, State: taggingv1.ConditionState_CONDITION_STATE_OPEN}}
	}), words))
	mandate := assesstest.News("mandate", "2026-04-01", "Courier", "A",
		assesstest.Rung(taggingv1.MilestoneKind_MILESTONE_KIND_MANDATED, taggingv1.MilestoneState_MILESTONE_STATE_REACHED))
	outlook := func(articles ...*taggingv1.TaggedArticle) string {
		_, text, _ := strings.Cut(write(t, articles, "2026-05-01"), "## Outlook\n")
		text, _, _ = strings.Cut(text, "\n## ")
		return text
	}
	if text := outlook(hope); !strings.Contains(text, words) {
		t.Errorf("the open scenario is not in the outlook:\n%s", text)
	}
	if text := outlook(hope, mandate); strings.Contains(text, words) {
		t.Errorf("the mandate is there, and still the outlook waits for it:\n%s", text)
	}
}

func TestWithoutEvidenceARollingQuestionHasItsBaseRate(t *testing.T) {
	initiative := force()
	initiative.Question.StartTime, initiative.Question.Deadline = nil, nil
	text := brief.Write(assess.Assess(assess.Input{Initiative: initiative, Model: model(t), AsOf: assesstest.Day("2026-05-02")}), brief.Beside{}).Markdown()
	for _, want := range []string{"so that this is the base rate. The question has no deadline", "- No evidence bears on any dimension.\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}
