package brief

import (
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// ActorName is the name of an actor for people: of states in English, of
// factions with their state, for example "Indonesia's parliament". Bodies that
// have no other name keep their id.
func ActorName(id string) string {
	state, faction, ok := strings.Cut(id, ":")
	if ok {
		return factionName(ActorName(state), state, strings.ToUpper(faction))
	}
	if name := bodyName(id); name != "" {
		return name
	}
	if region, err := language.ParseRegion(id); err == nil && len(id) == 3 && region.IsCountry() {
		if name := display.English.Regions().Name(region); name != "" {
			return strings.NewReplacer("St. ", "Saint ", "& Grenadines", "and the Grenadines", "&", "and").Replace(name)
		}
	}
	if words := strings.Split(strings.ToLower(id), "_"); len(words) > 1 {
		for i, word := range words {
			words[i] = capital(word)
		}
		return strings.Join(words, " ")
	}
	return id
}

// pluralActor reports an actor whose name takes a verb in the plural.
func pluralActor(id string) bool {
	_, faction, _ := strings.Cut(id, ":")
	switch strings.ToUpper(faction) {
	case "UNIONS", "GANGS", "REBELS":
		return true
	}
	return id == "NGO"
}

func factionName(name, state, faction string) string {
	if state == "USA" {
		switch faction {
		case "CONGRESS":
			return "the US Congress"
		case "OPPOSITION", "MILITARY", "PUBLIC", "JUDICIARY":
			return "the US " + strings.ToLower(faction)
		}
	}
	switch faction {
	case "PARLIAMENT", "CONGRESS", "OPPOSITION", "MILITARY", "JUDICIARY", "COURT":
		return possessive(name) + " " + strings.ToLower(faction)
	case "PUBLIC":
		return "the public in " + name
	case "UNIONS":
		return "trade unions in " + name
	case "GANGS":
		return "gangs in " + name
	}
	return name + " (" + strings.ToLower(strings.ReplaceAll(faction, "_", " ")) + ")"
}

func possessive(name string) string {
	if strings.HasSuffix(name, "s") {
		return name + "’"
	}
	return name + "’s"
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
	case "BHS", "NLD", "PHL", "DOM", "CAF", "COM", "MDV", "SYC", "MHL", "SLB", "GMB":
		return "the " + strings.TrimPrefix(stateName(id), "The ")
	case "UN", "EU", "AU", "GCC", "OIC", "OAS", "IAEA":
		return "the " + id
	}
	return ""
}

func stateName(id string) string {
	region, err := language.ParseRegion(id)
	if err != nil {
		return id
	}
	return display.English.Regions().Name(region)
}
