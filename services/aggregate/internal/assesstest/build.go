package assesstest

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// Day is midnight UTC of a date written YYYY-MM-DD. It panics on anything else.
func Day(date string) time.Time {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		panic(err)
	}
	return t
}

// News is an article of a named source with these claims, published at 08:00 of
// a date. The letter "" leaves the source ungraded and without a family.
func News(id, date, source, letter string, claims ...*taggingv1.Claim) *taggingv1.TaggedArticle {
	published := timestamppb.New(Day(date).Add(8 * time.Hour))
	a := &taggingv1.TaggedArticle{
		ArticleId: hash(id), Revision: 1, KnownTime: published, PublishedTime: published, Title: "Report " + id,
		Url: "https://" + source + ".example/" + id, Source: &articlev1.Source{Id: source + ".example", Name: source},
		EngineVersion: "test/1.0.0", CatalogueRevision: 1, Claims: claims,
	}
	if letter != "" {
		a.Source.Family = source
		a.Source.Reliability = articlev1.Reliability(letter[0] - 'A' + 1)
	}
	for i, c := range claims {
		c.Id = hash(fmt.Sprintf("%s/%d", id, i))
		if c.Evidence == nil {
			c.Evidence = &taggingv1.Evidence{Quote: fmt.Sprintf("passage %d of report %s", i, id)}
		}
		c.Evidence.ArticleId, c.Evidence.Revision = a.ArticleId, 1
		c.Evidence.StartByte, c.Evidence.EndByte = uint32(1000*i), uint32(1000*i+len(c.Evidence.Quote))
	}
	return a
}

func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:16])
}

// certain is a claim of a named official, presented as a fact.
func certain(actor string) *taggingv1.Claim {
	return &taggingv1.Claim{
		InitiativeId: InitiativeID, Actor: actor, Factuality: taggingv1.Factuality_FACTUALITY_CERTAIN, Tense: taggingv1.Tense_TENSE_PAST,
		Attribution: &taggingv1.Attribution{Chain: []string{"AUTHOR", actor}, SpeakerClass: taggingv1.SpeakerClass_SPEAKER_CLASS_NAMED_OFFICIAL},
	}
}

// Position is an actor's stance with open conditions.
func Position(actor string, stance taggingv1.Stance, conditions ...taggingv1.ConditionKind) *taggingv1.Claim {
	c, p := certain(actor), &taggingv1.Position{Stance: stance}
	for _, kind := range conditions {
		p.Conditions = append(p.Conditions, &taggingv1.Condition{Kind: kind, State: taggingv1.ConditionState_CONDITION_STATE_OPEN})
	}
	c.Body = &taggingv1.Claim_Position{Position: p}
	return c
}

// Troops is a commitment of soldiers; 0 means no figure.
func Troops(actor string, status taggingv1.CommitmentStatus, quantity float64) *taggingv1.Claim {
	c, k := certain(actor), &taggingv1.Commitment{Kind: taggingv1.CommitmentKind_COMMITMENT_KIND_TROOPS, Status: status}
	if quantity > 0 {
		k.Quantity = &taggingv1.Quantity{Min: quantity, Max: quantity, Unit: "personnel"}
	}
	c.Body = &taggingv1.Claim_Commitment{Commitment: k}
	return c
}

// Rung says where a rung stands.
func Rung(kind taggingv1.MilestoneKind, state taggingv1.MilestoneState) *taggingv1.Claim {
	c := certain("UNSC")
	c.Body = &taggingv1.Claim_Milestone{Milestone: &taggingv1.Milestone{Kind: kind, State: state}}
	return c
}

// Factor is evidence on a dimension with an impact in thousandths.
func Factor(actor string, dimension taggingv1.Dimension, impact int32, cue string) *taggingv1.Claim {
	c := certain(actor)
	c.Dimension, c.ImpactMilli = dimension, impact
	c.Body = &taggingv1.Claim_DimensionEvidence{DimensionEvidence: &taggingv1.DimensionEvidence{Cue: cue}}
	return c
}

// With changes a claim and returns it.
func With(c *taggingv1.Claim, change func(c *taggingv1.Claim)) *taggingv1.Claim {
	change(c)
	return c
}

// Quoted gives a claim its words.
func Quoted(c *taggingv1.Claim, quote string) *taggingv1.Claim {
	c.Evidence = &taggingv1.Evidence{Quote: quote}
	return c
}
