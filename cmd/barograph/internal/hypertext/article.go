package hypertext

import (
	"fmt"
	"strings"

	"github.com/barograph/barograph/cmd/barograph/internal/render"
	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	"github.com/barograph/barograph/services/nlp"
)

// articleView is one article.
type articleView struct {
	ID          string // within the page: "a1"
	Title       string
	Name        string
	URL         string
	About       []string
	Facts       []nlp.ExplainedFact
	Initiatives []initiativeView
	Lines       []lineView
}

// initiativeView is the summary on one initiative.
type initiativeView struct {
	ID, Relevance, Direction, Sign, Why string
	Groups                              []groupView
	Weights                             []weightView
}

// groupView is the findings of one kind.
type groupView struct {
	Kind     string
	Findings []findingView
}

type findingView struct {
	Tone, Sign string
	Text       string
	Claims     []refView
	Further    int // claims that are not listed
}

// mostRefs bounds the claims listed behind one finding.
const mostRefs = 6

var tones = map[string]string{"▲": "tone-up", "▼": "tone-down", "◆": "tone-both"}

// refView points to a claim on the page.
type refView struct {
	ID     string
	Number int
}

// weightView is a bar to the left for what hurts, to the right for what helps.
type weightView struct {
	Name               string
	Helps, Hurts       int64
	HelpsBar, HurtsBar int64 // percent of half the width
}

// lineView is one line of the text.
type lineView struct {
	Kind, Reason, Text string // Text is set for lines that are not read
	Heading            bool
	Sentences          []sentenceView
}

func newArticle(e *nlp.Explanation, n int) articleView {
	a := e.Tagged
	v := articleView{ID: fmt.Sprintf("a%d", n), Title: terminal.Clean(a.GetTitle()), Name: terminal.Clean(a.GetArticleId()), URL: a.GetUrl()}
	if v.Title == "" {
		v.Title = "(no title)"
	}
	if source := a.GetSource(); source.GetName() != "" || source.GetId() != "" {
		v.About = append(v.About, terminal.Clean(firstOf(source.GetName(), source.GetId())))
	}
	if t := a.GetPublishedTime(); t != nil {
		v.About = append(v.About, t.AsTime().UTC().Format("2 January 2006"))
	}
	v.About = append(v.About, v.Name, terminal.Clean(a.GetEngineVersion()), plural(len(a.GetClaims()), "claim"))
	for _, f := range e.Facts {
		v.Facts = append(v.Facts, nlp.ExplainedFact{Name: f.Name, Value: terminal.Clean(f.Value), Why: terminal.Clean(f.Why)})
	}
	for _, in := range e.Initiatives {
		v.Initiatives = append(v.Initiatives, newInitiative(in, v.ID))
	}
	for _, l := range e.Lines {
		line := lineView{Kind: l.Kind, Reason: l.Reason, Heading: l.Kind == "heading"}
		if !l.Cited {
			line.Text = terminal.Clean(e.Text[l.Start:l.End])
		} else if l.First == l.Last {
			continue // it goes on from the line before
		}
		for _, s := range e.Sentences[l.First:l.Last] {
			line.Sentences = append(line.Sentences, newSentence(e, s, v.ID))
		}
		v.Lines = append(v.Lines, line)
	}
	return v
}

func newInitiative(in nlp.ExplainedInitiative, article string) initiativeView {
	direction := strings.ToLower(strings.TrimPrefix(in.Tag.GetDirection().String(), "DIRECTION_"))
	v := initiativeView{ID: terminal.Clean(in.Tag.GetInitiativeId()), Relevance: "mentioned", Direction: direction, Why: in.Why}
	if in.Tag.GetCentral() {
		v.Relevance = "central"
	}
	v.Sign = map[string]string{"advancing": "▲", "hindering": "▼", "mixed": "◆"}[direction]
	for _, kind := range []string{"position", "commitment", "milestone", "dimension"} {
		g := groupView{Kind: kind + "s"}
		for _, f := range render.Findings(in) {
			if f.Kind != kind {
				continue
			}
			one := findingView{Tone: tones[f.Sign], Sign: f.Sign, Text: f.Text, Further: max(len(f.Claims)-mostRefs, 0)}
			for _, n := range f.Claims[:min(len(f.Claims), mostRefs)] {
				one.Claims = append(one.Claims, newRef(article, n))
			}
			g.Findings = append(g.Findings, one)
		}
		if len(g.Findings) > 0 {
			v.Groups = append(v.Groups, g)
		}
	}
	most := int64(1)
	for _, w := range in.Weights {
		most = max(most, w.Helps, w.Hurts)
	}
	for _, w := range in.Weights {
		v.Weights = append(v.Weights, weightView{w.Name, w.Helps, w.Hurts, 100 * w.Helps / most, 100 * w.Hurts / most})
	}
	return v
}

func newRef(article string, number int) refView {
	return refView{ID: fmt.Sprintf("%sc%d", article, number), Number: number}
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
