package claim

import (
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/lexicon"
	"github.com/barograph/barograph/services/nlp/internal/link"
	"github.com/barograph/barograph/services/nlp/internal/quantity"
	"github.com/barograph/barograph/services/nlp/internal/reading"
)

var (
	kinds = map[string]taggingv1.CommitmentKind{
		"troops": taggingv1.CommitmentKind_COMMITMENT_KIND_TROOPS, "police": taggingv1.CommitmentKind_COMMITMENT_KIND_POLICE,
		"trainers": taggingv1.CommitmentKind_COMMITMENT_KIND_TRAINERS, "money": taggingv1.CommitmentKind_COMMITMENT_KIND_MONEY,
		"equipment": taggingv1.CommitmentKind_COMMITMENT_KIND_EQUIPMENT, "basing": taggingv1.CommitmentKind_COMMITMENT_KIND_BASING,
		"airlift": taggingv1.CommitmentKind_COMMITMENT_KIND_AIRLIFT, "logistics": taggingv1.CommitmentKind_COMMITMENT_KIND_LOGISTICS,
		"command": taggingv1.CommitmentKind_COMMITMENT_KIND_COMMAND, "political": taggingv1.CommitmentKind_COMMITMENT_KIND_POLITICAL,
	}
	statuses = map[string]taggingv1.CommitmentStatus{
		"mooted": taggingv1.CommitmentStatus_COMMITMENT_STATUS_MOOTED, "interested": taggingv1.CommitmentStatus_COMMITMENT_STATUS_INTERESTED,
		"offered": taggingv1.CommitmentStatus_COMMITMENT_STATUS_OFFERED, "pledged": taggingv1.CommitmentStatus_COMMITMENT_STATUS_PLEDGED,
		"committed": taggingv1.CommitmentStatus_COMMITMENT_STATUS_COMMITTED, "prepared": taggingv1.CommitmentStatus_COMMITMENT_STATUS_PREPARED,
		"deployed": taggingv1.CommitmentStatus_COMMITMENT_STATUS_DEPLOYED, "withdrawn": taggingv1.CommitmentStatus_COMMITMENT_STATUS_WITHDRAWN,
		"declined": taggingv1.CommitmentStatus_COMMITMENT_STATUS_DECLINED,
	}
)

// readCommitments reads who gives what from verbs of giving with an actor as
// subject and a contribution as object.
func (r *reader) readCommitments() {
	r.each("commitment", func(h lexicon.Hit) {
		focus, cl, ok := r.citable(h)
		if !ok || cl.Hypothetical {
			return
		}
		who := r.actorsOf(r.Subjects(h.Anchor))
		if len(who) == 0 {
			return
		}
		status := statuses[h.Entry.Value]
		if r.Negated(h) {
			if status = taggingv1.CommitmentStatus_COMMITMENT_STATUS_DECLINED; h.Entry.Value == "withdrawn" || h.Entry.Value == "declined" {
				return
			}
		}
		for _, given := range r.contributions(h, cl, status) {
			for _, f := range focus {
				if f.Reach == link.Carried && !r.Links.IsCentral(f.Initiative) {
					continue
				}
				for _, id := range who {
					r.commit(h, id, given, status, f, cl)
				}
			}
		}
	})
}

// contribution is what is given and how much.
type contribution struct {
	kind   taggingv1.CommitmentKind
	figure *quantity.Quantity
}

// contributions reads what a verb's object, or the subject of an arrival, names.
func (r *reader) contributions(h lexicon.Hit, c *reading.Clause, status taggingv1.CommitmentStatus) []contribution {
	first, last := h.First, min(r.Doc.Sentences[c.Sentence].Last, h.Last+16)
	for t := h.Last; t < last; t++ {
		if t >= c.Last && r.ClauseAt(t) >= 0 && !r.Doc.Tokens[t].Is(",", "and", "or") && r.Clauses[r.ClauseAt(t)].Marker != "," && r.Clauses[r.ClauseAt(t)].Marker != "and" {
			last = t
			break
		}
	}
	if status == taggingv1.CommitmentStatus_COMMITMENT_STATUS_DEPLOYED || status == taggingv1.CommitmentStatus_COMMITMENT_STATUS_WITHDRAWN || status == taggingv1.CommitmentStatus_COMMITMENT_STATUS_PREPARED {
		first = c.First
	}
	var out []contribution
	seen := map[taggingv1.CommitmentKind]bool{}
	for _, q := range r.FiguresIn(first, last) {
		if k, ok := r.kindOfFigure(q, last); ok && !seen[k] {
			seen[k] = true
			figure := q
			out = append(out, contribution{k, &figure})
		}
	}
	for _, n := range r.HitsIn("contribution", first, last) {
		k := kinds[n.Entry.Value]
		if !seen[k] && !(len(out) > 0 && overlapsFigure(out, n)) {
			seen[k] = true
			out = append(out, contribution{k, nil})
		}
	}
	return narrow(out, status)
}

