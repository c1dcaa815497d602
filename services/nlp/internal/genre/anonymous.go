package genre

import (
	"strings"

	"github.com/barograph/barograph/services/nlp/internal/text"
)

// Anonymous reports whether the article rests on unnamed people or leaked
// papers anywhere: by a phrase that says so ("on condition of anonymity"), or
// because somebody who has an office and no name says something ("two diplomats
// in Geneva said").
func Anonymous(a Article) bool {
	for _, h := range a.Hits {
		if h.Entry.Kind != "anonymous" || a.Doc.Tokens[h.First].Sentence < 0 {
			continue
		}
		last := a.Doc.Tokens[h.Last-1].Lower
		switch {
		case roles[last], last == "who": // the person alone: what it does decides, below
		case last == "by" && !a.paper(h.First):
		default:
			return true
		}
	}
	for _, l := range a.Doc.Lines {
		for w := range strings.FieldsSeq(strings.ToLower(a.Doc.Text(l.Speaker))) {
			if strings.HasPrefix(w, "official") || strings.HasPrefix(w, "diplomat") || w == "source" {
				return true // a turn of "SENIOR OFFICIAL:"
			}
		}
	}
	for i := range a.Doc.Sentences {
		if a.unnamed(i) {
			return true
		}
	}
	return false
}

// roles are nouns for people who are quoted without a name. Spokespersons are none.
var roles = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq("official diplomat aide source officer adviser advisor negotiator delegate executive insider staffer envoy minister ambassador lawmaker legislator commander") {
		m[w], m[w+"s"] = true, true
	}
	m["deputies"], m["mps"] = true, true
	return m
}()

// papers are what is leaked.
var papers = map[string]bool{
	"document": true, "documents": true, "draft": true, "memo": true, "memorandum": true, "letter": true, "text": true, "paper": true, "papers": true, "email": true, "emails": true, "cable": true, "cables": true,
	"copy": true, "plan": true, "report": true, "proposal": true, "file": true, "files": true, "minutes": true, "presentation": true, "note": true, "assessment": true, "recording": true,
}

// paper reports whether a paper is named within five words before token k, in its sentence.
func (a Article) paper(k int) bool {
	for j := k - 1; j >= 0 && j >= k-6 && a.Doc.Tokens[j].Sentence == a.Doc.Tokens[k].Sentence; j-- {
		if papers[a.Doc.Tokens[j].Lower] {
			return true
		}
	}
	return false
}

// indefinite words open a phrase for somebody whom the text has not named.
var indefinite = map[string]bool{
	"a": true, "an": true, "one": true, "another": true, "two": true, "three": true, "four": true, "five": true, "several": true, "some": true, "senior": true, "unnamed": true, "other": true,
}

// unnamed reports whether in sentence i somebody with an office and no name speaks.
func (a Article) unnamed(i int) bool {
	s := a.Doc.Sentences[i]
	t := a.Doc.Tokens
	for k := s.First; k < s.Last; k++ {
		if !roles[t[k].Lower] || t[k].Shape.Has(text.Quoted) || !a.vague(s.First, k) || a.named(k, s.Last) {
			continue
		}
		if a.speaks(k, s) {
			return true
		}
	}
	return false
}

// vague reports whether the phrase that ends with the role at token k opens with
// an indefinite word, or is a bare plural ("US officials say").
func (a Article) vague(first, k int) bool {
	t := a.Doc.Tokens
	for j := k - 1; j >= first && j >= k-5; j-- {
		switch {
		case indefinite[t[j].Lower]:
			return true
		case t[j].Is("the", "its", "his", "her", "their", "our", "this", "that", "whose", "former", "'s", "chief", "prime", "foreign", "defence", "defense"), t[j].Shape.Has(text.Possessive):
			return t[j].Is("foreign", "defence", "defense") && a.vague(first, j)
		case t[j].Shape.Has(text.Punct):
			return plural(t[k])
		}
	}
	return plural(t[k])
}

func plural(t text.Token) bool {
	return strings.HasSuffix(t.Lower, "s") && !t.Is("ministers", "ambassadors", "envoys", "lawmakers", "commanders", "delegates", "negotiators", "executives")
}

// named reports whether the name of the role's holder follows: "an official,
// Ann Lee, said", "the aide Ann Lee".
func (a Article) named(k, end int) bool {
	j := k + 1
	if j < end && a.Doc.Tokens[j].Is(",") {
		j++
	}
	return j < end && a.Doc.Tokens[j].Shape.Has(text.Capital|text.Word)
}

// tells are the verbs with which a text hands words to its sources.
var tells = map[string]bool{
	"said": true, "says": true, "say": true, "saying": true, "told": true, "tells": true, "tell": true, "confirmed": true, "denied": true, "deny": true, "denies": true, "added": true, "noted": true,
	"admitted": true, "acknowledged": true, "warned": true, "warn": true, "described": true, "describe": true, "claimed": true, "claim": true, "suggested": true, "revealed": true, "conceded": true,
	"concede": true, "insisted": true, "insist": true, "argued": true, "argue": true, "explained": true, "cautioned": true, "confided": true, "remarked": true, "estimated": true, "indicated": true,
	"complained": true, "predicted": true, "admit": true, "called": true, "put": true, "spoke": true, "speaking": true, "briefed": true, "whispered": true, "privately": true,
}

// speaks reports whether the role at token k is the one that says something: a
// verb of telling before any other verb behind it, a colon and a quotation, or
// right before it "said", "according to" or "privately".
func (a Article) speaks(k int, s text.Sentence) bool {
	t := a.Doc.Tokens
	for j := k - 1; j >= s.First && j >= k-6; j-- {
		if t[j].Is("said", "says", "added", "privately") || t[j].Is("to") && j > s.First && t[j-1].Is("according") {
			return true
		}
		if t[j].Shape.Has(text.Punct) {
			break
		}
	}
	for j := k + 1; j < s.Last && j < k+14; j++ {
		switch {
		case tells[t[j].Lower]:
			return true
		case t[j].Is(":") && (j == k+1 || j+1 < s.Last && t[j+1].Shape.Has(text.QuoteMark)):
			return true
		case t[j].Is("has", "have", "had") && j+1 < s.Last && tells[t[j+1].Lower]:
			return true
		case t[j].Is("is", "are", "was", "were", "has", "have", "had", "will", "would", "met", "arrived", "including"):
			return false
		}
	}
	return false
}
