// Package actor finds who acts and speaks in a text: states with their names,
// peoples, capitals, palaces, ministries and leaders, international bodies,
// armed groups, chambers and parties, and unnamed sets of states. It gives each
// mention the canonical id that the domain uses.
//
// What it knows is data: the embedded files of this package, and more records
// in the same format that an operator may add at run time (see New).
package actor

import "github.com/barograph/barograph/services/nlp/internal/text"

// Kind says by what kind of name an actor is mentioned.
type Kind uint8

// The kinds of mentions.
const (
	// State: the state's own name ("Indonesia", "the United States").
	State Kind = iota
	// Metonym: a capital or a palace that stands for a government ("Jakarta", "the Kremlin").
	Metonym
	// Demonym: the adjective ("Indonesian", "French").
	Demonym
	// People: the plural noun ("Canadians", "the Italians"); seldom the state.
	People
	// Leader: a person whom the data or the text ties to an office.
	Leader
	// Office: a ministry, minister, army or officials, named or not ("the Indonesian defence ministry").
	Office
	// Body: an international organisation, a court, an agency.
	Body
	// Armed: an armed group or movement.
	Armed
	// Faction: part of a state: chamber, party, opposition, unions, public.
	Faction
	// Group: an unnamed set ("26 countries", "European allies").
	Group
)

// String returns the kind's name in lower case.
func (k Kind) String() string {
	names := [...]string{"state", "metonym", "demonym", "people", "leader", "office", "body", "armed", "faction", "group"}
	if int(k) < len(names) {
		return names[k]
	}
	return "unknown"
}

// Mention is one place where an actor is named.
type Mention struct {
	// Span is the mention's place in the stored text: the whole of "the
	// Indonesian defence minister Sjafrie Sjamsoeddin" without the article.
	text.Span
	// First and Last index Document.Tokens, half-open.
	First, Last int
	// ID is the canonical actor: IDN, EU, HAMAS, USA:CONGRESS, GROUP.
	ID string
	// Kind says by what kind of name.
	Kind Kind
	// Sector is a PLOVER sector code (GOV, MIL, LEG, OPP, ...), or empty.
	Sector string
	// Person is the person's usual full name when one is named, else empty.
	Person string
	// Role is the office in lower case when the text or the data names it
	// ("defence minister"), else empty.
	Role string
	// Former is true when the person holds no office at the article's time, or
	// the office is called former and the data do not know better.
	Former bool
	// Speaker is true when the mention is someone who can speak: a person, an
	// official, a spokesman, a ministry, a capital.
	Speaker bool
	// Unnamed is true for officials and groups without a name.
	Unnamed bool
	// Plural is true for more than one person or state.
	Plural bool
	// Possessive is true when 's follows ("Macron's coalition").
	Possessive bool
	// Place is true when a preposition of place precedes a state or a capital
	// ("in Moscow", "to Ukraine"): a scene or target rather than an actor.
	Place bool
	// Anaphor is true when the text leaves the state unsaid ("the foreign
	// ministry", "lawmakers") and ID is the state that the passage speaks of: a
	// guess that a reading of the whole may better.
	Anaphor bool
	// How names the rule that found who this is, for people to read: "state",
	// "demonym", "capital", "seat", "people", "leader@term", "former leader",
	// "office", "party@term", "surname", "apposition", "title", "poll", ...
	How string
	// Prefix and Suffix are the other parts of a hyphenated word, lower case
	// ("led" for "Kenya-led").
	Prefix, Suffix string
}
