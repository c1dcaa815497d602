package syntax

// Index derives from Words what the other methods look up. Parse calls it; so
// must whoever sets or changes heads by hand. Heads out of range count as root.
// In a tree whose heads form a cycle, spans are those of the words reached.
func (t *Tree) Index() {
	n := len(t.Words)
	t.child, t.next = resize(t.child, n), resize(t.next, n)
	t.left, t.right = resize(t.left, n), resize(t.right, n)
	for i := range n {
		t.child[i], t.left[i], t.right[i] = -1, int32(i), int32(i)
	}
	for i := n - 1; i >= 0; i-- {
		h := t.Words[i].Head
		if h < 0 || h >= n {
			t.Words[i].Head = -1
			t.next[i] = -1
			continue
		}
		t.next[i] = t.child[h]
		t.child[h] = int32(i)
	}
	for i := range n {
		t.widen(int32(i))
	}
	t.indexTokens()
}

// widen makes the subtrees of all ancestors of word i hold it. It stops at an
// ancestor that holds it already, whose ancestors then do too.
func (t *Tree) widen(i int32) {
	for h, steps := t.Words[i].Head, 0; h >= 0 && steps < len(t.Words); h, steps = t.Words[h].Head, steps+1 {
		t.left[h], t.right[h] = min(t.left[h], i), max(t.right[h], i)
	}
}

func (t *Tree) indexTokens() {
	t.tokens = t.tokens[:0]
	if len(t.Words) == 0 {
		return
	}
	base := t.Words[0].Token
	for i := range t.Words {
		for len(t.tokens) <= t.Words[i].Token-base {
			t.tokens = append(t.tokens, int32(i))
		}
	}
	t.tokens = append(t.tokens, int32(len(t.Words)))
}

// resize returns a slice of length n that reuses the memory of s; its content is undefined.
func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	return s[:n]
}
