// Package effect weighs what a sentence tells of an undertaking's prospects:
// whether it raises them, lowers them, or says nothing of them.
//
// It is a logistic regression over the words of the sentence, their grammar and
// what the lexicon knows of them, trained by package train on sentences of our
// own (services/nlp/training/effect) and embedded here. It knows no initiative
// and no actor: names and numbers are masked. Where valence is composed from
// word classes and is silent on what the lexicon lacks, effect has an opinion on
// every sentence, with a probability; Why names the words that speak for it.
package effect
