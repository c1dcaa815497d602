package brief_test

import (
	"flag"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/types/known/timestamppb"
	"pgregory.net/rapid"

	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
	"github.com/barograph/barograph/services/aggregate/internal/assesstest"
	"github.com/barograph/barograph/services/aggregate/internal/brief"
)

var update = flag.Bool("update", false, "write the golden files")

// force is an invented force for an invented island, with a deadline.
func force() *initiativev1.Initiative {
	return &initiativev1.Initiative{
		Id: assesstest.InitiativeID, Name: "Harbour Force for Saint Brendan",
		Roles: &initiativev1.Roles{
			Sponsors: []string{"FRA"}, Hosts: []string{"PSE"}, Adversaries: []string{"RUS"}, VetoPlayers: []string{"UNSC"}, Sought: []string{"ITA", "IDN"},
		},
		Seeks: []*initiativev1.Sought{{Kind: taggingv1.CommitmentKind_COMMITMENT_KIND_TROOPS, Quantity: 5000, Unit: "personnel"}},
		Question: &initiativev1.Question{
			Milestone: taggingv1.MilestoneKind_MILESTONE_KIND_DEPLOYED, StartTime: timestamppb.New(assesstest.Day("2026-01-01")), Deadline: timestamppb.New(assesstest.Day("2026-10-01")),
		},
		Prior: &initiativev1.Prior{Probability: 0.35, Source: "three of nine invented forces came in time"},
	}
}

// sample is an invented ledger with something for every section.
func sample() []*taggingv1.TaggedArticle {
	supports, rejects := taggingv1.Stance_STANCE_SUPPORTS, taggingv1.Stance_STANCE_REJECTS
	participates, undecided := taggingv1.Stance_STANCE_PARTICIPATES, taggingv1.Stance_STANCE_UNDECIDED
	pledged, offered := taggingv1.CommitmentStatus_COMMITMENT_STATUS_PLEDGED, taggingv1.CommitmentStatus_COMMITMENT_STATUS_OFFERED
	reached := taggingv1.MilestoneState_MILESTONE_STATE_REACHED
	return []*taggingv1.TaggedArticle{
		assesstest.News("mandate", "2026-02-10", "Courier", "A",
			assesstest.Quoted(assesstest.Rung(taggingv1.MilestoneKind_MILESTONE_KIND_MANDATED, reached), "The Council adopted the text by twelve votes to none."),
			assesstest.Quoted(assesstest.Position("FRA", supports), "Paris will carry this to the end, the minister said.")),
		assesstest.News("offer", "2026-03-02", "Gazette", "B",
			assesstest.Quoted(assesstest.Position("ITA", participates, taggingv1.ConditionKind_CONDITION_KIND_PARLIAMENT), "Rome takes part provided that its parliament agrees, the premier said."),
			assesstest.Quoted(assesstest.Troops("ITA", offered, 1200), "up to 1,200 Italian soldiers could follow within weeks of a vote"),
			assesstest.Quoted(assesstest.Troops("IDN", pledged, 3000), "Jakarta pledged 3,000 soldiers at the conference.")),
		assesstest.News("echo", "2026-03-04", "Ledger", "C",
			assesstest.Quoted(assesstest.Troops("IDN", pledged, 800), "Indonesia's share is 800 men, according to the organisers."),
			assesstest.Quoted(assesstest.Factor("", taggingv1.Dimension_DIMENSION_FUNDING, -700, "shortfall"), "Half of the first year is still unfunded.")),
		assesstest.News("denial", "2026-03-04", "Herald", "B",
			assesstest.Quoted(assesstest.Troops("IDN", pledged, 3000), "Three thousand, as promised, the general repeated.")),
		assesstest.News("warning", "2026-04-27", "Tribune", "B",
			assesstest.Quoted(assesstest.Position("RUS", taggingv1.Stance_STANCE_OBSTRUCTS), "Moscow called any landing a hostile act."),
			assesstest.Quoted(assesstest.Position("UNSC", undecided), "The Council has not taken up the request."),
			assesstest.Quoted(assesstest.With(assesstest.Factor("", taggingv1.Dimension_DIMENSION_OPERATIONAL_READINESS, -500, "delayed"), func(c *taggingv1.Claim) {
				c.Attribution.SpeakerClass = taggingv1.SpeakerClass_SPEAKER_CLASS_UNNAMED_OFFICIAL
			}), "The ships are three weeks late, an official said on condition of anonymity."),
			assesstest.Quoted(assesstest.With(assesstest.Factor("", taggingv1.Dimension_DIMENSION_SECURITY_ENVIRONMENT, 600, "truce"), func(c *taggingv1.Claim) {
				c.Tense, c.Factuality = taggingv1.Tense_TENSE_HYPOTHETICAL, taggingv1.Factuality_FACTUALITY_UNKNOWN
			}), "If the truce holds through June, the first company could land in July.")),
		assesstest.News("rumour", "2026-04-29", "blog", "",
			assesstest.Quoted(assesstest.Position("ITA:OPPOSITION", rejects), "The opposition | swears # to [block] it *all*.")),
	}
}

