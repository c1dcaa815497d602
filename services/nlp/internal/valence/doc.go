// Package valence tells whether what a phrase or a clause says is good or bad
// for an undertaking: whether something gets on or is held up. It composes the
// values of words, from the lexicon's sections of kind "valence", along the
// tree of the sentence: "refused to lift the freeze" is refuse(lift(freeze)).
//
// What it says is about no undertaking in particular; towards whose good
// something is, its caller decides by who does it and to what. Hedges and
// tenses are left to package reading. The idea is that of compositional
// polarity (Moilanen and Pulman 2007; Choi and Cardie 2008).
package valence
