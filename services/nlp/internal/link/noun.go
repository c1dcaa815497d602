package link

import "strings"

// nounClass groups the nouns that can stand for one kind of initiative.
type nounClass uint8

const (
	noClass nounClass = iota
	forceClass
	pactClass
	guaranteeClass
	strategyClass
	projectClass
	// anyClass nouns can stand for whatever was proposed last.
	anyClass
)

// nouns lists singular forms by class.
var nouns = map[nounClass][]string{
	forceClass:     {"force", "mission", "deployment", "operation", "contingent", "coalition", "intervention", "peacekeeper", "presence", "army", "brigade", "corps", "patrol", "fleet"},
	pactClass:      {"pact", "partnership", "agreement", "alliance", "treaty", "accord", "deal", "compact", "union", "bloc", "community", "arrangement"},
	guaranteeClass: {"guarantee", "assurance", "commitment", "promise", "protection", "umbrella"},
	strategyClass:  {"strategy", "doctrine", "corollary", "policy", "approach", "agenda", "vision"},
	projectClass:   {"corridor", "fund", "facility", "shield", "dome", "bank", "tribunal", "mechanism", "pipeline", "bridge", "dam", "port", "railway", "loan", "cap", "embargo", "moratorium", "zone", "court", "council", "board", "roadmap"},
	anyClass:       {"plan", "proposal", "initiative", "project", "scheme", "programme", "program", "effort", "idea", "framework", "concept", "endeavour", "endeavor", "offer", "draft", "resolution", "move", "measure", "package"},
}

// classOf returns the class of a noun in lower case, singular or plural.
func classOf(w string) nounClass {
	for c := forceClass; c <= anyClass; c++ {
		for _, n := range nouns[c] {
			if w == n || w == n+"s" || strings.HasSuffix(n, "y") && w == n[:len(n)-1]+"ies" {
				return c
			}
		}
	}
	return noClass
}

// bothNumbers returns singular and plural of a noun of a class.
func bothNumbers(w string) []string {
	switch {
	case w == "forces":
		return []string{"force"} // "forces" are soldiers, not an initiative
	case w == "force" || w == "corps":
		return []string{w}
	case strings.HasSuffix(w, "ies"):
		return []string{w, w[:len(w)-3] + "y"}
	case strings.HasSuffix(w, "s"):
		return []string{w, w[:len(w)-1]}
	case strings.HasSuffix(w, "y"):
		return []string{w, w[:len(w)-1] + "ies"}
	}
	return []string{w, w + "s"}
}

// otherThings are words before a noun that make it something else: a police
// force, an air force, a trade mission.
var otherThings = map[string]bool{"police": true, "air": true, "task": true, "work": true, "labor": true, "labour": true,
	"driving": true, "armed": true, "special": true, "naval": true, "defence": true, "defense": true, "diplomatic": true,
	"trade": true, "fact-finding": true, "rescue": true, "monitoring": true, "election": true, "space": true, "brute": true,
	"internal": true, "quds": true, "border": true, "ruling": true, "governing": true, "opposition": true, "party": true,
	"trading": true, "ceasefire": true, "peace": true, "minerals": true, "tariff": true, "full": true}

// joint are words that make soldiers a joint undertaking.
var joint = map[string]bool{"international": true, "multinational": true, "multilateral": true, "foreign": true, "peacekeeping": true,
	"stabilization": true, "stabilisation": true, "stability": true, "reassurance": true, "intervention": true, "western": true, "european": true, "allied": true}

// giving are verbs by which states put soldiers somewhere.
var giving = map[string]bool{"send": true, "sending": true, "sent": true, "deploy": true, "deploying": true, "contribute": true,
	"contributing": true, "provide": true, "providing": true, "dispatch": true, "dispatching": true, "pledge": true, "pledged": true, "commit": true, "committing": true, "committed": true}
