package main_test

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"google.golang.org/protobuf/proto"
	"pgregory.net/rapid"

	"github.com/barograph/barograph/cmd/barograph/internal/demo"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate"
)

// shuffles is how many orders of delivery the demo's ledger is tried in.
const shuffles = 1000

// TestLawsOnTheDemo proves the laws of the model, by their numbers in
// docs/model.md, on the ledger of the demo; elsewhere they are proven on drawn
// ledgers. rapid prints the seed of what fails.
func TestLawsOnTheDemo(t *testing.T) {
	l := demoLedger(t)
	today := l.assess(t, l.readings, demo.Now())
	for name, law := range map[string]func(*testing.T, ledger, []aggregate.Assessed){
		"1 order and repetition change nothing":           anyOrder,
		"2 retracting equals replay without":              retracting,
		"2 revising equals replay with the new":           revising,
		"3 contributions sum to the log-odds":             contributionsSum,
		"3 change tables sum to the change":               changesSum,
		"4 support never lowers, opposition never raises": directions,
		"5 a hedge weighs at most a tenth":                hedges,
		"6 fifty copies move nothing":                     copies,
		"6 agreement narrows, silence widens":             widths,
		"7 no rung is likelier than an earlier one":       rungsOrdered,
		"8 effective weight equals declared weight":       effectiveWeight,
	} {
		t.Run(name, func(t *testing.T) { law(t, l, today) })
	}
}

func anyOrder(t *testing.T, l ledger, today []aggregate.Assessed) {
	want, seed := bytesOf(t, today), rand.Uint64()
	random := rand.New(rand.NewPCG(seed, 1))
	for n := range shuffles {
		delivered := slices.Clone(l.readings)
		for _, reading := range l.readings {
			if random.IntN(2) == 0 {
				delivered = append(delivered, reading)
			}
		}
		random.Shuffle(len(delivered), func(i, j int) { delivered[i], delivered[j] = delivered[j], delivered[i] })
		if !bytes.Equal(bytesOf(t, l.assess(t, delivered, demo.Now())), want) {
			t.Fatalf("shuffle %d of seed %d gives other bytes", n, seed)
		}
	}
}

func retracting(t *testing.T, l ledger, _ []aggregate.Assessed) {
	for _, reading := range l.readings {
		retracted := proto.CloneOf(reading)
		retracted.Revision, retracted.Retracted, retracted.Claims, retracted.Signature = 9, true, nil, nil
		without := slices.DeleteFunc(slices.Clone(l.readings), func(other *taggingv1.TaggedArticle) bool {
			return other.GetArticleId() == reading.GetArticleId()
		})
		want := bytesOf(t, l.assess(t, without, demo.Now()))
		if !bytes.Equal(bytesOf(t, l.assess(t, append(slices.Clone(l.readings), retracted), demo.Now())), want) {
			t.Errorf("%q left a trace", reading.GetTitle())
		}
	}
}

func revising(t *testing.T, l ledger, today []aggregate.Assessed) {
	only := l.newest()
	if len(only) == len(l.readings) {
		t.Fatal("the demo has no revised article")
	}
	if !bytes.Equal(bytesOf(t, l.assess(t, only, demo.Now())), bytesOf(t, today)) {
		t.Error("an older revision left a trace")
	}
}

// newest are the readings without those that a correction replaced.
func (l ledger) newest() []*taggingv1.TaggedArticle {
	last := map[string]*taggingv1.TaggedArticle{}
	for _, reading := range l.readings {
		last[reading.GetArticleId()] = reading
	}
	return slices.DeleteFunc(slices.Clone(l.readings), func(reading *taggingv1.TaggedArticle) bool {
		return last[reading.GetArticleId()] != reading
	})
}

func contributionsSum(t *testing.T, _ ledger, today []aggregate.Assessed) {
	for _, one := range today {
		a := one.Assessment
		terms, owned, pressure := a.GetPriorLogOdds(), a.GetPriorLogOdds(), 0.0
		for _, term := range a.GetTerms() {
			terms += term.GetLogOdds()
			if term.GetTimePressure() {
				pressure = term.GetLogOdds()
			}
		}
		shown := a.GetContributionsOmittedLogOdds()
		for _, c := range a.GetContributions() {
			shown += c.GetLogOdds()
		}
		for _, c := range one.Contributions {
			owned += c.GetLogOdds()
		}
		near(t, a.GetInitiativeId()+": terms", terms, a.GetLogOdds())
		near(t, a.GetInitiativeId()+": contributions", owned+pressure, a.GetLogOdds())
		near(t, a.GetInitiativeId()+": listed and omitted", a.GetPriorLogOdds()+shown+pressure, a.GetLogOdds())
	}
}

func changesSum(t *testing.T, l ledger, _ []aggregate.Assessed) {
	rapid.Check(t, func(t *rapid.T) {
		from := demo.Now().AddDate(0, 0, -rapid.IntRange(1, 240).Draw(t, "days before"))
		first, then := l.assess(t, l.readings, from), l.assess(t, l.readings, from, demo.Now())
		for i, one := range then {
			was, is := first[i].Assessment, one.Assessment
			logOdds, points := 0.0, 0.0
			for _, row := range one.Change.GetChanges() {
				logOdds += row.GetLogOdds()
				points += row.GetPoints()
			}
			near(t, is.GetInitiativeId()+": log-odds", logOdds, is.GetLogOdds()-was.GetLogOdds())
			near(t, is.GetInitiativeId()+": points", points/100, is.GetProbability()-was.GetProbability())
		}
	})
}

func rungsOrdered(t *testing.T, _ ledger, today []aggregate.Assessed) {
	for _, one := range today {
		for i, rung := range one.Assessment.GetMilestones()[1:] {
			if earlier := one.Assessment.GetMilestones()[i]; rung.GetProbability() > earlier.GetProbability() {
				t.Errorf("%s: %v is likelier than %v", one.Assessment.GetInitiativeId(), rung.GetKind(), earlier.GetKind())
			}
		}
	}
}

type reporter interface {
	Helper()
	Errorf(format string, args ...any)
}

func near(t reporter, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-9 {
		t.Errorf("%s: %.12f, want %.12f", what, got, want)
	}
}

// copyOf gives a reading other ids.
func copyOf(reading *taggingv1.TaggedArticle, number int) *taggingv1.TaggedArticle {
	c := proto.CloneOf(reading)
	c.ArticleId = fmt.Sprintf("%032x", 0xc0de0000+number)
	for i, claim := range c.GetClaims() {
		claim.Id = fmt.Sprintf("%024x%08x", 0xc0de0000+number, i)
		claim.GetEvidence().ArticleId = c.GetArticleId()
	}
	return c
}
