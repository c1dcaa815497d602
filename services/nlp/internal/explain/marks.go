package explain

import (
	"sort"
	"strconv"
	"strings"

	"github.com/barograph/barograph/services/nlp/internal/actor"
	"github.com/barograph/barograph/services/nlp/internal/lexicon"
	"github.com/barograph/barograph/services/nlp/internal/quantity"
	"github.com/barograph/barograph/services/nlp/internal/text"
	"github.com/barograph/barograph/services/nlp/internal/when"
)

// marks lists what was found in each sentence.
func (b *builder) marks() {
	for _, h := range b.Hits {
		if !b.telling(h) {
			continue
		}
		b.mark(b.Doc.SpanOf(h.First, h.Last), category(h.Entry), hitValue(h.Entry), "matches “"+shortened(h.Entry.Text)+"”")
	}
	for _, q := range b.Doc.Quotes {
		why := counted(q.Words, "word", "words")
		if !q.Closed {
			why += ", not closed"
		}
		b.mark(q.Span, Quote, "", why)
	}
	if b.Links != nil {
		for _, m := range b.Links.Mentions {
			for _, in := range b.Links.Same(m.Initiative) {
				b.mark(m.Span, Linked, b.Catalogue[in], m.How)
			}
		}
	}
	if b.Article != nil {
		for _, m := range b.Article.Actors {
			b.mark(m.Span, Actor, actorValue(m), actorWhy(m))
		}
		for _, q := range b.Article.Figures {
			b.mark(q.Span, Figure, figureValue(q), figureWhy(q))
		}
		for _, d := range b.Article.Dates {
			b.mark(d.Span, Date, d.Value(), dateWhy(d))
		}
	}
	for i := range b.e.Sentences {
		ms := b.e.Sentences[i].Marks
		sort.SliceStable(ms, func(x, y int) bool {
			if ms[x].Start != ms[y].Start {
				return ms[x].Start < ms[y].Start
			}
			return ms[x].End > ms[y].End
		})
	}
}

// telling reports whether a word is worth a mark. Words that many texts have
// tell something only where the sentence is about an initiative, and words of
// giving and of conditions only beside what is given and what opens a condition.
func (b *builder) telling(h lexicon.Hit) bool {
	i := b.sentenceOf(h.Anchor)
	if i < 0 || b.Article == nil {
		return i >= 0 && !common[h.Entry.Kind]
	}
	s := b.Doc.Sentences[i]
	if common[h.Entry.Kind] && (len(b.Article.Focus(i)) == 0 || b.named(h)) {
		return false
	}
	if company := beside[h.Entry.Kind]; company != "" {
		return len(b.Article.HitsIn(company, s.First, s.Last)) > 0
	}
	return true
}

// named reports whether a word is a part of the name of somebody or of an initiative.
func (b *builder) named(h lexicon.Hit) bool {
	for _, m := range b.Article.MentionsOver(h.First, h.Last) {
		if m.First <= h.First && h.Last <= m.Last {
			return true
		}
	}
	from := b.Doc.Sentences[b.sentenceOf(h.Anchor)].First
	for _, i := range b.Article.ActorsIn(from, h.First+1) {
		if h.Last <= b.Article.Actors[i].Last {
			return true
		}
	}
	return false
}

// Kinds whose words are common, and kinds that tell nothing without another.
var (
	common = map[string]bool{"act": true, "attitude": true, "topic": true, "valence": true}
	beside = map[string]string{"commitment": "contribution", "condkind": "condition", "act": "matter"}
)

// mark adds a mark to every sentence that the span touches, clipped to it.
func (b *builder) mark(s text.Span, c Category, value, why string) {
	for i := b.sentenceAt(s.Start); i < len(b.e.Sentences) && b.e.Sentences[i].Start < s.End; i++ {
		out := &b.e.Sentences[i]
		m := Mark{Start: max(s.Start, out.Start), End: min(s.End, out.End), Category: c, Value: value, Why: why}
		if m.Start < m.End {
			out.Marks = append(out.Marks, m)
		}
	}
}

