package tag_test

import (
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/barograph/barograph/internal/cputest"
)

// patience is what no reading of such a text comes near, and any that asks
// every question for every other exceeds.
const patience = time.Minute

const mission = "the Harbour Observation Mission for Malta"

// dense are sentences that have something to say each time, or tempt a reader
// into looking at every pair of their parts.
var dense = map[string]string{
	"short sentences":  "Spain supports " + mission + ". ",
	"pronouns":         "They said they would send them to it if they agreed with them on it. ",
	"quotations":       "“We will join " + mission + ",” Spain said. ",
	"open quotations":  "“We will join " + mission + ", Spain said.\n\n",
	"opening marks":    "“We will join " + mission + "\n\n",
	"gifts":            "Spain pledged $5 billion to " + mission + " if Norway agreed by March 2027. ",
	"bullets":          "- Spain: 500 troops to " + mission + " by 2027\n",
	"conditions":       "if " + mission + " ",
	"speeches":         "Spain said that ",
	"speakers":         "Spain said Norway said Portugal said ",
	"countries":        "Spain, Norway and ",
	"passives":         "The Harbour Observation Mission for Malta was backed by Spain, Norway and Portugal. ",
	"brackets":         "Spain (Norway [",
	"parentheses":      "(",
	"stops":            "! ? . ",
	"chain of hyphens": "Spain-Norway-",
	"lists of figures": "500 and 600 and ",
	"personnel":        "Spain offered 300 personnel to " + mission + ". ",
}

// stuffed is an English article about the mission, then a part over and over, n bytes of it.
func stuffed(part string, n int) string {
	return lead + strings.Repeat(lead, 20) + "\n\n" + strings.Repeat(part, n/len(part))
}

// Long texts are read in time, and to the letter.
func TestExtremes(t *testing.T) {
	tg := tagger(t, invented)
	for name, part := range dense {
		t.Run(name, func(t *testing.T) {
			a := article("", stuffed(part, 1<<15))
			start := cputest.Spent(t)
			r := tg.Tag(a)
			if took := cputest.Spent(t) - start; took > patience {
				t.Errorf("took %s", took)
			}
			if r.GetSkippedReason() != "" || len(r.GetInitiatives()) == 0 {
				t.Errorf("not read: %q", r.GetSkippedReason())
			}
			laws(t, a, r)
		})
	}
}

// What a text takes in memory grows as its length does: four times the text
// allocates no more than six times as much, where every pair would take sixteen.
func TestMemoryGrowsWithTheText(t *testing.T) {
	tg := tagger(t, invented)
	for name, part := range dense {
		t.Run(name, func(t *testing.T) {
			allocated := func(n int) float64 {
				a := article("", stuffed(part, n))
				var before, after runtime.MemStats
				runtime.ReadMemStats(&before)
				tg.Tag(a)
				runtime.ReadMemStats(&after)
				return float64(after.TotalAlloc - before.TotalAlloc)
			}
			allocated(1 << 14) // what is only made once
			base := allocated(0)
			once, four := allocated(1<<14)-base, allocated(1<<16)-base
			if four > 6*once && four > 16<<20 {
				t.Errorf("%.0f bytes for 16 KiB, %.0f for 64 KiB", once, four)
			}
		})
	}
}
