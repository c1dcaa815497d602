// Package link finds which initiatives of the catalogue a text is about, where
// it mentions them, and which of its sentences speak of which. It knows no
// initiative by itself: names, places and nouns all come from the definitions
// that it is given.
//
// An initiative is mentioned by name (its name, its aliases, and names derived
// from both and from the line that says what it is), by composition (a noun
// that says what kind of thing it is beside one of its places: "a force for
// Elbonia"), or, once it was mentioned, by the noun alone ("the force").
package link
