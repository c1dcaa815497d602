package syntax

import "iter"

// Word is a syntactic word: a document token, or a part of one.
type Word struct {
	// Form is the word as parsed: straight quotes, plain hyphens, case kept.
	Form string
	// Token indexes text.Document.Tokens; parts of one token share it.
	Token int
	// POS and Tag are its universal and its English part of speech.
	POS POS
	Tag Tag
	// Head indexes Tree.Words; -1 for the root.
	Head int
	// Relation is how the word depends on its head.
	Relation Relation
}

// Tree is the dependency tree of one sentence: one root, no cycles, every
// subtree a run of neighbouring words. Words are in sentence order.
type Tree struct {
	// Words of the sentence. Whoever changes a head calls Index afterwards.
	Words []Word

	tokens []int32 // words of token Words[0].Token+i start at tokens[i]
	child  []int32 // first child of each word, -1 for none
	next   []int32 // next sibling to the right, -1 for none
	left   []int32 // first word of the subtree
	right  []int32 // last word of the subtree
}

// Root returns the root's index, -1 in a tree without words.
func (t *Tree) Root() int {
	for i := range t.Words {
		if t.Words[i].Head < 0 {
			return i
		}
	}
	return -1
}

// Children yields the dependents of word i from left to right, at no allocation.
func (t *Tree) Children(i int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for c := t.child[i]; c >= 0; c = t.next[c] {
			if !yield(int(c)) {
				return
			}
		}
	}
}

// Child returns the leftmost dependent of word i with the relation, -1 for none.
func (t *Tree) Child(i int, r Relation) int {
	for c := t.child[i]; c >= 0; c = t.next[c] {
		if t.Words[c].Relation == r {
			return int(c)
		}
	}
	return -1
}

// ChildOf returns the leftmost dependent of word i whose universal relation is
// r whatever its subtype, -1 for none.
func (t *Tree) ChildOf(i int, r Relation) int {
	for c := t.child[i]; c >= 0; c = t.next[c] {
		if t.Words[c].Relation.Base() == r {
			return int(c)
		}
	}
	return -1
}

// Subtree returns the words that depend on word i, directly or not, itself
// included, as the half-open range [first, last).
func (t *Tree) Subtree(i int) (first, last int) { return int(t.left[i]), int(t.right[i]) + 1 }

// Dominates reports whether word b lies in the subtree of word a; a word dominates itself.
func (t *Tree) Dominates(a, b int) bool {
	return int(t.left[a]) <= b && b <= int(t.right[a])
}

// WordOf returns the syntactic head among the words of a document token ("led"
// of U.S.-led), -1 when the token is not in the tree.
func (t *Tree) WordOf(token int) int {
	first, last := t.WordsOf(token)
	for i := first; i < last; i++ {
		if h := t.Words[i].Head; h < first || h >= last {
			return i
		}
	}
	return -1
}

// WordsOf returns the words of a document token as a half-open range, empty
// when the token is not in the tree.
func (t *Tree) WordsOf(token int) (first, last int) {
	if len(t.Words) == 0 {
		return 0, 0
	}
	k := token - t.Words[0].Token
	if k < 0 || k+1 >= len(t.tokens) {
		return 0, 0
	}
	return int(t.tokens[k]), int(t.tokens[k+1])
}
