// Package reading puts one article's findings side by side: tokens, trees,
// actors, figures, dates, lexicon hits and the initiatives in focus, and
// answers the questions that every kind of claim asks of them: who does this
// (doer.go, owner.go, phrase.go), is it denied (polarity.go), how certain is it
// and when (standing.go, certainty.go), on what does it hang (condition.go),
// who says so (source.go, saying.go), whom does "it" mean (reference.go).
//
// The answers are rules over dependency trees. Sentences are parsed when first
// asked for and kept. Which words refuse, hope or confirm is data: the classes
// of the lexicon (class.go). Where a sentence has no tree, or the tree does not
// tell, rules over clauses cut by punctuation answer (clause.go, subject.go,
// opening.go, pronoun.go, speech.go).
package reading
