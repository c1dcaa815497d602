package render_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/cmd/barograph/internal/readingtest"
	"github.com/barograph/barograph/cmd/barograph/internal/render"
	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	eventv1 "github.com/barograph/barograph/proto/gen/barograph/event/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	operationsv1 "github.com/barograph/barograph/proto/gen/barograph/operations/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestWhatPeopleRead(t *testing.T) {
	plain := terminal.Style{}
	for name, got := range map[string]string{
		"list":                  render.Assessments(plain, list()),
		"list-empty":            render.Assessments(plain, nil),
		"assess":                render.Assessment(plain, gaza()),
		"explain":               render.Explanation(plain, explanation(), render.Reasons{}),
		"evidence":              render.Evidence(plain, []*assessmentv1.Contribution{pledge(), copied(), refusal()}),
		"small":                 render.Assessment(plain, small()),
		"initiatives":           render.Initiatives(plain, initiatives()),
		"deadletters":           render.DeadLetters(plain, deadLetters()),
		"deadletter":            render.DeadLetter(plain, deadLetter("barograph.v1.article.retracted.x", retraction(t))),
		"deadletter-unreadable": render.DeadLetter(plain, deadLetter("barograph.v1.article.accepted.x", "\xff\xff\x1b[31mred")),
		"deadletter-elsewhere":  render.DeadLetter(plain, deadLetter("barograph.v2.article.accepted.x", "x")),
		"deadletter-summary": render.DeadLetterSummary(plain, []*operationsv1.DeadLetterGroup{{
			Service: "nlp", Reason: "deadline", Stream: "ARTICLES", Count: 12, OldestTime: at("2026-05-01T12:00:00Z"), NewestTime: at("2026-05-02T12:00:00Z"),
		}}),
		"article":    render.Article(plain, article(), &articlev1.Retraction{KnownTime: at("2026-05-01T12:00:00Z"), Reason: "invented"}),
		"update":     render.Update(plain, updated()),
		"moves":      render.Moves(plain, []*assessmentv1.Record{earlier()}, list()),
		"moves-new":  render.Moves(plain, list()[1:], list()),
		"pipeline":   render.Pipeline(&operationsv1.GetPipelineResponse{ArticlesWaiting: 1, DeadLetters: 2}),
		"feeds":      render.Feeds(plain, feedHealth(), at("2026-05-01T12:00:00Z").AsTime()),
		"moves-none": render.Moves(plain, list(), list()),
		"tagged":     render.Tagged(plain, tagged()),
		"reading":    render.Reading(plain, readingtest.Explanation(), render.Part{}),
	} {
		t.Run(name, func(t *testing.T) {
			golden(t, name, got)
			for i, line := range strings.Split(got, "\n") {
				if w := terminal.Width(line); w > terminal.Columns {
					t.Errorf("line %d is %d columns wide: %s", i+1, w, line)
				}
			}
			if i := strings.IndexFunc(got, func(r rune) bool {
				return r != '\n' && r != '\t' && (unicode.IsControl(r) || unicode.In(r, unicode.Bidi_Control))
			}); i >= 0 {
				t.Errorf("harmful character in %q", got[max(0, i-20):i+1])
			}
		})
	}
}

func TestJSONIsHarmlessAndLossless(t *testing.T) {
	want := refusal()
	text, err := render.SparseLine(want)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Count(text, "\n") != 1 || strings.ContainsAny(text, "\x1b\u009b\u202e") {
		t.Errorf("harmful: %q", text)
	}
	got := &assessmentv1.Contribution{}
	if err := protojson.Unmarshal([]byte(text), got); err != nil || !proto.Equal(got, want) {
		t.Errorf("read back: %v, %v", got, err)
	}
	indented, err := render.JSON(gaza())
	if err != nil || !strings.Contains(indented, `"points": 0,`) || !strings.Contains(indented, "\n  \"assessment\": {\n") || !strings.Contains(indented, `"likelihood": "LIKELIHOOD_TERM_LIKELY"`) {
		t.Errorf("JSON = %s, %v", indented, err)
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".txt")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != got {
		t.Errorf("differs from %s (write it anew with -update):\n%s", path, got)
	}
}

