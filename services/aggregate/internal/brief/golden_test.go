package brief_test

import (
	"flag"
	"os"
	"testing"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
	"github.com/barograph/barograph/services/aggregate/internal/assesstest"
	"github.com/barograph/barograph/services/aggregate/internal/brief"
)

var update = flag.Bool("update", false, "write the golden files")

// cases are briefs on every state of a question.
func cases(t testing.TB) map[string]assess.Result {
	landed := assesstest.News("landing", "2026-07-01", "Courier", "A",
		assesstest.Quoted(assesstest.Rung(taggingv1.MilestoneKind_MILESTONE_KIND_DEPLOYED, taggingv1.MilestoneState_MILESTONE_STATE_REACHED), "The first company landed at dawn."))
	return map[string]assess.Result{
		"open":    result(t, sample(), "2026-05-01"),
		"empty":   result(t, nil, "2026-05-01"),
		"missed":  result(t, sample(), "2026-10-05"),
		"reached": result(t, append(sample(), landed), "2026-07-02"),
	}
}

// beside is what stands beside every golden brief: a month of days, one judgement.
func beside(r assess.Result) brief.Beside {
	var days []time.Time
	for n := range 31 {
		days = append(days, r.Input.AsOf.AddDate(0, 0, n-30))
	}
	probability := 0.6
	return brief.Beside{
		History: brief.History{Points: assess.Series(r.Input, days)},
		Judgements: []*assessmentv1.Judgement{{
			Author: "M. Okafor, desk head", Rationale: "The ships are loaded", Probability: &probability,
			Likelihood: assessmentv1.LikelihoodTerm_LIKELIHOOD_TERM_LIKELY, ExpireTime: timestamppb.New(assesstest.Day("2026-06-01")),
		}},
	}
}

func TestGolden(t *testing.T) {
	for name, r := range cases(t) {
		golden(t, name+".md", brief.Write(r, brief.Beside{}).Markdown())
		golden(t, name+".txt", brief.Summarise(r).Message())
	}
	r := cases(t)["open"]
	golden(t, "beside.html", page(t, brief.Write(r, beside(r))))
}

func page(t testing.TB, d *brief.Document) string {
	t.Helper()
	text, err := d.HTML()
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func golden(t *testing.T, name, text string) {
	t.Helper()
	file := "testdata/" + name
	if *update {
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if text != string(want) {
		t.Errorf("differs from %s (write it with -update):\n%s", file, text)
	}
}
