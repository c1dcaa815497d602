package tag_test

import (
	"strings"
	"testing"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// hangs shows whose positions hang on what: "NOR if ceasefire if funding".
func hangs(in *taggingv1.InitiativeTag) string {
	var out []string
	for _, p := range in.GetPositions() {
		s := p.GetActor()
		for _, c := range p.GetConditions() {
			s += " if " + short(c.GetKind())
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

// TestConditionsOfHolders holds the ways in which a part is made to hang on
// something, and whose part it is.
func TestConditionsOfHolders(t *testing.T) {
	tg := tagger(t, invented)
	check(t, tg, hangs, []sentence{
		// conjunctions
		{"if", "Norway would join the mission if the parliament in Oslo agreed.", "NOR if parliament"},
		{"provided", "Norway could live with the mission provided no shots are fired.", "NOR if other"},
		{"as soon as", "Norway will join the mission as soon as the ceasefire holds.", "NOR if ceasefire"},
		{"the moment", "Norway will join the mission the moment a truce holds.", "NOR if ceasefire"},
		{"only after", "Norway will join the mission only after a truce has been signed.", "NOR if ceasefire"},
		{"every member of a list", "Norway, Portugal and Chile would join the mission if others paid for it.", "CHL if burden_sharing; NOR if burden_sharing; PRT if burden_sharing"},
		{"of the speaker", "“Not one boat of ours sails before the Security Council has voted on the mission,” Norway’s defence minister said.", "NOR if un_mandate"},
		{"no without", "Norway backs the mission. There will be no Norwegian soldiers without a mandate of the United Nations, its foreign minister said.", "NOR if un_mandate"},
		{"not agreed", "Malta backs the mission, but it will admit no observers that it has not approved.", "MLT if host_consent"},
		{"such", "Norway would join a mission that disarms nobody.", "NOR if no_combat_role"},
		{"no this, no that", "Norway backs the mission. “No harbour, no mission,” its foreign minister said.", "NOR if other"},
		// governing words
		{"contingent", "Norwegian participation in the mission is contingent on a mandate from the Security Council.", "NOR if un_mandate"},
		{"depends", "Norway supports the mission, but its contribution will depend on who pays.", "NOR if funding"},
		{"hinges", "Norway’s part in the mission hinges on a vote in parliament.", "NOR if parliament"},
		{"insists on", "Norway backs the mission but insists on clear rules of engagement.", "NOR if command"},
		{"wants first", "Norway is ready to join the mission but wants a truce first.", "NOR if ceasefire"},
		{"demands assurances", "Portugal supports the mission and demands assurances that the Americans will help.", "PRT if us_backstop"},
		{"asks for", "Portugal supports the mission, and has asked for guarantees in writing.", "PRT if other"},
		{"waits for", "Portugal is waiting for a resolution of the Security Council before it joins the mission.", "PRT if un_mandate"},
		{"makes a condition", "Norway has made a ceasefire a condition for joining the mission.", "NOR if ceasefire"},
		{"condition of", "Norway’s condition for joining the mission is a ceasefire.", "NOR if ceasefire"},
		{"in exchange", "Norway will join the mission in exchange for a seat at the table.", "NOR if other"},
		{"parliament must", "Norway wants to join the mission, but parliament must still approve it.", "NOR if parliament"},
		{"needs approval", "Norway’s contribution to the mission needs the approval of parliament.", "NOR if parliament"},
		{"must be ratified", "Norway has signed up to the mission. The accord must still be ratified by its parliament.", "NOR if parliament"},
		{"role only", "Norway will join the mission, but only to train sailors.", "NOR if no_combat_role"},
		{"linked", "Norway has linked its support for the mission to reforms in Valletta.", "NOR if reform"},
		// as newspapers put it
		{"unless", "Oslo has told Rome that it will not send a single soldier to the mission unless the Americans provide air cover.", "NOR if us_backstop"},
		{"said to be subject", "Norway said its participation in the mission would be subject to a vote in the Storting.", "NOR if parliament"},
		{"on condition that", "The Norwegian government is willing to take part in the mission, on condition that its soldiers are not asked to fight.", "NOR if no_combat_role"},
		{"must first", "“We support the mission, but there must be a ceasefire first,” said Norway’s prime minister.", "NOR if ceasefire"},
		{"wants to know before", "Portugal wants to know who will command the mission before it commits troops.", "PRT if command"},
		{"only if", "Portugal will only join the mission if its costs are shared by others.", "PRT if funding if burden_sharing"},
		{"as long as", "Norway is ready to join the mission as long as Malta asks for it.", "NOR if host_consent"},
		{"pending", "Norway has agreed in principle to join the mission, pending the approval of its parliament.", "NOR if parliament"},
		{"would have to before", "Norway said the militias would have to be disarmed before its soldiers joined the mission.", "NOR if disarmament"},
		{"provided that", "Norway is prepared to pay for the mission, provided that other states do their share.", "NOR if burden_sharing"},
		{"before it sends", "Before it sends observers to the mission, Norway wants a clear mandate and rules of engagement.", "NOR if un_mandate if command"},
		{"only for", "Norway would send soldiers to the mission only for training, not for combat, its defence minister said.", "NOR if no_combat_role"},
		{"conditional on", "Norway’s support for the mission is conditional on reforms in Valletta, diplomats said.", "NOR if reform"},
		{"would-be participants", "Many would-be participants insist on a United Nations mandate before joining the mission.", "GROUP if un_mandate"},
		{"only if, of an adversary", "Russia said that it would accept the mission only if all foreign troops left Malta.", "RUS if withdrawal"},
		{"without, in front", "Without American help, Portugal will not join the mission, its foreign minister said.", "PRT if us_backstop"},
		{"first needs", "Portugal has yet to decide on the mission. The government in Lisbon first needs the consent of parliament.", "PRT if parliament"},
		{"tied", "Norway tied its contribution to the mission to a lasting truce.", "NOR if ceasefire"},
		{"parliament must approve", "The Norwegian parliament must approve any contribution to the mission, and Norway’s government backs it.", "NOR if parliament"},
		{"when", "Norway will contribute to the mission when the guns fall silent.", "NOR if ceasefire"},
		{"made dependent", "Portugal made its participation in the mission dependent on a resolution of the Security Council.", "PRT if un_mandate"},
		{"of an own quotation", "“If the Security Council asks us, we will go,” Norway’s foreign minister said of the mission.", "NOR if un_mandate"},
		{"stands as long as", "Portugal’s offer of a frigate for the mission stands only as long as the truce does.", "PRT if ceasefire"},
		{"calls for guarantees", "Portugal, which backs the mission, has called for guarantees that its sailors will not be asked to board ships.", "PRT if other"},
		{"once, of two", "Norway and Portugal say that they will join the mission once a ceasefire is in place.", "NOR if ceasefire; PRT if ceasefire"},
		{"still needed before", "Ratification by the parliament in Oslo is still needed before Norway can join the mission.", "NOR if parliament"},
		{"open if", "Norway is open to the mission if a credible political process begins, a diplomat said.", "NOR if other"},
		// events that are awaited
		{"after a truce", "Oslo said that the prime minister stood ready to send soldiers to the mission after a truce.", "NOR if ceasefire"},
		{"intention once", "Norway and Portugal declared their intention to send soldiers to the mission once a peace treaty is signed.", "NOR if ceasefire; PRT if ceasefire"},
		{"said between", "Norway is prepared to join the mission, its foreign minister said, after he has spoken to the parties in parliament.", "NOR if parliament"},
		{"would first want", "Norway has not ruled out joining the mission, an official in Oslo said, but would first want to see a truce.", "NOR if ceasefire"},
		{"has a vote before", "Norway backs the mission, its prime minister said; members of parliament would have a vote before any soldier left.", "NOR if parliament"},
		{"role of America", "Norway will decide on its part in the mission once the role of the United States is clear.", "NOR if us_backstop"},
		{"the chamber consents", "Norway will join the mission subject to the consent of the Storting.", "NOR if parliament"},
		// the next sentence
		{"but first", "Norway wants to join the mission. But first the fighting has to stop.", "NOR if ceasefire"},
		{"list", "Norway is ready to join the mission. It named two conditions: that its hosts consent, and that somebody else pays.", "NOR if host_consent if funding if burden_sharing"},
	})
}

// TestNoConditions holds what looks like a condition and is none.
func TestNoConditions(t *testing.T) {
	tg := tagger(t, invented)
	check(t, tg, hangs, []sentence{
		{"anonymity", "Norway backs the mission, officials said on condition that they not be named.", "NOR"},
		{"courtesy", "Norway will send more boats to the mission if needed.", "NOR"},
		{"even if", "Norway will join the mission even if others do not.", "NOR"},
		{"whether", "Norway backs the mission. Reporters asked whether it would pay.", "NOR"},
		{"a day", "Norway will stay in the mission until the autumn.", "NOR"},
		{"the past", "Norway joined the mission once the truce held.", "NOR"},
		{"after an event that was", "Norway decided to join the mission after a truce was signed in May.", "NOR"},
		{"after the event told of", "Norway plans to send soldiers to the mission after the ceasefire.", "NOR"},
		{"nothing named", "Norway backs the mission, and its boats are ready, but the crew will not leave until it is.", "NOR"},
		{"told of what is asked for", "Norway backs the mission and asked for a meeting, which ended without a resolution.", "NOR"},
		{"in case of attack", "Norway will help the mission in case of attack.", "NOR"},
		{"of a third party", "Norway backs the mission. Chad will leave the African Union unless it is paid.", "NOR"},
		{"of the author", "Norway backs the mission. If the winter is mild, the harbour will not freeze.", "NOR"},
		{"a sponsor’s aim", "Italy backs the mission and insists on the withdrawal of all armed groups.", "ITA"},
	})
}
