package tag_test

import (
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"
	"pgregory.net/rapid"

	"github.com/barograph/barograph/internal/catalog"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	"github.com/barograph/barograph/services/nlp/internal/tag"
)

func TestArticleLevel(t *testing.T) {
	tg := tagger(t, invented)
	r := tg.Tag(article("Harbour mission for Malta waits", lead+"Norway backs the mission. "+strings.Repeat("The delegates met again in the afternoon and went home. ", 4)))
	if r.GetEngineVersion() != tag.EngineVersion || r.GetCatalogueRevision() != 7 || r.GetRevision() != 3 || r.GetLanguage() != "en" || r.GetSkippedReason() != "" {
		t.Errorf("header %v", r)
	}
	if len(r.GetSignature()) != 128 || r.GetAnonymousSources() {
		t.Errorf("signature of %d, anonymous %v", len(r.GetSignature()), r.GetAnonymousSources())
	}
	if in := of(r, "malta-watch"); in == nil || !in.GetCentral() {
		t.Errorf("malta-watch: %v", in)
	}
}

// What page or feed names as the origin of a text is the origin that counts.
func TestOriginOfThePage(t *testing.T) {
	tg := tagger(t, invented)
	for _, set := range []func(*articlev1.Article){
		func(a *articlev1.Article) { a.Origin = "Reuters" }, func(a *articlev1.Article) { a.Byline = "By Ann Lee, Reuters" },
	} {
		a := article("", "The talks failed on Monday, the minister said. The minister then went home.")
		set(a)
		if got := tg.Tag(a).GetOriginCues().GetWire(); got != "reuters" {
			t.Errorf("byline %q, origin %q: wire %q", a.GetByline(), a.GetOrigin(), got)
		}
	}
}

func TestOtherLanguagesAreSkipped(t *testing.T) {
	r := tagger(t, invented).Tag(article("Mission für Malta", strings.Repeat("Norwegen unterstützt die Harbour Observation Mission for Malta nicht, sagte der Minister am Dienstag in der Hauptstadt. ", 5)))
	if r.GetSkippedReason() == "" || len(r.GetClaims()) != 0 {
		t.Errorf("reason %q, %d claims", r.GetSkippedReason(), len(r.GetClaims()))
	}
}

// Texts that are about none of the initiatives, although their words are near.
func TestDistractors(t *testing.T) {
	tg := demoTagger(t)
	for _, text := range []string{
		"There was more to this than they had said. Lebanon’s Internal Security Forces (ISF) arrested four men in Tripoli. The ISF said that the force would stay on the streets.",
		"AES Corporation said on Monday that its board had approved the sale of two power plants.",
		"Germany’s ruling coalition agreed on a pension plan after a night of talks. The coalition will publish the text on Friday.",
	} {
		if r := tg.Tag(article("", text)); len(r.GetInitiatives()) != 0 {
			t.Errorf("%q is linked to %v", text, r.GetInitiatives())
		}
	}
}

// The same words mean another initiative under another catalogue, and nothing
// under one that does not have it.
func TestCatalogueSwap(t *testing.T) {
	text := "There was more to this than the minutes of the meeting said, and they were long. Norway pledged 300 soldiers to the Harbour Observation Mission for Malta. Portugal opposes the mission."
	r := tagger(t, invented).Tag(article("", text))
	if got, want := positions(of(r, "malta-watch")), "NOR supports; PRT rejects"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if r := demoTagger(t).Tag(article("", text)); len(r.GetInitiatives()) != 0 {
		t.Errorf("the demo catalogue links it to %v", r.GetInitiatives())
	}
}

func TestCatalogueOrderDoesNotMatter(t *testing.T) {
	initiatives, err := catalog.Parse(strings.NewReader(invented))
	if err != nil {
		t.Fatal(err)
	}
	a := article("", lead+"Norway backs the mission. Portugal pays for the Baltic Grid Loan.")
	one := build(t, initiatives).Tag(a)
	slices.Reverse(initiatives)
	if two := build(t, initiatives).Tag(a); !proto.Equal(one, two) {
		t.Errorf("%v\n%v", one, two)
	}
}

func TestFurnitureIsNotCited(t *testing.T) {
	body := "Harbour mission wins support\n\nHarbour mission wins support\n\nNorway backs the Harbour Observation Mission for Malta.\n\nRead more: Portugal rejects the Harbour Observation Mission for Malta\n\nShare this article\n"
	r := tagger(t, invented).Tag(article("Harbour mission wins support", body))
	for _, c := range r.GetClaims() {
		if q := c.GetEvidence().GetQuote(); !strings.HasPrefix(q, "Norway backs") {
			t.Errorf("cites %q", q)
		}
	}
	if got := positions(of(r, "malta-watch")); got != "NOR supports" {
		t.Errorf("positions %q", got)
	}
}

// An unchanged passage keeps its claim ids when the text around it changes.
func TestIDsSurviveEdits(t *testing.T) {
	tg := tagger(t, invented)
	ids := func(text string) (out []string) {
		for _, c := range tg.Tag(article("", text)).GetClaims() {
			if c.GetEvidence().GetQuote() == "Norway backs the mission." {
				out = append(out, c.GetId())
			}
		}
		return out
	}
	before := ids(lead + "Norway backs the mission.")
	after := ids(lead + "Rain fell on the harbour. Norway backs the mission. The talks go on.")
	if len(before) == 0 || !slices.Equal(before, after) {
		t.Errorf("before %v, after %v", before, after)
	}
}

// Whatever sentences come together in whatever order: quotes are literal, ids
// unique, and the same article gives the same bytes.
func TestLaws(t *testing.T) {
	tg := tagger(t, invented)
	pieces := []string{lead, "Norway backs the mission. ", "“We’re not prepared to send soldiers to the mission,” Portugal’s defence minister said. ",
		"Kyiv and Lisbon pledged 300 soldiers — “at once” — to the mission.\n\n", "Türkiye’s ministry did not reply. ", "• If Norway agreed, the mission could sail\n",
		"The mission was authorised by the U.N. Security Council on 3 March. ", "Read more: nothing\n", "Who will pay? ", "Harbour mission\n\n", "Russia warned that the mission would be “a legitimate target”. "}
	rapid.Check(t, func(rt *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 12).Draw(rt, "pieces"), "")
		a := article("", text)
		one := tg.Tag(a)
		laws(t, a, one)
		x, err := proto.MarshalOptions{Deterministic: true}.Marshal(one)
		if err != nil {
			rt.Fatal(err)
		}
		y, err := proto.MarshalOptions{Deterministic: true}.Marshal(tg.Tag(a))
		if err != nil {
			rt.Fatal(err)
		}
		if string(x) != string(y) {
			rt.Fatal("two readings differ")
		}
	})
}

func FuzzTag(f *testing.F) {
	f.Add("Mission", lead+"Norway backs the mission, “it” said.")
	f.Add("", "The Harbour Observation Mission for Malta\xff — if, only if; 20 bn $ \u00a0 ’s")
	tg := tagger(f, invented)
	f.Fuzz(func(t *testing.T, title, text string) {
		for _, text := range []string{text, lead + "Norway backs the mission.\n\n" + text} { // as it is, and where it is read
			a := article(title, text)
			r := tg.Tag(a)
			laws(t, a, r)
			if len(r.GetClaims()) > 0 && len(r.GetInitiatives()) == 0 {
				t.Error("claims without an initiative")
			}
			if !proto.Equal(r, tg.Tag(a)) {
				t.Error("two readings differ")
			}
		}
	})
}
