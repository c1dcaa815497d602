package claim

import (
	"slices"
	"strings"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/lexicon"
	"github.com/barograph/barograph/services/nlp/internal/link"
	"github.com/barograph/barograph/services/nlp/internal/quantity"
)

// readCommitments reads who gives what: every noun phrase that names a gift is
// tied to the words that give it, and these tell whose it is and how firm.
func (r *reader) readCommitments() {
	for s := range r.Doc.Sentences {
		focus := r.Focus(s)
		if len(focus) == 0 {
			continue
		}
		tree := r.Tree(s)
		if tree == nil || r.announced(r.Doc.Sentences[s].First) {
			continue
		}
		sc := r.newScene(s, tree)
		sc.sends = r.sends(focus)
		var last *transfer
		for _, t := range sc.transfers() {
			if reason := sc.settle(&t, last); reason != "" {
				r.drop(sc.token(t.gift.word), t.rule, reason, t.gift.kind.String())
				continue
			}
			r.give(sc, t, focus)
			last = &t
		}
	}
}

// mostBare is above the greatest figure without a noun that counts soldiers.
const mostBare = 1e6

// sends reports whether all initiatives in focus send people in uniform.
func (r *reader) sends(focus []link.Focus) bool {
	for _, f := range focus {
		if !r.catalogue[f.Initiative].sends {
			return false
		}
	}
	return true
}

// transfers are those of a sentence in text order, with those whose gift is
// not named behind.
func (sc *scene) transfers() []transfer {
	var out []transfer
	for i := range sc.gifts {
		ts := sc.ties(&sc.gifts[i])
		for _, t := range ts {
			sc.used[t.word] = true
		}
		if len(ts) == 0 && sc.before(sc.gifts[i]) >= 0 {
			ts = []transfer{{gift: sc.gifts[i], word: -1, rule: "commitment/list", surety: 650}}
		}
		out = append(out, ts...)
	}
	return append(out, sc.implied()...)
}

// settle finds owner and status of a transfer; one without a verb goes on with
// the last one. The reason says why there is none.
func (sc *scene) settle(t *transfer, last *transfer) (reason string) {
	if t.word < 0 {
		if last == nil {
			return "no word gives it"
		}
		t.status, t.sense, t.word = last.status, last.sense, last.word
		t.owners = sc.gapped(t)
	} else {
		sc.own(t)
		if reason := sc.stage(t); reason != "" {
			return reason
		}
	}
	if t.gift.kind == 0 {
		from, ok := sc.counted(t, last)
		if !ok {
			return "it is not said what the figure counts"
		}
		sc.inherit(&t.gift, from)
	}
	if len(t.owners) == 0 {
		return nobody
	}
	return ""
}

// counted is the gift whose noun a bare figure goes on with: the one before it
// in the sentence, or what the same actor gave shortly before.
func (sc *scene) counted(t, last *transfer) (gift, bool) {
	if last != nil && last.gift.kind != 0 {
		return last.gift, true
	}
	for i := len(sc.drafts) - 1; i >= 0; i-- {
		d := sc.drafts[i]
		body := d.claim.GetCommitment()
		if body == nil || sc.sentence-sc.Doc.Tokens[d.token].Sentence > memory {
			continue
		}
		if armed(body.GetKind()) && (slices.Contains(t.owners, d.actor) || t.place == asFragment) {
			return gift{kind: body.GetKind(), people: true}, true
		}
	}
	return gift{kind: taggingv1.CommitmentKind_COMMITMENT_KIND_TROOPS, people: true}, sc.sends && len(t.owners) > 0 && t.gift.figure.Min == float64(int(t.gift.figure.Min)) && t.gift.figure.Min < mostBare
}

// inherit gives a bare figure the noun of the gift before it.
func (sc *scene) inherit(g *gift, from gift) {
	g.kind, g.people = from.kind, from.people
	q := *g.figure
	if from.figure != nil {
		q.Unit = from.figure.Unit
	} else {
		q.Unit = quantity.Personnel
	}
	g.figure = &q
}

