package tag_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// seeds lies beside the checkout where the project's reference texts are at hand.
const seeds = "../../../../../shared/seeds"

func TestSeeds(t *testing.T) {
	if _, err := os.Stat(filepath.FromSlash(seeds)); errors.Is(err, fs.ErrNotExist) {
		t.Skip("SKIP-SHARED: no seed articles beside the checkout")
	}
	const advancing, hindering, mixed, neutral = taggingv1.Direction_DIRECTION_ADVANCING, taggingv1.Direction_DIRECTION_HINDERING, taggingv1.Direction_DIRECTION_MIXED, taggingv1.Direction_DIRECTION_NEUTRAL
	tg := demoTagger(t)
	tests := []struct {
		seed, initiative string
		directions       []taggingv1.Direction
		furniture        []string
		positions        map[string][]taggingv1.Stance
	}{
		{"000", "trump-intl-force", []taggingv1.Direction{hindering}, nil, map[string][]taggingv1.Stance{
			"NATO": {taggingv1.Stance_STANCE_SKEPTICAL}, "UN": {taggingv1.Stance_STANCE_SKEPTICAL},
			"GROUP": {taggingv1.Stance_STANCE_SKEPTICAL, taggingv1.Stance_STANCE_UNDECIDED}}},
		{"001", "gaza-isf", []taggingv1.Direction{advancing, mixed}, []string{"min read", "Share with", "Similar articles"}, map[string][]taggingv1.Stance{
			"USA": {taggingv1.Stance_STANCE_SUPPORTS, taggingv1.Stance_STANCE_PARTICIPATES}}},
		{"002", "ukraine-guarantees", []taggingv1.Direction{mixed, neutral}, []string{"Call to Action"}, map[string][]taggingv1.Stance{
			"USA": {taggingv1.Stance_STANCE_OPEN, taggingv1.Stance_STANCE_SUPPORTS}}},
		{"003", "ukraine-mnf", []taggingv1.Direction{hindering, mixed}, nil, map[string][]taggingv1.Stance{
			"RUS": {taggingv1.Stance_STANCE_REJECTS, taggingv1.Stance_STANCE_OBSTRUCTS}, "DEU": {taggingv1.Stance_STANCE_SKEPTICAL, taggingv1.Stance_STANCE_REJECTS}}},
		{"004", "western-hemisphere", []taggingv1.Direction{mixed}, []string{"Add Row", "Write A Comment"}, map[string][]taggingv1.Stance{
			"USA": {taggingv1.Stance_STANCE_SUPPORTS, taggingv1.Stance_STANCE_PARTICIPATES}, "NGO": {taggingv1.Stance_STANCE_SKEPTICAL, taggingv1.Stance_STANCE_REJECTS}}},
	}
	for _, tc := range tests {
		t.Run(tc.seed, func(t *testing.T) {
			a := article("", seedText(t, tc.seed))
			r := tg.Tag(a)
			laws(t, a, r)
			in := of(r, tc.initiative)
			if in == nil || !in.GetCentral() {
				t.Fatalf("not about %s: %v", tc.initiative, r.GetInitiatives())
			}
			if !slices.Contains(tc.directions, in.GetDirection()) {
				t.Errorf("direction %v, want one of %v", in.GetDirection(), tc.directions)
			}
			for _, c := range r.GetClaims() {
				for _, f := range tc.furniture {
					if strings.Contains(c.GetEvidence().GetQuote(), f) {
						t.Errorf("cites furniture: %q", c.GetEvidence().GetQuote())
					}
				}
			}
			got := map[string]taggingv1.Stance{}
			for _, p := range in.GetPositions() {
				got[p.GetActor()] = p.GetStance()
			}
			for actor, want := range tc.positions {
				if !slices.Contains(want, got[actor]) {
					t.Errorf("%s: %v, want one of %v", actor, got[actor], want)
				}
			}
		})
	}
}

func seedText(t *testing.T, prefix string) string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(filepath.FromSlash(seeds), prefix+"_*.txt"))
	if err != nil || len(names) != 1 {
		t.Fatalf("seed %s: %v, %v", prefix, names, err)
	}
	b, err := os.ReadFile(names[0])
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
