package tag_test

import "testing"

// Refusals, threats and objections that are put without a word of opposition
// to the mission: as verdicts, as limits, as what others will get.
func TestRefusalsAndThreats(t *testing.T) {
	tg := tagger(t, invented)
	check(t, tg, positions, []sentence{
		{"a target", "Russia said that the ships of the mission would be a legitimate target.", "RUS obstructs"},
		{"called targets", "Russia has called the observers of the mission legitimate targets.", "RUS rejects"},
		{"not to be accepted", "Russia’s foreign ministry said that the mission would not be accepted in the Mediterranean.", "RUS rejects"},
		{"unacceptable", "Turkey’s foreign minister said the mission was unacceptable.", "TUR rejects"},
		{"no backyard", "Tunisia’s president said that the mission treated the sea as a backyard and that it is nobody’s backyard.", "TUN rejects"},
		{"no place", "Turkey’s foreign ministry said the mission has no place in the region.", "TUR rejects"},
		{"will form no part", "Turkey will not form part of the mission.", "TUR rejects"},
		{"too soon", "Turkey says it is far too soon to talk about the mission.", "TUR skeptical"},
		{"does not obey", "Turkey cooperates with the mission but does not obey it, its president said.", "TUR skeptical"},
		{"denied that it would let them in", "Turkey’s president denied that her country will permit the mission to use its ports.", "TUR rejects"},
		{"no role", "Turkey refuses any role in the mission.", "TUR rejects"},
		{"neither nor", "France would neither pay for the mission nor lend ships to it.", "FRA rejects"},
		{"tear up", "Norway’s opposition vowed to tear up the accord on the mission if it wins.", "NOR:OPPOSITION skeptical if other"},
		{"bring home", "Norway’s opposition vows to bring home every sailor of the mission.", "NOR:OPPOSITION rejects"},
		{"vote against", "In Norway, the opposition will vote against the mission.", "NOR:OPPOSITION rejects"},
		{"nothing to do with it", "Turkey wants nothing to do with the mission.", "TUR rejects"},
		{"want none", "Turkey wants none of it, whatever the mission may bring.", "TUR rejects"},
		{"want it stopped", "Turkey and Tunisia want the patrols of the mission to stop before any talk of partnership.", "TUN rejects; TUR rejects"},
		{"resolution against", "The French Senate advanced a resolution that would bar the president from joining the mission.", "FRA:PARLIAMENT skeptical"},
		{"in the wrong place", "Turkey is keeping its ships out of the mission.", "TUR rejects"},
		{"hands full", "Germany declined to join the mission, for its navy had its hands full in the Baltic.", "DEU rejects"},
		{"condemned in passing", "Russia condemned the mission but did little else.", "RUS rejects"},
		{"incompatible", "Turkey calls the idea of the mission incompatible with the charter.", "TUR rejects"},
		{"resigned from", "Turkey resigned from the board of the mission.", "TUR rejects"},
		{"retaliation", "Russia announced retaliatory measures against the mission.", "RUS obstructs"},
		{"disagree with its use", "“I disagree with the use of the mission without a vote,” Norway’s opposition leader said.", "NOR:OPPOSITION rejects"},
		{"deemed a stab", "Turkey’s foreign minister deemed the mission a stab in the back.", "TUR rejects"},
		{"called vague", "China said the draft of the mission is vague.", "CHN skeptical"},
		{"could not support", "China could not support the text on the mission.", "CHN skeptical"},
		{"no plans", "Turkey said there were no plans to join the mission.", "TUR rejects"},
		{"not plans of its own", "Turkey has no plans to join the mission.", "TUR rejects"},
		{"went home", "Turkey withdrew in February without giving a reason. The mission regrets it.", "TUR rejects"},
	})
}

// What holds now outweighs what held before.
func TestSupersededPositions(t *testing.T) {
	tg := tagger(t, invented)
	check(t, tg, positions, []sentence{
		{"had long, is now", "Norway, which had long called the mission premature, is now prepared to consider it.", "NOR open"},
		{"once, but", "Norway once rejected the mission, but now backs it.", "NOR supports"},
		{"had backed", "Norway had backed the mission for years. Now it opposes the mission.", "NOR rejects"},
	})
}

// An opposition is that of the state whose passage it is in.
func TestFactionsOfThePassage(t *testing.T) {
	tg := tagger(t, invented)
	check(t, tg, positions, []sentence{
		{"members of a party", "In Britain, Reform UK said its MPs would vote against the mission.", "GBR:OPPOSITION rejects"},
		{"the opposition of the state spoken of", "Lithuania’s parliament votes on the mission on Monday. The opposition conservatives will vote for the mission.", "LTU:OPPOSITION supports"},
	})
}

// Who refuses one contribution may stand by the mission, and lists of those who
// are missing, societies and pensioners give it nothing.
func TestPartialRefusals(t *testing.T) {
	tg := tagger(t, invented)
	check(t, tg, positions, []sentence{
		{"no troops but training", "Kenya backs the mission. Kenya will not send soldiers.", "KEN supports"},
		{"not on the ground", "Kenya supports the mission. It will not take part on the ground.", "KEN supports"},
		{"the missing", "The mission is missing Kenya, Uganda and Ghana, and it welcomes the news.", ""},
		{"a people", "The mission must serve the Kenyan people.", ""},
		{"a former leader", "Australia supports the mission. Former Australian prime minister Malcolm Turnbull called the mission a mistake.", "AUS supports"},
	})
}

// A part in the story is no side for bodies, for rivals, and for those who have none in it.
func TestPartsInTheStory(t *testing.T) {
	tg := tagger(t, invented)
	check(t, tg, positions, []sentence{
		{"a rival", "China read the draft of the mission to its envoys.", ""},
		{"no role", "Ghana has no role in the mission.", ""},
		{"wants it looked at again", "Ghana urged Italy to reconsider the mission.", "GHA rejects"},
		{"a body that is only named", "The African Union closed its office. The mission took note.", ""},
	})
}