// give drafts what one transfer commits its owners to.
func (r *reader) give(sc *scene, t transfer, focus []link.Focus) {
	token := sc.token(t.gift.word)
	for _, f := range focus {
		in := r.catalogue[f.Initiative]
		if f.Reach == link.Carried && !r.Links.IsCentral(f.Initiative) {
			r.drop(token, t.rule, distant, t.gift.kind.String(), "for", in.id)
			continue
		}
		for _, id := range t.owners {
			switch {
			case strings.HasSuffix(id, ":PUBLIC"):
				r.drop(token, t.rule, "a people gives nothing by itself", id)
			case (f.Reach != link.Direct || sc.past(t.word)) && r.longAgo(sc.sentence):
				r.drop(token, t.rule, "it is dated years back", id)
			case id == unnamed && (t.status == declined || t.status == withdrawn):
				r.drop(token, t.rule, "who is not named turns nothing down", id)
			case strings.HasSuffix(id, ":OPPOSITION"):
				r.drop(token, t.rule, "an opposition gives nothing by itself", id)
			case in.host(id) && !in.sponsor(id) && (armed(t.gift.kind) || t.gift.kind == taggingv1.CommitmentKind_COMMITMENT_KIND_TRAINERS || t.gift.kind == taggingv1.CommitmentKind_COMMITMENT_KIND_EQUIPMENT):
				r.drop(token, t.rule, "the host's own arms are none of the initiative's", id)
			case sc.halted(t, id):
				r.drop(token, t.rule, "what was promised is held up in the same breath", id)
			case !in.mayGive(id, t.status):
				r.drop(token, t.rule, "one with its part in the initiative does not give", id)
			case t.gift.word == t.word && t.gift.people && !in.sends:
				r.drop(token, t.rule, "to join what is no force gives no soldiers", id)
			default:
				r.commit(sc, t, id, f)
			}
		}
	}
}

func (r *reader) commit(sc *scene, t transfer, who string, f link.Focus) {
	kind := r.service(who, t.gift)
	body := &taggingv1.Commitment{Kind: kind, Status: t.status, Place: sc.where(t)}
	confidence := t.surety
	if q := sc.tally(t, who); q != nil && q.Known && q.Unit != "" && t.status != declined {
		body.Quantity = &taggingv1.Quantity{Min: q.Min, Max: q.Max, Unit: q.Unit}
	} else {
		confidence -= 150
	}
	token := sc.token(t.word)
	r.add(draft{
		actor: who, kind: "commitment", slot: who + "/" + kind.String(), token: token, rule: t.rule, confidence: confidence,
		claim: &taggingv1.Claim{
			Body:        &taggingv1.Claim_Commitment{Commitment: body},
			Dimension:   commitmentDimension(kind),
			ImpactMilli: commitmentImpact(t.status),
		},
	}, f)
	r.standBehind(token, who, t.status, f)
}

// service tells soldiers from police under a word for either by what the same
// actor gave before.
func (r *reader) service(who string, g gift) taggingv1.CommitmentKind {
	if !g.people {
		return g.kind
	}
	if k, known := r.index.service[who]; known {
		return k
	}
	return r.armsOf(who, g.kind)
}

// armsOf tells by the sentences that name an actor whether they speak more of
// soldiers or of police.
func (r *reader) armsOf(who string, kind taggingv1.CommitmentKind) taggingv1.CommitmentKind {
	balance, known := r.index.arms[who]
	if !known {
		balance = r.weighArms(who)
		r.index.arms[who] = balance
	}
	switch {
	case balance > 0:
		return taggingv1.CommitmentKind_COMMITMENT_KIND_POLICE
	case balance < 0:
		return taggingv1.CommitmentKind_COMMITMENT_KIND_TROOPS
	}
	return kind
}

// weighArms is how much more of police than of soldiers the sentences speak that name an actor.
func (r *reader) weighArms(who string) int {
	balance := 0
	seen := map[int]bool{}
	for _, m := range r.Actors {
		if m.ID != who || m.First >= len(r.Doc.Tokens) || r.Doc.Tokens[m.First].Sentence < 0 || seen[r.Doc.Tokens[m.First].Sentence] {
			continue
		}
		s := r.Doc.Tokens[m.First].Sentence
		seen[s] = true
		for _, h := range r.HitsIn("contribution", r.Doc.Sentences[s].First, r.Doc.Sentences[s].Last) {
			switch kinds[h.Entry.Value] {
			case taggingv1.CommitmentKind_COMMITMENT_KIND_POLICE:
				balance++
			case taggingv1.CommitmentKind_COMMITMENT_KIND_TROOPS:
				balance--
			}
		}
	}
	return balance
}

// standBehind drafts the stance that a commitment implies; a refusal to
// contribute implies none.
func (r *reader) standBehind(token int, who string, status taggingv1.CommitmentStatus, f link.Focus) {
	stance := taggingv1.Stance_STANCE_SUPPORTS
	switch status {
	case committed, prepared, deployed:
		stance = taggingv1.Stance_STANCE_PARTICIPATES
	case mooted, interested:
		stance = taggingv1.Stance_STANCE_OPEN
	case declined, withdrawn:
		return
	}
	at := lexicon.Hit{First: token, Last: token + 1, Anchor: token}
	r.position(token, who, stance, r.conditionsOf(at, r.ClauseOf(token)), false, "position/commitment", 550, f)
}

// longAgo reports whether a sentence names a date years back.
func (r *reader) longAgo(s int) bool {
	for _, d := range r.DatesIn(r.Doc.Sentences[s].First, r.Doc.Sentences[s].Last) {
		if !r.Published.IsZero() && d.Before(r.Published.AddDate(-precedentYears, 0, 0)) {
			return true
		}
	}
	return false
}
