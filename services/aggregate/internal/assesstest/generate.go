// Package assesstest draws random ledgers for property tests. Tests only.
package assesstest

import (
	"fmt"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"
	"pgregory.net/rapid"

	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/vocab"
)

// InitiativeID is the id of every initiative drawn.
const InitiativeID = "test-force"

// Start is the first day on which articles are published; they span Days days.
var Start = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

// Days is the number of days on which articles are published.
const Days = 90

// Actors that speak in the claims drawn.
func Actors() []string {
	return []string{"USA", "FRA", "PSE", "HAMAS", "ITA", "IDN", "UNSC", "GROUP", "NGO", "USA:PUBLIC", "ITA:PARLIAMENT", ""}
}

// Initiative draws a definition, with or without a deadline, roles and a prior.
func Initiative(t *rapid.T) *initiativev1.Initiative {
	i := &initiativev1.Initiative{
		Id: InitiativeID, Name: "Test Force",
		Roles: &initiativev1.Roles{
			Sponsors: []string{"USA"}, Hosts: []string{"PSE"}, Adversaries: []string{"HAMAS"}, VetoPlayers: []string{"UNSC"}, Sought: []string{"ITA", "IDN"},
		},
		Seeks:    []*initiativev1.Sought{{Kind: taggingv1.CommitmentKind_COMMITMENT_KIND_TROOPS, Quantity: 20000, Unit: "personnel"}},
		Question: &initiativev1.Question{Milestone: rapid.SampledFrom(vocab.All[taggingv1.MilestoneKind]()).Draw(t, "target")},
	}
	if rapid.Bool().Draw(t, "bounded") {
		i.Question.StartTime = timestamppb.New(Start)
		i.Question.Deadline = timestamppb.New(Start.AddDate(0, 0, rapid.IntRange(30, 400).Draw(t, "deadline")))
	}
	if rapid.Bool().Draw(t, "prior given") {
		i.Prior = &initiativev1.Prior{Probability: rapid.Float64Range(0.01, 0.99).Draw(t, "prior"), Source: "drawn"}
	}
	return i
}

// Articles draws a ledger of up to most articles with distinct ids, some of
// them copies of one story, some without a claim.
func Articles(t *rapid.T, most int) []*taggingv1.TaggedArticle {
	n := rapid.IntRange(0, most).Draw(t, "articles")
	articles := make([]*taggingv1.TaggedArticle, n)
	for i := range articles {
		articles[i] = Article(t, i)
	}
	return articles
}

// Article draws one article; number makes its ids unique.
func Article(t *rapid.T, number int) *taggingv1.TaggedArticle {
	published := Start.AddDate(0, 0, rapid.IntRange(0, Days-1).Draw(t, "day"))
	a := &taggingv1.TaggedArticle{
		ArticleId: fmt.Sprintf("%032x", number+1), Revision: 1, EngineVersion: "test/1.0.0", CatalogueRevision: 1,
		KnownTime: timestamppb.New(published.Add(26 * time.Hour)), Source: Source(rapid.IntRange(0, 7).Draw(t, "source")),
		Title: fmt.Sprintf("Article %d", number),
	}
	if rapid.IntRange(0, 3).Draw(t, "dated") > 0 {
		a.PublishedTime = timestamppb.New(published)
	}
	if story := rapid.IntRange(0, 5).Draw(t, "story"); story > 0 {
		a.Signature = Signature(uint64(story), uint64(number), rapid.IntRange(0, 60).Draw(t, "edits"))
	}
	if rapid.IntRange(0, 4).Draw(t, "wired") == 0 {
		a.OriginCues = &taggingv1.OriginCues{Wire: "reuters", ReportedBy: []string{"axios"}}
	}
	for i := range rapid.IntRange(0, 6).Draw(t, "claims") {
		a.Claims = append(a.Claims, Claim(t, a, i))
	}
	return a
}

// Source is one of eight publishers, with known and unknown families and all letters.
func Source(number int) *articlev1.Source {
	s := &articlev1.Source{Id: fmt.Sprintf("source%d.example", number), Name: fmt.Sprintf("Source %d", number)}
	if number > 1 {
		s.Family, s.Reliability = fmt.Sprintf("family-%d", number/2*2), articlev1.Reliability(number-1)
	}
	return s
}

// Signature of 128 values for a story, with edits of its values changed.
func Signature(story, edition uint64, edits int) []uint64 {
	signature := make([]uint64, 128)
	for i := range signature {
		signature[i] = story<<32 | uint64(i)
	}
	for i := range edits {
		signature[(i*5+int(edition))%128] = edition<<40 | uint64(i) | 1<<63
	}
	return signature
}

