package explain_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/internal/catalog"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	"github.com/barograph/barograph/services/nlp/internal/explain"
	"github.com/barograph/barograph/services/nlp/internal/tag"
)

const catalogue = `
initiatives:
  - id: harbour-watch
    name: Harbour Watch Mission
    about: observers for the port of Valletta
    places: [Malta, Valletta]
    roles: {sponsors: [ITA], host: [MLT], sought: [PRT, NOR]}
`

const story = `Share this article

VALLETTA, March 3 (Agency) - Norway will send 200 soldiers to the Harbour Watch Mission if parliament agrees, its defence minister said on Tuesday.

Portugal would back the mission if it had the money. "We reject the Harbour Watch Mission," the Russian foreign ministry said.

The weather in the harbour was fine.
`

func tagger(t testing.TB) *tag.Tagger {
	t.Helper()
	initiatives, err := catalog.Parse(strings.NewReader(catalogue))
	if err != nil {
		t.Fatal(err)
	}
	tg, err := tag.New(initiatives, 1)
	if err != nil {
		t.Fatal(err)
	}
	return tg
}

func article(body string) *articlev1.Article {
	return &articlev1.Article{
		Id: "0123456789abcdef0123456789abcdef", Revision: 1, Title: "Norway to send soldiers", Text: body,
		Source:        &articlev1.Source{Id: "wire.example"},
		PublishedTime: timestamppb.New(time.Date(2026, 3, 4, 8, 0, 0, 0, time.UTC)),
	}
}

func TestExplainSaysWhatTagSays(t *testing.T) {
	tg := tagger(t)
	e := tg.Explain(article(story))
	if want := tg.Tag(article(story)); !proto.Equal(e.Tagged, want) {
		t.Errorf("explained %v, tagged %v", e.Tagged, want)
	}
	if len(e.Initiatives) != 1 || len(e.Initiatives[0].Weights) == 0 || !strings.Contains(e.Initiatives[0].Why, "claims help") {
		t.Errorf("initiatives %+v", e.Initiatives)
	}
	for _, sentence := range e.Sentences {
		if told := strings.Contains(sentence.Prospects, "raised with"); told != (len(sentence.Focus) > 0) {
			t.Errorf("sentence %d about %v: %q", sentence.Number, sentence.Focus, sentence.Prospects)
		}
	}
	check(t, e)
}

func TestExplainShowsWhatWasFound(t *testing.T) {
	e := tagger(t).Explain(article(story))
	if l := e.Lines[0]; l.Cited || l.Kind != "furniture" || l.Reason == "" || l.First != l.Last {
		t.Errorf("first line %+v", l)
	}
	norway := find(t, e, "Norway")
	for category, value := range map[explain.Category]string{
		explain.Actor: "NOR", explain.Figure: "200 personnel", explain.Linked: "harbour-watch", explain.Saying: "says",
	} {
		if !marked(norway, category, value) {
			t.Errorf("no %s %q in %+v", category, value, norway.Marks)
		}
	}
	if len(norway.Claims) == 0 || len(norway.Focus) == 0 || len(norway.Words) == 0 || len(norway.Propositions) == 0 {
		t.Errorf("%d claims, focus %v, %d words, %d propositions", len(norway.Claims), norway.Focus, len(norway.Words), len(norway.Propositions))
	}
	refusal := find(t, e, "We reject")
	if n := len(refusal.Voices); n == 0 || refusal.Voices[0].Form != "direct" || refusal.Voices[0].Actor != "RUS" {
		t.Errorf("voices %+v", refusal.Voices)
	}
}

