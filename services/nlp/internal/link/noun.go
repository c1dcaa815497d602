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
	moneyClass
	routeClass
	shieldClass
	levyClass
	bodyClass
	reformClass
	saleClass
	lawClass
	// anyClass nouns can stand for whatever was proposed last.
	anyClass
)

// nouns lists singular forms by class; a noun may stand in several.
var nouns = map[nounClass]string{
	forceClass: `force mission deployment operation contingent coalition intervention presence brigade corps battalion patrol fleet flotilla
		legion taskforce squadron garrison`,
	pactClass: `pact partnership agreement alliance treaty accord deal compact bloc arrangement convention protocol charter memorandum
		settlement truce ceasefire armistice entente`,
	guaranteeClass: `guarantee assurance commitment promise protection umbrella`,
	strategyClass:  `strategy doctrine corollary policy approach agenda vision roadmap blueprint`,
	moneyClass:     `fund facility loan bank grant reserve credit bond vehicle`,
	routeClass:     `corridor pipeline bridge dam port railway railroad rail rails line route road canal cable tunnel link interconnector hub gateway highway waterway terminal plant base`,
	shieldClass:    `shield dome wall fence barrier zone sanctuary bubble net umbrella`,
	levyClass:      `levy tax tariff duty cap ceiling embargo ban moratorium sanction`,
	bodyClass:      `court tribunal council board authority agency commission committee centre center institute panel club group league secretariat organisation organization`,
	reformClass:    `reform enlargement expansion overhaul restructuring accession integration reunification referendum enlarge expand restructure accede reunify`,
	saleClass:      `sale package transfer delivery purchase procurement contract`,
	lawClass:       `law bill act legislation regulation directive`,
	anyClass: `plan proposal initiative project scheme programme program effort idea framework concept endeavour endeavor offer draft resolution move
		measure mechanism package system network process capacity capability instrument format`,
}

// everyday nouns are used of so much that even one of the initiative's own
// needs more than its place in the same sentence.
var everyday = words(`force mission operation deployment deal agreement fund package plan council board line road route presence sale transfer law bill act
	policy approach project programme program port base bank support network process move effort resolution measure offer loan commission agency`)

// joint words make soldiers a joint undertaking.
var joint = words(`international multinational multilateral foreign peacekeeping stabilization stabilisation stability reassurance western european allied un-backed`)

// people are nouns for those whom a force is made of. They speak of the force
// only beside its place and a word that makes them a joint undertaking.
var people = words(`forces troops soldiers peacekeepers peacekeeper monitors observers contingents`)

// classes gives the classes of a noun in lower case, singular and plural.
var classes = func() map[string][]nounClass {
	out := map[string][]nounClass{}
	for c := forceClass; c <= anyClass; c++ {
		for n := range strings.FieldsSeq(nouns[c]) {
			out[n] = append(out[n], c)
			if n != "force" && n != "corps" { // "forces" are soldiers, not an initiative
				out[plural(n)] = append(out[plural(n)], c)
			}
			if c == reformClass { // told by verbs as often
				e := strings.TrimSuffix(n, "e")
				out[e+"ed"], out[e+"ing"] = append(out[e+"ed"], c), append(out[e+"ing"], c)
			}
		}
	}
	return out
}()

// isNoun reports whether a word in lower case is a noun of some class.
func isNoun(w string) bool { return len(classes[w]) > 0 }

func plural(n string) string {
	switch {
	case strings.HasSuffix(n, "y") && !strings.HasSuffix(n, "ay") && !strings.HasSuffix(n, "ey"):
		return n[:len(n)-1] + "ies"
	case strings.HasSuffix(n, "x"), strings.HasSuffix(n, "s"), strings.HasSuffix(n, "ch"), strings.HasSuffix(n, "sh"):
		return n + "es"
	}
	return n + "s"
}

// otherThings are words before a noun that make it something else: a police
// force, an air force, a trade mission.
var otherThings = words(`police air task work labor labour driving armed special defence defense diplomatic trade fact-finding rescue
	election space brute internal quds ruling governing opposition party trading tariff full`)

// words makes a set of the words of a text.
func words(list string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		out[w] = true
	}
	return out
}