// Claim draws a claim of any kind; number makes its id unique in the article.
func Claim(t *rapid.T, a *taggingv1.TaggedArticle, number int) *taggingv1.Claim {
	begin := uint32(rapid.IntRange(0, 30).Draw(t, "passage") * 50)
	c := &taggingv1.Claim{
		Id: fmt.Sprintf("%s%04x", a.GetArticleId()[4:], number), InitiativeId: InitiativeID,
		Actor:      rapid.SampledFrom(Actors()).Draw(t, "actor"),
		Dimension:  rapid.SampledFrom(vocab.All[taggingv1.Dimension]()).Draw(t, "dimension"),
		Factuality: rapid.SampledFrom(vocab.All[taggingv1.Factuality]()).Draw(t, "factuality"),
		Tense:      rapid.SampledFrom(vocab.All[taggingv1.Tense]()).Draw(t, "tense"),
		Background: rapid.IntRange(0, 9).Draw(t, "background") == 0,
		Attribution: &taggingv1.Attribution{
			Chain:        []string{"AUTHOR", "FRA", "GROUP"}[:rapid.IntRange(1, 3).Draw(t, "chain")],
			SpeakerClass: rapid.SampledFrom(vocab.All[taggingv1.SpeakerClass]()).Draw(t, "speaker"),
		},
		Evidence: &taggingv1.Evidence{ArticleId: a.GetArticleId(), Revision: 1, StartByte: begin, EndByte: begin + 40, Quote: fmt.Sprintf("quote %d of %s", begin, a.GetTitle())},
	}
	if rapid.IntRange(0, 2).Draw(t, "certain") > 0 {
		c.Factuality, c.Tense = taggingv1.Factuality_FACTUALITY_CERTAIN, taggingv1.Tense_TENSE_PAST
	}
	if rapid.Bool().Draw(t, "date in text") {
		c.EventTime = &taggingv1.EventTime{
			Date:      Start.AddDate(0, 0, rapid.IntRange(-60, Days).Draw(t, "event")).Format(time.DateOnly),
			Precision: rapid.SampledFrom(vocab.All[taggingv1.DatePrecision]()).Draw(t, "precision"),
			Basis:     taggingv1.DateBasis_DATE_BASIS_TEXT,
		}
	}
	drawBody(t, c)
	return c
}

func drawBody(t *rapid.T, c *taggingv1.Claim) {
	condition := func() *taggingv1.Condition {
		return &taggingv1.Condition{
			Kind:  rapid.SampledFrom(vocab.All[taggingv1.ConditionKind]()).Draw(t, "condition"),
			State: rapid.SampledFrom(vocab.All[taggingv1.ConditionState]()).Draw(t, "condition state"),
		}
	}
	switch rapid.IntRange(0, 4).Draw(t, "kind") {
	case 0:
		p := &taggingv1.Position{Stance: rapid.SampledFrom(vocab.All[taggingv1.Stance]()).Draw(t, "stance")}
		if rapid.IntRange(0, 2).Draw(t, "conditional") == 0 {
			p.Conditions = append(p.Conditions, condition())
		}
		c.Body = &taggingv1.Claim_Position{Position: p}
	case 1:
		k := &taggingv1.Commitment{
			Kind:   rapid.SampledFrom(vocab.All[taggingv1.CommitmentKind]()).Draw(t, "commitment"),
			Status: rapid.SampledFrom(vocab.All[taggingv1.CommitmentStatus]()).Draw(t, "status"),
		}
		if rapid.Bool().Draw(t, "figure") {
			amount := float64(rapid.IntRange(1, 50000).Draw(t, "amount"))
			k.Quantity = &taggingv1.Quantity{Min: amount, Max: amount, Unit: "personnel"}
		}
		c.Body = &taggingv1.Claim_Commitment{Commitment: k}
	case 2:
		c.Body = &taggingv1.Claim_Milestone{Milestone: &taggingv1.Milestone{
			Kind:  rapid.SampledFrom(vocab.All[taggingv1.MilestoneKind]()).Draw(t, "rung"),
			State: rapid.SampledFrom(vocab.All[taggingv1.MilestoneState]()).Draw(t, "rung state"),
		}}
	case 3:
		c.Body = &taggingv1.Claim_Condition{Condition: condition()}
		c.ImpactMilli = int32(rapid.IntRange(-1000, 1000).Draw(t, "impact"))
	default:
		c.Body = &taggingv1.Claim_DimensionEvidence{DimensionEvidence: &taggingv1.DimensionEvidence{Cue: rapid.SampledFrom([]string{"backs", "wary of endorsing", "misleading"}).Draw(t, "cue")}}
		c.ImpactMilli = int32(rapid.IntRange(-1000, 1000).Draw(t, "impact"))
	}
}

// AsOf draws a time within and somewhat beyond the days of the articles.
func AsOf(t *rapid.T) time.Time {
	return Start.AddDate(0, 0, rapid.IntRange(0, Days+60).Draw(t, "as of"))
}
