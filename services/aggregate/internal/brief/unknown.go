package brief

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// unknown says what the evidence is silent on, who is undecided, which promises
// have no figure, and what rests on one origin or on sources without a grade.
func (p *page) unknown() {
	var said []Statement
	if silent := p.a.GetGrounds().GetSilentDimensions(); len(p.counted) == 0 {
		said = append(said, gap(text("No evidence bears on any dimension.")))
	} else if len(silent) > 0 {
		var names []string
		for _, d := range silent {
			names = append(names, dimensionPhrase(d))
		}
		said = append(said, gap(textf("No evidence bears on %s.", orList(names))))
	}
	said = p.undecided(said)
	said = p.withoutFigure(said)
	said = p.singleOrigin(said)
	said = p.ungraded(said)
	p.section("unknown", "What is not known", 2, Block{List: said})
}

// ungraded says how much comes from sources that nobody has graded.
func (p *page) ungraded(said []Statement) []Statement {
	var ids []string
	count := uint32(0)
	for _, c := range p.counted {
		if letter(c) != "F" {
			continue
		}
		if count++; len(ids) < 2 {
			ids = append(ids, c.GetClaimId())
		}
	}
	come := "come from sources"
	if count == 1 {
		come = "comes from a source"
	}
	return p.fact(said, ids, textf("%s of %s %s that nobody has graded. ", capital(counted(count)), plural(uint32(len(p.counted)), "piece of evidence", "pieces of evidence"), come))
}

func (p *page) undecided(said []Statement) []Statement {
	var actors, ids []string
	for _, position := range p.a.GetPositions() {
		if position.GetStance() == taggingv1.Stance_STANCE_UNDECIDED && p.claims[position.GetClaimId()] != nil {
			actors, ids = append(actors, position.GetActor()), append(ids, position.GetClaimId())
		}
	}
	if len(actors) == 0 {
		return said
	}
	return p.fact(said, ids, p.stanceOf(actors, ids, taggingv1.Stance_STANCE_UNDECIDED))
}

// withoutFigure names promises that come in numbers and have none, by kind.
func (p *page) withoutFigure(said []Statement) []Statement {
	var kinds []taggingv1.CommitmentKind
	var ids []string
	actors := make(map[taggingv1.CommitmentKind][]string)
	for _, c := range p.a.GetCommitments() {
		positive := c.GetStatus() >= taggingv1.CommitmentStatus_COMMITMENT_STATUS_OFFERED && c.GetStatus() < taggingv1.CommitmentStatus_COMMITMENT_STATUS_WITHDRAWN
		if !positive || c.GetQuantity().GetMax() > 0 || !counts(c.GetKind()) || p.claims[c.GetClaimId()] == nil {
			continue
		}
		if !slices.Contains(kinds, c.GetKind()) {
			kinds = append(kinds, c.GetKind())
		}
		actors[c.GetKind()], ids = append(actors[c.GetKind()], ActorName(c.GetActor())), append(ids, c.GetClaimId())
	}
	var parts []string
	for _, kind := range kinds {
		parts = append(parts, amount(kind, nil)+" of "+list(actors[kind]))
	}
	return p.fact(said, ids, textf("No figure is given for the %s. ", strings.Join(parts, ", nor for the ")))
}

// counts reports a kind of commitment that comes in numbers.
func counts(kind taggingv1.CommitmentKind) bool {
	return people(kind) || kind == taggingv1.CommitmentKind_COMMITMENT_KIND_MONEY || kind == taggingv1.CommitmentKind_COMMITMENT_KIND_EQUIPMENT
}

// singleOrigin names the terms that rest on one origin alone, although they
// move the number by a point or more.
func (p *page) singleOrigin(said []Statement) []Statement {
	var names, ids []string
	for _, t := range p.a.GetTerms() {
		if t.GetTimePressure() || t.GetPoints() < 1 && t.GetPoints() > -1 {
			continue
		}
		origins := make(map[string]bool)
		var strongest *assessmentv1.Contribution
		for _, c := range p.counted {
			if c.GetDimension() != t.GetDimension() || c.GetMilestone() != t.GetMilestone() {
				continue
			}
			origins[c.GetOrigin()] = true
			if strongest == nil {
				strongest = c
			}
		}
		if len(origins) == 1 && !origins[""] {
			names, ids = append(names, termName(t)), append(ids, strongest.GetClaimId())
		}
	}
	verb := "rests"
	if len(names) > 1 {
		verb = "each rest"
	}
	return p.fact(said, ids, textf("%s %s on a single origin. ", capital(list(names)), verb))
}

// sources shows who was read, with grades and the share of unnamed speakers.
func (p *page) sources() {
	type source struct {
		name, letter             string
		pieces, unnamed, article int
		strongest                string
	}
	var sources []*source
	seen := make(map[string]bool)
	for _, c := range p.counted {
		name := sourceName(c.GetArticle())
		i := slices.IndexFunc(sources, func(s *source) bool { return s.name == name })
		if i < 0 {
			i = len(sources)
			sources = append(sources, &source{name: name, letter: letter(c), strongest: c.GetClaimId()})
		}
		s := sources[i]
		s.pieces++
		if unnamed(c.GetClaim()) != "" {
			s.unnamed++
		}
		if !seen[c.GetArticle().GetId()] {
			seen[c.GetArticle().GetId()] = true
			s.article++
		}
	}
	slices.SortStableFunc(sources, func(a, b *source) int { return -cmp.Compare(a.pieces, b.pieces) })
	t := &Table{Columns: []string{"Source", "Reliability", "Articles", "Pieces of evidence", "From unnamed speakers", "Strongest"}}
	for _, s := range sources {
		t.Rows = append(t.Rows, Row{Fact, [][]Part{
			cell(text(s.name)), cell(text(reliability(s.letter))), cell(text(fmt.Sprint(s.article))), cell(text(fmt.Sprint(s.pieces))), cell(text(fmt.Sprint(s.unnamed))), p.cite(s.strongest),
		}})
	}
	p.section("sources", "Sources", 2, Block{Table: t}, Block{List: p.legend()})
}

// reliability is the letter with its meaning on the Admiralty scale.
func reliability(letter string) string {
	switch letter {
	case "A":
		return "A, completely reliable"
	case "B":
		return "B, usually reliable"
	case "C":
		return "C, fairly reliable"
	case "D":
		return "D, not usually reliable"
	case "E":
		return "E, unreliable"
	}
	return "F, cannot be judged"
}
