package syntax_test

import (
	"strings"
	"testing"

	"github.com/barograph/barograph/services/nlp/internal/syntax"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

// Sentences of our own with the arcs that a reading of claims rests on:
// dependent, relation, head, by form; ^ is the root.
var fixture = []struct {
	sentence string
	arcs     []string
}{
	{"Kenya has offered to send 1,000 police officers to Haiti.", []string{
		"offered root ^", "Kenya nsubj offered", "has aux offered", "send xcomp offered", "officers obj send", "1,000 nummod officers"}},
	{"Spain will not join the mission.", []string{"join root ^", "Spain nsubj join", "will aux join", "not advmod join", "mission obj join"}},
	{"Norway can't support the loan.", []string{"support root ^", "Norway nsubj support", "n't advmod support", "loan obj support"}},
	{"Ghana cannot accept the offer.", []string{"accept root ^", "Ghana nsubj accept", "not advmod accept", "offer obj accept"}},
	{"The proposal was rejected by Hungary.", []string{
		"rejected root ^", "proposal nsubj:pass rejected", "was aux:pass rejected", "Hungary obl:agent rejected"}},
	{"France, Italy, Poland and Greece back the plan.", []string{
		"back root ^", "France nsubj back", "Italy conj France", "Poland conj France", "Greece conj France", "plan obj back"}},
	{"Denmark said it would send up to 500 troops if Sweden agreed.", []string{
		"said root ^", "Denmark nsubj said", "send ccomp said", "it nsubj send", "would aux send", "troops obj send", "agreed advcl send",
		"if mark agreed", "Sweden nsubj agreed"}},
	{"Unless the council votes again, Brazil will leave the pact.", []string{
		"leave root ^", "votes advcl leave", "Unless mark votes", "council nsubj votes", "Brazil nsubj leave", "pact obj leave"}},
	{"According to two diplomats, Egypt supports the force.", []string{
		"supports root ^", "Egypt nsubj supports", "diplomats obl supports", "According case diplomats", "force obj supports"}},
	{"\"We will not send soldiers,\" Foreign Minister Maria Silva said on Monday.", []string{
		"said root ^", "send ccomp said", "We nsubj send", "not advmod send", "soldiers obj send", "Maria nsubj said", "Minister nmod:desc Maria"}},
	{"Jordan, a close ally of Washington, opposes the ban.", []string{
		"opposes root ^", "Jordan nsubj opposes", "ally appos Jordan", "Washington nmod ally", "ban obj opposes"}},
	{"Germany refuses to take part.", []string{"refuses root ^", "Germany nsubj refuses", "take xcomp refuses", "part obj take"}},
	{"The deal hinges on a vote in parliament.", []string{"hinges root ^", "deal nsubj hinges", "vote obl hinges", "parliament nmod vote"}},
	{"The minister guarantees that the command of the force will stay in Cairo.", []string{
		"guarantees root ^", "minister nsubj guarantees", "stay ccomp guarantees", "command nsubj stay", "force nmod command"}},
	{"Peru pledges 300 officers for the force.", []string{"pledges root ^", "Peru nsubj pledges", "officers obj pledges"}},
	{"Canada rules out sending troops to Haiti", []string{"rules root ^", "Canada nsubj rules", "out compound:prt rules", "sending xcomp rules", "troops obj sending"}},
	{"Japan has not ruled out joining the U.S.-led mission.", []string{
		"ruled root ^", "Japan nsubj ruled", "not advmod ruled", "joining xcomp ruled", "mission obj joining", "led amod mission"}},
	{"Neither Chile nor Peru supports the boycott.", []string{
		"supports root ^", "Chile nsubj supports", "Peru conj Chile", "boycott obj supports"}},
	{"Turkey has been asked to lead the mission.", []string{
		"asked root ^", "Turkey nsubj:pass asked", "lead xcomp asked", "mission obj lead"}},
	{"Australia is considering whether to join the force, officials said.", []string{
		"said root ^", "considering ccomp said", "Australia nsubj considering", "join ccomp considering", "officials nsubj said"}},
	{"The prime minister told reporters that Ireland would host the summit.", []string{
		"told root ^", "minister nsubj told", "reporters iobj told", "host ccomp told", "Ireland nsubj host", "summit obj host"}},
	{"The countries that signed the treaty met in Vienna.", []string{
		"met root ^", "countries nsubj met", "signed acl:relcl countries", "that nsubj signed", "treaty obj signed"}},
	{"Kazakhstan is ready to send a hospital, but it will not send soldiers.", []string{
		"ready root ^", "Kazakhstan nsubj ready", "send xcomp ready", "hospital obj send"}},
	{"India wants the council to delay the vote.", []string{
		"wants root ^", "India nsubj wants", "council obj wants", "delay xcomp wants", "vote obj delay"}},
	{"Mexico's foreign ministry denied the report.", []string{
		"denied root ^", "ministry nsubj denied", "Mexico nmod:poss ministry", "report obj denied"}},
	{"The loan must be approved by all members.", []string{
		"approved root ^", "loan nsubj:pass approved", "must aux approved", "members obl:agent approved"}},
}

func TestFixture(t *testing.T) {
	p := model(t).NewParser()
	var tree syntax.Tree
	for _, c := range fixture {
		doc := text.Parse("", c.sentence)
		if len(doc.Sentences) != 1 {
			t.Fatalf("%q is %d sentences", c.sentence, len(doc.Sentences))
		}
		p.Parse(doc, 0, &tree)
		check(t, &tree)
		for _, arc := range c.arcs {
			want := strings.Fields(arc)
			if got := arcOf(&tree, want[0]); got != arc {
				t.Errorf("%q: got %q, want %q", c.sentence, got, arc)
			}
		}
	}
}

// arcOf returns the arc of the first word of the form.
func arcOf(tree *syntax.Tree, form string) string {
	for _, w := range tree.Words {
		if w.Form != form {
			continue
		}
		head := "^"
		if w.Head >= 0 {
			head = tree.Words[w.Head].Form
		}
		return strings.Join([]string{form, w.Relation.String(), head}, " ")
	}
	return "no " + form
}

func TestTreeLookups(t *testing.T) {
	doc := text.Parse("", "The U.S.-led force cannot stay.")
	var tree syntax.Tree
	model(t).NewParser().Parse(doc, 0, &tree)
	at := func(form string) int {
		for i, w := range tree.Words {
			if w.Form == form {
				return i
			}
		}
		t.Fatalf("no word %q in %+v", form, tree.Words)
		return -1
	}
	if w := tree.WordOf(1); tree.Words[w].Form != "led" {
		t.Errorf("head of U.S.-led is %q", tree.Words[w].Form)
	}
	if first, last := tree.WordsOf(3); last-first != 2 || tree.Words[first].Form != "can" || tree.Words[first+1].Form != "not" {
		t.Errorf("cannot is words %d to %d", first, last)
	}
	if c := tree.Child(tree.Root(), syntax.Nsubj); c != at("force") {
		t.Errorf("subject is word %d", c)
	}
	if c := tree.ChildOf(tree.Root(), syntax.Aux); c != at("can") {
		t.Errorf("auxiliary is word %d", c)
	}
	if first, last := tree.Subtree(at("force")); first != 0 || last != at("force")+1 {
		t.Errorf("subtree of force is [%d,%d)", first, last)
	}
	if tree.WordOf(99) != -1 || tree.Child(0, syntax.Obj) != -1 {
		t.Error("found what is not there")
	}
}
