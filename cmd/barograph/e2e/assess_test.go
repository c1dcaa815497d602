package e2e_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/barograph/barograph/cmd/barograph/internal/demo"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
)

// exact is how exactly contributions have to sum.
const exact = 1e-9

func TestArticlesBecomeExplainedAssessments(t *testing.T) {
	inBoth(t, func(t *testing.T, start starter) {
		s := start(t, options{dir: folder(t), initiatives: catalogue(t)})
		s.submit(articles(t)...)
		s.settle()
		records := s.records()
		if len(records) != len(catalogue(t)) {
			t.Fatalf("%d assessments of %d initiatives", len(records), len(catalogue(t)))
		}
		for id, r := range records {
			a := r.GetAssessment()
			if a.GetGrounds().GetEvidence() == 0 {
				t.Errorf("%s: no evidence from the bundled articles", id)
			}
			if !a.GetAsOfTime().AsTime().After(demo.Now()) || a.GetAsOfTime().AsTime().Sub(demo.Now()).Hours() > 24 {
				t.Errorf("%s: as of %v", id, a.GetAsOfTime().AsTime())
			}
			checkSums(t, a, s.evidence(id))
			checkQuotes(t, s, s.evidence(id))
		}
	})
}

// checkSums proves that the number follows from the prior and the evidence.
func checkSums(t *testing.T, a *assessmentv1.Assessment, evidence []*assessmentv1.Contribution) {
	t.Helper()
	prior := math.Log(a.GetPriorProbability() / (1 - a.GetPriorProbability()))
	terms, owned := 0.0, 0.0
	for _, term := range a.GetTerms() {
		terms += term.GetLogOdds()
		if !term.GetTimePressure() {
			owned += term.GetLogOdds()
		}
	}
	all := 0.0
	for _, c := range evidence {
		all += c.GetLogOdds()
	}
	shown := a.GetContributionsOmittedLogOdds()
	for _, c := range a.GetContributions() {
		shown += c.GetLogOdds()
	}
	p := min(max(1/(1+math.Exp(-a.GetLogOdds())), 0.01), 0.99)
	for name, pair := range map[string][2]float64{
		"log-odds of the prior":             {prior, a.GetPriorLogOdds()},
		"prior and terms":                   {prior + terms, a.GetLogOdds()},
		"evidence and its terms":            {all, owned},
		"contributions, omitted ones added": {shown, owned},
		"probability":                       {p, a.GetProbability()},
	} {
		if math.Abs(pair[0]-pair[1]) > exact {
			t.Errorf("%s: %s: %.12f is not %.12f", a.GetInitiativeId(), name, pair[0], pair[1])
		}
	}
}

// checkQuotes proves that every quote stands where it says in the stored text.
func checkQuotes(t *testing.T, s *system, evidence []*assessmentv1.Contribution) {
	t.Helper()
	stored := map[string]*articlev1.Article{}
	for _, c := range evidence {
		e := c.GetClaim().GetEvidence()
		key := fmt.Sprintf("%s@%d", e.GetArticleId(), e.GetRevision())
		if stored[key] == nil {
			stored[key] = s.stored(e.GetArticleId(), e.GetRevision())
		}
		text := stored[key].GetText()
		runes := []rune(text)
		if int(e.GetEndByte()) > len(text) || int(e.GetEndRune()) > len(runes) ||
			text[e.GetStartByte():e.GetEndByte()] != e.GetQuote() || string(runes[e.GetStartRune():e.GetEndRune()]) != e.GetQuote() {
			t.Errorf("claim %s: %q does not stand at its place in %s", c.GetClaimId(), e.GetQuote(), key)
		}
	}
}

func TestOrderAndRepetitionOfArticlesDoNotMatter(t *testing.T) {
	inBoth(t, func(t *testing.T, start starter) {
		hashes := func(order func([]int)) map[string]string {
			s := start(t, options{dir: folder(t), initiatives: catalogue(t)})
			defer s.stop()
			all := articles(t)
			indexes := make([]int, len(all))
			for i := range indexes {
				indexes[i] = i
			}
			order(indexes)
			for _, i := range indexes {
				if id := all[i].GetExternalId(); id != "nr-b-05" && id != "nr-b-06" { // their order is what makes the revision
					s.submit(all[i])
				}
			}
			s.settle()
			out := map[string]string{}
			for id, r := range s.records() {
				out[id] = r.GetHash()
			}
			return out
		}
		forward := hashes(func([]int) {})
		backward := hashes(slices.Reverse[[]int])
		for id, hash := range forward {
			if backward[id] != hash {
				t.Errorf("%s: %s submitted forward, %s backward", id, hash, backward[id])
			}
		}
	})
}
