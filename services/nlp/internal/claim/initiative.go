package claim

import (
	"slices"

	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
)

// initiative is what the rules need of a definition.
type initiative struct {
	id                                    string
	sponsors, hosts, adversaries, vetoers []string
}

func newInitiative(in *initiativev1.Initiative) *initiative {
	r := in.GetRoles()
	return &initiative{id: in.GetId(), sponsors: r.GetSponsors(), hosts: r.GetHosts(), adversaries: r.GetAdversaries(), vetoers: r.GetVetoPlayers()}
}

func (i *initiative) sponsor(id string) bool   { return slices.Contains(i.sponsors, id) }
func (i *initiative) host(id string) bool      { return slices.Contains(i.hosts, id) }
func (i *initiative) adversary(id string) bool { return slices.Contains(i.adversaries, id) }
