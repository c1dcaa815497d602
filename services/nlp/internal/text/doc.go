// Package text turns an article's stored text into the units that the tagger
// reasons about: lines, sentences, tokens, clauses and quotes, each with an
// exact span in the stored text. It also holds the two whole-text measures
// that need no units: the English check and the MinHash signature.
//
// Everything here is a pure function of the text. The law that all of it keeps:
// a Span cut from the stored text is literally what was read, so that
// raw[span.Start:span.End] is the evidence, whatever was folded for matching.
package text
