package explain

import (
	"github.com/barograph/barograph/services/nlp/internal/reading"
)

// clauses lists the clauses of every sentence with their standing.
func (b *builder) clauses() {
	if b.Article == nil {
		return
	}
	for i, c := range b.Article.Clauses {
		out := Clause{Start: c.Start, End: c.End, Kind: c.Kind.String(), Marker: c.Marker}
		out.Certainty = [...]string{reading.Certain: "certain", reading.Probable: "probable", reading.Possible: "possible", reading.Unknown: "unknown"}[c.Certainty]
		for _, n := range []struct {
			set  bool
			name string
		}{{c.Past, "past"}, {c.Future, "future"}, {c.Hypothetical, "hypothetical"}, {b.Article.Background(i), "background"}} {
			if n.set {
				out.Notes = append(out.Notes, n.name)
			}
		}
		s := &b.e.Sentences[c.Sentence]
		s.Clauses = append(s.Clauses, out)
	}
}
