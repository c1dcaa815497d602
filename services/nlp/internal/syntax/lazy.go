package syntax

// Lazy returns the trees of sentences, each parsed when it is first asked for,
// and kept. What it returns belongs to one goroutine.
func Lazy(parse func(sentence int, tree *Tree)) func(sentence int) *Tree {
	trees := map[int]*Tree{}
	return func(sentence int) *Tree {
		if trees[sentence] == nil {
			trees[sentence] = &Tree{}
			parse(sentence, trees[sentence])
		}
		return trees[sentence]
	}
}