func write(t testing.TB, articles []*taggingv1.TaggedArticle, day string) string {
	t.Helper()
	model, err := assess.DefaultModel()
	if err != nil {
		t.Fatal(err)
	}
	return brief.Markdown(assess.Assess(assess.Input{Initiative: force(), Articles: articles, Model: model, AsOf: assesstest.Day(day).AddDate(0, 0, 1)}))
}

func TestGolden(t *testing.T) {
	for name, text := range map[string]string{
		"open":   write(t, sample(), "2026-05-01"),
		"empty":  write(t, nil, "2026-05-01"),
		"missed": write(t, sample(), "2026-10-05"),
		"reached": write(t, append(sample(), assesstest.News("landing", "2026-07-01", "Courier", "A",
			assesstest.Quoted(assesstest.Rung(taggingv1.MilestoneKind_MILESTONE_KIND_DEPLOYED, taggingv1.MilestoneState_MILESTONE_STATE_REACHED), "The first company landed at dawn."))), "2026-07-02"),
	} {
		t.Run(name, func(t *testing.T) {
			file := "testdata/" + name + ".md"
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
		})
	}
}

// sections splits a brief at its second-level headings.
func sections(text string) map[string][]string {
	all, title := make(map[string][]string), ""
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		if heading, ok := strings.CutPrefix(line, "## "); ok {
			title = heading
			continue
		}
		all[title] = append(all[title], line)
	}
	return all
}

var mark = regexp.MustCompile(`\[E(\d+)\]`)

func TestEveryStatementOfFactIsCited(t *testing.T) {
	for title, lines := range sections(write(t, sample(), "2026-05-01")) {
		switch {
		case title == "", title == "Evidence", title == "Rungs", strings.HasPrefix(title, "What changed"):
			continue
		}
		for i, line := range lines {
			bullet := strings.HasPrefix(line, "- ") && !strings.HasPrefix(line, "- No evidence on") && !strings.Contains(line, " more; in all ")
			row := strings.HasPrefix(line, "| ") && i > 2
			if (bullet || row) && !mark.MatchString(line) {
				t.Errorf("%s: no evidence for %q", title, line)
			}
		}
	}
}

func TestWithoutTheEvidenceTheSentenceIsGone(t *testing.T) {
	for i, gone := range sample() {
		text := write(t, slices.Delete(sample(), i, i+1), "2026-05-01")
		for _, c := range gone.GetClaims() {
			if strings.Contains(text, c.GetId()) || strings.Contains(text, c.GetEvidence().GetQuote()) {
				t.Errorf("%s is gone, and still the brief says %q", gone.GetTitle(), c.GetEvidence().GetQuote())
			}
		}
	}
}

