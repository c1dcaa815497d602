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

// actor is what is known of one: a position, commitments or both.
type actor struct {
	id          string
	position    *assessmentv1.ActorPosition
	commitments []*assessmentv1.ActorCommitment
	weight      float64
}

// stances says who stands where, and who would contribute what.
func (p *page) stances() {
	t := &Table{Columns: []string{"Actor", "Role", "Stance", "Conditions", "Contribution", "Since"}}
	actors, without := p.actors(), 0
	var rest []actor
	for _, a := range actors {
		if len(p.roles(a.id)) == 0 {
			if without++; without > others {
				rest = append(rest, a)
				continue
			}
		}
		t.Rows = append(t.Rows, p.actorRow(a))
	}
	p.section("stances", "Who stands where", 2, Block{Table: t}, Block{List: p.remaining(rest)}, Block{List: p.sums()})
}

// actors in order of their roles, and of what they weigh.
func (p *page) actors() []actor {
	place, all := make(map[string]int), []actor{}
	of := func(id string) *actor {
		i, ok := place[id]
		if !ok {
			i = len(all)
			place[id] = i
			all = append(all, actor{id: id})
		}
		return &all[i]
	}
	for _, position := range p.a.GetPositions() {
		if p.claims[position.GetClaimId()] != nil {
			a := of(position.GetActor())
			a.position, a.weight = position, a.weight+math.Abs(position.GetLogOdds())
		}
	}
	for _, c := range p.a.GetCommitments() {
		if p.claims[c.GetClaimId()] != nil {
			a := of(c.GetActor())
			a.commitments, a.weight = append(a.commitments, c), a.weight+math.Abs(c.GetLogOdds())
		}
	}
	slices.SortStableFunc(all, func(a, b actor) int {
		return cmp.Or(cmp.Compare(p.rank(a.id), p.rank(b.id)), -cmp.Compare(a.weight, b.weight))
	})
	return all
}

// roles of an actor in the definition.
func (p *page) roles(id string) []string {
	r := p.result.Input.Initiative.GetRoles()
	var names []string
	for _, role := range []struct {
		name   string
		actors []string
	}{
		{"sponsor", r.GetSponsors()}, {"host", r.GetHosts()}, {"veto player", r.GetVetoPlayers()}, {"adversary", r.GetAdversaries()}, {"sought", r.GetSought()},
	} {
		if slices.Contains(role.actors, id) {
			names = append(names, role.name)
		}
	}
	return names
}

func (p *page) rank(id string) int {
	roles := p.roles(id)
	if len(roles) == 0 {
		return math.MaxInt
	}
	return slices.Index([]string{"sponsor", "host", "veto player", "adversary", "sought"}, roles[0])
}

func (p *page) actorRow(a actor) Row {
	stance, conditions, since := []Part{text("not stated")}, []Part(nil), ""
	if position := a.position; position != nil {
		stance = p.stanceCell(position)
		conditions, since = p.conditions(position.GetConditions()), when(position.GetEventTime())
	}
	var gives []Part
	for _, c := range a.commitments {
		if len(gives) > 0 {
			gives = append(gives, text("; "))
		}
		gives = append(append(gives, text(p.commitmentWords(c)+" ")), p.cite(c.GetClaimId())...)
		if since == "" {
			since = when(c.GetEventTime())
		}
	}
	return Row{Fact, [][]Part{
		cell(text(capital(ActorName(a.id)))), cell(text(strings.Join(p.roles(a.id), ", "))), stance, conditions, gives, cell(text(since)),
	}}
}

// stanceCell names the stance, others that count beside it, and the one that it
// replaced, when it differed.
func (p *page) stanceCell(position *assessmentv1.ActorPosition) []Part {
	words := vocab.Words(position.GetStance()) + qualified(p.claims[position.GetClaimId()].GetClaim()) + p.dispute(position.GetClaimId())
	parts := append([]Part{text(words + " ")}, p.cite(position.GetClaimId())...)
	for _, other := range position.GetStanding() {
		if c := p.claims[other.GetClaimId()]; c != nil {
			parts = append(append(parts, text("; also "+vocab.Words(other.GetStance())+qualified(c.GetClaim())+" ")), p.cite(other.GetClaimId())...)
		}
	}
	for _, past := range position.GetPast() {
		if past.GetStance() != position.GetStance() && p.claims[past.GetClaimId()] != nil {
			return append(append(parts, text("; before "+vocab.Words(past.GetStance())+" ")), p.cite(past.GetClaimId())...)
		}
	}
	return parts
}

func (p *page) conditions(conditions []*assessmentv1.ConditionStatus) []Part {
	var parts []Part
	for _, c := range conditions {
		if len(parts) > 0 {
			parts = append(parts, text("; "))
		}
		if words := c.GetEvidence().GetQuote(); nameless(c) && words != "" {
			parts = append(parts, Part{Quote, strings.TrimRight(excerpt(words, shortQuote), ".")})
		} else {
			parts = append(parts, text(conditionNoun(c.GetKind())))
		}
		parts = append(parts, text(": "+vocab.Words(c.GetState())))
		switch marks := p.cite(c.GetClosedBy()); {
		case c.GetRuledBy() != nil:
			parts = append(parts, text(" (ruled by "+c.GetRuledBy().GetAuthor()+")"))
		case len(marks) > 0:
			parts = append(append(parts, text(" ")), marks...)
		}
	}
	return parts
}

// dispute says that another account contradicts a claim.
func (p *page) dispute(id string) string {
	if p.disputed[id] {
		return ", contradicted"
	}
	return ""
}

// remaining tells of those without a role who are not in the table, by stance.
func (p *page) remaining(rest []actor) []Statement {
	var said []Statement
	for _, stance := range vocab.All[taggingv1.Stance]() {
		if stance == taggingv1.Stance_STANCE_UNDECIDED {
			continue // see what is not known
		}
		var actors, ids []string
		for _, a := range rest {
			if a.position != nil && a.position.GetStance() == stance {
				actors, ids = append(actors, a.id), append(ids, a.position.GetClaimId())
			}
		}
		if len(actors) > 0 {
			said = p.fact(said, ids, p.stanceOf(actors, ids, stance))
		}
	}
	return said
}

// stanceOf says where actors stand by their claims, each qualified for itself,
// for example "The UN (inferred) and Burundi support the force. ".
func (p *page) stanceOf(actors, ids []string, stance taggingv1.Stance) Part {
	names, many := make([]string, 0, len(actors)), len(actors) > 1 || pluralActor(actors[0])
	for i, id := range ids {
		names = append(names, ActorName(actors[i])+qualified(p.claims[id].GetClaim()))
	}
	return text(capital(list(names)) + " " + stanceVerb(stance, many) + " " + p.noun + ". ")
}