func list() []*assessmentv1.Record {
	silent := &assessmentv1.Record{Revision: 1, Assessment: &assessmentv1.Assessment{
		InitiativeId: "a-very-long-identifier-of-an-initiative", Probability: 0.3, ProbabilityLow: 0.05, ProbabilityHigh: 0.8,
		Likelihood: assessmentv1.LikelihoodTerm_LIKELIHOOD_TERM_UNLIKELY, Confidence: assessmentv1.Confidence_CONFIDENCE_LOW,
		Question: &assessmentv1.QuestionState{Milestone: taggingv1.MilestoneKind_MILESTONE_KIND_FUNDED, Rolling: true, Deadline: at("2026-10-29T00:00:00Z")},
		Trend:    &assessmentv1.Trend{Probability_7D: 0.3, Direction_7D: assessmentv1.TrendDirection_TREND_DIRECTION_STEADY},
	}}
	resolved := &assessmentv1.Record{Revision: 1, Assessment: &assessmentv1.Assessment{
		InitiativeId: "haiti-gsf", Probability: 1, ProbabilityLow: 1, ProbabilityHigh: 1,
		Likelihood: assessmentv1.LikelihoodTerm_LIKELIHOOD_TERM_ALMOST_CERTAIN, Confidence: assessmentv1.Confidence_CONFIDENCE_HIGH,
		Question:      &assessmentv1.QuestionState{Resolution: assessmentv1.Resolution_RESOLUTION_YES, Deadline: at("2026-10-01T00:00:00Z"), Milestone: taggingv1.MilestoneKind_MILESTONE_KIND_DEPLOYED},
		Contributions: []*assessmentv1.Contribution{refusal()},
	}}
	return []*assessmentv1.Record{silent, gaza(), resolved}
}

func updated() *assessmentv1.Record {
	r := gaza()
	r.PreviousProbability = proto.Float64(0.54)
	return r
}

func earlier() *assessmentv1.Record {
	r := gaza()
	r.Revision--
	r.Assessment.Probability = 0.54
	return r
}

func explanation() *assessmentv1.ExplainAssessmentResponse {
	before := gaza().GetAssessment()
	before.Probability, before.AsOfTime = 0.54, at("2026-04-25T00:00:00Z")
	return &assessmentv1.ExplainAssessmentResponse{
		Assessment: gaza().GetAssessment(), Before: before, LogOddsChange: 0.33, PointsChange: 8,
		Changes: []*assessmentv1.Change{
			{Kind: assessmentv1.ChangeKind_CHANGE_KIND_ADDED, Contribution: pledge(), LogOdds: 0.412, Points: 10.0},
			{Kind: assessmentv1.ChangeKind_CHANGE_KIND_DECAY, LogOdds: -0.082, Points: -2.0},
			{Kind: assessmentv1.ChangeKind_CHANGE_KIND_CLAMP},
		},
	}
}

// small has evidence below a point, of nobody, that starts with a quotation.
func small() *assessmentv1.Record {
	slight, slighter := pledge(), refusal()
	slight.Points = 0.3
	slight.Claim.Evidence = said("“We will go,” the minister said")
	slighter.Points = -0.04
	slighter.Claim = &taggingv1.Claim{
		Factuality: taggingv1.Factuality_FACTUALITY_CERTAIN_NOT, Evidence: said("nothing was decided"),
	}
	return &assessmentv1.Record{Revision: 1, Assessment: &assessmentv1.Assessment{
		InitiativeId: "small", InitiativeName: "Small", Contributions: []*assessmentv1.Contribution{slight, slighter},
		Grounds: &assessmentv1.Grounds{NewestAgeDays: -1},
	}}
}

func copied() *assessmentv1.Contribution {
	c := pledge()
	c.State, c.LogOdds, c.Points = assessmentv1.ContributionState_CONTRIBUTION_STATE_COPY, 0, 0
	return c
}