func TestExplainSaysWhyNotToRead(t *testing.T) {
	tg := tagger(t)
	foreign := tg.Explain(article("Der Bundestag hat gestern über die Entsendung von Soldaten beraten und sie abgelehnt, weil das Geld dafür nicht da ist."))
	if len(foreign.Facts) != 1 || foreign.Facts[0].Value != "no" || foreign.Facts[0].Why == "" {
		t.Errorf("facts %+v", foreign.Facts)
	}
	apart := tg.Explain(article("The town council met on Monday and talked about the new library for the children of the town."))
	if last := apart.Facts[len(apart.Facts)-1]; last.Name != "initiatives" || last.Value != "none" {
		t.Errorf("facts %+v", apart.Facts)
	}
}

// TestDropsHaveReasons holds every claim against its candidates: what was let
// go says by which rule and why.
func TestDropsHaveReasons(t *testing.T) {
	e := tagger(t).Explain(article(story))
	n := 0
	for _, s := range e.Sentences {
		for _, d := range s.Dropped {
			n++
			if d.Rule == "" || d.Reason == "" {
				t.Errorf("sentence %d: %+v", s.Number, d)
			}
		}
	}
	if n == 0 {
		t.Error("nothing was let go")
	}
}

func find(t *testing.T, e *explain.Explanation, words string) explain.Sentence {
	t.Helper()
	for _, s := range e.Sentences {
		if strings.Contains(e.Text[s.Start:s.End], words) {
			return s
		}
	}
	t.Fatalf("no sentence says %q", words)
	return explain.Sentence{}
}

func marked(s explain.Sentence, c explain.Category, value string) bool {
	for _, m := range s.Marks {
		if m.Category == c && m.Value == value {
			return true
		}
	}
	return false
}

// check holds what is true of every explanation.
func check(t testing.TB, e *explain.Explanation) {
	t.Helper()
	numbers := map[int]bool{}
	for _, s := range e.Sentences {
		inside := func(what string, start, end int) {
			if start < s.Start || end > s.End || start > end || !utf8.ValidString(e.Text[start:end]) && utf8.ValidString(e.Text) {
				t.Errorf("sentence %d [%d,%d): %s at [%d,%d)", s.Number, s.Start, s.End, what, start, end)
			}
		}
		for _, m := range s.Marks {
			inside("mark", m.Start, m.End)
		}
		for _, v := range s.Voices {
			inside("voice", v.Start, v.End)
		}
		for _, p := range s.Propositions {
			inside("proposition", p.Start, p.End)
		}
		for i, w := range s.Words {
			if w.Head < -1 || w.Head >= len(s.Words) || w.Head == i {
				t.Errorf("sentence %d: head %d of word %d", s.Number, w.Head, i)
			}
		}
		for _, c := range s.Claims {
			inside("claim", c.Start, c.End)
			if numbers[c.Number] {
				t.Errorf("claim %d is shown twice", c.Number)
			}
			numbers[c.Number] = true
		}
		for _, d := range s.Dropped {
			inside("drop", d.Start, d.End)
		}
	}
	if len(numbers) != len(e.Tagged.GetClaims()) {
		t.Errorf("%d of %d claims are shown", len(numbers), len(e.Tagged.GetClaims()))
	}
	last := 0
	for _, l := range e.Lines {
		if l.First != last || l.Last < l.First {
			t.Errorf("line %+v starts with sentence %d", l, last)
		}
		last = l.Last
	}
	if last != len(e.Sentences) {
		t.Errorf("lines hold %d of %d sentences", last, len(e.Sentences))
	}
}

func FuzzExplain(f *testing.F) {
	f.Add(story)
	f.Add("\"Norway \xff will send\x00 soldiers to the Harbour Watch Mission\u202e\" U.S.\nHe said.")
	f.Add("our WAtCh Mission! U.S ca!00") // a speaker whom the text does not name
	tg := tagger(f)
	f.Fuzz(func(t *testing.T, body string) {
		if len(body) > 4000 {
			return
		}
		e := tg.Explain(article(body))
		check(t, e)
		if !proto.Equal(e.Tagged, tg.Tag(article(body))) {
			t.Error("Explain and Tag differ")
		}
	})
}
