package claim_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/actor"
	"github.com/barograph/barograph/services/nlp/internal/claim"
	"github.com/barograph/barograph/services/nlp/internal/lexicon"
	"github.com/barograph/barograph/services/nlp/internal/link"
	"github.com/barograph/barograph/services/nlp/internal/quantity"
	"github.com/barograph/barograph/services/nlp/internal/reading"
	"github.com/barograph/barograph/services/nlp/internal/syntax"
	"github.com/barograph/barograph/services/nlp/internal/text"
	"github.com/barograph/barograph/services/nlp/internal/when"
)

// kit is what a reading needs, loaded once.
type kit struct {
	model   *syntax.Model
	lexicon *lexicon.Lexicon
	actors  *actor.Resolver
	linker  *link.Linker
}

var load = sync.OnceValues(func() (k kit, err error) {
	if k.model, err = syntax.Load(); err != nil {
		return k, err
	}
	if k.lexicon, err = lexicon.Embedded(); err != nil {
		return k, err
	}
	if k.actors, err = actor.New(); err != nil {
		return k, err
	}
	k.linker, err = link.New(nil, k.actors)
	return k, err
})

// read reads a text as the tagger does.
func read(t testing.TB, raw string) *reading.Article {
	t.Helper()
	k, err := load()
	if err != nil {
		t.Fatal(err)
	}
	published := time.Date(2026, 3, 10, 0, 0, 0, 0, time.UTC)
	doc := text.Parse("", raw)
	parser := k.model.NewParser()
	return reading.New(reading.Parts{
		Doc: doc, Published: published, Actors: k.actors.Find(doc, published), Figures: quantity.Find(doc), Dates: when.Find(doc, published),
		Hits: k.lexicon.Find(doc), Links: k.linker.Link(doc, text.Parse("", "")), Lexicon: k.lexicon,
		Parse: func(sentence int, tree *syntax.Tree) { parser.Parse(doc, sentence, tree) },
	})
}

// coded writes the event at the first token that is word: "REJECT assist negated".
func coded(t *testing.T, sentence, word string) string {
	t.Helper()
	a := read(t, sentence)
	for i := range a.Doc.Tokens {
		if !a.Doc.Tokens[i].Is(word) {
			continue
		}
		e := claim.EventAt(a, i)
		if e == nil {
			return ""
		}
		out := []string{strings.TrimPrefix(e.GetType().String(), "EVENT_TYPE_")}
		for _, f := range []struct {
			set  bool
			name string
		}{{e.GetMode() != "", e.GetMode()}, {e.GetHistorical(), "historical"}, {e.GetFuture(), "future"}, {e.GetHypothetical(), "hypothetical"}, {e.GetNegation(), "negated"}} {
			if f.set {
				out = append(out, f.name)
			}
		}
		return strings.Join(out, " ")
	}
	t.Fatalf("no %q in %q", word, sentence)
	return ""
}

