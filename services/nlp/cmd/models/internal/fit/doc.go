// Package fit trains the model of package effect on sentences of our own that
// are labelled with what they tell of an initiative's prospects.
package fit
