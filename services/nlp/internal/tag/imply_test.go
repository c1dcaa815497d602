package tag_test

import "testing"

// What does not follow is neither so nor denied.
func TestWhatDoesNotFollow(t *testing.T) {
	tg := tagger(t, invented)
	for text, want := range map[string]bool{
		"It does not follow that Portugal has promised soldiers for the Malta mission.":                   false,
		"Portugal signed, which does not mean that it has promised soldiers for the Malta mission.":       false,
		"That the ministers met does not prove that Portugal has promised soldiers to the Malta mission.": false,
		"It means that Portugal has promised soldiers for the Malta mission.":                             true,
	} {
		r := said(tg.Tag(article("", lead+text)), "")
		if got := told(r, "commitment PRT troops pledged"); got != want || told(r, "commitment PRT troops declined") {
			t.Errorf("%s: pledged %v: %s", text, got, r)
		}
	}
}
