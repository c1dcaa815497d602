// Package syntax reads the grammar of a sentence: the part of speech of every
// word, and the word on which it depends and how, in Universal Dependencies.
//
// A [Model] is trained by package train, embedded here, read-only and shared;
// a [Parser] holds the working memory of one goroutine. Parsing is a pure
// function of the sentence and the model. Everything in the nlp service may
// import this package; it knows nothing of initiatives, actors or claims.
package syntax
