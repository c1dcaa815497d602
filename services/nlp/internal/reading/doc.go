// Package reading puts one article's findings side by side: tokens, clauses,
// actors, figures, dates, lexicon hits and the initiatives in focus, and
// answers the questions that every kind of claim asks of them: who is the
// subject here, who says so, how certain is it, when is it.
//
// There is no parse. Clauses are cut by punctuation and introducing words, and
// the answers are rules over them; each states what it takes for granted.
package reading
