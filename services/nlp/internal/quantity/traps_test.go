package quantity_test

import (
	"testing"

	"github.com/barograph/barograph/services/nlp/internal/text"
)

// Figures as newspapers write them, and what looks like one and is none.
func TestTraps(t *testing.T) {
	cases := []struct{ name, in, want string }{
		{"range in words", "between five hundred and eight hundred soldiers", "[between five hundred and eight hundred soldiers] 500..800 personnel"},
		{"range with to", "500 to 800 police", "[500 to 800 police] 500..800 personnel"},
		{"range with a hyphen", "500-800 police", "[500-800 police] 500..800 personnel"},
		{"range with from", "from 500 to 800 police", "[500 to 800 police] 500..800 personnel"},
		{"range with a scale each", "between $1 billion and $1.5 billion", "[between $1 billion and $1.5 billion] 1e+09..1.5e+09 USD"},
		{"range, scale once", "€2-3bn", "[€2-3bn] 2e+09..3e+09 EUR"},
		{"or so", "1,000 or so soldiers", "[1,000 or so soldiers] 1000 personnel ~"},
		{"some", "some 1,500 soldiers", "[some 1,500 soldiers] 1500 personnel ~"},
		{"as many as", "as many as 900 officers", "[as many as 900 officers] 900 personnel <="},
		{"a maximum of", "a maximum of 900 officers", "[a maximum of 900 officers] 900 personnel <="},
		{"at least", "at least 900 officers", "[at least 900 officers] 900 personnel >="},
		{"not more than", "not more than 900 officers", "[not more than 900 officers] 900 personnel <="},
		{"N or more", "900 or more officers", "[900 or more officers] 900 personnel >="},
		{"N-plus", "900-plus officers", "[900-plus officers] 900 personnel >="},
		{"more than behind", "more than 900 officers", "[more than 900 officers] 900 personnel >"},
		{"well over", "well over 900 officers", "[over 900 officers] 900 personnel >"},
		{"a few hundred", "a few hundred soldiers", "[a few hundred soldiers] ? personnel"},
		{"several thousand", "several thousand soldiers", "[several thousand soldiers] ? personnel"},
		{"hundreds", "hundreds of soldiers", "[hundreds of soldiers] ? personnel"},
		{"dozens", "dozens of armoured vehicles", "[dozens of armoured vehicles] ? items"},
		{"couple of dozen", "a couple of dozen officers", "[a couple of dozen officers] ? personnel"},
		{"two dozen", "two dozen countries", "[two dozen countries] 24 countries"},
		{"half a million", "half a million euros", "[half a million euros] 500000 EUR"},
		{"half a billion with a sign", "half a billion dollars", "[half a billion dollars] 5e+08 USD"},
		{"a quarter of a million", "a quarter of a million dollars", "[a quarter of a million dollars] 250000 USD"},
		{"one and a half", "one and a half billion euros", "[one and a half billion euros] 1.5e+09 EUR"},
		{"a hundred and fifty", "a hundred and fifty soldiers", "[a hundred and fifty soldiers] 150 personnel"},
		{"one hundred", "one hundred soldiers", "[one hundred soldiers] 100 personnel"},
		{"two battalions", "It will send two battalions.", "[two battalions] 2 (battalions)"},
		{"a company of", "a company of 150 soldiers", "[150 soldiers] 150 personnel"},
		{"a firm is no company of men", "a company in Oslo", ""},
		{"strong in words", "the two-thousand-strong force", "[two-thousand-strong] 2000 personnel"},
		{"strong", "a 2,500-strong force of a 40-member police unit", "[2,500-strong] 2500 personnel; [40-member] 40 personnel"},
		{"scale glued", "$1.5bn, €300m, £20k", "[$1.5bn] 1.5e+09 USD; [€300m] 3e+08 EUR; [£20k] 20000 GBP"},
		{"hyphen before the scale", "a $1.2-billion fund and a €300-million loan", "[$1.2-billion] 1.2e+09 USD; [€300-million] 3e+08 EUR"},
		{"codes", "USD 5 million, EUR 3 million, 7 million GBP, NOK 90 million", "[USD 5 million] 5e+06 USD; [EUR 3 million] 3e+06 EUR; [7 million GBP] 7e+06 GBP; [NOK 90 million] 9e+07 (nok)"},
		{"letters before the dollar", "US$4m, A$5m, C$6m, NZ$7m", "[US$4m] 4e+06 USD; [A$5m] 5e+06 AUD; [C$6m] 6e+06 CAD; [NZ$7m] 7e+06 (nz$)"},
		{"letters apart", "AU$5 million and CA$6 million", "[AU$5 million] 5e+06 AUD; [CA$6 million] 6e+06 CAD"},
		{"yen, pounds, dollars", "30 billion yen, 40 million pounds, 50 million Canadian dollars", "[30 billion yen] 3e+10 JPY; [40 million pounds] 4e+07 GBP; [50 million Canadian dollars] 5e+07 CAD"},
		{"U.S. dollars", "1.2 billion U.S. dollars", "[1.2 billion U.S. dollars] 1.2e+09 USD"},
		{"dollars in aid", "$600 million in military aid", "[$600 million] 6e+08 USD"},
		{"a currency of no unit", "500 million kroner", "[500 million kroner] 5e+08 (kroner)"},
		{"per cent", "45 percent, 3.5 %, 60 per cent", "[45 percent] 45 (percent); [3.5 %] 3.5 (percent); [60 per cent] 60 (percent)"},
		{"percentage points", "12 percentage points", "[12 percentage points] 12 (percent)"},
		{"items", "six patrol boats, 40 infantry fighting vehicles and three air-defence batteries", "[six patrol boats] 6 items; [40 infantry fighting vehicles] 40 items; [three air-defence batteries] 3 items"},
		{"few but counted", "two frigates and a helicopter", "[two frigates] 2 items"},
		{"planes by name", "12 F-16s, eight C-130 transport planes", "[12 F-16s] 12 items; [eight C-130 transport planes] 8 items"},
		{"personnel with a profession", "70 military engineers, 25 medical staff, 300 special forces", "[70 military engineers] 70 personnel; [25 medical staff] 25 personnel; [300 special forces] 300 personnel"},
		{"a further", "a further 400 troops and an additional 200 police", "[400 troops] 400 personnel; [200 police] 200 personnel"},
		{"of them", "1,000 of its soldiers", "[1,000 of its soldiers] 1000 personnel"},
		{"of the", "2,000 of the promised 5,000 troops", "[2,000] 2000 personnel; [5,000 troops] 5000 personnel"},
		{"countries", "18 countries, twelve states, 32 allies and partners", "[18 countries] 18 countries; [twelve states] 12 countries; [32 allies] 32 countries"},
		{"both in a figure", "It sent its first 200 of 1,000 police officers.", "[200] 200 personnel; [1,000 police officers] 1000 personnel"},
		{"no-break space groups", "20\u00a0000 soldiers and 1\u202f500\u202f000 euros", "[20\u00a0000 soldiers] 20000 personnel; [1\u202f500\u202f000 euros] 1.5e+06 EUR"},
		{"distance", "30 kilometres from the border, 5km, 12-mile zone", "[30 kilometres] 30 (kilometres)"},
		{"age", "Ann Lee, 45, a 19-year-old soldier, aged 60", ""},
		{"rank", "No. 2 in command, number 10 Downing Street", ""},
		{"article numbers", "Article 42, Chapter VII, Section 20, paragraph 15", ""},
		{"resolution", "Resolutions 1701 and 2803, resolution 2803 (2025)", ""},
		{"years", "in 2025 and 2026, the 2030s, 1990s", ""},
		{"year range", "the 2024-2027 programme", ""},
		{"dates", "12 March, March 12, 12/03/2026, 12th", ""},
		{"times", "9.30 a.m., 14:05, 5pm, 11 a.m.", ""},
		{"ordinals", "the 3rd battalion, the 101st brigade", ""},
		{"plans", "a 20-point plan, Phase 2, the G7, a Group of 20", ""},
		{"votes", "by 13 votes to none", "[13 votes] 13 (votes)"},
		{"terms", "a six-month mandate, a 12-month term", ""},
		{"a model", "It sent Leopard 2 tanks and Boeing 737 jets.", ""},
		{"one", "one of the ministers, one day", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := show(text.Parse("", c.in)); got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
		})
	}
}
