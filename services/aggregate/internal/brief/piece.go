package brief

import (
	"cmp"
	"math"
	"slices"
	"strings"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/vocab"
)

// Bounds of what is told of one passage: readings, and the share of the
// strongest that another must have.
const (
	mostReadings = 3
	share        = 0.2
	reminder     = 50 // runes of the words of what was quoted above
)

// piece is a passage with those of its claims that are told together.
type piece struct {
	claims  []*assessmentv1.Contribution
	points  float64
	changed bool // points are of a change, not of what counts now
}

func (x piece) ids() []string {
	var ids []string
	for _, c := range x.claims {
		ids = append(ids, c.GetClaimId())
	}
	return ids
}

// pieces gathers contributions by passage, those first whose sum is greatest.
func (p *page) pieces(contributions []*assessmentv1.Contribution) []piece {
	var all []piece
	place := make(map[passage]int)
	for _, c := range contributions {
		i, ok := place[passageOf(c)]
		if !ok {
			i = len(all)
			place[passageOf(c)] = i
			all = append(all, piece{})
		}
		all[i].claims = append(all[i].claims, c)
		all[i].points += c.GetPoints()
	}
	slices.SortStableFunc(all, strongest)
	return all
}

// strongest orders pieces by what they did.
func strongest(a, b piece) int { return -cmp.Compare(math.Abs(a.points), math.Abs(b.points)) }

// readings says what the claims of a piece say, those first that weigh most,
// and what says the opposite behind them; empty when they are mere evidence on
// a dimension.
func (p *page) readings(x piece) string {
	var said, opposed []string
	for _, c := range x.claims {
		if math.Abs(c.GetPoints()) < share*math.Abs(x.claims[0].GetPoints()) || len(said)+len(opposed) == mostReadings {
			break // what is left is told where it matters
		}
		words := p.say(c.GetClaim(), p.alike(x.claims, c.GetClaim())...)
		switch {
		case words == "" || slices.Contains(said, words) || slices.Contains(opposed, words):
		case c.GetPoints()*x.points < 0 && !x.changed:
			opposed = append(opposed, words)
		default:
			said = append(said, words)
		}
	}
	if len(said) == 0 {
		return "" // the words of the source say best why it counts on this side
	}
	words := strings.Join(said, "; ")
	if len(opposed) > 0 {
		words += "; but " + list(opposed)
	}
	return capital(words)
}

// alike are the actors of whom the claims say the same, each once.
func (p *page) alike(claims []*assessmentv1.Contribution, like *taggingv1.Claim) []string {
	var actors []string
	const somebody = "?"
	for _, c := range claims {
		claim := c.GetClaim()
		if p.say(claim, somebody) == p.say(like, somebody) && !slices.Contains(actors, claim.GetActor()) {
			actors = append(actors, claim.GetActor())
		}
	}
	return actors
}

// tell adds pieces to a list, each with its words and its source. Those whose
// words were quoted before are gathered in one item, which comes first where it
// has the strongest of all.
func (p *page) tell(said []Statement, pieces []piece, did func(piece) Part) []Statement {
	var before, fresh []piece
	for _, x := range pieces {
		if key := passageOf(x.claims[0]); !p.quoted[key] && !slices.ContainsFunc(fresh, func(y piece) bool { return passageOf(y.claims[0]) == key }) {
			fresh = append(fresh, x)
		} else {
			before = append(before, x)
		}
	}
	first := len(fresh) == 0 || len(before) > 0 && strongest(before[0], fresh[0]) < 0
	if first {
		said = p.recalled(said, before, did)
	}
	for _, x := range fresh {
		said = p.fact(said, x.ids(), p.told(x, did(x))...)
	}
	if !first {
		said = p.recalled(said, before, did)
	}
	return said
}

// recalled tells in one item of pieces that were quoted before, without their
// words but for a few where nothing else says what they are.
func (p *page) recalled(said []Statement, pieces []piece, did func(piece) Part) []Statement {
	var parts []Part
	for i, x := range pieces {
		lead := "; "
		if i == 0 {
			lead = "Quoted above: "
		}
		parts = append(parts, text(lead), did(x), text(" "))
		if words := p.readings(x); words != "" {
			parts = append(parts, text(words+" "))
		} else {
			parts = append(parts, Part{Quote, excerpt(x.claims[0].GetClaim().GetEvidence().GetQuote(), reminder)}, text(" "))
		}
		parts = append(parts, p.cite(x.ids()...)...)
	}
	if len(parts) == 0 {
		return said
	}
	return append(said, Statement{Kind: Fact, Parts: parts})
}

// told is a piece that is quoted for the first time: what it did, what it says,
// its words and its source.
func (p *page) told(x piece, did Part) []Part {
	c, words := x.claims[0], p.readings(x)
	if words != "" {
		words += ": "
	}
	return []Part{did, text(" " + words), p.quoteOnce(c, p.longest)[0], text(" – " + origin(c) + " ")}
}

// origin is the source of a passage, the kind of an unnamed speaker and the day.
func origin(c *assessmentv1.Contribution) string {
	return sourceName(c.GetArticle()) + speaker(c.GetClaim()) + dated(c.GetArticle())
}

// netted is what a piece did in sum.
func netted(x piece) Part { return signed(x.points) }

func dated(article *assessmentv1.ArticleReference) string {
	if day := published(article); day != "" {
		return ", " + day
	}
	return ", undated"
}

func speaker(c *taggingv1.Claim) string {
	if kind := unnamed(c); kind != "" {
		return ", " + kind
	}
	return ""
}

// unnamed is the kind of a speaker who has no name; empty for the others.
func unnamed(c *taggingv1.Claim) string {
	switch class := c.GetAttribution().GetSpeakerClass(); class {
	case taggingv1.SpeakerClass_SPEAKER_CLASS_UNNAMED_OFFICIAL, taggingv1.SpeakerClass_SPEAKER_CLASS_UNNAMED_INSIDER,
		taggingv1.SpeakerClass_SPEAKER_CLASS_LEAKED_DOCUMENT:
		return vocab.Words(class)
	case taggingv1.SpeakerClass_SPEAKER_CLASS_VAGUE_EXPERTS:
		return "unnamed experts"
	}
	return ""
}

// letter of the source on the Admiralty scale.
func letter(c *assessmentv1.Contribution) string {
	if r := c.GetReliability(); r > 0 {
		return string('A' + rune(r) - 1)
	}
	return "F"
}

// grade is the Admiralty grade, letter and digit, for example "B2".
func grade(c *assessmentv1.Contribution) string {
	return letter(c) + string('0'+rune(c.GetCredibility()))
}

func sourceName(article *assessmentv1.ArticleReference) string { return sourceOr(article.GetSource()) }

// sourceOr is the name of a source, or that it has none.
func sourceOr(name string) string {
	if name == "" || name == "unknown" {
		return "source unknown"
	}
	return name
}
