// Package feature turns what the tagger and the parser see into 64-bit
// feature hashes. Training and parsing share it, so that both see the same.
// Hashes are part of the model's format: a changed template needs a new model.
package feature
