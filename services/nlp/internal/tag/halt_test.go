package tag_test

import "testing"

// What is held up is no pledge, even where it is told that it was promised.
func TestWhatIsHeldUpIsNotPledged(t *testing.T) {
	tg := tagger(t, invented)
	for text, pledges := range map[string]bool{
		"Portugal has put on hold the talks on the soldiers it has promised for the Malta mission.":           false,
		"Portugal suspended the dispatch to the Malta mission of the 200 soldiers that it had pledged.":       false,
		"Portugal shelved its plans for the Malta mission, among them those for the soldiers it has pledged.": false,
		"Portugal has not put on hold the talks on the soldiers it has promised for the Malta mission.":       true,
		"Norway has put on hold talks with Portugal. Portugal has promised soldiers for the Malta mission.":   true,
		"Norway blocked the ships that carry the soldiers whom Portugal has promised for the Malta mission.":  true,
		"Portugal, which has promised soldiers for the Malta mission, put on hold its talks with Norway.":     true,
	} {
		if got := told(said(tg.Tag(article("", lead+text)), ""), "commitment PRT troops pledged"); got != pledges {
			t.Errorf("%s: pledges %v", text, got)
		}
	}
}
