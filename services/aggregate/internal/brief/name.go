package brief

import (
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// ActorName is the name of an actor for people: of states in English, of
// factions with their state, for example "Indonesia (parliament)". Bodies that
// have no other name keep their id.
func ActorName(id string) string {
	state, faction, ok := strings.Cut(id, ":")
	if ok {
		return ActorName(state) + " (" + strings.ToLower(strings.ReplaceAll(faction, "_", " ")) + ")"
	}
	if name := bodyName(id); name != "" {
		return name
	}
	if region, err := language.ParseRegion(id); err == nil && len(id) == 3 && region.IsCountry() {
		if name := display.English.Regions().Name(region); name != "" {
			return plain(name)
		}
	}
	return plain(strings.ReplaceAll(id, "_", " "))
}

// bodyName names what is no state, and states that go by another name here.
func bodyName(id string) string {
	switch id {
	case "":
		return "somebody"
	case "GROUP":
		return "an unnamed group"
	case "NGO":
		return "aid and rights groups"
	case "PSE":
		return "the Palestinian Authority"
	case "XKX":
		return "Kosovo"
	case "UNSC":
		return "the UN Security Council"
	case "ARAB_LEAGUE":
		return "the Arab League"
	case "HAMAS":
		return "Hamas"
	case "HEZBOLLAH":
		return "Hezbollah"
	case "TUR":
		return "Turkey"
	case "USA":
		return "the United States"
	case "GBR":
		return "the United Kingdom"
	case "ARE":
		return "the United Arab Emirates"
	case "NLD":
		return "the Netherlands"
	case "PHL":
		return "the Philippines"
	case "UN", "EU", "AU":
		return "the " + id
	}
	return ""
}
