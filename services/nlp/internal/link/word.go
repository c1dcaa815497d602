package link

import "strings"

// function words neither describe an initiative nor stand inside its noun phrase.
var function = words(`the a an and or nor but of for in to by with on from as at into within inside across over under between against near
	is was were are be been being has have had would will could should may might must can do does did that which who whom whose this these those
	its their his her our my your it they he she we i you not no so than then if when while after before since because until about around
	one two three some any all each both such same other another more most new up out off also only just called known part line says said
	there here what how why where very much many via per plus including`)

// generic words tell one initiative of a kind from another only together: half
// of all forces are international, half of all pacts are strategic.
var generic = words(`international multinational multilateral global regional national united nations joint common security support
	stabilization stabilisation stability assistance peace peacekeeping protection defence defense military strategic economic comprehensive mutual
	cooperation co-operation development political general special standing bilateral trilateral transitional permanent temporary advanced capabilities
	capability world western european us u.s. american british french states state countries country government governments
	multilateral humanitarian civilian army troops forces war crisis conflict free trade financial legal`)

// neutral words may stand between a key and its noun and change nothing.
var neutral = words(`international multinational multilateral global regional joint common new proposed planned future possible potential so-called
	first second third final last latest next big bigger biggest large larger largest huge giant massive small major key landmark historic historical
	controversial binding formal informal full fuller broad broader wide wider long short permanent temporary interim provisional standing current existing
	fragile shaky ambitious vital crucial important robust credible stronger strong weak tough tougher strict european western african arab asian muslim
	islamic american british french german turkish allied foreign multiyear bilateral trilateral multibillion-dollar own entire whole overall main
	unified combined hybrid parallel separate similar rival alternative initial early late later eventual would-be elusive peace peacekeeping
	security stabilization stabilisation stability multinational united nations un nato eu au us u.s. uk military strategic comprehensive mutual draft
	real true true-life much very more most nearly long-term short-term decades-old record unprecedented billion million dollar euro
	lucrative flagship signature beleaguered ill-fated under-funded underfunded understaffed costly expensive vast key framework project`)

// suffixes end hyphenated words that tell who, how many or how.
var suffixes = words(`led strong nation member country state party man soldier member point year month wide run style level time term dollar euro billion million mile kilometre`)

// calendar words are capitalised and name no place.
var calendar = words(`january february march april may june july august september october november december
	monday tuesday wednesday thursday friday saturday sunday`)

// adjoined reports whether a lower-case word before a noun leaves its meaning.
func adjoined(w string) bool {
	if neutral[w] || w != "" && w[0] >= '0' && w[0] <= '9' {
		return true
	}
	if i := strings.LastIndexByte(w, '-'); i > 0 {
		return adjoined(w[i+1:]) || suffixes[w[i+1:]] // "UN-backed", "6,000-strong", "long-delayed"
	}
	if w == "" {
		return true
	}
	return strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "ly") || strings.HasSuffix(w, "wide")
}

// joined makes one of the words that say that a thing is of several states.
func joined(stem string) string {
	switch stem {
	case "multin", "multilat", "multilater":
		return "intern"
	}
	return stem
}

// endings are cut off by stem, the longest first.
var endings = [...]string{"izations", "ization", "ational", "itions", "ations", "ition", "izing", "ation", "ments", "ized", "ment", "ance", "ence", "ions", "ize", "ing", "ity", "ion", "ers", "ist", "er", "or", "ed", "al", "es", "e", "s"}

// leastStem is the shortest stem that an ending leaves.
const leastStem = 4

// stem brings forms of one word together: reform, reforms, reformed;
// stabilise, stabilization. It is blunt, which costs little since no single
// word links anything.
func stem(w string) string {
	if len(w) <= leastStem {
		return strings.TrimSuffix(w, "s")
	}
	if strings.Contains(w, "is") {
		w = american(w)
	}
	if strings.HasSuffix(w, "ies") {
		w = w[:len(w)-3] + "y"
	}
	for _, e := range endings {
		if strings.HasSuffix(w, e) && len(w)-len(e) >= leastStem {
			return strings.TrimSuffix(w[:len(w)-len(e)], "e")
		}
	}
	return w
}

// american spells the suffixes -ise and -isation with z.
func american(w string) string {
	for _, e := range [...]string{"isation", "isations", "ise", "ised", "ises", "ising"} {
		if strings.HasSuffix(w, e) && len(w) > len(e)+3 {
			return w[:len(w)-len(e)] + "iz" + e[2:]
		}
	}
	return w
}
