package tag_test

import "testing"

// That nobody has made some kind of thing is no lack of the force's.
func TestWhatNobodyHasMadeAtAll(t *testing.T) {
	tg := tagger(t, invented)
	for text, lacks := range map[string]bool{
		"Nobody has yet invented a drone that can hear a submarine, she said.":       false,
		"Nobody has drawn a warship that never rusts.":                               false,
		"Nobody has offered the Malta mission a ship that could carry its soldiers.": true,
	} {
		r := said(tg.Tag(article("", lead+"The Malta mission needs ships.\n\n"+text)), "Nobody")
		if got := told(r, "dimension force_generation hurts"); got != lacks {
			t.Errorf("%s: lacks %v: %s", text, got, r)
		}
	}
}
