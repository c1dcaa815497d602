package tag_test

import (
	"strings"
	"testing"
	"time"
)

// patience is what no reading of such a text comes near, and any that asks
// every question for every other exceeds.
const patience = time.Minute

// Long texts of which every sentence has something to say.
func TestExtremes(t *testing.T) {
	const mission = "the Harbour Observation Mission for Malta"
	tg := tagger(t, invented)
	for name, part := range map[string]string{
		"short sentences": "Spain supports " + mission + ". ",
		"pronouns":        "They said they would send them to it if they agreed with them on it. ",
		"quotations":      "“We will join " + mission + ",” Spain said. ",
		"open quotations": "“We will join " + mission + ", Spain said.\n\n",
		"gifts":           "Spain pledged $5 billion to " + mission + " if Norway agreed by March 2027. ",
		"bullets":         "- Spain: 500 troops to " + mission + " by 2027\n",
		"conditions":      "if " + mission + " ",
		"speeches":        "Spain said that ",
		"countries":       "Spain, Norway and ",
		"brackets":        "Spain (Norway [",
		"stops":           "! ? . ",
	} {
		t.Run(name, func(t *testing.T) {
			a := article("", lead+strings.Repeat(lead, 20)+"\n\n"+strings.Repeat(part, 1<<15/len(part)))
			start := time.Now()
			r := tg.Tag(a)
			if took := time.Since(start); took > patience {
				t.Errorf("took %s", took)
			}
			if r.GetSkippedReason() != "" || len(r.GetInitiatives()) == 0 {
				t.Errorf("not read: %q", r.GetSkippedReason())
			}
			laws(t, a, r)
		})
	}
}
