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
	needSeeds(t)
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

// TestSeedFacts holds what a careful reader takes from the articles, beside the
// positions and directions of TestSeeds. Each stands for a trap of the article.
func TestSeedFacts(t *testing.T) {
	needSeeds(t)
	tg := demoTagger(t)
	tests := []struct {
		name, seed string
		facts      func(t *testing.T, r *taggingv1.TaggedArticle)
	}{
		{"filler gives no claim, and dates no commitment", "000", func(t *testing.T, r *taggingv1.TaggedArticle) {
			for _, part := range []string{"Canadians in Mexico", "record-breaking"} {
				for _, l := range strings.Split(said(r, part), "\n") {
					if l != "" && !strings.HasPrefix(l, "position USA") && !strings.HasPrefix(l, "dimension domestic_politics") {
						t.Errorf("%q says %s", part, l)
					}
				}
			}
			if got := commitments(of(r, "trump-intl-force")); got != "" {
				t.Errorf("commitments %q", got)
			}
			if r.GetAnonymousSources() {
				t.Error("experts and critics taken for anonymous sources")
			}
		}},
		{"furniture and captions give no claims, presence is openness, a mandate is what is waited for", "001", func(t *testing.T, r *taggingv1.TaggedArticle) {
			for _, part := range []string{"min read", "Share with", "Similar articles", "visiting the coordination center", "at US-led coordination center"} {
				if got := said(r, part); got != "" {
					t.Errorf("%q says\n%s", part, got)
				}
			}
			in := of(r, "gaza-isf")
			for _, want := range []string{"AUS open", "CAN open", "CYP open", "DEU open", "FRA open", "GRC open", "if un_mandate"} {
				if !strings.Contains(positions(in), want) {
					t.Errorf("positions %q, want %q", positions(in), want)
				}
			}
			for _, c := range in.GetCommitments() {
				if a := c.GetActor(); a != "USA" && a != "GROUP" {
					t.Errorf("commitments %q", commitments(in))
				}
			}
			if got := milestones(in); !strings.Contains(got, "mandated pending") {
				t.Errorf("milestones %q", got)
			}
			if got := said(r, "Court of Justice"); !strings.Contains(got, "dimension legal_mandate hurts") {
				t.Errorf("the ruling says\n%s", got)
			}
		}},
		{"a former president in office, at second hand, among suppositions", "002", func(t *testing.T, r *taggingv1.TaggedArticle) {
			if got := said(r, "Financial Times"); !told(got, "position USA open by other_media") {
				t.Errorf("at second hand\n%s", got)
			}
			if c := r.GetOriginCues().GetReportedBy(); !slices.Contains(c, "financial times") {
				t.Errorf("reported by %v", c)
			}
			if r.GetHedgedShare() < 0.4 {
				t.Errorf("hedged %g", r.GetHedgedShare())
			}
			if got := milestones(of(r, "ukraine-guarantees")); !strings.Contains(got, "proposed reached") {
				t.Errorf("milestones %q", got)
			}
			for _, part := range []string{"Undermine NATO Cohesion", "Set Precedents", "Shift European Security Dynamics", "Risk of Escalation", "could embolden Russia"} {
				for _, c := range r.GetClaims() {
					if strings.Contains(c.GetEvidence().GetQuote(), part) && c.GetFactuality() == taggingv1.Factuality_FACTUALITY_CERTAIN {
						t.Errorf("certain: %s in %q", what(c), c.GetEvidence().GetQuote())
					}
				}
			}
		}},
		{"who told it, what contradicts it, and what it hangs on", "003", func(t *testing.T, r *taggingv1.TaggedArticle) {
			in := of(r, "ukraine-mnf")
			if got := positions(in); !strings.Contains(got, "if us_backstop") {
				t.Errorf("positions %q", got)
			}
			if got := said(r, "misleading"); !strings.Contains(got, "dimension force_generation hurts by unnamed_insider") {
				t.Errorf("the source says\n%s", got)
			}
			if got := said(r, "closed-door"); !strings.Contains(got, "position RUS rejects") || !strings.Contains(got, "[AUTHOR>RUS]") {
				t.Errorf("the threat says\n%s", got)
			}
			for _, want := range []string{"GROUP troops committed 26-26 countries", "DEU troops declined"} {
				if !strings.Contains(commitments(in), want) {
					t.Errorf("commitments %q, want %q", commitments(in), want)
				}
			}
			if got := said(r, "troop deployments"); !strings.Contains(got, "position NATO skeptical") || strings.Contains(got, "deployed") {
				t.Errorf("the second thoughts say\n%s", got)
			}
			if got := said(r, "not prepared"); !strings.Contains(got, "by unnamed_official [AUTHOR>DEU]") {
				t.Errorf("the refusal says\n%s", got)
			}
			if got := said(r, "State Department official"); !strings.Contains(got, " by unnamed_official") {
				t.Errorf("off the record\n%s", got)
			}
			if got := said(r, "shockwaves") + said(r, "Democratic lawmakers"); got != "" {
				t.Errorf("what comes before the subject says\n%s", got)
			}
			if !r.GetAnonymousSources() {
				t.Error("no anonymous sources")
			}
		}},
		{"questions and debris say nothing, a loaded word is the skeptics’", "004", func(t *testing.T, r *taggingv1.TaggedArticle) {
			for _, part := range []string{"Will it foster", "Add Row", "Write A Comment"} {
				if got := said(r, part); got != "" {
					t.Errorf("%q says\n%s", part, got)
				}
			}
			for _, l := range strings.Split(said(r, "vassal"), "\n") {
				if !strings.Contains(l, " by vague_experts") {
					t.Errorf("vassals of the author: %s", l)
				}
			}
			if got := said(r, "as we can"); !strings.Contains(got, "by named_official [AUTHOR>USA]") {
				t.Errorf("the quotation says\n%s", got)
			}
		}},
	}
	for _, tc := range tests {
		t.Run(tc.seed+" "+tc.name, func(t *testing.T) { tc.facts(t, tg.Tag(article("", seedText(t, tc.seed)))) })
	}
}

