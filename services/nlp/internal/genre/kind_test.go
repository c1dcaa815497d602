package genre_test

import (
	"strings"
	"testing"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/genre"
)

const (
	news         = taggingv1.ArticleKind_ARTICLE_KIND_NEWS
	analysis     = taggingv1.ArticleKind_ARTICLE_KIND_ANALYSIS
	opinion      = taggingv1.ArticleKind_ARTICLE_KIND_OPINION
	interview    = taggingv1.ArticleKind_ARTICLE_KIND_INTERVIEW
	pressRelease = taggingv1.ArticleKind_ARTICLE_KIND_PRESS_RELEASE
	transcript   = taggingv1.ArticleKind_ARTICLE_KIND_TRANSCRIPT
	liveBlog     = taggingv1.ArticleKind_ARTICLE_KIND_LIVE_BLOG
)

// The kind comes from the text's form and voice where no label gives it away.
func TestKindWithoutLabels(t *testing.T) {
	report := strings.Repeat("The minister said on Tuesday that the ships would sail.\n\n", 8)
	plain := "The ships lie in the harbour of Oslo. Nobody has paid for the fuel. The crews are at home.\n\n"
	tests := []struct {
		name, url, title, body string
		want                   taggingv1.ArticleKind
	}{
		{"report", "", "Ships sail", report, news},
		{"wire story", "", "Ships sail", "OSLO, March 3 (Norwire) - " + strings.Repeat(plain, 6), news},
		{"column", "", "Ships sail", "I was a boy when the ships came. My father built them, and I remember the noise.\n\n" + plain + "Who will pay me for that? I shall not ask.", opinion},
		{"column with a line on the author", "", "Ships sail", "We have seen it before. We paid, and we were not asked. What would our children say?\n\n" + plain + plain + "\n\nAnn Lee is a columnist in Oslo.", opinion},
		{"hedged text without a source", "", "Ships sail", strings.Repeat("The plan could fail and may never return. It might also succeed, which would perhaps surprise its critics.\n\n", 10), analysis},
		{"statement in the first person plural", "", "Ships sail", strings.Repeat("We, the ministers of nine states, welcome the plan. We reaffirm our support.\n\n", 5), pressRelease},
		{"act of state", "", "Ships sail", "I hereby proclaim the harbour open. My government will pay for it.", pressRelease},
		{"turns", "", "Ships sail", "THE PRESIDENT: Good morning.\n\nQ Will they sail?\n\nTHE PRESIDENT: They will.\n\nQ When?\n\nTHE PRESIDENT: Soon.", transcript},
		{"questions of an interviewer", "", "Ships sail", "Ann Lee runs the harbour.\n\nWhen will they sail?\n\nI wish I knew.\n\nWho pays?\n\nI do, it seems.\n\nAnd next year?\n\nAsk my son.", interview},
		{"clocks in lines of their own", "", "Ships sail", "14:05 GMT\nThey sail.\n13:50 GMT\nThey wait.\n13:20 GMT\nThey load.", liveBlog},
		{"clocks before the entries", "", "Ships sail", "14.05 GMT The first of them sails.\n13.50 GMT The crews are still waiting.\n13.20 GMT The last crane has gone.", liveBlog},
		{"section opinion", "https://paper.example/opinion/2026/ships", "Ships sail", plain, opinion},
		{"section analysis", "https://paper.example/world/analysis/ships?x=1", "Ships sail", plain, analysis},
		{"section press releases", "https://paper.example/press-releases/ships", "Ships sail", plain, pressRelease},
		{"section of speeches", "https://paper.example/speeches/ships", "Ships sail", plain, transcript},
		{"section live", "https://paper.example/live/2026/ships", "Ships sail", plain, liveBlog},
		{"a name is no section", "https://paper.example/news/opinion", "Ships sail", plain, news},
		{"label line", "", "Ships sail", "Norwire | Analysis | 3 March 2026\n\n" + report, analysis},
		{"readers are counted", "", "Ships sail", "Comments | Views: 12\n\n" + report, news},
		{"menu of a site", "", "Ships sail", "Home | News | Opinion | Analysis | Live | Sport\n\n" + report, news},
		{"label after a dash", "", "Ships sail", "The Harbour Post — Opinion\n\n" + report, opinion},
		{"release title", "", "Joint Statement on the ships", report, pressRelease},
		{"release title behind a kicker", "", "Harbour 250: Fact Sheet on the ships", report, pressRelease},
		{"a word of a label in a sentence", "", "Ships sail", "The analysis of the ministry, its comment and its statement on the live fire said nothing new on Tuesday, and nobody was interviewed about the matter, as far as anybody knows by now.\n\n" + report, news},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			a := read(t, "", tc.title, tc.body)
			a.URL = tc.url
			if got := genre.Kind(a); got != tc.want {
				t.Errorf("got %v, want %v", got, tc.want)
			}
		})
	}
}

func TestUnnamedSources(t *testing.T) {
	for body, want := range map[string]bool{
		"Two diplomats in Geneva said the text was dead.":                               true,
		"A diplomat from a small country tells me that it is over.":                     true,
		"The text is dead, a European official said.":                                   true,
		"A negotiator from the north, in a low voice: “It is over.”":                    true,
		"U.S. officials deny it.":                                                       true,
		"According to a senior adviser to the minister, it is over.":                    true,
		"Privately a senior officer was less sure.":                                     true,
		"Several deputies told us that they had not read it.":                           true,
		"SENIOR OFFICIAL: Good morning, everyone.":                                      true,
		"The draft, seen by this newspaper, has nine articles.":                         true,
		"The ships were seen by fishermen.":                                             false,
		"An official, Ann Lee, said it was over.":                                       false,
		"A spokesman for the ministry said it was over.":                                false,
		"The minister said that he had met officials of nine states.":                   false,
		"It is a Danish officer whose name I am not allowed to mention.":                false,
		"Visits by senior officials show how much it matters.":                          false,
		"Norway's ambassador said it was over.":                                         false,
		"The prime minister told reporters that it was over.":                           false,
		"PRIME MINISTER: Good morning.\n\nQ Is it over?\n\nPRIME MINISTER: Not yet.":    false,
		"Officials of both ministries will meet on Friday.":                             false,
		"He was asked about the plan by an official who carried a tray and met nobody.": false,
	} {
		if got := genre.Anonymous(read(t, "", "", body)); got != want {
			t.Errorf("%q: got %v", body, got)
		}
	}
}

func FuzzJudge(f *testing.F) {
	f.Add("Opinion: ships", "PARIS (AFP) - An official, who was seen by\nQ: Why?\nA: Because.")
	f.Add("", "14.05 GMT a\n14.06 GMT B b b b b b b b\n“I, we” is a columnist")
	f.Fuzz(func(t *testing.T, title, body string) {
		a := read(t, "", title, body)
		a.URL = title
		genre.Kind(a)
		genre.Anonymous(a)
		genre.Origins(a)
		if s := genre.HedgedShare(a); s < 0 || s > 1 {
			t.Fatalf("share %v", s)
		}
	})
}
