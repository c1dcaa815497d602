package assess

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/vocab"
)

// most bounds every parameter, in units: far above any sensible value, and low
// enough that no sum of weights overflows.
const most Milli = 10 * one

// validVersion leaves out the + that begins what [ReadModel] adds.
var validVersion = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._/-]{0,63}$`)

// validate reports every field that is missing or out of its range.
func (m *Model) validate() error {
	c := &checks{}
	c.that(validVersion.MatchString(m.Version), "version: must be a name of at most 64 letters, digits, and the characters . _ / -")
	complete(c, "dimensions", m.Dimensions, 0, most)
	complete(c, "factuality", m.Factuality, 0, one)
	complete(c, "speakers", m.Speakers, 0, one)
	complete(c, "statuses", m.Statuses, -one, one)
	m.validateRungs(c)
	m.validateWeights(c)
	m.validateCommitments(c)
	m.validateConditions(c)
	m.validateRest(c)
	slices.SortFunc(c.problems, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
	return errors.Join(c.problems...)
}

func (m *Model) validateRungs(c *checks) {
	offset := most + 1
	for _, kind := range vocab.All[taggingv1.MilestoneKind]() {
		rung, ok := m.Rungs[kind]
		name := "rungs." + vocab.Name(kind)
		c.that(ok, "%s: must be given", name)
		c.within(name+".limit", rung.Limit, 0, most)
		c.that(rung.Offset <= offset && rung.Offset >= -most, "%s.offset: must fall from rung to rung, within -10 to 10", name)
		c.that(!ok || rung.Dimension.Value != 0, "%s.dimension: must be given", name)
		offset = rung.Offset
	}
	c.within("kappa", m.Kappa, 1, most)
	c.within("kappa_milestone", m.KappaMilestone, 1, most)
	c.within("reached", m.Reached, 1, most)
	c.within("resolved", m.Resolved, m.Reached, most)
}

func (m *Model) validateWeights(c *checks) {
	l := m.Letters
	c.falling("letters A to E", []Milli{one, l.A, l.B, l.C, l.D, l.E})
	c.within("letters.reliability_f", l.F, 0, l.C)
	c.that(len(m.Digits) == 6, "digits: must be 6 numbers")
	if len(m.Digits) == 6 {
		c.falling("digits 1 to 5", append([]Milli{one}, m.Digits[:5]...))
		c.within("digits[5]", m.Digits[5], 0, m.Digits[2])
	}
	for kind, weight := range m.Factuality {
		if kind != taggingv1.Factuality_FACTUALITY_CERTAIN && kind != taggingv1.Factuality_FACTUALITY_CERTAIN_NOT {
			c.within("factuality."+vocab.Name(kind), weight, 0, one/10)
		}
	}
	c.within("hypothetical", m.Hypothetical, 0, one/10)
	c.within("background", m.Background, 0, one)
	c.within("sure", m.Sure, 1, one)
	c.that(len(m.Hops) > 0, "hops: must not be empty")
	c.falling("hops", append([]Milli{one}, m.Hops...))
	h := m.HalfLifeDays
	for name, days := range map[string]int{"position": h.Position, "commitment": h.Commitment, "milestone": h.Milestone, "condition": h.Condition, "dimension_evidence": h.Dimension} {
		c.that(days >= 1 && days <= 36500, "half_life_days.%s: must be 1 to 36500, is %d", name, days)
	}
	r := m.Roles
	for name, weight := range map[string]Milli{"veto_player": r.VetoPlayer, "host": r.Host, "sponsor": r.Sponsor, "sought": r.Sought, "adversary": r.Adversary, "faction": r.Faction, "none": r.None, "group": r.Group} {
		c.within("roles."+name, weight, 0, most)
	}
}

func (m *Model) validateCommitments(c *checks) {
	for _, kind := range vocab.All[taggingv1.CommitmentKind]() {
		rule, ok := m.Commitments[kind]
		name := "commitments." + vocab.Name(kind)
		c.that(ok && rule.Dimension.Value != 0, "%s.dimension: must be given", name)
		c.that(ok && rule.Reference > 0, "%s.reference: must be positive", name)
	}
	c.within("quantity.base", m.Quantity.Base, 0, m.Quantity.Most)
	c.within("quantity.most", m.Quantity.Most, 0, most)
	c.within("group_commitment", m.GroupOffer, 0, one)
	c.within("supersede_ratio", m.SupersedeRatio, 1, one)
	c.within("same_time", m.SameTime, 0, one)
	c.within("open_condition", m.OpenCondition, 0, one)
	c.within("breached_condition", m.Breached, -one, 0)
}

func (m *Model) validateConditions(c *checks) {
	for kind, rule := range m.Conditions {
		ways := 0
		for _, set := range []bool{rule.Rung.Value != 0, len(rule.Supporters) > 0, rule.CommitmentBy != "", rule.Event.Value != 0, rule.HostSupports} {
			if set {
				ways++
			}
		}
		name := "conditions." + vocab.Name(kind)
		c.that(ways == 1, "%s: must have exactly one way of being met, has %d", name, ways)
		c.that((rule.CommitmentBy != "") == (rule.AtLeast.Value != 0), "%s: commitment_by and at_least go together", name)
	}
}

func (m *Model) validateRest(c *checks) {
	c.within("similarity", m.Similarity, 760, one)
	c.within("cap", m.Cap, 1, most)
	c.within("quantity_ratio", m.QuantityRatio, one, most)
	c.that(m.AgreementDays >= 0 && m.ConflictDays >= 0 && m.DisputeDays >= 0, "agreement_days, contradiction_days, dispute_days: must not be negative")
	c.within("tau", m.Tau, 0, most)
	c.that(m.HorizonDays >= 1 && m.HorizonDays <= 36500, "horizon_days: must be 1 to 36500")
	i := m.Interval
	for name, value := range map[string]Milli{"z": i.Z, "sigma": i.Sigma, "contradiction": i.Contradiction, "contradiction_most": i.ContradictionMost, "age_per_day": i.AgePerDay, "age_most": i.AgeMost, "unknown": i.Unknown} {
		c.within("interval."+name, value, 0, most)
	}
	c.within("interval.g_star", i.GStar, 1, most)
	c.within("trend_band", m.TrendBand, 0, one)
	c.within("prior.probability", m.Prior.Probability, 10, 990)
	c.that(m.Prior.Source != "", "prior.source: must be given")
}

// checks collects what is wrong.
type checks struct{ problems []error }

func (c *checks) that(ok bool, format string, args ...any) {
	if !ok {
		c.problems = append(c.problems, fmt.Errorf(format, args...))
	}
}

func (c *checks) within(name string, value, low, high Milli) {
	c.that(value >= low && value <= high, "%s: must be %g to %g, is %g", name, low.Float(), high.Float(), value.Float())
}

func (c *checks) falling(name string, values []Milli) {
	for i := 1; i < len(values); i++ {
		c.within(name, values[i], 0, values[i-1])
	}
}

func complete[E vocab.Enum](c *checks, name string, table Table[E], low, high Milli) {
	for _, key := range vocab.All[E]() {
		value, ok := table[key]
		c.that(ok, "%s.%s: must be given", name, vocab.Name(key))
		c.within(name+"."+vocab.Name(key), value, low, high)
	}
}
