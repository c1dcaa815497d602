package tag_test

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/internal/catalog"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/tag"
)

// demo is the catalogue that the project ships.
const demo = "../../../../cmd/barograph/internal/demo/catalog.yaml"

// invented is a catalogue of initiatives that no data file of ours knows.
const invented = `
initiatives:
  - id: malta-watch
    name: Harbour Observation Mission for Malta
    about: the observers of the Valletta accord
    places: [Malta, Valletta]
    roles: {sponsors: [ITA], host: [MLT], adversaries: [RUS], sought: [PRT, NOR]}
  - id: baltic-loan
    name: Baltic Grid Loan
    about: a joint loan for the Baltic power grid
`

func tagger(t testing.TB, yaml string) *tag.Tagger {
	t.Helper()
	initiatives, err := catalog.Parse(strings.NewReader(yaml))
	if err != nil {
		t.Fatalf("parse catalogue: %v", err)
	}
	return build(t, initiatives)
}

// known is the knowledge that all taggers of these tests share.
var known = sync.OnceValues(func() (*tag.Knowledge, error) { return tag.Load(nil) })

func build(t testing.TB, initiatives []*initiativev1.Initiative) *tag.Tagger {
	t.Helper()
	knowledge, err := known()
	if err != nil {
		t.Fatalf("load knowledge: %v", err)
	}
	tg, err := tag.New(initiatives, 7, tag.WithKnowledge(knowledge))
	if err != nil {
		t.Fatalf("new tagger: %v", err)
	}
	return tg
}

func demoTagger(t testing.TB) *tag.Tagger {
	t.Helper()
	b, err := os.ReadFile(filepath.FromSlash(demo))
	if err != nil {
		t.Fatalf("read demo catalogue: %v", err)
	}
	return tagger(t, string(b))
}

// article wraps a text as ingest would hand it over.
func article(title, body string) *articlev1.Article {
	return &articlev1.Article{
		Id: "0123456789abcdef0123456789abcdef", Revision: 3, Title: title, Text: body,
		Source:        &articlev1.Source{Id: "wire.example"},
		PublishedTime: timestamppb.New(time.Date(2026, 3, 10, 8, 0, 0, 0, time.UTC)),
		KnownTime:     timestamppb.New(time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)),
	}
}

// laws checks what holds for every reading of every text.
func laws(t testing.TB, a *articlev1.Article, r *taggingv1.TaggedArticle) {
	t.Helper()
	ids := map[string]bool{}
	last := ""
	for _, c := range r.GetClaims() {
		if ids[c.GetId()] || len(c.GetId()) != 32 || c.GetId() <= last {
			t.Errorf("claim id %q is repeated, malformed or out of order", c.GetId())
		}
		ids[c.GetId()], last = true, c.GetId()
		literal(t, a.GetText(), c.GetEvidence())
		if c.GetBody() == nil || c.GetRule() == "" || c.GetConfidenceMilli() > 1000 || len(c.GetAttribution().GetChain()) == 0 {
			t.Errorf("claim %v is incomplete", c)
		}
		if c.GetImpactMilli() < -1000 || c.GetImpactMilli() > 1000 || c.GetFactuality() == taggingv1.Factuality_FACTUALITY_UNSPECIFIED {
			t.Errorf("claim %v is out of range", c)
		}
	}
	for _, in := range r.GetInitiatives() {
		for _, m := range in.GetMentions() {
			literal(t, a.GetText(), m)
		}
		for _, f := range in.GetPositions() {
			backed(t, ids, f.GetClaimIds(), f.GetEvidence())
		}
		for _, f := range in.GetCommitments() {
			backed(t, ids, f.GetClaimIds(), f.GetEvidence())
		}
		for _, f := range in.GetDimensions() {
			backed(t, ids, f.GetClaimIds(), f.GetEvidence())
		}
		for _, f := range in.GetMilestones() {
			backed(t, ids, f.GetClaimIds(), f.GetEvidence())
		}
	}
}

func backed(t testing.TB, claims map[string]bool, ids []string, evidence []*taggingv1.Evidence) {
	t.Helper()
	if len(ids) == 0 || len(evidence) == 0 {
		t.Error("a finding without claims or evidence")
	}
	for _, id := range ids {
		if !claims[id] {
			t.Errorf("a finding names claim %q, which is not there", id)
		}
	}
}

func literal(t testing.TB, text string, e *taggingv1.Evidence) {
	t.Helper()
	from, to := int(e.GetStartByte()), int(e.GetEndByte())
	if from < 0 || from >= to || to > len(text) || text[from:to] != e.GetQuote() {
		t.Fatalf("quote %q is not text[%d:%d]", e.GetQuote(), from, to)
	}
	if a, b := utf8.RuneCountInString(text[:from]), utf8.RuneCountInString(text[:to]); a != int(e.GetStartRune()) || b != int(e.GetEndRune()) {
		t.Fatalf("runes %d:%d of %q, want %d:%d", e.GetStartRune(), e.GetEndRune(), e.GetQuote(), a, b)
	}
}

// of returns the summary of one initiative, or nil.
func of(r *taggingv1.TaggedArticle, id string) *taggingv1.InitiativeTag {
	for _, in := range r.GetInitiatives() {
		if in.GetInitiativeId() == id {
			return in
		}
	}
	return nil
}

// sentence is one case: what the tagger is to find in a text behind lead.
type sentence struct{ name, text, want string }

// check tags each sentence, holds the reading to the laws, and compares what
// render shows of the invented mission.
func check(t *testing.T, tg *tag.Tagger, render func(*taggingv1.InitiativeTag) string, cases []sentence) {
	t.Helper()
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			a := article("", lead+tc.text)
			r := tg.Tag(a)
			laws(t, a, r)
			if got := render(of(r, "malta-watch")); got != tc.want {
				t.Errorf("got  %q\nwant %q", got, tc.want)
			}
		})
	}
}
