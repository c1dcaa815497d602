package train

// punctuate attaches the punctuation of a template as the treebanks do: a mark
// hangs under the top of the unit that it sets off, the one on its right when
// that depends on something to the left, or else the one on its left; the last
// mark under the root.
func (t *pattern) punctuate() {
	n := len(t.Forms)
	root := 0
	for i, h := range t.Heads {
		if int(h) == n {
			root = i
		}
	}
	for i, h := range t.Heads {
		switch {
		case h != unset:
		case i == n-1:
			t.Heads[i] = int16(root)
		default:
			t.Heads[i] = int16(t.setOff(i))
		}
	}
}

// setOff returns the top of the unit that mark i sets off.
func (t *pattern) setOff(i int) int {
	right := i + 1
	for t.edge(t.head(right), i, 1) {
		right = t.head(right)
	}
	if h := t.head(right); h < i {
		return right
	}
	left := i - 1
	for t.edge(t.head(left), i, -1) {
		left = t.head(left)
	}
	return left
}

func (t *pattern) head(i int) int { return int(t.Heads[i]) }

// edge reports whether the subtree of word w lies wholly on one side of mark i.
func (t *pattern) edge(w, i, side int) bool {
	if w >= len(t.Forms) || w < 0 {
		return false
	}
	for k := range t.Forms {
		if (k-i)*side < 0 && t.under(k, w) {
			return false
		}
	}
	return (w-i)*side > 0
}

func (t *pattern) under(k, w int) bool {
	for steps := 0; k >= 0 && k < len(t.Forms) && steps <= len(t.Forms); steps++ {
		if k == w {
			return true
		}
		k = t.head(k)
	}
	return false
}