// narrow keeps the most specific kinds: "forces" beside "police" are police,
// and a refusal is of the first thing named.
func narrow(in []contribution, status taggingv1.CommitmentStatus) []contribution {
	if status == taggingv1.CommitmentStatus_COMMITMENT_STATUS_DECLINED && len(in) > 1 {
		return in[:1]
	}
	if len(in) > 3 {
		return in[:3]
	}
	return in
}

func overlapsFigure(cs []contribution, n lexicon.Hit) bool {
	for _, c := range cs {
		if c.figure != nil && c.figure.First < n.Last && n.First < c.figure.Last+1 {
			return true
		}
	}
	return false
}

// kindOfFigure tells what a figure counts: money by its unit, people by the
// noun beside it.
func (r *reader) kindOfFigure(q quantity.Quantity, last int) (taggingv1.CommitmentKind, bool) {
	switch q.Unit {
	case quantity.USD, quantity.EUR, quantity.GBP, quantity.AUD, quantity.JPY, quantity.CAD:
		return taggingv1.CommitmentKind_COMMITMENT_KIND_MONEY, true
	case quantity.Countries:
		return 0, false
	}
	for _, n := range r.HitsIn("contribution", q.First, min(q.Last+2, last)) {
		return kinds[n.Entry.Value], true
	}
	if q.Unit == quantity.Personnel {
		return taggingv1.CommitmentKind_COMMITMENT_KIND_TROOPS, true
	}
	return 0, false
}

func (r *reader) commit(h lexicon.Hit, who string, given contribution, status taggingv1.CommitmentStatus, f link.Focus, cl *reading.Clause) {
	body := &taggingv1.Commitment{Kind: given.kind, Status: status}
	confidence := uint32(650)
	if q := given.figure; q != nil && status != taggingv1.CommitmentStatus_COMMITMENT_STATUS_DECLINED && q.Known {
		body.Quantity = &taggingv1.Quantity{Min: q.Min, Max: q.Max, Unit: q.Unit}
		confidence = 800
	}
	if cl.Certainty >= reading.Possible && status >= taggingv1.CommitmentStatus_COMMITMENT_STATUS_OFFERED && status <= taggingv1.CommitmentStatus_COMMITMENT_STATUS_DEPLOYED {
		body.Status = taggingv1.CommitmentStatus_COMMITMENT_STATUS_MOOTED
		confidence -= 150
	}
	r.add(draft{
		actor: who, kind: "commitment", slot: who + "/" + given.kind.String(), token: h.Anchor, rule: "commitment/verb", confidence: confidence,
		claim: &taggingv1.Claim{
			Body:        &taggingv1.Claim_Commitment{Commitment: body},
			Dimension:   commitmentDimension(given.kind),
			ImpactMilli: commitmentImpact(body.Status),
		},
	}, f)
	r.standBehind(h, who, body.Status, f, cl)
}

// standBehind drafts the stance that a commitment implies; a refusal to
// contribute implies none.
func (r *reader) standBehind(h lexicon.Hit, who string, status taggingv1.CommitmentStatus, f link.Focus, cl *reading.Clause) {
	stance := taggingv1.Stance_STANCE_SUPPORTS
	switch status {
	case taggingv1.CommitmentStatus_COMMITMENT_STATUS_COMMITTED, taggingv1.CommitmentStatus_COMMITMENT_STATUS_PREPARED, taggingv1.CommitmentStatus_COMMITMENT_STATUS_DEPLOYED:
		stance = taggingv1.Stance_STANCE_PARTICIPATES
	case taggingv1.CommitmentStatus_COMMITMENT_STATUS_MOOTED, taggingv1.CommitmentStatus_COMMITMENT_STATUS_INTERESTED:
		stance = taggingv1.Stance_STANCE_OPEN
	case taggingv1.CommitmentStatus_COMMITMENT_STATUS_DECLINED, taggingv1.CommitmentStatus_COMMITMENT_STATUS_WITHDRAWN:
		return
	}
	r.position(h.Anchor, who, stance, r.conditionsOf(h, cl), false, "position/commitment", 550, f)
}

func commitmentDimension(k taggingv1.CommitmentKind) taggingv1.Dimension {
	switch k {
	case taggingv1.CommitmentKind_COMMITMENT_KIND_MONEY:
		return taggingv1.Dimension_DIMENSION_FUNDING
	case taggingv1.CommitmentKind_COMMITMENT_KIND_COMMAND:
		return taggingv1.Dimension_DIMENSION_COMMAND_CONTROL
	case taggingv1.CommitmentKind_COMMITMENT_KIND_POLITICAL:
		return taggingv1.Dimension_DIMENSION_DIPLOMATIC_SUPPORT
	}
	return taggingv1.Dimension_DIMENSION_FORCE_GENERATION
}

// commitmentImpact grows along the ladder from mooted to deployed.
func commitmentImpact(s taggingv1.CommitmentStatus) int32 {
	return [...]int32{0, 100, 200, 350, 500, 650, 800, 1000, -800, -700}[s]
}
