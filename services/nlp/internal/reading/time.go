package reading

import (
	"time"

	"github.com/barograph/barograph/services/nlp/internal/when"
)

// DateAt returns the date that clause c speaks of: the one in the clause
// itself, else the only one of its sentence.
func (a *Article) DateAt(c int) (when.Date, bool) {
	cl := a.Clauses[c]
	s := a.Doc.Sentences[cl.Sentence]
	var inSentence []when.Date
	for _, d := range a.DatesIn(min(s.First, cl.First), max(s.Last, cl.Last)) {
		if !d.Known() {
			continue
		}
		if d.First >= cl.First && d.First < cl.Last && d.Relation != when.By {
			return d, true
		}
		if d.First >= s.First && d.First < s.Last {
			inSentence = append(inSentence, d)
		}
	}
	if len(inSentence) == 1 && inSentence[0].Relation == when.On {
		return inSentence[0], true
	}
	return when.Date{}, false
}

// oldNews is how long before publication an event must lie to be background.
const oldNews = 21 * 24 * time.Hour

// Background reports whether clause c recounts what was so before the news:
// its words say so, or its date lies weeks before the day of publication.
func (a *Article) Background(c int) bool {
	cl := a.Clauses[c]
	if cl.Earlier && cl.Past {
		return true
	}
	d, ok := a.DateAt(c)
	return ok && !a.Published.IsZero() && !cl.Future && d.Before(a.Published.Add(-oldNews))
}

// BackgroundAt reports whether what the word at token t says was so before the
// news: its verb is in the past with a word for earlier, or its clause is dated
// weeks before the day of publication.
func (a *Article) BackgroundAt(t int) bool {
	s := a.Standing(t)
	if s.Earlier && (s.Past || s.Perfect) {
		return true
	}
	c := a.ClauseAt(t)
	return c >= 0 && a.Background(c)
}