// categories by the kinds of the lexicon.
var categories = map[string]Category{
	"stance": Stance, "verdict": Stance, "attitude": Stance, "commitment": Giving, "contribution": Giving, "dimension": Cue, "topic": Cue,
	"milestone": Rung, "act": Rung, "condition": Hinge, "condkind": Hinge, "limit": Hinge, "speech": Saying, "speaker": Saying,
	"anonymous": Saying, "modality": Mode, "valence": Tone,
}

// tones are the kinds of valence in words.
var tones = map[string]string{
	"advance": "brings on", "hinder": "hinders", "flip": "turns round", "deny": "denies", "more": "more of it", "less": "less of it",
	"hope": "is hoped for", "dread": "is feared", "burden": "burdens", "pass": "as what it governs",
}

func category(e *lexicon.Entry) Category {
	if c, ok := categories[e.Kind]; ok {
		return c
	}
	return Other
}

// hitValue is what an entry says: its heading in words.
func hitValue(e *lexicon.Entry) string {
	value := spaced(e.Value)
	switch e.Kind {
	case "valence":
		if tone := tones[e.Value]; tone != "" {
			return tone
		}
		return value
	case "topic":
		if mood := e.Attrs["mood"]; mood != "" {
			return value + " topic, " + mood + " by itself"
		}
		return value + " topic"
	case "act":
		return "act of " + value + standing(e)
	case "dimension":
		if e.Has("lowers") {
			return value + " lowers"
		}
		return value + " raises"
	case "milestone":
		return value + standing(e)
	case "stance", "commitment", "modality":
		return value
	case "condition":
		return "opens a condition"
	case "speech":
		return "says"
	case "anonymous":
		return "unnamed source"
	}
	return strings.TrimSpace(spaced(e.Kind) + " " + value)
}

// standing is the state in which a word leaves a rung, unless it reaches it.
func standing(e *lexicon.Entry) string {
	for _, state := range []string{"failed", "pending"} {
		if e.Has(state) {
			return " " + state
		}
	}
	return ""
}

func actorValue(m actor.Mention) string {
	if m.ID == "" {
		return "not known"
	}
	return m.ID
}

// actorWhy says how a mention was read.
func actorWhy(m actor.Mention) string {
	flags := []string{m.Kind.String(), m.Person, m.Role}
	if m.How != "" && m.How != m.Kind.String() {
		flags = append(flags, "by "+m.How)
	}
	for _, f := range []struct {
		set  bool
		name string
	}{{m.Former, "former"}, {m.Anaphor, "refers back"}, {m.Unnamed, "unnamed"}, {m.Place, "a place here"}, {m.Possessive, "possessive"}, {m.Plural, "several"}} {
		if f.set {
			flags = append(flags, f.name)
		}
	}
	if m.Suffix != "" {
		flags = append(flags, "in a compound with -"+m.Suffix)
	}
	return listed(flags...)
}

var bounds = map[quantity.Bound]string{quantity.AtMost: "at most", quantity.Below: "below", quantity.AtLeast: "at least", quantity.Above: "above"}

func figureValue(q quantity.Quantity) string {
	if !q.Known {
		return strings.TrimSpace("some " + q.Noun)
	}
	number := strconv.FormatFloat(q.Min, 'f', -1, 64)
	if q.Max != q.Min {
		number += "–" + strconv.FormatFloat(q.Max, 'f', -1, 64)
	}
	unit := q.Unit
	if unit == "" {
		unit = q.Noun
	}
	return strings.TrimSpace(strings.Join([]string{bounds[q.Bound], number, unit}, " "))
}

func figureWhy(q quantity.Quantity) string {
	switch {
	case !q.Known:
		return "no number is given"
	case q.Approx:
		return "about"
	}
	return ""
}

func dateWhy(d when.Date) string {
	relation := [...]string{when.On: "", when.By: "by then", when.Since: "since then", when.Between: "between two days"}[d.Relation]
	counted := ""
	if d.Relative {
		counted = "counted from the day of publication"
	}
	if !d.Known() {
		counted = "not on the calendar"
	}
	return listed(d.Precision.String(), relation, counted)
}