func TestNoSentenceMixesLikelihoodAndConfidence(t *testing.T) {
	model, err := assess.DefaultModel()
	if err != nil {
		t.Fatal(err)
	}
	likelihood := regexp.MustCompile(`(?i)\b(almost no chance|(very )?(un)?likely|roughly even chance|almost certain)\b`)
	confidence := regexp.MustCompile(`(?i)\bconfidence\b`)
	rapid.Check(t, func(t *rapid.T) {
		text := brief.Markdown(assess.Assess(assess.Input{Initiative: assesstest.Initiative(t), Articles: assesstest.Articles(t, 8), Model: model, AsOf: assesstest.AsOf(t)}))
		for line := range strings.Lines(text) {
			for _, sentence := range regexp.MustCompile(`[.!?] `).Split(line, -1) {
				if likelihood.MatchString(sentence) && confidence.MatchString(sentence) {
					t.Fatalf("likelihood and confidence in %q", sentence)
				}
			}
		}
	})
}

func TestAnAnsweredQuestionListsOnlyWhatItCites(t *testing.T) {
	var articles []*taggingv1.TaggedArticle
	for _, day := range []string{"2026-02-01", "2026-02-02", "2026-02-03"} { // too old to be shown one by one
		articles = append(articles, assesstest.News(day, day, "page", "D", assesstest.Factor("", taggingv1.Dimension_DIMENSION_FUNDING, -700, "shortfall")))
	}
	body, list, _ := strings.Cut(write(t, articles, "2026-10-05"), "\n## Evidence\n")
	for _, m := range mark.FindAllString(list, -1) {
		if !strings.Contains(body, m) {
			t.Errorf("%s is listed and not cited", m)
		}
	}
}

func TestEveryMarkIsListedOnce(t *testing.T) {
	model, err := assess.DefaultModel()
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		r := assess.Assess(assess.Input{Initiative: assesstest.Initiative(t), Articles: assesstest.Articles(t, 8), Model: model, AsOf: assesstest.AsOf(t)})
		body, list, _ := strings.Cut(brief.Markdown(r), "\n## Evidence\n")
		used := make(map[string]bool)
		for _, m := range mark.FindAllStringSubmatch(body, -1) {
			used[m[1]] = true
		}
		listed := regexp.MustCompile(`(?m)^- \*\*\[E(\d+)\]\*\*`).FindAllStringSubmatch(list, -1)
		if len(listed) != len(used) {
			t.Fatalf("%d passages are cited, %d are listed", len(used), len(listed))
		}
		for _, m := range listed {
			if !used[m[1]] {
				t.Fatalf("E%s is listed and not cited", m[1])
			}
		}
	})
}

// Whatever an article holds, it stays within its line.
func TestHostileTextBreaksNothing(t *testing.T) {
	hostile := "x\n# Heading\n| a | b |\n- bullet [E1](javascript:x) <b>`*_"
	article := assesstest.News("hostile", "2026-04-01", "Post", "B", assesstest.Quoted(assesstest.Position("ITA", taggingv1.Stance_STANCE_SUPPORTS), hostile))
	article.Title, article.Url, article.Source.Name = hostile, "https://x.example/\n# y", hostile
	article.Claims[0].Actor = "X|\n# Y"
	text := write(t, []*taggingv1.TaggedArticle{article}, "2026-05-01")
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "# ") && !strings.HasPrefix(line, "# Harbour Force") || strings.HasPrefix(line, "| a") || strings.HasPrefix(line, "- bullet") {
			t.Errorf("text broke out: %q", line)
		}
	}
	if found := regexp.MustCompile(`[^\\](\]\(|<b>|\*_)`).FindString(text); found != "" {
		t.Errorf("markup survived: %q", found)
	}
}

func TestActorNames(t *testing.T) {
	for id, want := range map[string]string{
		"IDN": "Indonesia", "XKX": "Kosovo", "PSE": "the Palestinian Authority", "USA:CONGRESS": "the United States (congress)",
		"GROUP": "an unnamed group", "NATO": "NATO", "ECOWAS": "ECOWAS", "UNSC": "the UN Security Council", "": "somebody",
	} {
		if got := brief.ActorName(id); got != want {
			t.Errorf("%q: got %q, want %q", id, got, want)
		}
	}
}
