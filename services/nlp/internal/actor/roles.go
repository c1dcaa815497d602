package actor

import "strings"

// head is a noun that, behind a state or a body, makes an office of it.
type head struct {
	ok      bool
	sector  string
	faction string // of the state: PARLIAMENT, OPPOSITION, PUBLIC, UNIONS, or GROUP for the state's friends
	speaker bool
	person  bool // a name may follow
	unnamed bool // without a name it is an unnamed source
	plural  bool
}

// heads by lower-case word.
var heads = func() map[string]head {
	m := map[string]head{}
	add := func(h head, words string) {
		h.ok = true
		for w := range strings.FieldsSeq(words) {
			m[w] = h
		}
	}
	add(head{sector: "GOV", speaker: true, person: true}, `president premier chancellor minister secretary leader king queen emir sultan crown-prince prince prime-minister pm vice-president
		ambassador envoy negotiator spokesman spokeswoman spokesperson governor treasurer speaker coordinator director director-general secretary-general rapporteur administrator chairwoman chairperson chair taoiseach undersecretary under-secretary counsellor attorney-general co-chair premier-elect president-elect monarch commissioner chief head representative adviser advisor chairman dictator ruler delegate`)
	add(head{sector: "GOV", speaker: true, person: true, plural: true}, `leaders ministers envoys negotiators representatives ambassadors`)
	add(head{sector: "GOV", speaker: true}, `government ministry administration cabinet embassy presidency authorities leadership officialdom department office palace delegation mission side regime monarchy foreign-ministry state-department`)
	add(head{sector: "GOV", speaker: true, person: true, unnamed: true}, `official diplomat aide insider source`)
	add(head{sector: "GOV", speaker: true, unnamed: true, plural: true}, `officials diplomats aides insiders sources`)
	add(head{sector: "MIL", speaker: true, person: true}, `general commander colonel admiral brigadier commander-in-chief lieutenant-general major-general`)
	add(head{sector: "MIL", speaker: true}, `army military navy pentagon command`)
	add(head{sector: "MIL", plural: true}, `troops soldier soldiers forces contingent battalion brigade commanders generals officers peacekeepers servicemen marines`)
	add(head{sector: "COP"}, `police policemen`)
	add(head{sector: "SPY", speaker: true}, `intelligence spies`)
	add(head{sector: "JUD", speaker: true}, `court courts judges`)
	add(head{sector: "LEG", faction: "PARLIAMENT", speaker: true, plural: true}, `parliament lawmakers legislators legislature parliamentarians mps backbenchers senators deputies senate congress assembly`)
	add(head{sector: "LEG", faction: "PARLIAMENT", speaker: true, person: true}, `lawmaker legislator senator mp`)
	add(head{sector: "OPP", faction: "OPPOSITION", speaker: true, plural: true}, `opposition`)
	add(head{sector: "CVL", faction: "PUBLIC", speaker: true, plural: true}, `public voters citizens protesters demonstrators electorate taxpayers residents villagers farmers fishermen fishers landowners hauliers truckers activists campaigners bishops students herders ranchers veterans
		citizens respondents critics commentators pollsters households motorists lawyers clerics imams academics scientists entrepreneurs exporters growers ranchers shepherds consumers`)
	add(head{sector: "CVL", faction: "UNIONS", speaker: true, plural: true}, `unions union`)
	add(head{sector: "GOV", faction: GroupID, speaker: true, plural: true}, `allies partners neighbours neighbors`)
	return m
}()

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

var (
	// modifiers may stand between a state and the head of its office.
	modifiers = set(`defence defense foreign interior finance prime deputy vice armed air naval military former then senior top outgoing incoming acting new current government
		state national federal presidential security intelligence ruling chief army navy police special permanent high-ranking top-ranking crown supreme economy justice home trade energy
		transitional interim caretaker far-right left-wing main opposition several some two three unnamed named health prime-ministerial royal coast constitutional parliamentary
		transport education agriculture environment climate water irrigation infrastructure planning development tourism culture labour labor industry industrial commerce investment information
		communications science digital technology fisheries oceans maritime mining mines petroleum oil electricity housing migration immigration integration regional european external internal veterans
		relations cooperation affairs social youth women's reconstruction strategic principal assistant general attorney managing executive political humanitarian trade major rear lieutenant brigadier first second third lead press media women local young ordinary prominent independent rural indigenous`)
	// affairs may follow a head after of or for: minister of defence, ministry for foreign affairs.
	affairs = set(`defence defense foreign affairs state interior finance the treasury justice security national home war armed forces staff government trade cooperation parliament mission delegation`)
	// formers mark an office as past.
	formers = set(`former ex ex-president ex-prime ex-minister ex-chancellor one-time onetime erstwhile then`)
	// titles may stand before the name of a leader.
	titles = set(`president presidents prime minister ministers premier chancellor king queen crown prince princess sheikh emir sultan sir dame lord mr mr. mrs mrs. ms ms. dr dr. gen gen. general lt. col. brig.
		senator sen sen. rep rep. congressman congresswoman governor gov. ambassador envoy envoys secretary foreign defence defense interior finance deputy vice special former ex-president ex-prime
		then senior outgoing acting speaker leader chief spokesman spokeswoman spokesperson adviser advisor director commissioner chairman army navy pope opposition negotiator coordinator under state of security national commander
		representative pm press homeland treasury admiral adm. major-general brigadier`)
	// particles join the parts of a name.
	particles = set(`bin ibn al el ul as an ad ash ar de der den van von da di la le du dos ter abu bint y`)
	// placeWords before a state make it a scene or a target.
	placeWords = set(`in at near across inside into to toward towards from via over around through throughout outside within on visiting visited`)
	// meetings behind a capital: the Paris declaration is no act of France.
	meetings = set(`talks summit meeting conference declaration accord accords agreement agreements airport peace-talks protocol round statement memorandum process communique university university's institute treaty correspondent newsroom bureau`)
	// firstNames before a state's name make it a surname.
	firstNames = set(`michael jim vernon barbara hamilton sarah jack peter paul john david george mary thomas james robert william richard joseph charles chris mark steven kevin brian anna emma laura maria julia tom ben sam dan alex jane kate lucy denzel claire simon martin alice susan`)
	// notSurname are capitalised words that may follow a state's name.
	notSurname = set(`the and or of in on at to for by with from as is was has have will would could should says said after before but who which that it he she they we january february march april may june july august september october november
		december monday tuesday wednesday thursday friday saturday sunday rear major brigadier lieutenant admiral general hamas israel iran gaza ukraine russia president prime king parliament river valley street square today now`)
)
