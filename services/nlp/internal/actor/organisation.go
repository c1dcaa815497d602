package actor

import (
	"github.com/barograph/barograph/services/nlp/internal/alias"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

var (
	// enterprises end the names of papers, schools, firms and clubs, for which
	// no state speaks: the Nairobi Herald, the Kyiv School of Economics.
	enterprises = set(`university college school institute institutes academy post times herald tribune journal gazette review observer mail news broadcasting airlines airways
		railway railways corp corp. corporation inc inc. ltd ltd. plc company mobile telecom motors holdings steel petroleum club fc rovers cup marathon championship championships grand
		orchestra symphony museum festival prize stock exchange hospital cathedral prix forum star sun daily weekly monitor standard today chronicle inquirer nation
		studio studios theatre theater ballet philharmonic biennale restaurant hotel`)
	// societies end the names of bodies of citizens.
	societies = set(`association federation confederation society council church chamber conference network coalition congress movement initiative alliance assembly board`)
	// labour marks unions among them.
	labour = set(`trade trades labour labor workers worker union unions teachers miners dockers farmworkers seafarers employees`)
	// official marks state organs among them.
	official = set(`national state supreme security presidential transitional sovereign defence defense executive privy military federal legislative ministerial governing ruling interim constitutional cabinet economic
		investment trade development energy atomic electoral election regulatory statistics intelligence air space coast port ports canal shipping maritime fisheries central reserve of people's general`)
)

// longestName bounds the words of an organisation's name.
const longestName = 6

// capitalised returns the end of the run of capitalised words at token k,
// which of, for and "and" may join.
func (c *composer) capitalised(k, of int) int {
	end := k
	for j := k; j < len(c.doc.Tokens) && j < k+longestName; j++ {
		t := c.doc.Tokens[j]
		if t.Sentence != c.doc.Tokens[of].Sentence {
			break
		}
		switch {
		case t.Shape.Has(text.Capital) && t.Shape.Has(text.Word):
			end = j + 1
		case j > k && t.Is("of", "for", "and", "the", "&"):
		default:
			return end
		}
	}
	return end
}

// enterprise reports whether the name begins that of a paper, a school, a firm
// or a club, and takes the rest of its words.
func (c *composer) enterprise(m alias.Match[*entry]) bool {
	e := m.Value
	if m.Possessive || m.Suffix != "" || m.Prefix != "" || e.kind != State && e.kind != Demonym && e.role != "capital" {
		return false
	}
	end := c.capitalised(m.Last, m.First)
	for k := m.Last; k < end; k++ {
		t := c.doc.Tokens[k]
		if t.Is("of", "and", "for") && k == m.Last {
			return false // Kenya and Herald
		}
		if heads[t.Lower].ok {
			return false
		}
		if enterprises[t.Lower] && t.Shape.Has(text.Capital) {
			c.take(m.Last, end)
			return true
		}
	}
	return false
}

// organisation reads the name of a body of citizens behind a state or its
// adjective: "the Kenyan Law Society", "Indonesian Council of Churches". It
// returns the last base mention that it used, or i.
func (c *composer) organisation(m *Mention, i int) int {
	if m.Kind != Demonym && m.Kind != State || m.Possessive && m.Kind != State || m.Suffix != "" || m.Place {
		return i
	}
	at := m.Last
	if m.Possessive {
		at++
	}
	end := c.capitalised(at, m.First)
	last, union, unknown := 0, false, false
	for k := at; k < end; k++ {
		t := c.doc.Tokens[k]
		if k > at && c.isBase(k) && c.is(k-1, "and") {
			end = k - 1 // the next one
			break
		}
		union = union || labour[t.Lower]
		switch {
		case societies[t.Lower]:
			last = k + 1
		case !official[t.Lower] && !t.Is("of", "for", "and", "the"):
			unknown = true
		}
	}
	if last == 0 || last == at+1 && last == end {
		return i
	}
	if c.is(last, "of") || c.is(last, "for") {
		last, unknown = end, true
	}
	m.Last, m.How, m.Speaker = last, "organisation", true
	m.Possessive = c.possessive(last)
	switch {
	case union:
		m.Kind, m.ID, m.Sector = Faction, base(m.ID)+":UNIONS", "CVL"
	case unknown:
		m.Kind, m.ID, m.Sector = Faction, base(m.ID)+":PUBLIC", "CVL"
	default:
		m.Kind, m.Sector = Office, "GOV"
	}
	for i+1 < len(c.base) && c.base[i+1].First < last {
		i++
	}
	return i
}
