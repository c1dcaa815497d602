// Package transition is the arc-eager transition system (Nivre 2003) with an
// artificial root behind the last word (Ballesteros and Nivre 2013): a sentence
// of n words is read in at most 2n steps and the result is projective.
package transition
