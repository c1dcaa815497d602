package quantity

import "strings"

func set(unit, words string, m map[string]string) {
	for w := range strings.FieldsSeq(words) {
		m[w] = unit
	}
}

// units by counted noun.
var units = func() map[string]string {
	m := map[string]string{}
	set(Personnel, `troops soldiers personnel peacekeepers police policemen officers men women servicemen servicewomen marines sailors airmen fighters reservists trainers instructors advisers advisors
		engineers gendarmes people staff experts observers monitors planners recruits contractors volunteers members-strong medics cadets commandos paratroopers guards agents rangers specialists doctors nurses sappers`, m)
	set(Countries, `countries nations states governments capitals contributors allies partners members signatories`, m)
	set(Items, `vehicles tanks aircraft jets planes helicopters drones missiles ships warships frigates submarines boats launchers systems batteries rounds shells interceptors howitzers trucks radars
		f-35s f-16s patriots javelins rifles weapons bombs items units vessels destroyers minehunters minesweepers generators ambulances armoured armored mraps subs`, m)
	return m
}()

// strengths are adjectives and nouns glued to figures: "the 15,000-strong force".
var strengths = map[string]string{"strong": Personnel, "man": Personnel, "member": Personnel, "soldier": Personnel, "troop": Personnel, "person": Personnel, "nation": Countries, "country": Countries}

// currencies by sign, code or word.
var currencies = map[string]string{
	"$": USD, "usd": USD, "dollar": USD, "dollars": USD, "€": EUR, "eur": EUR, "euro": EUR, "euros": EUR, "£": GBP, "gbp": GBP, "pound": GBP, "pounds": GBP, "sterling": GBP,
	"¥": JPY, "jpy": JPY, "yen": JPY, "aud": AUD, "cad": CAD,
}

// dollars by what stands before the sign or the word.
var dollars = map[string]string{"us": USD, "u.s.": USD, "american": USD, "a": AUD, "au": AUD, "australian": AUD, "c": CAD, "ca": CAD, "canadian": CAD}

// otherCodes are codes of money that is no unit of ours.
var otherCodes = map[string]bool{
	"NOK": true, "SEK": true, "DKK": true, "CHF": true, "NZD": true, "HKD": true, "SGD": true, "CNY": true, "RMB": true, "INR": true, "IDR": true, "PKR": true, "KES": true, "ZAR": true, "PLN": true,
	"TRY": true, "RUB": true, "UAH": true, "KRW": true, "BRL": true, "MXN": true, "SAR": true, "AED": true, "QAR": true, "EGP": true, "ILS": true, "NGN": true, "XOF": true, "XAF": true, "Rs": true,
}

// otherMoney are words for money that is no unit of ours.
var otherMoney = map[string]bool{
	"kroner": true, "kronor": true, "krone": true, "krona": true, "rupees": true, "rupiah": true, "shillings": true, "riyals": true, "rials": true, "dirhams": true, "lira": true, "liras": true, "won": true,
	"yuan": true, "renminbi": true, "rand": true, "pesos": true, "francs": true, "hryvnia": true, "hryvnias": true, "zloty": true, "zlotys": true, "ringgit": true, "baht": true, "rubles": true, "roubles": true,
	"shekels": true, "taka": true, "naira": true, "gourdes": true, "reais": true, "forints": true, "lei": true, "dinars": true, "crowns": true, "tenge": true, "birr": true, "cedis": true, "crore": true, "lakh": true,
}

// clocks behind a figure make it a time of day.
var clocks = map[string]bool{"a.m.": true, "p.m.": true, "am": true, "pm": true, "a.m": true, "p.m": true, "gmt": true, "utc": true, "o'clock": true, "hrs": true}

// foreign dollars are no unit of ours: the figure stays without one.
var otherDollars = map[string]bool{"hk": true, "nz": true, "s": true, "nt": true, "singapore": true, "kong": true, "jamaican": true}

// blockers are words before a figure that make it a name or a date.
var blockers = map[string]bool{
	"resolution": true, "resolutions": true, "article": true, "articles": true, "chapter": true, "paragraph": true, "section": true, "no": true, "no.": true, "number": true, "page": true,
	"day": true, "phase": true, "pillar": true, "option": true, "version": true, "channel": true, "room": true, "group": true, "rule": true, "annex": true, "protocol": true, "clause": true, "boeing": true, "airbus": true,
	"jan": true, "jan.": true, "january": true, "feb": true, "feb.": true, "february": true, "mar": true, "march": true, "apr": true, "apr.": true, "april": true, "jun": true, "june": true,
	"jul": true, "july": true, "aug": true, "aug.": true, "august": true, "sep": true, "sept": true, "sept.": true, "september": true, "oct": true, "oct.": true, "october": true,
	"nov": true, "nov.": true, "november": true, "dec": true, "dec.": true, "december": true, "act": true, "fy": true, "aged": true, "fiscal": true, "road": true, "route": true, "block": true, "type": true, "mark": true, "tranche": true, "flight": true, "unit": true,
}

// months behind a figure make it a day.
var months = map[string]bool{
	"january": true, "february": true, "march": true, "april": true, "may": true, "june": true, "july": true, "august": true, "september": true, "october": true, "november": true, "december": true,
	"jan": true, "jan.": true, "feb": true, "feb.": true, "mar": true, "apr": true, "apr.": true, "jun": true, "jul": true, "aug": true, "aug.": true, "sep": true, "sept": true, "sept.": true, "oct": true, "oct.": true, "nov": true, "nov.": true, "dec": true, "dec.": true,
}
