package tag_test

import "testing"

// Each sentence stands for a way in which a stance is put: by a word of
// attitude and what it is about, by a noun, by a list, by an act, by a verdict.
func TestComposedPositions(t *testing.T) {
	tg := tagger(t, invented)
	check(t, tg, positions, []sentence{
		{"noun with its owner", "Kenya’s refusal to join the mission surprised nobody.", "KEN rejects"},
		{"noun with the one from whom it comes", "There was opposition from Israel to the mission.", "ISR rejects"},
		{"with the backing of", "The mission was approved with the backing of France.", "FRA supports"},
		{"adjective of a state", "French support for the mission is firm.", "FRA supports"},
		{"passive", "The mission is opposed by Kenya.", "KEN rejects"},
		{"against is a predicate", "Kenya is against the mission.", "KEN rejects"},
		{"relative clause", "Kenya, which has long opposed the mission, was absent.", "KEN rejects"},
		{"apposition", "Sweden, a sponsor of the mission, was pleased.", "SWE supports"},
		{"welcome of what holds it up", "Kenya welcomed the collapse of the mission.", "KEN skeptical"},
		{"criticism of what holds it up", "Kenya condemned the delay of the mission.", "KEN supports"},
		{"urging others is support", "Norway urged Kenya to join the mission.", "NOR supports"},
		{"a possibility", "Kenya has not ruled out joining the mission.", "KEN open"},
		{"readiness", "Kenya is willing to join the mission.", "KEN supports"},
		{"doubt", "Kenya is wary of the mission.", "KEN skeptical"},
		{"fear of what it would do", "Kenya fears that the mission would divide the island.", "KEN skeptical"},
		{"veto", "Kenya vetoed the mission.", "KEN obstructs"},
		{"leaving", "Kenya withdrew from the mission.", "KEN rejects"},
		{"abstention", "Kenya abstained in the vote on the mission.", "KEN undecided"},
		{"label with a verdict", "Kenya called the mission a mistake.", "KEN rejects"},
		{"label with praise", "Kenya called the mission a breakthrough.", "KEN supports"},
		{"court", "Kenya’s opposition asked the court to stop the mission.", "KEN:OPPOSITION rejects"},
		{"no answer", "Kenya has not commented on the mission.", "KEN undecided"},
		{"verb left out", "Under the terms of the mission, Kenya will send 40 soldiers, Uganda 30 and Ghana 20.", "GHA supports; KEN supports; UGA supports"},
		{"a deed for it", "Kenya opened a depot for the mission.", "KEN participates"},
		{"an intention", "Kenya vowed to block the mission.", "KEN obstructs"},
	})
}

// TestFarOwners holds that a noun for a stance is not owned by whoever comes
// later in the sentence.
func TestFarOwners(t *testing.T) {
	check(t, tagger(t, invented), positions, []sentence{
		{"of what is done to another", "The idea of sending the mission to Malta has come up.", ""},
		{"about what is meant for another", "Norwegian officials voiced concerns about the cost of the mission to Malta.", "NOR skeptical"},
	})
}

// Words of attitude that say nothing of the initiative.
func TestAttitudesTowardsOthers(t *testing.T) {
	tg := tagger(t, invented)
	check(t, tg, positions, []sentence{
		{"what is demanded of a state is not its stance", "Norway wants Kenya to oppose the mission.", "NOR rejects"},
		{"a purpose is no deed", "A fund was set up in order for Kenya to join the mission.", ""},
		{"what is supposed", "If Kenya vetoes the mission, it is over.", ""},
		{"what others say", "Norway said that Kenya opposes the mission.", "KEN rejects"},
	})
}

func TestConditionScopes(t *testing.T) {
	tg := tagger(t, invented)
	check(t, tg, positions, []sentence{
		{"subject to", "Norway will join the mission subject to the approval of its parliament.", "NOR supports if parliament"},
		{"not until", "Norway will not join the mission until a ceasefire holds.", "NOR rejects if ceasefire"},
		{"not before", "“We will not join the mission before the Security Council has given a mandate,” Norway’s foreign minister said.", "NOR rejects if un_mandate"},
		{"unless", "Norway will leave the mission unless it keeps the command.", "NOR rejects if command"},
		{"pending", "Pending parliamentary approval, Norway supports the mission.", "NOR supports if parliament"},
		{"in the next sentence", "Norway backs the mission. That depends on the money.", "NOR supports if funding"},
		{"anonymity is no condition", "Norway backs the mission, an official said on condition of anonymity.", "NOR supports"},
		{"a day is no condition", "Norway backs the mission until 5 May 2026.", "NOR supports"},
		{"as long as it takes is no condition", "Norway backs the mission for as long as it takes.", "NOR supports"},
		{"no combat role", "Norway backs the mission. Norwegian soldiers would not fight anyone, the ministry said.", "NOR supports if no_combat_role"},
		{"terms", "Norway backs the mission but wants guarantees about the cost.", "NOR supports if funding"},
	})
}
