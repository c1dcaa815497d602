package claim

import (
	"slices"
	"strings"

	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// initiative is what the rules need of a definition.
type initiative struct {
	id                                    string
	sponsors, hosts, adversaries, vetoers []string
	sought                                []string
	sends                                 bool // people in uniform, so that it is deployed
}

// Catalogue is what the rules need of all initiatives. It is immutable.
type Catalogue []*initiative

// NewCatalogue compiles definitions; claims are read under their indexes.
func NewCatalogue(definitions []*initiativev1.Initiative) Catalogue {
	out := make(Catalogue, 0, len(definitions))
	for _, in := range definitions {
		out = append(out, newInitiative(in))
	}
	return out
}

func newInitiative(in *initiativev1.Initiative) *initiative {
	r := in.GetRoles()
	return &initiative{id: in.GetId(), sponsors: r.GetSponsors(), hosts: r.GetHosts(), adversaries: r.GetAdversaries(), vetoers: r.GetVetoPlayers(), sought: r.GetSought(), sends: sends(in)}
}

// sends reports whether an initiative sends a force: by its class, by what it
// seeks, or by what its name and description call it.
func sends(in *initiativev1.Initiative) bool {
	if in.GetClass() == "multinational_force" {
		return true
	}
	for _, w := range strings.FieldsFunc(strings.ToLower(in.GetName()+" "+in.GetAbout()), func(c rune) bool { return c < 'a' || c > 'z' }) {
		switch w {
		case "force", "mission", "troops", "soldiers", "peacekeepers", "peacekeeping", "brigade", "contingent":
			return true
		}
	}
	return false
}

// mayGive reports whether an actor can stand in such a commitment. Those whom
// the initiative is aimed at give it nothing, and troops that the host, or a
// veto player who is no sponsor, withdraws were not the initiative's.
func (i *initiative) mayGive(id string, s taggingv1.CommitmentStatus) bool {
	switch s {
	case taggingv1.CommitmentStatus_COMMITMENT_STATUS_WITHDRAWN:
		return !i.adversary(id) && !i.host(id) && (i.sponsor(id) || !slices.Contains(i.vetoers, id))
	}
	return !i.adversary(id)
}

func (i *initiative) sponsor(id string) bool   { return slices.Contains(i.sponsors, id) }
func (i *initiative) host(id string) bool      { return slices.Contains(i.hosts, id) }
func (i *initiative) adversary(id string) bool { return slices.Contains(i.adversaries, id) }
func (i *initiative) vetoer(id string) bool    { return slices.Contains(i.vetoers, id) }

// party reports whether an actor has a role in the initiative.
func (i *initiative) party(id string) bool {
	return i.sponsor(id) || i.host(id) || i.adversary(id) || slices.Contains(i.vetoers, id) || slices.Contains(i.sought, id)
}
