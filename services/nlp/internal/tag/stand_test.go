package tag_test

import "testing"

// Ways in which a text tells where somebody stands without a plain verb of
// support or opposition: each stands for a mechanism.
func TestStands(t *testing.T) {
	tg := tagger(t, invented)
	check(t, tg, positions, []sentence{
		{"objections that are dropped", "Norway dropped its reservations about the mission.", "NOR supports"},
		{"objections that are gone", "Portugal’s objections to the mission have evaporated.", "PRT open"},
		{"objections that are not gone", "Portugal’s objections to the mission have not evaporated.", "PRT rejects"},
		{"a vote to do it", "Norway’s parliament voted by 88 to 12 to approve the mission.", "NOR:PARLIAMENT supports"},
		{"those who abstain beside it", "The committee approved the mission on Monday, with Norway and Portugal abstaining.", "NOR undecided; PRT undecided"},
		{"a part of a name is no actor", "The Portugal-led mission was discussed at length in the margins of the fair.", ""},
		{"a mind not made up", "Norway has not made up its mind about the mission.", "NOR undecided"},
		{"a position reserved", "Portugal reserved its position on the mission.", "PRT undecided"},
		{"neither yes nor no", "Norway has neither accepted nor rejected the mission.", "NOR undecided"},
		{"cold water", "Portugal poured cold water on the mission.", "PRT rejects"},
		{"a lost appetite", "Norway has lost interest in the mission.", "NOR skeptical"},
		{"no point seen in it", "Portugal sees no point in the mission.", "PRT skeptical"},
		{"a deed that is not done", "Portugal will not assist the mission.", "PRT skeptical"},
		{"objections that are renewed", "Norway revived its objections to the mission.", "NOR skeptical"},
		{"one who was won over", "The governor persuaded Portugal to support the mission.", "PRT supports"},
		{"a rival that is joined", "The mission met on Monday. Norway joined a rival patrol.", "NOR skeptical"},
		{"one whom nobody won over yet", "The governor tried to persuade Portugal to join the mission.", ""},
		{"one who tried in vain", "Norway failed to assist the mission.", ""},
		{"cannot", "Norway cannot support the mission.", "NOR rejects"},
		{"cannot, in a quotation", "“We cannot support this mission,” the Norwegian foreign minister said.", "NOR rejects"},
		{"a quality that stays", "The mission met on Monday. Norway remains opposed.", "NOR rejects"},
		{"not signed yet", "Norway has yet to sign the accord on the mission.", "NOR undecided"},
		{"a decision put off", "Portugal postponed its decision on the mission.", "PRT undecided"},
		{"a cool response", "The mission drew a cool response from Norway.", "NOR skeptical"},
		{"a part that is cancelled", "The mission met on Monday. Norway cancelled its contribution.", "NOR rejects"},
		{"blame that is no event", "Portugal says the mission is one-sided.", "PRT skeptical"},
		{"opposition dropped", "Norway has dropped its opposition to the mission.", "NOR open"},
		{"a protest lodged", "Norway lodged a protest against the mission.", "NOR rejects"},
		{"less keen", "The mission met on Monday. Norway has been less enthusiastic.", "NOR skeptical"},
		{"a pause is asked for", "Portugal called for a pause of the mission.", "PRT rejects"},
		{"put under review", "Portugal has put the mission under review.", "PRT skeptical"},
		{"tempted", "Norway is tempted to join the mission.", "NOR open"},
	})
}
