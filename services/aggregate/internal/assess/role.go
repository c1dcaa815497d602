package assess

import (
	"slices"
	"strings"

	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// rolesOf are the actor's roles in order of the definition's fields: sponsor,
// host, adversary, veto_player, sought.
func rolesOf(actor string, roles *initiativev1.Roles) []string {
	var names []string
	for _, role := range []struct {
		name   string
		actors []string
	}{
		{"sponsor", roles.GetSponsors()},
		{"host", roles.GetHosts()},
		{"adversary", roles.GetAdversaries()},
		{"veto_player", roles.GetVetoPlayers()},
		{"sought", roles.GetSought()},
	} {
		if slices.Contains(role.actors, actor) {
			names = append(names, role.name)
		}
	}
	return names
}

// standing says in which dimension the actor's positions count and how much.
// A faction without a role of its own counts in domestic politics: neither an
// opposition nor a public gives or refuses a host's consent. Those of an adversary
// are part of its reaction, since they hold back nobody who takes part.
func (m *Model) standing(actor string, roles *initiativev1.Roles) (taggingv1.Dimension, Milli) {
	names := rolesOf(actor, roles)
	state, _, faction := strings.Cut(actor, ":")
	if faction && len(names) == 0 {
		dimension := taggingv1.Dimension_DIMENSION_DOMESTIC_POLITICS
		if slices.Contains(roles.GetAdversaries(), state) {
			dimension = taggingv1.Dimension_DIMENSION_ADVERSARY_REACTION
		}
		return dimension, m.Roles.Faction
	}
	if group(actor) {
		return dimensionOf(names), m.Roles.Group
	}
	return dimensionOf(names), m.Roles.of(names)
}

func dimensionOf(roles []string) taggingv1.Dimension {
	switch {
	case slices.Contains(roles, "host"):
		return taggingv1.Dimension_DIMENSION_HOST_CONSENT
	case slices.Contains(roles, "adversary"):
		return taggingv1.Dimension_DIMENSION_ADVERSARY_REACTION
	default:
		return taggingv1.Dimension_DIMENSION_DIPLOMATIC_SUPPORT
	}
}

// of is the greatest weight among the roles.
func (w RoleWeights) of(roles []string) Milli {
	if len(roles) == 0 {
		return w.None
	}
	greatest := Milli(0)
	for _, role := range roles {
		switch role {
		case "sponsor":
			greatest = max(greatest, w.Sponsor)
		case "host":
			greatest = max(greatest, w.Host)
		case "adversary":
			greatest = max(greatest, w.Adversary)
		case "veto_player":
			greatest = max(greatest, w.VetoPlayer)
		case "sought":
			greatest = max(greatest, w.Sought)
		}
	}
	return greatest
}

// stanceImpact is stance / 3 in thousandths.
func stanceImpact(s taggingv1.Stance) int64 {
	switch s {
	case taggingv1.Stance_STANCE_PARTICIPATES:
		return 1000
	case taggingv1.Stance_STANCE_SUPPORTS:
		return 667
	case taggingv1.Stance_STANCE_OPEN:
		return 333
	case taggingv1.Stance_STANCE_SKEPTICAL:
		return -333
	case taggingv1.Stance_STANCE_REJECTS:
		return -667
	case taggingv1.Stance_STANCE_OBSTRUCTS:
		return -1000
	}
	return 0
}
