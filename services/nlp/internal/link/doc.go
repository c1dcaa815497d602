// Package link finds which initiatives of the catalogue a text is about, where
// it mentions them, and which of its sentences speak of which. It knows no
// initiative by itself: names, places and nouns come from the definitions that
// it is given, of which a name is enough, and from the gazetteer of actors.
//
// An initiative is mentioned
//
//   - by name: its name, an alias, the name cut short, a name or an acronym that
//     the description gives, initials. Initials, short acronyms and names of
//     everyday words count only where the text spells them out, or beside other
//     signs of the initiative, and not where the text spells them out as
//     something else (name.go, acronym.go);
//   - by description: a noun of its kind with enough of its keys, which are its
//     places, parties, sponsors and the words of its name and description. Each
//     has a value; what speaks of something else ("a police force", "for
//     Lebanon") is taken off; the sum has to reach a threshold, a lower one where
//     the title or the text mentions the initiative otherwise (profile.go,
//     define.go, compose.go, foreign.go);
//   - once it was mentioned, by the noun alone: "the force" (short.go).
//
// A noun goes to one initiative: of several that a description fits, to the one
// with the highest sum; a noun alone to the one whose kind it fits best, and of
// equals to the one mentioned last.
package link
