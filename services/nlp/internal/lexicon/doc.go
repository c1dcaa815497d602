// Package lexicon holds the words by which the tagger recognises what a
// passage says: cues of dimensions, predicates of stance, verbs of commitment,
// conditions, milestones, hedges, speakers and event types. The words are data
// files, embedded and versioned; the package knows how to inflect and match
// them, not what follows from a match.
//
// # Format
//
// A file is read line by line; # starts a comment. A heading opens a section:
//
//	[kind value attribute attribute=value ...]
//
// Each further line is one pattern over tokens, in lower case:
//
//	word        the word, in US and UK spelling
//	{lemma}     any form of the verb (send, sends, sending, sent)
//	<noun>      singular and plural
//	(a|{b}|<c>) one of these; an alternative may be several words long
//	@class      any word or pattern of the class
//	word?       may be left out
//	..          a gap of up to three tokens; ..n of up to n
//
// Sections of kind "class" sort words by their part in a sentence's tree
// ([class negative]: what they govern is not so); package reading asks for them
// sentence by sentence. Gaps do not cross clause punctuation. A line "@name = a|{b}|<c>" defines a
// class for all files. Within a section of one kind the longest match at a
// place wins over those that it covers.
package lexicon

// Version names the state of the embedded files; it is part of the engine's version.
const Version = "2"
