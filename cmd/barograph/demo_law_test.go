package main_test

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"
	"pgregory.net/rapid"

	"github.com/barograph/barograph/cmd/barograph/internal/demo"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate"
)

// TestLawsOnTheDemo proves the laws of the model, by their numbers in
// docs/model.md, on the ledger of the demo; elsewhere they are proven on drawn
// ledgers. rapid prints the seed of what fails.
func TestLawsOnTheDemo(t *testing.T) {
	l := demoLedger(t)
	today := l.assess(t, l.readings, demo.Now())
	for name, law := range map[string]func(*testing.T, ledger, []aggregate.Assessed){
		"1 order and repetition change nothing":           anyOrder,
		"1 carried on from day to day it is the same":     carriedOn,
		"2 retracting equals replay without":              retracting,
		"2 revising equals replay with the new":           revising,
		"3 contributions sum to the log-odds":             contributionsSum,
		"3 change tables sum to the change":               changesSum,
		"4 support never lowers, opposition never raises": directions,
		"5 a hedge weighs at most a tenth":                hedges,
		"6 fifty copies move nothing":                     copies,
		"6 agreement narrows, the rest widens":            widths,
		"7 no rung is likelier than an earlier one":       rungsOrdered,
		"7 as known then is what was said then":           knownThen,
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
		without := slices.DeleteFunc(slices.Clone(l.readings), func(other *taggingv1.TaggedArticle) bool {
			return other.GetArticleId() == reading.GetArticleId()
		})
		want := bytesOf(t, l.assess(t, without, demo.Now()))
		if !bytes.Equal(bytesOf(t, l.assess(t, append(slices.Clone(l.readings), retracted(reading)), demo.Now())), want) {
			t.Errorf("%q left a trace", reading.GetTitle())
		}
	}
}

// retracted is what takes an article back.
func retracted(reading *taggingv1.TaggedArticle) *taggingv1.TaggedArticle {
	r := proto.CloneOf(reading)
	r.Revision, r.Retracted, r.Claims, r.Signature = 9, true, nil, nil
	return r
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

// carriedOn tells the demo's news day by day and compares each day with a
// replay, and then in any order with repetitions over some days, and compares the last.
func carriedOn(t *testing.T, l ledger, _ []aggregate.Assessed) {
	compare := func(t fataler, carried []aggregate.Assessed, told []*taggingv1.TaggedArticle, day time.Time) {
		if !bytes.Equal(bytesOf(t, carried), bytesOf(t, l.assess(t, told, day))) {
			t.Fatal("what was carried on until ", day, " differs from a replay")
		}
	}
	told, test := slices.Clone(l.readings), l.backtest(t)
	slices.SortStableFunc(told, func(a, b *taggingv1.TaggedArticle) int {
		return a.GetPublishedTime().AsTime().Compare(b.GetPublishedTime().AsTime())
	})
	for n, reading := range told {
		read(t, test, reading)
		day := reading.GetPublishedTime().AsTime()
		compare(t, dayOf(t, test, day), told[:n+1], day)
	}
	rapid.Check(t, func(t *rapid.T) {
		test, day := l.backtest(t), demo.Now().AddDate(0, 0, -rapid.IntRange(0, 240).Draw(t, "days before"))
		order := rapid.Permutation(append(slices.Clone(l.readings), l.readings[:rapid.IntRange(0, 5).Draw(t, "repeated")]...)).Draw(t, "order")
		var carried []aggregate.Assessed
		for n := 0; n < len(order); {
			more := rapid.IntRange(1, len(order)-n).Draw(t, "how many")
			read(t, test, order[n:n+more]...)
			n += more
			day = day.AddDate(0, 0, rapid.IntRange(0, 40).Draw(t, "later"))
			carried = dayOf(t, test, day)
		}
		compare(t, carried, order, day)
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

// changesSum compares two states, of two days, between which articles were read,
// corrected and retracted.
func changesSum(t *testing.T, l ledger, _ []aggregate.Assessed) {
	changed := 0
	rapid.Check(t, func(t *rapid.T) {
		test, first := l.backtest(t), demo.Now().AddDate(0, 0, -rapid.IntRange(0, 240).Draw(t, "days before"))
		order := rapid.Permutation(l.readings).Draw(t, "order")
		early, gone := rapid.IntRange(0, len(order)).Draw(t, "at first"), rapid.IntRange(0, 3).Draw(t, "retracted")
		read(t, test, order[:early]...)
		was := dayOf(t, test, first)
		read(t, test, order[early:]...)
		for _, reading := range order[:gone] {
			read(t, test, retracted(reading))
		}
		for i, one := range dayOf(t, test, first.AddDate(0, 0, rapid.IntRange(0, 200).Draw(t, "days later"))) {
			logOdds, points := 0.0, 0.0
			for _, row := range one.Change.GetChanges() {
				logOdds += row.GetLogOdds()
				points += row.GetPoints()
			}
			is := one.Assessment
			near(t, is.GetInitiativeId()+": log-odds", logOdds, is.GetLogOdds()-was[i].Assessment.GetLogOdds())
			near(t, is.GetInitiativeId()+": points", points/100, is.GetProbability()-was[i].Assessment.GetProbability())
			if is.GetLogOdds() != was[i].Assessment.GetLogOdds() {
				changed++
			}
		}
	})
	if changed == 0 {
		t.Error("nothing ever changed")
	}
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
