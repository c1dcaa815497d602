package reading_test

import (
	"strings"
	"testing"
	"time"

	"github.com/barograph/barograph/internal/cputest"
)

// patience is what no reading of such a text comes near, and any that asks
// every question for every other exceeds.
const patience = 20 * time.Second

// Texts in which every answer hangs on those before it.
func TestExtremes(t *testing.T) {
	for name, part := range map[string]string{
		"pronouns":        "They said they would send them to it if they agreed with them on it. ",
		"officials":       "An official said that the ministry, which the minister of the country led, would tell the government that it backed it. ",
		"both":            "Both said both would let both countries decide whether both agreed with both. ",
		"speakers":        "“We will tell our partners what we think of our plan,” we said. ",
		"relatives":       "The government that met the ministry that met the bloc that met them said that they agreed. ",
		"open quotations": "“We agreed,\n\n",
	} {
		t.Run(name, func(t *testing.T) {
			start := cputest.Spent(t)
			a := read(t, "Spain and Portugal met. "+strings.Repeat(part, 200))
			for i := range a.Doc.Tokens {
				a.Subjects(i)
				a.Possessors(i)
				a.Doers(i)
				a.Standing(i)
				a.Sources(i)
				a.VoiceAt(i)
				a.Conditions(i)
			}
			if took := cputest.Spent(t) - start; took > patience {
				t.Errorf("took %s", took)
			}
		})
	}
}

// An answer far down a chain is that of its start, whoever is asked first.
func TestChainsOfPronounsReachTheirStart(t *testing.T) {
	a := read(t, "The Spanish minister spoke. "+strings.Repeat("He said he would go. ", 40))
	last := at(t, a, "go")
	if got := a.Subjects(last); len(got) != 1 || a.Actors[got[0]].ID != "ESP" {
		t.Errorf("subjects of the last: %v", got)
	}
}