func TestEveryTypeAndMode(t *testing.T) {
	cases := []struct{ want, sentence, word string }{
		{"AGREE", "Norway agreed on the terms with Portugal.", "agreed"},
		{"CONSULT", "Norway negotiated with Portugal on Monday.", "negotiated"},
		{"CONSULT visit", "The president of Portugal visited Oslo.", "visited"},
		{"CONSULT third-party", "Norway mediated between Sudan and Chad.", "mediated"},
		{"CONSULT multilateral", "Norway convened the donors in Oslo.", "convened"},
		{"CONSULT phone", "The Portuguese leader phoned Oslo.", "phoned"},
		{"SUPPORT", "Norway endorsed the plan.", "endorsed"},
		{"CONCEDE", "Norway relented on the border.", "relented"},
		{"COOPERATE", "Norway cooperates with Portugal at sea.", "cooperates"},
		{"AID", "Norway donated medicine to Chad.", "donated"},
		{"RETREAT withdraw", "Norway withdrew its soldiers from the valley.", "withdrew"},
		{"RETREAT release", "The rebels released two pilots.", "released"},
		{"RETREAT disarm", "The rebels disarmed in the north.", "disarmed"},
		{"RETREAT ceasefire", "The army declared a truce.", "declared"},
		{"RETREAT access", "The army granted the monitors access.", "granted"},
		{"RETREAT resign", "The minister of Norway resigned.", "resigned"},
		{"REQUEST assist", "Chad asked Norway for help.", "asked"},
		{"REQUEST change", "Norway demanded reforms from Chad.", "demanded"},
		{"REQUEST yield", "Norway urged Chad to withdraw.", "urged"},
		{"REQUEST meet", "Norway requested talks with Chad.", "requested"},
		{"REJECT assist", "Norway refused to send soldiers.", "refused"},
		{"REJECT change", "Norway rejected the draft.", "rejected"},
		{"REJECT yield", "The rebels refused to disarm.", "refused"},
		{"REJECT meet", "The rebels refused to meet the envoy.", "refused"},
		{"ACCUSE disapprove", "Norway condemned the vote.", "condemned"},
		{"ACCUSE disapprove", "Norway summoned the ambassador of Chad.", "summoned"},
		{"ACCUSE investigate", "Norway investigated the company.", "investigated"},
		{"ACCUSE allege", "Norway accused Chad of fraud.", "accused"},
		{"THREATEN restrict", "Norway threatened Chad with sanctions.", "threatened"},
		{"THREATEN arrest", "The army threatened to arrest the mayor.", "threatened"},
		{"THREATEN relations", "Norway threatened to cut its ties with Chad.", "threatened"},
		{"THREATEN expel", "Norway threatened to expel the diplomats.", "threatened"},
		{"THREATEN territory", "The army threatened to annex the island.", "threatened"},
		{"THREATEN violence", "The rebels threatened to attack the port.", "threatened"},
		{"PROTEST demo", "Thousands demonstrated in Oslo.", "demonstrated"},
		{"PROTEST riot", "Youths rioted in Lisbon.", "rioted"},
		{"PROTEST strike", "The dockers went on strike.", "went"},
		{"PROTEST hunger", "The prisoners went on hunger strike.", "went"},
		{"PROTEST boycott", "The party boycotted the session.", "boycotted"},
		{"PROTEST obstruct", "Farmers blocked the road to the port.", "blocked"},
		{"SANCTION convict", "The court convicted the general.", "convicted"},
		{"SANCTION expel", "Norway expelled two diplomats.", "expelled"},
		{"SANCTION withdraw", "Norway recalled its ambassador from Chad.", "recalled"},
		{"SANCTION discontinue", "Norway suspended its cooperation with Chad.", "suspended"},
		{"MOBILIZE troops", "Norway deployed soldiers to the border.", "deployed"},
		{"MOBILIZE weapons", "Norway deployed missiles to the border.", "deployed"},
		{"MOBILIZE police", "Norway deployed police to the border.", "deployed"},
		{"MOBILIZE militia", "Chad deployed mercenaries to the border.", "deployed"},
		{"COERCE seize", "The army seized the radio station.", "seized"},
		{"COERCE restrict", "The army restricted movement in the north.", "restricted"},
		{"COERCE ban", "Chad banned the party.", "banned"},
		{"COERCE censor", "Chad censored the newspapers.", "censored"},
		{"COERCE curfew", "Chad imposed a curfew on the capital.", "imposed"},
		{"COERCE martial-law", "Chad declared martial law.", "declared"},
		{"COERCE arrest", "The army arrested the mayor.", "arrested"},
		{"COERCE deport", "Chad deported the refugees.", "deported"},
		{"COERCE withhold", "Norway withheld the payment.", "withheld"},
		{"COERCE misinformation", "The rebels spread rumours about the vote.", "spread"},
		{"COERCE cyber", "Strangers hacked the ministry.", "hacked"},
		{"ASSAULT abduct", "The rebels abducted two nurses.", "abducted"},
		{"ASSAULT beat", "The guards beat the prisoners.", "beat"},
		{"ASSAULT torture", "The guards tortured the prisoners.", "tortured"},
		{"ASSAULT sexual", "The soldiers raped the women.", "raped"},
		{"ASSAULT targeted", "The rebels assassinated the judge.", "assassinated"},
		{"ASSAULT destroy", "The rebels destroyed the bridge.", "destroyed"},
		{"ASSAULT primitive", "The rebels attacked the village with machetes.", "attacked"},
		{"ASSAULT firearms", "The guards shot two men.", "shot"},
		{"ASSAULT explosives", "The rebels detonated a charge.", "detonated"},
		{"ASSAULT suicide-attack", "A suicide bomber attacked the market.", "suicide"},
		{"ASSAULT aerial", "The army bombed the camp.", "bombed"},
		{"ASSAULT drone", "The rebels attacked the port with drones.", "attacked"},
		{"ASSAULT heavy-weapons", "The army shelled the town.", "shelled"},
		{"ASSAULT crowd-control", "The police dispersed the crowd.", "dispersed"},
		{"ASSAULT unconventional", "The army gassed the village.", "gassed"},
	}
	for _, tc := range cases {
		t.Run(tc.want+"/"+tc.word, func(t *testing.T) {
			if got := coded(t, tc.sentence, tc.word); got != tc.want {
				t.Errorf("%q: got %q, want %q", tc.sentence, got, tc.want)
			}
		})
	}
}

