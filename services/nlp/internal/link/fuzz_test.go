package link_test

import (
	"fmt"
	"strings"
	"testing"

	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	"github.com/barograph/barograph/services/nlp/internal/link"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

// FuzzLink feeds arbitrary definitions and texts. Mentions are inside the
// text, in order and apart, and speak of what was found.
func FuzzLink(f *testing.F) {
	f.Add("Gang Suppression Force for Haiti", "the force (GSF) of resolution 2793", "Haiti waits", "The GSF is late. The force for Haiti waits.")
	f.Add("EU-Mercosur trade agreement", "called the (", "", "The EU’s agreement with Mercosur, or SAFE (SAFE)")
	f.Add("(A)-B – ", "-", "-", "\xff the of in for")
	g := gazetteer(f)
	f.Fuzz(func(t *testing.T, name, about, title, body string) {
		l, err := link.New([]*initiativev1.Initiative{{Id: "a", Name: name, About: about}, {Id: "b", Name: "Force for " + name}}, g)
		if err != nil {
			return
		}
		laws(t, l, title, body)
	})
}

func laws(t *testing.T, l *link.Linker, title, body string) {
	t.Helper()
	doc := text.Parse(title, body)
	links := l.Link(doc, text.Parse("", title))
	last := 0
	for _, m := range links.Mentions {
		if m.First < last || m.First >= m.Last || m.Last > len(doc.Tokens) || m.Span != doc.SpanOf(m.First, m.Last) && m.Kind != link.Named {
			t.Fatalf("mention %v behind token %d", m, last)
		}
		if m.How == "" || m.Initiative < 0 || m.Initiative >= l.Len() {
			t.Fatalf("mention %v", m)
		}
		last = m.Last
	}
	if len(links.Sentences) != len(doc.Sentences) {
		t.Fatalf("%d of %d sentences", len(links.Sentences), len(doc.Sentences))
	}
	for _, i := range links.Central {
		found := false
		for _, k := range links.Found {
			found = found || k == i
		}
		if !found {
			t.Fatalf("%d is central and not found", i)
		}
	}
}

// TestHostileTexts are long and repeat what costs most.
func TestHostileTexts(t *testing.T) {
	l, err := link.New(catalogue, gazetteer(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, unit := range []string{"mission Malta ", "IOM Malta ", "the pact the pact IRONPACT ", "RS Coral Bay RS\n\n", "(IOM) ", "in for of the "} {
		t.Run(fmt.Sprintf("%.12q", unit), func(t *testing.T) {
			laws(t, l, "", strings.Repeat(unit, 100_000/len(unit)))
		})
	}
}

// large is a catalogue of many initiatives in all states.
func large(n int) []*initiativev1.Initiative {
	kinds := []string{"stabilization force", "trade agreement", "rail corridor", "loan facility", "arms package"}
	places := []string{"Ghana", "Kenya", "Chile", "Nepal", "Latvia", "Oman", "Fiji", "Peru", "Togo", "Cuba"}
	var out []*initiativev1.Initiative
	for i := range n {
		p := places[i%len(places)]
		out = append(out, &initiativev1.Initiative{Id: fmt.Sprintf("i%05d", i), Name: fmt.Sprintf("%s Vale%d %s", p, i, kinds[i%len(kinds)]), About: "a plan of " + p + " for the district of Vale"})
	}
	return out
}

func BenchmarkNew10000(b *testing.B) {
	g, catalogue := gazetteer(b), large(10_000)
	for b.Loop() {
		if _, err := link.New(catalogue, g); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLink(b *testing.B) {
	g := gazetteer(b)
	small, items := unseen(b)
	var body strings.Builder
	for _, it := range items[:12] {
		body.WriteString(it.body + "\n\n")
	}
	for name, catalogue := range map[string][]*initiativev1.Initiative{"40": small, "10000": large(10_000)} {
		b.Run(name, func(b *testing.B) {
			l, err := link.New(catalogue, g)
			if err != nil {
				b.Fatal(err)
			}
			doc, title := text.Parse("", body.String()), text.Parse("", "")
			b.ReportMetric(float64(len(doc.Tokens)), "tokens")
			for b.Loop() {
				l.Link(doc, title)
			}
		})
	}
}
