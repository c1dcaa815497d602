package brief_test

import (
	"testing"

	"google.golang.org/protobuf/types/known/timestamppb"

	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
	"github.com/barograph/barograph/services/aggregate/internal/assesstest"
	"github.com/barograph/barograph/services/aggregate/internal/brief"
)

// force is an invented force for an invented island, with a deadline.
func force() *initiativev1.Initiative {
	return &initiativev1.Initiative{
		Id: assesstest.InitiativeID, Name: "Harbour Force for Saint Brendan", Class: "multinational_force",
		Roles: &initiativev1.Roles{
			Sponsors: []string{"FRA"}, Hosts: []string{"PSE"}, Adversaries: []string{"RUS"}, VetoPlayers: []string{"UNSC"}, Sought: []string{"ITA", "IDN"},
		},
		Seeks: []*initiativev1.Sought{{Kind: taggingv1.CommitmentKind_COMMITMENT_KIND_TROOPS, Quantity: 5000, Unit: "personnel"}},
		Question: &initiativev1.Question{
			Milestone: taggingv1.MilestoneKind_MILESTONE_KIND_DEPLOYED, StartTime: timestamppb.New(assesstest.Day("2026-01-01")), Deadline: timestamppb.New(assesstest.Day("2026-10-01")),
		},
		Prior: &initiativev1.Prior{Probability: 0.35, Source: "three of nine invented forces came in time"},
	}
}

// sample is an invented ledger with something for every section.
func sample() []*taggingv1.TaggedArticle {
	supports, rejects := taggingv1.Stance_STANCE_SUPPORTS, taggingv1.Stance_STANCE_REJECTS
	participates, undecided := taggingv1.Stance_STANCE_PARTICIPATES, taggingv1.Stance_STANCE_UNDECIDED
	pledged, offered := taggingv1.CommitmentStatus_COMMITMENT_STATUS_PLEDGED, taggingv1.CommitmentStatus_COMMITMENT_STATUS_OFFERED
	reached := taggingv1.MilestoneState_MILESTONE_STATE_REACHED
	return []*taggingv1.TaggedArticle{
		assesstest.News("mandate", "2026-02-10", "Courier", "A",
			assesstest.Quoted(assesstest.Rung(taggingv1.MilestoneKind_MILESTONE_KIND_MANDATED, reached), "The Council adopted the text by twelve votes to none."),
			assesstest.Quoted(assesstest.Position("FRA", supports), "Paris will carry this to the end, the minister said.")),
		assesstest.News("offer", "2026-03-02", "Gazette", "B",
			assesstest.Quoted(assesstest.Position("ITA", participates, taggingv1.ConditionKind_CONDITION_KIND_PARLIAMENT), "Rome takes part provided that its parliament agrees, the premier said."),
			assesstest.Quoted(assesstest.Troops("ITA", offered, 1200), "up to 1,200 Italian soldiers could follow within weeks of a vote"),
			assesstest.Quoted(assesstest.Troops("IDN", pledged, 3000), "Jakarta pledged 3,000 soldiers at the conference.")),
		assesstest.News("echo", "2026-03-04", "Ledger", "C",
			assesstest.Quoted(assesstest.Troops("IDN", pledged, 800), "Indonesia's share is 800 men, according to the organisers."),
			assesstest.Quoted(assesstest.Factor("", taggingv1.Dimension_DIMENSION_FUNDING, -700, "shortfall"), "Half of the first year is still unfunded.")),
		assesstest.News("denial", "2026-03-04", "Herald", "B",
			assesstest.Quoted(assesstest.Troops("IDN", pledged, 3000), "Three thousand, as promised, the general repeated.")),
		assesstest.News("warning", "2026-04-27", "Tribune", "B",
			assesstest.Quoted(assesstest.Position("RUS", taggingv1.Stance_STANCE_OBSTRUCTS), "Moscow called any landing a hostile act."),
			assesstest.Quoted(assesstest.Position("UNSC", undecided), "The Council has not taken up the request."),
			assesstest.Quoted(assesstest.With(assesstest.Factor("", taggingv1.Dimension_DIMENSION_OPERATIONAL_READINESS, -500, "delayed"), func(c *taggingv1.Claim) {
				c.Attribution.SpeakerClass = taggingv1.SpeakerClass_SPEAKER_CLASS_UNNAMED_OFFICIAL
			}), "The ships are three weeks late, an official said on condition of anonymity."),
			assesstest.Quoted(assesstest.With(assesstest.Factor("", taggingv1.Dimension_DIMENSION_SECURITY_ENVIRONMENT, 600, "truce"), func(c *taggingv1.Claim) {
				c.Tense, c.Factuality = taggingv1.Tense_TENSE_HYPOTHETICAL, taggingv1.Factuality_FACTUALITY_UNKNOWN
			}), "If the truce holds through June, the first company could land in July.")),
		assesstest.News("rumour", "2026-04-29", "blog", "",
			assesstest.Quoted(assesstest.Position("ITA:OPPOSITION", rejects), "The opposition | swears # to [block] it *all*.")),
	}
}

func model(t testing.TB) *assess.Model {
	t.Helper()
	model, err := assess.DefaultModel()
	if err != nil {
		t.Fatal(err)
	}
	return model
}

// result assesses articles as of the end of a day.
func result(t testing.TB, articles []*taggingv1.TaggedArticle, day string) assess.Result {
	t.Helper()
	return assess.Assess(assess.Input{Initiative: force(), Articles: articles, Model: model(t), AsOf: assesstest.Day(day).AddDate(0, 0, 1)})
}

func write(t testing.TB, articles []*taggingv1.TaggedArticle, day string) string {
	t.Helper()
	return brief.Write(result(t, articles, day), brief.Beside{}).Markdown()
}