func initiatives() []*initiativev1.Initiative {
	return []*initiativev1.Initiative{
		{Id: "gaza-isf", Name: "International Stabilization Force for Gaza", Etag: "3", Prior: &initiativev1.Prior{Probability: 0.45},
			Question: &initiativev1.Question{Milestone: taggingv1.MilestoneKind_MILESTONE_KIND_DEPLOYED, Deadline: at("2026-10-01T00:00:00Z")}},
		{Id: "minimal", Name: "Only a name\x1b[31m", Etag: "1"},
	}
}

func deadLetters() []*operationsv1.DeadLetter {
	return []*operationsv1.DeadLetter{{
		Sequence: 1, Service: "nlp", Reason: "invalid", Error: "decode article: proto: cannot parse invalid wire-format data", Stream: "ARTICLES",
		StreamSequence: 1204, Deliveries: 1, DeadTime: at("2026-05-01T12:00:00Z"), Size: 12,
	}}
}

func deadLetter(subject, payload string) *operationsv1.GetDeadLetterResponse {
	letter := deadLetters()[0]
	letter.Subject, letter.Redrives, letter.Consumer = subject, 2, "nlp-tagger"
	return &operationsv1.GetDeadLetterResponse{
		DeadLetter: letter, Payload: []byte(payload),
		Headers: []*operationsv1.DeadLetterHeader{{Name: "ce-type", Values: []string{"a\x1b[31m", "b"}}, {Name: "content-type", Values: []string{"application/protobuf"}}},
	}
}

// retraction is an event with a reason that would harm a terminal.
func retraction(t *testing.T) string {
	data, err := proto.Marshal(&eventv1.ArticleRetracted{Retraction: &articlev1.Retraction{ArticleId: "id", Revision: 2, Reason: "why\x1b[2J and \u202e back"}})
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func article() *articlev1.Article {
	return &articlev1.Article{
		Id: "ffeeddccbbaa99887766554433221100", Revision: 2, Title: "Title", Source: &articlev1.Source{Name: "Straits Ledger", Reliability: articlev1.Reliability_RELIABILITY_B},
		PublishedTime: at("2026-02-22T13:30:00Z"), KnownTime: at("2026-05-01T12:00:00Z"), Text: "First line.\n\nSecond\x1b[2J line.",
	}
}

func tagged() *taggingv1.TaggedArticle {
	amount := 8000.0
	return &taggingv1.TaggedArticle{
		ArticleId: "nr-a-08", Title: "After the fanfare", Kind: taggingv1.ArticleKind_ARTICLE_KIND_NEWS, AnonymousSources: true, HedgedShare: 0.31,
		EngineVersion: "rules/0.1.0", Claims: []*taggingv1.Claim{{}, {}},
		Initiatives: []*taggingv1.InitiativeTag{{
			InitiativeId: "gaza-isf", Central: true, Direction: taggingv1.Direction_DIRECTION_MIXED,
			Positions: []*taggingv1.PositionFinding{{
				Actor: "IDN", Stance: taggingv1.Stance_STANCE_SUPPORTS, Conditional: true, Evidence: []*taggingv1.Evidence{said("would go if the Security Council asked")},
				Conditions: []*taggingv1.Condition{{Kind: taggingv1.ConditionKind_CONDITION_KIND_UN_MANDATE}, {Kind: taggingv1.ConditionKind_CONDITION_KIND_NO_COMBAT_ROLE}},
			}},
			Commitments: []*taggingv1.CommitmentFinding{{
				Actor: "IDN", Kind: taggingv1.CommitmentKind_COMMITMENT_KIND_TROOPS, Status: taggingv1.CommitmentStatus_COMMITMENT_STATUS_PLEDGED,
				Min: &amount, Max: &amount, Unit: "personnel", Evidence: []*taggingv1.Evidence{said("up to 8,000")},
			}},
			Dimensions: []*taggingv1.DimensionFinding{{Dimension: taggingv1.Dimension_DIMENSION_LEGAL_MANDATE, Impact: taggingv1.Impact_IMPACT_HELPS, Evidence: []*taggingv1.Evidence{said("adopted\nresolution 2803")}}},
			Milestones: []*taggingv1.MilestoneFinding{{Milestone: taggingv1.MilestoneKind_MILESTONE_KIND_MANDATED, State: taggingv1.MilestoneState_MILESTONE_STATE_REACHED, Date: "2025-11-17"}},
		}},
	}
}