func TestAuxiliaryModes(t *testing.T) {
	cases := []struct{ name, want, sentence, word string }{
		{"historical", "SUPPORT historical", "In 2019 Norway endorsed the plan.", "endorsed"},
		{"historical by an adverb", "SUPPORT historical", "Norway previously endorsed the plan.", "endorsed"},
		{"future", "RETREAT withdraw future", "Norway will withdraw its soldiers from the valley.", "withdraw"},
		{"hypothetical", "REJECT change hypothetical", "If Norway rejects the draft, the plan is dead.", "rejects"},
		{"negation", "SUPPORT negated", "Norway did not endorse the plan.", "endorse"},
		{"announced consultation agrees", "AGREE future", "Norway will negotiate with Portugal.", "negotiate"},
		{"announced support agrees", "AGREE future", "Norway will endorse the plan.", "endorse"},
		{"announced cooperation agrees", "AGREE future", "Norway will cooperate with Portugal.", "cooperate"},
		{"announced aid agrees", "AGREE future", "Norway will donate medicine to Chad.", "donate"},
		{"the verb of asking overrules what is asked", "REQUEST assist", "Norway urged Chad to send soldiers.", "send"},
		{"the verb of refusing overrules what is refused", "REJECT assist", "Norway refused to deploy soldiers.", "deploy"},
		{"the own verb, not the nearest word", "SUPPORT", "The summit over, Norway endorsed the plan that rebels attack.", "endorsed"},
		{"no event", "", "Norway is a country in the north.", "country"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			if got := coded(t, tc.sentence, tc.word); got != tc.want {
				t.Errorf("%q: got %q, want %q", tc.sentence, got, tc.want)
			}
		})
	}
}

// every type of the vocabulary can come out of the lexicon's words.
func TestEveryTypeHasWords(t *testing.T) {
	k, err := load()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	doc := text.Parse("", "Agreed. Negotiated. Endorsed. Relented. Cooperated. Donated. Retreated. Asked. Rejected. Blamed. Threatened. Protested. Sanctioned. Mobilised. Repressed. Attacked.")
	for _, h := range k.lexicon.Find(doc) {
		if h.Entry.Kind == "event" {
			seen[h.Entry.Value] = true
		}
	}
	for value, name := range taggingv1.EventType_name {
		if value != 0 && !seen[strings.TrimPrefix(name, "EVENT_TYPE_")] {
			t.Errorf("no word for %s", name)
		}
	}
}
