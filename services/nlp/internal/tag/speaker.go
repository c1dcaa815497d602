package tag

import (
	"slices"
	"strings"
	"time"
	"unicode"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/actor"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

// issuers are those who say "we" in a text that states its author's own view:
// the actors of a statement's title, else the government that publishes it,
// else those who open the text.
func (t *Tagger) issuers(out *taggingv1.TaggedArticle, title *text.Document, body []actor.Mention, at time.Time) []actor.Mention {
	if out.GetKind() != taggingv1.ArticleKind_ARTICLE_KIND_PRESS_RELEASE {
		return nil
	}
	if joint := strings.Contains(strings.ToLower(out.GetTitle()), "joint"); !joint {
		if m, ok := t.publisher(out.GetSource().GetId(), at); ok {
			return []actor.Mention{m}
		}
	}
	found := first(t.actors.Find(title, at), nil)
	if len(found) < 2 {
		found = first(body[:min(len(body), 5)], found)
	}
	return found
}

// first adds the actors that can issue a statement, each once.
func first(ms, to []actor.Mention) []actor.Mention {
	for _, m := range ms {
		issuer := m.Kind == actor.State || m.Kind == actor.Leader || m.Kind == actor.Office || m.Kind == actor.Body
		if !m.Place && issuer && !slices.ContainsFunc(to, func(o actor.Mention) bool { return o.ID == m.ID }) {
			to = append(to, m)
		}
	}
	return to
}

// governments are states by the host names that are theirs by rule.
var governments = []struct{ suffix, name string }{{".gov.uk", "United Kingdom"}, {"gov.uk", "United Kingdom"}, {".gov.au", "Australia"}, {".gov", "United States"}, {".mil", "United States"}, {".gc.ca", "Canada"}, {"canada.ca", "Canada"}, {".gouv.fr", "France"}, {"elysee.fr", "France"}, {".bund.de", "Germany"}, {".go.jp", "Japan"}, {"europa.eu", "European Union"}, {"nato.int", "NATO"}, {"un.org", "United Nations"}}

// publisher is the government or body that a host belongs to.
func (t *Tagger) publisher(host string, at time.Time) (actor.Mention, bool) {
	for _, g := range governments {
		if strings.HasSuffix(host, g.suffix) {
			for _, m := range t.actors.Find(text.Parse("", g.name+" said so."), at) {
				return m, true
			}
		}
	}
	return actor.Mention{}, false
}

// hostile reports whether who issues a statement is against an initiative: by
// its roles, or by the stances that the statement itself gives him.
func (t *Tagger) hostile(issuers []actor.Mention, initiative string, claims []*taggingv1.Claim) bool {
	against := 0
	for _, in := range t.catalogue {
		for _, m := range issuers {
			if in.GetId() == initiative && slices.Contains(in.GetRoles().GetAdversaries(), m.ID) {
				return true
			}
		}
	}
	for _, c := range claims {
		issued := slices.ContainsFunc(issuers, func(m actor.Mention) bool { return m.ID == c.GetActor() })
		switch s := c.GetPosition().GetStance(); {
		case c.GetInitiativeId() != initiative || !issued || s == taggingv1.Stance_STANCE_UNSPECIFIED:
		case s >= taggingv1.Stance_STANCE_SKEPTICAL:
			against++
		case s <= taggingv1.Stance_STANCE_OPEN:
			against--
		}
	}
	return against > 0
}

// labels resolves the speakers of a transcript. Labels are in capitals;
// names are not known in capitals, so they are written as names first.
func (t *Tagger) labels(doc *text.Document, at time.Time) map[string]actor.Mention {
	out := map[string]actor.Mention{}
	for _, l := range doc.Lines {
		label := doc.Text(l.Speaker)
		if _, done := out[label]; label == "" || done {
			continue
		}
		ms := t.actors.Find(text.Parse("", titled(label)+" said so."), at)
		if len(ms) > 0 {
			out[label] = ms[0]
		}
	}
	return out
}

// titled writes PRIME MINISTER SMITH as Prime Minister Smith.
func titled(s string) string {
	start := true
	return strings.Map(func(r rune) rune {
		defer func() { start = !unicode.IsLetter(r) }()
		if start {
			return unicode.ToUpper(r)
		}
		return unicode.ToLower(r)
	}, s)
}
