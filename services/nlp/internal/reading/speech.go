package reading

import (
	"sort"

	"github.com/barograph/barograph/services/nlp/internal/actor"
	"github.com/barograph/barograph/services/nlp/internal/lexicon"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

// Form is how a speaker's words are given.
type Form uint8

// The forms.
const (
	// None: the author's own words.
	None Form = iota
	// Indirect: in the author's words.
	Indirect
	// Direct: in quotation marks.
	Direct
	// Mixed: quoted words inside an indirect sentence.
	Mixed
)

// Voice is on whose word a passage rests.
type Voice struct {
	// Form is how the words are given; None for the author.
	Form Form
	// Speaker indexes Actors, or is -1 when the speaker is no known actor.
	Speaker int
	// Class is a speaker class of the lexicon ("unnamed_official"), or empty.
	Class string
	// Span is the speaker's name in the text; empty when there is none.
	Span text.Span
}

// turn is one act of speech: a verb of saying with its subject.
type turn struct {
	verb     lexicon.Hit
	sentence int
	subjects []int
}

// turns lists the verbs of saying of sentence s outside quotations.
func (a *Article) turns(s int) []turn {
	if s < 0 || s >= len(a.speech) {
		return nil
	}
	if a.heard[s] {
		return a.speech[s]
	}
	a.heard[s] = true // before the subjects, which may ask for the speakers
	sentence := a.Doc.Sentences[s]
	for _, h := range a.HitsIn("speech", sentence.First, sentence.Last) {
		if a.quotedOff(h.First) {
			continue
		}
		t := turn{verb: h, sentence: s}
		if a.Doc.Tokens[h.First].Lower == "according" {
			t.subjects = a.Behind(h.Last, sentence.Last)
		} else if t.subjects = a.Subjects(h.Anchor); len(t.subjects) == 0 {
			t.subjects = a.inverted(h)
		}
		a.speech[s] = append(a.speech[s], t)
	}
	return a.speech[s]
}

// inverted finds the subject behind the verb: "... ," said the minister.
func (a *Article) inverted(h lexicon.Hit) []int {
	c := a.clauseOf[h.First]
	if c < 0 || h.First == 0 {
		return nil
	}
	before := a.Doc.Tokens[h.First-1]
	if before.Shape.Has(text.Punct) || h.First == a.Clauses[c].First {
		return a.Behind(h.Last, min(h.Last+4, a.Clauses[c].Last))
	}
	return nil
}

// VoiceAt tells on whose word the passage at token t rests: the speaker of the
// quotation around it, the subject of the verb of saying that governs its
// sentence, or the author.
func (a *Article) VoiceAt(t int) Voice {
	if p, w := a.parseAt(t); p != nil {
		return p.voice(p.predicate(w), t)
	}
	s := a.Doc.Tokens[t].Sentence
	if a.Doc.QuoteOf(t) >= 0 && a.Doc.Tokens[t].Shape.Has(text.Quoted) {
		v := a.quoteVoice(t)
		v.Form = Direct
		return v
	}
	if turn, ok := a.governing(s, t); ok {
		v := a.voice(turn)
		v.Form = Indirect
		for k := a.Doc.Sentences[s].First; k < a.Doc.Sentences[s].Last; k++ {
			if a.Doc.Tokens[k].Shape.Has(text.Quoted) {
				v.Form = Mixed
			}
		}
		return v
	}
	return Voice{Speaker: -1, Class: a.class(s)}
}

// voice is VoiceAt by the tree.
func (p *parse) voice(w, t int) Voice {
	a := p.a
	var q text.Quote
	quoted := a.Doc.QuoteOf(t) >= 0 && a.quotedOff(t)
	if quoted {
		q = a.Doc.Quotes[a.Doc.QuoteOf(t)]
	}
	for _, s := range p.sayings(w) {
		at := a.Doc.Tokens[p.token(s.verb)].Start
		if p.token(s.verb) == t || quoted && at >= q.Start && at < q.End {
			continue
		}
		src := p.source(s)
		v := Voice{Form: Indirect, Speaker: src.Speaker, Class: src.Class, Span: src.Span}
		switch {
		case quoted:
			v.Form = Direct
		case p.quotes():
			v.Form = Mixed
		}
		return v
	}
	if quoted {
		v := a.quoteVoice(t)
		v.Form = Direct
		return v
	}
	if p.behindDoors(w) {
		return Voice{Speaker: -1, Class: "unnamed_insider"}
	}
	return Voice{Speaker: -1, Class: a.class(p.sentence)}
}

// quotes reports whether the sentence holds quoted words.
func (p *parse) quotes() bool {
	for w := range p.Words {
		if p.a.quotedOff(p.token(w)) {
			return true
		}
	}
	return false
}

// governing returns the verb of saying of the sentence that a token outside
// quotations stands under.
func (a *Article) governing(s, t int) (turn, bool) {
	for _, u := range a.turns(s) {
		if u.verb.First != t && (len(u.subjects) > 0 || a.class(s) != "") {
			return u, true
		}
	}
	return turn{}, false
}

// quoteVoice looks for the speaker of the quotation around t: in the sentences
// in which it opens and closes, then in those beside it, before it rather than
// behind it unless it opens its line; and a quotation that goes on from the
// paragraph before has the speaker of that one.
func (a *Article) quoteVoice(t int) Voice {
	s, line := a.Doc.Tokens[t].Sentence, a.Doc.Tokens[t].Line
	first, last := s, s
	quote := a.Doc.QuoteOf(t)
	if quote >= 0 {
		q, all := a.Doc.Quotes[quote], a.Doc.Sentences
		first = sort.Search(s, func(i int) bool { return all[i+1].Start > q.Start })
		last += sort.Search(len(all)-1-s, func(i int) bool { return all[s+i].End >= q.Inner.End })
	}
	order := [...]int{s, first, last, first - 1, first - 2, last + 1}
	if a.Doc.Sentences[first].Start == a.Doc.Lines[a.Doc.Sentences[first].Line].Start {
		order = [...]int{s, first, last, first - 1, last + 1, first - 2}
	}
	for i, k := range order {
		for _, u := range a.turns(k) {
			if (i < 3 || a.near(k, line)) && (len(u.subjects) > 0 || a.class(k) != "") {
				return a.voice(u)
			}
		}
	}
	if before, found := a.goesOn(quote); found && a.nesting < deepest {
		a.nesting++
		defer func() { a.nesting-- }()
		return a.quoteVoice(before)
	}
	return Voice{Speaker: -1, Class: a.class(s)}
}

// goesOn returns a token of the quotation of the paragraph before, when that
// was left open and quote q takes it up.
func (a *Article) goesOn(q int) (token int, found bool) {
	if q < 1 || a.Doc.Quotes[q-1].Closed {
		return 0, false
	}
	open := a.Doc.Quotes[q-1].Inner
	for t := a.tokenFrom(open.Start); t < len(a.Doc.Tokens) && a.Doc.Tokens[t].Start < open.End; t++ {
		if a.Doc.Tokens[t].Sentence >= 0 {
			return t, true
		}
	}
	return 0, false
}

// tokenFrom returns the first token that starts at offset or behind it.
func (a *Article) tokenFrom(offset int) int {
	return sort.Search(len(a.Doc.Tokens), func(t int) bool { return a.Doc.Tokens[t].Start >= offset })
}

// near reports whether sentence s stands in the line or in the one before it.
func (a *Article) near(s, line int) bool {
	d := line - a.Doc.Sentences[s].Line
	return d >= 0 && d <= 1
}

func (a *Article) voice(u turn) Voice {
	v := Voice{Speaker: -1, Class: a.class(u.sentence)}
	if len(u.subjects) > 0 {
		v.Speaker = u.subjects[0]
		m := a.Actors[v.Speaker]
		v.Span = m.Span
		if v.Class == "" || m.Person != "" && v.Class != "other_media" && v.Class != "leaked_document" {
			v.Class = mentionClass(m)
		}
	}
	return v
}

func mentionClass(m actor.Mention) string {
	switch {
	case m.Unnamed:
		return "unnamed_official"
	case m.Person != "" && (m.Former || m.Sector == "MED" || m.Sector == "EDU" || m.Sector == "NGO"):
		return "named_nonofficial"
	case m.Person != "":
		return "named_official"
	}
	return "institution_statement"
}

// classOrder ranks cues of one sentence: the more telling wins.
var classOrder = []string{"leaked_document", "other_media", "unnamed_insider", "unnamed_official", "vague_experts", "institution_statement"}

// class reads the cues of the speaker's kind in sentence s.
func (a *Article) class(s int) string {
	if s < 0 {
		return ""
	}
	found := map[string]bool{}
	for _, h := range a.HitsIn("speaker", a.Doc.Sentences[s].First, a.Doc.Sentences[s].Last) {
		found[h.Entry.Value] = true
	}
	for _, c := range classOrder {
		if found[c] {
			return c
		}
	}
	return ""
}

// selves is speakerActors where answers may lead in a circle.
func (a *Article) selves(k int) []int {
	if a.nesting > deepest {
		return nil
	}
	a.nesting++
	defer func() { a.nesting-- }()
	return a.speakerActors(k)
}

// speakerActors are those whom "we" means at token k.
func (a *Article) speakerActors(k int) []int {
	if v := a.VoiceAt(k); v.Speaker >= 0 {
		return []int{v.Speaker}
	}
	if label := a.Doc.Lines[a.Doc.Tokens[k].Line].Speaker; !label.Empty() {
		if i, ok := a.labels[a.Doc.Text(label)]; ok {
			return []int{i}
		}
		return nil
	}
	if a.Doc.Tokens[k].Shape.Has(text.Quoted) {
		return nil
	}
	return a.issuers
}

// SpeechIn returns the verbs of saying of sentence s with their subjects.
func (a *Article) SpeechIn(s int) (verbs []lexicon.Hit, subjects [][]int) {
	for _, u := range a.turns(s) {
		verbs, subjects = append(verbs, u.verb), append(subjects, u.subjects)
	}
	return verbs, subjects
}
