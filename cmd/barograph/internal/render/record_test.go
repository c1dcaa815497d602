package render_test

import (
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

const (
	up   = assessmentv1.TrendDirection_TREND_DIRECTION_UP
	down = assessmentv1.TrendDirection_TREND_DIRECTION_DOWN
)

func at(value string) *timestamppb.Timestamp {
	t, err := time.Parse(time.RFC3339, value)
	if err != nil {
		panic(err)
	}
	return timestamppb.New(t)
}

func onDay(date string) *taggingv1.EventTime {
	return &taggingv1.EventTime{Date: date, Precision: taggingv1.DatePrecision_DATE_PRECISION_DAY, Basis: taggingv1.DateBasis_DATE_BASIS_TEXT}
}

func published(date string) *taggingv1.EventTime {
	e := onDay(date)
	e.Basis = taggingv1.DateBasis_DATE_BASIS_PUBLICATION
	return e
}

func said(quote string) *taggingv1.Evidence { return &taggingv1.Evidence{Quote: quote} }

// pledge raises, refusal lowers, hostile tries to harm the terminal.
func pledge() *assessmentv1.Contribution {
	return &assessmentv1.Contribution{
		ClaimId: "0a1b2c3d4e5f60718293a4b5c6d7e8f9", Dimension: taggingv1.Dimension_DIMENSION_FORCE_GENERATION,
		LogOdds: 0.412, Points: 9.6, State: assessmentv1.ContributionState_CONTRIBUTION_STATE_COUNTED,
		Reliability: articlev1.Reliability_RELIABILITY_B, Credibility: 2,
		Claim: &taggingv1.Claim{
			InitiativeId: "gaza-isf", Actor: "IDN", Factuality: taggingv1.Factuality_FACTUALITY_CERTAIN,
			Body: &taggingv1.Claim_Commitment{Commitment: &taggingv1.Commitment{
				Kind: taggingv1.CommitmentKind_COMMITMENT_KIND_TROOPS, Status: taggingv1.CommitmentStatus_COMMITMENT_STATUS_PREPARED,
				Quantity: &taggingv1.Quantity{Min: 8000, Max: 8000, Unit: "personnel"},
			}},
			Evidence: said("Indonesia is readying up to 8,000 soldiers for the force, the army's spokesman told reporters in Jakarta on Sunday, and the first of them would leave before Ramadan ends"),
		},
		Article: &assessmentv1.ArticleReference{
			Id: "ffeeddccbbaa99887766554433221100", Title: "After the fanfare, the small print", Source: "Straits Ledger",
			PublishedTime: at("2026-02-22T13:30:00Z"),
		},
	}
}

func refusal() *assessmentv1.Contribution {
	return &assessmentv1.Contribution{
		ClaimId: "11112222333344445555666677778888", Dimension: taggingv1.Dimension_DIMENSION_ADVERSARY_REACTION,
		LogOdds: -0.2, Points: -4.6, State: assessmentv1.ContributionState_CONTRIBUTION_STATE_COUNTED, Credibility: 6,
		Claim: &taggingv1.Claim{
			Actor: "HAMAS", Factuality: taggingv1.Factuality_FACTUALITY_PROBABLE,
			Body:     &taggingv1.Claim_Position{Position: &taggingv1.Position{Stance: taggingv1.Stance_STANCE_OBSTRUCTS}},
			Evidence: said("any foreign soldier\x1b[2J\u202e inside\nGaza is a \u009b31mlegitimate target"),
		},
		Article: &assessmentv1.ArticleReference{Id: "aa", Title: "\x1b]0;owned\x07Title", Source: "Zenith\u202eDaily"},
	}
}

func gaza() *assessmentv1.Record {
	return &assessmentv1.Record{
		Revision: 12, KnownTime: at("2026-05-01T12:00:00Z"),
		Assessment: &assessmentv1.Assessment{
			InitiativeId: "gaza-isf", InitiativeName: "International Stabilization Force for Gaza",
			AsOfTime: at("2026-05-02T00:00:00Z"), ModelVersion: "1",
			Question: &assessmentv1.QuestionState{
				Milestone: taggingv1.MilestoneKind_MILESTONE_KIND_DEPLOYED, Deadline: at("2026-10-01T00:00:00Z"),
				Resolution: assessmentv1.Resolution_RESOLUTION_OPEN,
			},
			Probability: 0.62, ProbabilityLow: 0.44, ProbabilityHigh: 0.78,
			Likelihood: assessmentv1.LikelihoodTerm_LIKELIHOOD_TERM_LIKELY, Confidence: assessmentv1.Confidence_CONFIDENCE_MODERATE,
			Grounds: &assessmentv1.Grounds{
				Articles: 7, Evidence: 41, Origins: 5, GradedOrigins: 3, UnnamedShare: 0.2, NewestAgeDays: 9, Contradictions: 1,
				SilentDimensions: []taggingv1.Dimension{taggingv1.Dimension_DIMENSION_FUNDING, taggingv1.Dimension_DIMENSION_HUMANITARIAN},
			},
			PriorProbability: 0.45, PriorSource: "mandated forces with a sponsor usually deploy, but late", PriorLogOdds: -0.2007,
			LogOdds: 0.4896, Terms: terms(), Contributions: []*assessmentv1.Contribution{pledge(), refusal()},
			Positions: positions(), Commitments: commitments(),
			CommitmentTotals: []*assessmentv1.CommitmentTotal{{
				Kind: taggingv1.CommitmentKind_COMMITMENT_KIND_TROOPS, Unit: "personnel", Sought: 20000, Offered: 1500, Pledged: 8000, Deployed: 200,
			}},
			Milestones: milestones(),
			Contradictions: []*assessmentv1.Contradiction{{
				Slot: "milestone pledged", Evidence: said("Five nations sign up for Gaza force"), AgainstEvidence: said("none of the five promised a date"),
			}},
			Trend: &assessmentv1.Trend{Probability_7D: 0.54, Probability_30D: 0.7, Direction_7D: up, Direction_30D: down},
		},
	}
}

func terms() []*assessmentv1.Term {
	return []*assessmentv1.Term{
		{Owner: &assessmentv1.Term_Dimension{Dimension: taggingv1.Dimension_DIMENSION_FORCE_GENERATION}, LogOdds: 0.9, Points: 20.1, Limit: 1.2, Supporting: 9, Opposing: 3},
		{Owner: &assessmentv1.Term_Dimension{Dimension: taggingv1.Dimension_DIMENSION_ADVERSARY_REACTION}, LogOdds: -0.2, Points: -4.6, Limit: 0.8, Opposing: 2},
		{Owner: &assessmentv1.Term_Dimension{Dimension: taggingv1.Dimension_DIMENSION_FUNDING}, Limit: 0.8},
		{Owner: &assessmentv1.Term_Milestone{Milestone: taggingv1.MilestoneKind_MILESTONE_KIND_MANDATED}, LogOdds: 0.3, Points: 6.9, Limit: 0.5, Supporting: 4},
		{Owner: &assessmentv1.Term_TimePressure{TimePressure: true}, LogOdds: -0.31, Points: -7.1},
	}
}

func positions() []*assessmentv1.ActorPosition {
	return []*assessmentv1.ActorPosition{
		{
			Actor: "IDN", Roles: []string{"sought"}, Stance: taggingv1.Stance_STANCE_SUPPORTS, EventTime: onDay("2026-02-22"), LogOdds: 0.25,
			Conditions: []*assessmentv1.ConditionStatus{{Kind: taggingv1.ConditionKind_CONDITION_KIND_UN_MANDATE, State: taggingv1.ConditionState_CONDITION_STATE_MET}},
			Evidence:   said("Jakarta has said it would go if the Security Council asked"),
			Past:       []*assessmentv1.PastPosition{{Stance: taggingv1.Stance_STANCE_OPEN, EventTime: published("2025-10-28")}},
		},
		{Actor: "ISR", Roles: []string{"veto_player", "host"}, Stance: taggingv1.Stance_STANCE_SKEPTICAL, EventTime: published("2026-01-21"), LogOdds: -0.08, Evidence: said("Israel will decide which forces are acceptable"),
			Standing: []*assessmentv1.StandingPosition{{Stance: taggingv1.Stance_STANCE_SUPPORTS, EventTime: published("2026-02-01"), ClaimId: "e0c1a6b2d3"}}},
	}
}

func commitments() []*assessmentv1.ActorCommitment {
	return []*assessmentv1.ActorCommitment{
		{
			Actor: "IDN", Kind: taggingv1.CommitmentKind_COMMITMENT_KIND_TROOPS, Status: taggingv1.CommitmentStatus_COMMITMENT_STATUS_PREPARED,
			Quantity: &taggingv1.Quantity{Min: 8000, Max: 8000, Unit: "personnel"}, EventTime: onDay("2026-02-22"), Superseded: 1,
			Evidence: said("readying up to 8,000 soldiers"),
		},
		{
			Actor: "JOR", Kind: taggingv1.CommitmentKind_COMMITMENT_KIND_TRAINERS, Status: taggingv1.CommitmentStatus_COMMITMENT_STATUS_OFFERED,
			EventTime: published("2025-10-28"), Evidence: said("we will train the police, not patrol"),
		},
	}
}

func milestones() []*assessmentv1.MilestoneStatus {
	return []*assessmentv1.MilestoneStatus{
		{Kind: taggingv1.MilestoneKind_MILESTONE_KIND_MANDATED, State: taggingv1.MilestoneState_MILESTONE_STATE_REACHED, Probability: 1, EventTime: onDay("2025-11-17"), Evidence: said("The Security Council adopted resolution 2803 by 13 votes to none on Monday")},
		{Kind: taggingv1.MilestoneKind_MILESTONE_KIND_PLEDGED, State: taggingv1.MilestoneState_MILESTONE_STATE_FAILED, Setback: "stalled", Probability: 0.83},
		{Kind: taggingv1.MilestoneKind_MILESTONE_KIND_DEPLOYED, Probability: 0.62, Target: true},
	}
}
