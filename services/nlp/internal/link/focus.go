package link

import "github.com/barograph/barograph/services/nlp/internal/text"

// Reach says how close a sentence is tied to an initiative.
type Reach uint8

// The reaches, closest first.
const (
	// Direct: the sentence mentions it.
	Direct Reach = iota
	// Paragraph: another sentence of its paragraph does.
	Paragraph
	// Carried: the article is about it and nothing else came between. A
	// sentence that names one of its places is tied as by its paragraph.
	Carried
)

// Focus ties a sentence to an initiative.
type Focus struct {
	// Initiative indexes the catalogue.
	Initiative int
	// Reach says how closely.
	Reach Reach
	// How says by what, for people: Mention.How of the sentence's first mention,
	// "same paragraph", "its place is named", "subject of the article", or
	// "beside another initiative".
	How string
}

// The ways by which a sentence without a mention is tied, as Focus.How tells them.
const (
	howParagraph = "same paragraph"
	howPlace     = "its place is named"
	howSubject   = "subject of the article"
	howBeside    = "beside another initiative"
)

// ties ties the sentences of a document, one after the other.
type ties struct {
	links *Links
	doc   *text.Document
	// mentions are those of each sentence, in order.
	mentions map[int][]Mention
	// scene holds the initiatives whose place a sentence names, set the
	// sentences that are set in a place of any ("in Riga").
	scene map[[2]int]bool
	set   map[int]bool
	// carried is the central initiative last spoken of, paragraph the last one
	// of the paragraph; -1 for none.
	carried, paragraph int
}

func newTies(l *Links, doc *text.Document, sc *scan) *ties {
	t := &ties{links: l, doc: doc, mentions: map[int][]Mention{}, scene: map[[2]int]bool{}, set: map[int]bool{}, carried: l.opening(doc), paragraph: -1}
	for _, m := range l.Mentions {
		s := doc.Tokens[m.First].Sentence
		t.mentions[s] = append(t.mentions[s], m)
	}
	for _, h := range sc.hits {
		sentence := doc.Tokens[h.first].Sentence
		for _, at := range h.postings {
			if sc.linker.profiles[at.initiative].keys[at.key].role != place {
				continue
			}
			t.scene[[2]int{sentence, at.initiative}] = true
			if h.first > 0 && doc.Tokens[h.first-1].Is("in", "inside", "across", "around") {
				t.set[sentence] = true
			}
		}
	}
	return t
}

// read ties every sentence to the initiatives that it mentions, else to the
// last one that its paragraph mentioned, else to the central one last spoken
// of. What is set in the place of another initiative is about that place.
func (t *ties) read() [][]Focus {
	out := make([][]Focus, len(t.doc.Sentences))
	line := -1
	for s := range t.doc.Sentences {
		if t.doc.Sentences[s].Line != line {
			line, t.paragraph = t.doc.Sentences[s].Line, -1
		}
		switch {
		case len(t.mentions[s]) > 0:
			out[s] = t.direct(s)
		case t.set[s] && !t.scene[[2]int{s, t.paragraph}] && !t.scene[[2]int{s, t.carried}]:
		case t.paragraph >= 0:
			out[s] = []Focus{{t.paragraph, Paragraph, howParagraph}}
		case t.carried >= 0 && t.scene[[2]int{s, t.carried}]:
			out[s] = []Focus{{t.carried, Paragraph, howPlace}}
		case t.carried >= 0:
			out[s] = []Focus{{t.carried, Carried, howSubject}}
		}
	}
	return out
}

// direct ties a sentence to what it mentions, and to the main subject beside a
// side glance at another initiative.
func (t *ties) direct(s int) []Focus {
	var out []Focus
	seen, central, last := map[int]bool{}, false, -1
	for _, m := range t.mentions[s] {
		if last = m.Initiative; !seen[last] {
			seen[last] = true
			out = append(out, Focus{last, Direct, m.How})
		}
		central = central || t.links.IsCentral(m.Initiative)
	}
	if t.carried >= 0 && !seen[t.carried] && !central {
		out = append(out, Focus{t.carried, Paragraph, howBeside})
	}
	if t.paragraph = last; t.carried >= 0 && !t.links.IsCentral(last) {
		t.paragraph = t.carried
	}
	if t.links.IsCentral(t.paragraph) && (len(t.links.titled) == 0 || t.links.titled[t.paragraph]) {
		t.carried = t.paragraph // what the title names is what the text comes back to
	}
	return out
}
