package tag_test

import (
	"fmt"
	"slices"
	"testing"

	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// asked is one force about which two questions are asked, and another thing.
func asked(ids ...string) []*initiativev1.Initiative {
	out := []*initiativev1.Initiative{{Id: "loan", Name: "Baltic Grid Loan"}}
	for i, id := range ids {
		out = append(out, &initiativev1.Initiative{
			Id: id, Name: fmt.Sprintf("Harbour Observation Mission for Malta by %d", 2026+i), Places: []string{"Malta"},
			Aliases: []*initiativev1.Alias{{Text: "Malta mission"}, {Text: "HOM", Near: []string{"Malta"}}},
			Roles:   &initiativev1.Roles{Sponsors: []string{"ITA"}},
		})
	}
	return out
}

const onBoth = "Portugal pledged 200 soldiers to the Malta mission. Norway rejects the HOM. The mission was authorised on Monday, " +
	"the government of Malta said. Libya would join it if the budget is approved. The Baltic Grid Loan is on hold, and Latvia welcomed the HOM."

// readingsOf are the claims on one initiative without what tells readings apart.
func readingsOf(r *taggingv1.TaggedArticle, id string) []string {
	var out []string
	for _, c := range r.GetClaims() {
		if c.GetInitiativeId() == id {
			out = append(out, fmt.Sprint(c.GetActor(), c.GetBody(), c.GetEvidence().GetStartByte(), c.GetConfidenceMilli(), c.GetImpactMilli(), c.GetRule()))
		}
	}
	slices.Sort(out)
	return out
}

// A second question about the same thing takes nothing from the first, gets
// all that the first gets, and is read under its own definition.
func TestTwoQuestionsAboutOneThing(t *testing.T) {
	a := article("", onBoth)
	alone, both := build(t, asked("b")).Tag(a), build(t, asked("b", "a", "c")).Tag(a)
	laws(t, a, both)
	want := readingsOf(alone, "b")
	if len(want) < 4 {
		t.Fatalf("%d claims are too few to tell: %v", len(want), want)
	}
	for _, id := range []string{"a", "b", "c"} {
		if got := readingsOf(both, id); !slices.Equal(got, want) {
			t.Errorf("%s: got\n%q\nwant\n%q", id, got, want)
		}
		if in := of(both, id); in == nil || len(in.GetMentions()) != len(of(alone, "b").GetMentions()) || in.GetCentral() != of(alone, "b").GetCentral() || in.GetDirection() != of(alone, "b").GetDirection() {
			t.Errorf("%s: summary %v, want that of %v", id, in, of(alone, "b"))
		}
	}
	if got, want := readingsOf(both, "loan"), readingsOf(alone, "loan"); !slices.Equal(got, want) {
		t.Errorf("the other thing: got %q, want %q", got, want)
	}
	hostile := asked("a", "b")
	hostile[2].Roles.Adversaries = []string{"PRT"}
	r := build(t, hostile).Tag(a)
	if x, y := readingsOf(r, "a"), readingsOf(r, "b"); slices.Equal(x, y) {
		t.Errorf("one with an adversary among the givers is read as one without: %q", x)
	}
	if e := build(t, asked("b", "a")).Explain(a); len(e.Sentences[0].Focus) != 2 {
		t.Errorf("explained as about %v", e.Sentences[0].Focus)
	}
}
