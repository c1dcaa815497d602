package lexicon_test

import (
	"strings"
	"testing"

	"github.com/barograph/barograph/services/nlp/internal/lexicon"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

func TestEmbeddedFilesCompile(t *testing.T) {
	if _, err := lexicon.Embedded(); err != nil {
		t.Fatalf("compile embedded files: %v", err)
	}
}

func TestPatternsMatchInflectedForms(t *testing.T) {
	lex, err := lexicon.Parse(strings.NewReader(`
@force = <soldier>|troops
[test a]
{withdraw} .. @force
[test b]
{commit} to
[test c]
{cancel}
{authorise}
<skeptic>
{try}
[test d word=x]
not yet? decided
(no|without a) plan
`))
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, text, want string }{
		{"irregular past", "They withdrew all their soldiers.", "a:withdrew all their soldiers"},
		{"gap is bounded", "They withdrew after many long and bitter troops talks.", ""},
		{"gap stops at a comma", "They withdrew, troops stayed.", ""},
		{"doubled consonant", "She is committing to it.", "b:committing to"},
		{"US spelling", "He canceled it.", "c:canceled"},
		{"UK spelling", "He cancelled it.", "c:cancelled"},
		{"ise and ize", "It authorized nothing.", "c:authorized"},
		{"sc and sk", "A sceptic spoke.", "c:sceptic"},
		{"y to ies", "He tries hard.", "c:tries"},
		{"optional word absent", "We have not decided.", "d:not decided"},
		{"optional word present", "We have not yet decided.", "d:not yet decided"},
		{"alternative of two words", "They left without a plan there.", "d:without a plan"},
		{"no match across sentences", "They decided not. Decided indeed.", ""},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			doc := text.Parse("", tc.text)
			var got []string
			for _, h := range lex.Find(doc) {
				got = append(got, h.Entry.Value+":"+doc.Text(doc.SpanOf(h.First, h.Last)))
			}
			if strings.Join(got, " | ") != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

func TestClassesAreLookedUpApart(t *testing.T) {
	lex, err := lexicon.Parse(strings.NewReader("[test a]\n{refuse}\n[class negative]\n{refuse}\n"))
	if err != nil {
		t.Fatal(err)
	}
	doc := text.Parse("", "They refused. She refuses.")
	if hits := lex.Find(doc); len(hits) != 2 || hits[0].Entry.Kind != "test" || hits[1].Entry.Kind != "test" {
		t.Errorf("hits %+v", hits)
	}
	second := doc.Sentences[1]
	if hits := lex.Classes(doc, second.First, second.Last); len(hits) != 1 || hits[0].Entry.Kind != lexicon.Class || doc.Tokens[hits[0].Anchor].Norm != "refuses" {
		t.Errorf("classes %+v", hits)
	}
}

func TestParseReportsEveryError(t *testing.T) {
	_, err := lexicon.Parse(strings.NewReader("orphan\n[x y]\n..3 word\n@nosuch thing\nfine\n"))
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{"line 1", "line 3", "line 4"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("error %q does not name %s", err, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("[a b]\n{go} .. (x|<y>) z?\n@c = x|{y}\n")
	f.Fuzz(func(t *testing.T, s string) {
		lex, err := lexicon.Parse(strings.NewReader(s))
		if err != nil {
			return
		}
		doc := text.Parse("", s)
		first := 0
		for _, h := range lex.Find(doc) {
			if h.First < first || h.First >= h.Last || h.Last > len(doc.Tokens) || h.Anchor < h.First || h.Anchor >= h.Last || h.Entry == nil {
				t.Fatalf("hit %+v behind token %d of %q", h, first, s)
			}
			first = h.First
		}
	})
}
