package catalog

import (
	"slices"

	"go.yaml.in/yaml/v3"

	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// Units of commitments; amounts of money are in ISO 4217 codes instead.
const (
	unitPersonnel = "personnel"
	unitItems     = "items"
	unitCountries = "countries"
)

// unitOf is the unit that a bare number is in; empty for money, which has none.
func unitOf(kind taggingv1.CommitmentKind) string {
	switch kind {
	case taggingv1.CommitmentKind_COMMITMENT_KIND_MONEY:
		return ""
	case taggingv1.CommitmentKind_COMMITMENT_KIND_TROOPS,
		taggingv1.CommitmentKind_COMMITMENT_KIND_POLICE,
		taggingv1.CommitmentKind_COMMITMENT_KIND_TRAINERS:
		return unitPersonnel
	case taggingv1.CommitmentKind_COMMITMENT_KIND_EQUIPMENT:
		return unitItems
	}
	return unitCountries
}

// seeks reads {troops: 20000, money: {quantity: 5e9, unit: USD}}; a list of
// such values gives several amounts of one kind. The result is ordered by kind.
func (d *decoder) seeks(at place) []*initiativev1.Sought {
	var out []*initiativev1.Sought
	fields := map[string]func(place){}
	for _, name := range commitments.names() {
		number, _ := commitments.number(name)
		kind := taggingv1.CommitmentKind(number)
		fields[name] = func(at place) {
			one := func(at place) { out = append(out, d.sought(at, kind)) }
			if at.node.Kind == yaml.SequenceNode {
				d.list(at, one)
				return
			}
			one(at)
		}
	}
	d.mapping(at, fields)
	slices.SortStableFunc(out, func(a, b *initiativev1.Sought) int { return int(a.GetKind()) - int(b.GetKind()) })
	return out
}

func (d *decoder) sought(at place, kind taggingv1.CommitmentKind) *initiativev1.Sought {
	out := &initiativev1.Sought{Kind: kind, Unit: unitOf(kind)}
	before := len(d.errs)
	if at.node.Kind == yaml.ScalarNode {
		out.Quantity = d.number(at)
	} else {
		d.mapping(at, map[string]func(place){
			"quantity": func(at place) { out.Quantity = d.number(at) },
			"unit":     func(at place) { out.Unit = d.text(at) },
		})
	}
	if len(d.errs) > before {
		return out
	}
	if out.GetQuantity() <= 0 {
		d.fail(at, "the quantity has to be greater than 0")
	}
	if out.GetUnit() == "" {
		d.fail(at, "the unit is missing; write {quantity: 5e9, unit: USD}")
	}
	return out
}
