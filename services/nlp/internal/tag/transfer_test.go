package tag_test

import "testing"

// TestRefusedTransfers holds what is denied once, twice, or by somebody else.
func TestRefusedTransfers(t *testing.T) {
	check(t, tagger(t, invented), commitments, []sentence{
		{"a determiner denies once", "No Norwegian soldier would be stationed in Malta for the mission.", "NOR troops declined"},
		{"there is none", "There will be no Norwegian boots in the mission.", "NOR troops declined"},
		{"refusal denied, before a noun", "Norway has not ruled out a battalion for the mission.", "NOR troops mooted"},
		{"refusal denied, before a verb", "Norway has not ruled out joining the mission.", "NOR troops mooted"},
		{"refusal", "Norway has ruled out a battalion for the mission.", "NOR troops declined"},
		{"the unnamed turn nothing down", "Several countries refused to send soldiers to the mission.", ""},
		{"others' soldiers kept out", "The treaty would have kept Norwegian soldiers out of the mission.", ""},
		{"others' drones ruled out", "Kenya has ruled out any Norwegian soldier or drone in the mission.", ""},
		{"not accepted by others", "The general said that Norwegian soldiers would not be accepted in the mission.", ""},
		{"no intention", "Norway has no intention to send its military to the mission.", "NOR troops declined"},
		{"of what the mission is called", "Norway is not prepared to send soldiers to the mission in Malta.", "NOR troops declined"},
		{"thought over again", "Norwegian officials are reconsidering their deployment of soldiers to the mission.", "NOR troops mooted"},
		{"set foot", "No Norwegian officer will set foot in the mission.", "NOR police declined"},
	})
}

// TestUnnamedGivers holds that countries that are counted and not named give as many.
func TestUnnamedGivers(t *testing.T) {
	check(t, tagger(t, invented), commitments, []sentence{
		{"counted", "Fourteen countries have agreed to take part in the mission.", "GROUP troops pledged 14-14 countries"},
		{"counted and ready", "Nine states are ready to participate in the mission.", "GROUP troops offered 9-9 countries"},
		{"not counted", "Several countries have agreed to take part in the mission.", "GROUP troops pledged"},
		{"chambers give for their state", "The White House asked Congress for $3 million for the mission.", "USA money mooted 3e+06-3e+06 USD"},
	})
}

// TestLooseTransfers holds gifts that are told aside or under a condition.
func TestLooseTransfers(t *testing.T) {
	check(t, tagger(t, invented), commitments, []sentence{
		{"possible on a condition", "If the truce broke, Norway might send 300 soldiers to the mission.", "NOR troops mooted 300-300 personnel"},
		{"spoken of", "Oslo now speaks of some 600 soldiers for the mission and Lisbon of up to 750.", "NOR troops offered 600-600 personnel; PRT troops offered 750-750 personnel"},
		{"told aside", "Norway is the largest donor of the mission, providing €30 million.", "NOR money committed 3e+07-3e+07 EUR"},
		{"by another, told aside", "Portugal will lead the mission, with Norway providing €30 million.", "NOR money committed 3e+07-3e+07 EUR; PRT command pledged"},
		{"what is said further of it", "Oslo spoke of several hundred Norwegian soldiers for the mission, who would not fight.", "NOR troops offered"},
		{"confirmed", "Norway confirmed its company for the mission.", "NOR troops committed"},
		{"a contribution that is military is no army", "Norway would settle its military contribution to the mission.", ""},
	})
}

// TestRememberedGivers holds that who gave this kind of thing takes it back.
func TestRememberedGivers(t *testing.T) {
	check(t, tagger(t, invented), commitments, []sentence{
		{"the same kind", "Norway sent 300 police officers to the mission. Portugal sent soldiers to the mission. The last 80 officers fly home.", "NOR police withdrawn 80-80 personnel; PRT troops deployed"},
		{"joined by telephone", "Norway's prime minister, who joined by telephone, praised the mission.", ""},
	})
}

// TestSupersededCommitments holds which of several claims on one thing is told.
func TestSupersededCommitments(t *testing.T) {
	check(t, tagger(t, invented), commitments, []sentence{
		{"withdrawn after a figure", "Norway pledged 300 soldiers to the mission. Norway has withdrawn its soldiers from the mission.", "NOR troops withdrawn"},
		{"a figure after none", "Norway has sent soldiers to the mission. It will send 300 soldiers to the mission.", "NOR troops pledged 300-300 personnel"},
		{"none after a figure", "Norway will send 300 soldiers to the mission. Norway has sent soldiers to the mission.", "NOR troops pledged 300-300 personnel"},
		{"the later figure", "Norway will send 300 soldiers to the mission. Norway will send 400 soldiers to the mission.", "NOR troops pledged 400-400 personnel"},
	})
}
