package tag_test

import (
	"strings"
	"testing"
)

// What helps counts more in a statement of those who want the initiative, and
// only in theirs.
func TestDirectionOfStatements(t *testing.T) {
	tg := tagger(t, invented)
	body := "FOR IMMEDIATE RELEASE\n\nThe Ministry of Foreign Affairs of %s states the following on the Harbour Observation Mission for Malta.\n\n" +
		"The donors unlocked the second instalment for the mission. %s " +
		"The training of the mission is months late, and the budget of the mission fell by a third.\n\n" +
		"Media contact: press office, telephone 555 0100"
	tests := []struct{ name, state, stance, want string }{
		{"of a sponsor", "Italy", "Italy supports the mission.", "advancing"},
		{"of an opponent by role", "Russia", "", "mixed hindering"},
		{"of an opponent by its own words", "Norway", "Norway rejects the mission.", "mixed hindering"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			a := article("Statement by the Ministry of Foreign Affairs of "+tc.state, strings.Replace(strings.Replace(body, "%s", tc.state, 1), "%s", tc.stance, 1))
			r := tg.Tag(a)
			if got := short(of(r, "malta-watch").GetDirection()); !strings.Contains(tc.want, strings.TrimPrefix(got, "direction_")) || !strings.HasSuffix(short(r.GetKind()), "press_release") {
				t.Errorf("got %q of a %s, want %s", got, short(r.GetKind()), tc.want)
			}
		})
	}
}
