package claim

import (
	"strings"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/actor"
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
		subjects := r.actorsOf(r.Subjects(h.Anchor))
		status, ok := r.statusOf(h)
		if !ok {
			return
		}
		if r.Negated(h) {
			if status = taggingv1.CommitmentStatus_COMMITMENT_STATUS_DECLINED; h.Entry.Value == "withdrawn" || h.Entry.Value == "declined" {
				return
			}
		}
		for _, given := range r.contributions(h, cl, status) {
			who := subjects
			if len(given.owner) > 0 {
				who = given.owner
			}
			for _, f := range focus {
				if f.Reach == link.Carried && !r.Links.IsCentral(f.Initiative) {
					continue
				}
				for _, id := range who {
					if status == taggingv1.CommitmentStatus_COMMITMENT_STATUS_DECLINED || !r.catalogue[f.Initiative].adversary(id) {
						r.commit(h, id, given, status, f, cl)
					}
				}
			}
		}
	})
}

// statusOf is the status that a verb gives, by its tense: what someone will
// deliver is pledged, would deliver offered, might deliver mooted. An
// infinitive or a participle without its auxiliary gives none.
func (r *reader) statusOf(h lexicon.Hit) (taggingv1.CommitmentStatus, bool) {
	status := statuses[h.Entry.Value]
	if status < taggingv1.CommitmentStatus_COMMITMENT_STATUS_PLEDGED || status > taggingv1.CommitmentStatus_COMMITMENT_STATUS_DEPLOYED || !strings.HasPrefix(h.Entry.Text, "{") {
		return status, true
	}
	verb := r.Doc.Tokens[h.Anchor].Lower
	for t := h.Anchor - 1; t >= 0 && t >= h.Anchor-4 && r.Doc.Tokens[t].Sentence == r.Doc.Tokens[h.Anchor].Sentence; t-- {
		switch w := r.Doc.Tokens[t]; {
		case w.Is("will", "'ll", "shall"):
			return min(status, taggingv1.CommitmentStatus_COMMITMENT_STATUS_PLEDGED), true
		case w.Is("would", "'d"):
			return taggingv1.CommitmentStatus_COMMITMENT_STATUS_OFFERED, true
		case w.Is("could", "may", "might"):
			return taggingv1.CommitmentStatus_COMMITMENT_STATUS_MOOTED, true
		case w.Is("to"):
			return 0, false
		case w.Is("is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "'re", "'ve", "'s"):
			return status, true
		case w.Is("not", "also", "already", "now", "n't") || strings.HasSuffix(w.Lower, "ly"):
		default:
			return status, !strings.HasSuffix(verb, "ing")
		}
	}
	return status, !strings.HasSuffix(verb, "ing")
}

// contribution is what is given and how much, and by whom, where that is
// another actor than the verb's subject: "Chad offered soldiers, and Benin police".
type contribution struct {
	kind   taggingv1.CommitmentKind
	figure *quantity.Quantity
	owner  []string
}

// leastBare is the least figure without a noun that counts soldiers.
const leastBare = 20

// contributions reads what a verb's object, or the subject of an arrival, names.
func (r *reader) contributions(h lexicon.Hit, c *reading.Clause, status taggingv1.CommitmentStatus) []contribution {
	first, last := h.First, r.objectEnd(h, c)
	if status >= taggingv1.CommitmentStatus_COMMITMENT_STATUS_PREPARED && status <= taggingv1.CommitmentStatus_COMMITMENT_STATUS_WITHDRAWN || h.Entry.Has("bare") {
		first = c.First
	}
	type slot struct {
		kind  taggingv1.CommitmentKind
		owner string
	}
	var out []contribution
	seen := map[slot]bool{}
	add := func(k taggingv1.CommitmentKind, q *quantity.Quantity, at int) {
		owner := r.ownerOf(h, at)
		key := slot{k, strings.Join(owner, ",")}
		if !seen[key] {
			seen[key] = true
			out = append(out, contribution{k, q, owner})
		}
	}
	for _, q := range r.FiguresIn(first, last) {
		figure := q
		k, ok := r.kindOfFigure(q, last)
		if !ok && h.Entry.Has("bare") && q.Unit == "" && q.Noun == "" && q.Min >= leastBare {
			k, ok, figure.Unit = taggingv1.CommitmentKind_COMMITMENT_KIND_TROOPS, true, quantity.Personnel
		}
		if ok {
			add(k, &figure, q.First)
		}
	}
	nouns := r.HitsIn("contribution", first, last)
	for i, n := range nouns {
		k, known := kinds[n.Entry.Value]
		if !known {
			continue // an industrial base is no base
		}
		if i+1 < len(nouns) && nouns[i+1].First == n.Last && k != taggingv1.CommitmentKind_COMMITMENT_KIND_TRAINERS {
			continue // "police trainers" are trainers
		}
		if overlapsFigure(out, n) {
			continue
		}
		add(k, nil, n.First)
	}
	if len(out) == 0 && h.Entry.Has("bare") {
		out = append(out, contribution{kind: taggingv1.CommitmentKind_COMMITMENT_KIND_TROOPS})
	}
	if strings.HasPrefix(h.Entry.Text, "{train}") || r.training(h) {
		return []contribution{{kind: taggingv1.CommitmentKind_COMMITMENT_KIND_TRAINERS}}
	}
	return narrow(out, status)
}

// training holds when what is promised is to train others.
func (r *reader) training(h lexicon.Hit) bool {
	for t := h.First; t < min(h.Last+6, r.Doc.Sentences[r.Doc.Tokens[h.First].Sentence].Last); t++ {
		if r.Doc.Tokens[t].Is("train") && t > 0 && (t < h.Last || r.Doc.Tokens[t-1].Is("to", "will", "would", ",")) {
			return true
		}
	}
	return false
}

// objectEnd is where the verb's object ends: at the clause's end, or further
// where the next clauses only go on with an enumeration.
func (r *reader) objectEnd(h lexicon.Hit, c *reading.Clause) int {
	last := min(r.Doc.Sentences[c.Sentence].Last, h.Last+18)
	for t := max(h.Last, c.Last); t < last; t++ {
		k := r.ClauseAt(t)
		if k < 0 || r.Clauses[k].First != t {
			continue
		}
		m := r.Clauses[k].Marker
		goesOn := m == "," || m == "and" || m == ", and" || m == "or" || m == ""
		if !goesOn || r.VerbIn(t, min(r.Clauses[k].Last, last)) {
			return t
		}
	}
	return last
}

// ownerOf returns the actor that stands between the verb and a contribution and
// opens a new member of the enumeration.
func (r *reader) ownerOf(h lexicon.Hit, at int) []string {
	ms := r.ActorsIn(h.Last, at)
	for k := len(ms) - 1; k >= 0; k-- {
		m := r.Actors[ms[k]]
		if m.Kind == actor.Demonym || m.Place || m.First == 0 || at-m.Last > 3 {
			continue
		}
		if r.Doc.Tokens[m.First-1].Is("and", ",", ";", "while", "but") {
			return []string{m.ID}
		}
	}
	return nil
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
		k, known := kinds[n.Entry.Value]
		return k, known
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
	if h.Entry.Has("bare") {
		confidence = 500
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
