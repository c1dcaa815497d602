// Package explain lays open how an article was read: line by line and sentence
// by sentence, what was found, what became a claim, and what was considered and
// let go, with the reasons. It decides on nothing: it only gathers what one run
// of the tagger saw, so that people can check each decision. How it looks is
// left to those who print it; all texts in it are unchanged words of the
// article, or plain words of ours.
package explain
