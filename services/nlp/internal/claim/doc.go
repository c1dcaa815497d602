// Package claim turns the reading of an article into claims: who stands where,
// who gives what, which rung stands how, what hangs on what, and which passage
// is evidence on which dimension. Each claim carries the sentence that it was
// read from and the name of the rule that read it.
package claim
