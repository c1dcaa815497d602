package tag_test

import "testing"

// Who joins something else takes no part in the initiative by it.
func TestJoiningSomethingElse(t *testing.T) {
	tg := tagger(t, invented)
	for text, want := range map[string]bool{
		"Portugal has joined the fisheries board.": false,
		"Portugal has joined the Malta mission.":   true,
	} {
		if got := told(said(tg.Tag(article("", lead+text)), ""), "position PRT participates"); got != want {
			t.Errorf("%s: takes part %v", text, got)
		}
	}
}