// TestSeedReadings holds the seeds to sentences that were once misread.
func TestSeedReadings(t *testing.T) {
	needSeeds(t)
	tg := demoTagger(t)
	tests := []struct {
		seed, initiative string
		want, not        []string // positions
		part             string   // of a sentence
		unsaid           []string // what it does not say
	}{
		{"001", "gaza-isf", []string{"ISR open if other", "USA supports"}, []string{"UN supports"}, "UNRWA", []string{"position USA skeptical"}},
		{"002", "ukraine-guarantees", []string{"RUS skeptical", "UKR open if other"}, []string{"NATO supports"}, "resolution", []string{"legal_mandate"}},
		{"003", "ukraine-mnf", []string{"GROUP participates if us_backstop"}, []string{"USA", "UKR"}, "swift and unambiguous", []string{"dimension"}},
		{"003", "ukraine-mnf", nil, nil, "with the Democrats", []string{"domestic_politics"}},
		{"003", "ukraine-mnf", nil, nil, "our own", []string{"force_generation"}},
	}
	for _, tc := range tests {
		t.Run(tc.seed+" "+tc.part, func(t *testing.T) {
			r := tg.Tag(article("", seedText(t, tc.seed)))
			got := positions(of(r, tc.initiative))
			for _, w := range tc.want {
				if !strings.Contains(got, w) {
					t.Errorf("positions %q, want %q", got, w)
				}
			}
			for _, n := range tc.not {
				if strings.Contains(got, n) {
					t.Errorf("positions %q, not wanted %q", got, n)
				}
			}
			for _, n := range tc.unsaid {
				if s := said(r, tc.part); strings.Contains(s, n) {
					t.Errorf("%q says\n%s", tc.part, s)
				}
			}
		})
	}
}

// needSeeds skips a test where the seed articles do not lie beside the checkout.
func needSeeds(t *testing.T) {
	t.Helper()
	if _, err := os.Stat(filepath.FromSlash(seeds)); errors.Is(err, fs.ErrNotExist) {
		t.Skip("SKIP-SHARED: no seed articles beside the checkout")
	}
}
