package notice_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/barograph/barograph/services/ingest/internal/notice"
)

func TestFind(t *testing.T) {
	for line, want := range map[string]notice.Kind{
		"Correction: An earlier version gave a wrong figure.":                       notice.Correction,
		"CORRECTION (4 March): The force has 5,000 troops, not 50,000.":             notice.Correction,
		"Corrections and clarifications: the minister's name was misspelled":        notice.Correction,
		"An earlier version of this article incorrectly said that Egypt refused.":   notice.Correction,
		"This story has been corrected to say that the vote was on Monday.":         notice.Correction,
		"This article was amended on 5 March 2026 to correct a figure.":             notice.Correction,
		"Clarification, March 4, 2026: the pledge is conditional.":                  notice.Correction,
		"(Corrects day of the vote in paragraph 2)":                                 notice.Correction,
		"Update: Adds comment from the ministry.":                                   notice.Update,
		"UPDATED 14:05 GMT — adds reaction":                                         notice.Update,
		"This article has been retracted.":                                          notice.Withdrawal,
		"Editor's note: This story was withdrawn because it could not be stood up.": notice.Withdrawal,
		"Editor’s Note: The story has been removed":                                 notice.Withdrawal,
		"[RETRACTED] Force to deploy in May":                                        notice.Withdrawal,
		"RETRACTION: The report on the force was wrong":                             notice.Withdrawal,
		"The minister withdrew the offer on Tuesday.":                               notice.None,
		"Retracted statements by the ministry were quoted again.":                   notice.None,
		"Corrections officers walked out of the prison.":                            notice.None,
		"This article of the treaty was removed by the drafters.":                   notice.None,
		"Update on the talks was expected later.":                                   notice.None,
		"": notice.None,
	} {
		if got := notice.Find(line); got.Kind != want {
			t.Errorf("%q is %d, want %d", line, got.Kind, want)
		}
	}
}

func TestFindWeighsAndCuts(t *testing.T) {
	got := notice.Find("Update: adds quotes\nA paragraph.\n  Correction: it was Monday.\nCorrection: and Egypt.\n")
	if got.Kind != notice.Correction || got.Text != "Correction: it was Monday." {
		t.Errorf("found %+v", got)
	}
	long := notice.Find("Correction: " + strings.Repeat("é", 1000))
	if len(long.Text) > 500 || !utf8.ValidString(long.Text) {
		t.Errorf("%d bytes, valid %v", len(long.Text), utf8.ValidString(long.Text))
	}
}

func FuzzFind(f *testing.F) {
	f.Add("Correction: it was Monday.\nThis article has been retracted.")
	f.Fuzz(func(t *testing.T, text string) {
		found := notice.Find(text)
		if (found.Kind == notice.None) != (found.Text == "") || !strings.Contains(text, found.Text) {
			t.Errorf("%+v in %q", found, text)
		}
	})
}
