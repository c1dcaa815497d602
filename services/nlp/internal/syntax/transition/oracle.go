package transition

// Oracle tells of any state, also one that a wrong move led to, how many arcs
// of the treebank each move puts out of reach (Goldberg and Nivre 2013). It is
// used in training only.
type Oracle struct {
	heads    []int16 // the artificial root is word n
	labels   []uint8
	children [][]int16
}

// NewOracle takes the heads, with len(heads) for the artificial root, and the relations of a sentence.
func NewOracle(heads []int16, labels []uint8) *Oracle {
	o := &Oracle{heads: heads, labels: labels, children: make([][]int16, len(heads)+1)}
	for i, h := range heads {
		o.children[h] = append(o.children[h], int16(i))
	}
	return o
}

// Costs returns the arcs lost by each valid move; the entries of others mean nothing.
func (o *Oracle) Costs(s *State) [4]int {
	var cost [4]int
	top, front := s.Top(0), s.Front
	if front < s.Root() {
		for _, c := range o.children[front] {
			if int(c) < front && s.Nodes[c].Head == None && onStack(s, c) {
				cost[Shift]++
				cost[Right]++
			}
		}
		if h := o.heads[front]; int(h) < front && onStack(s, h) {
			cost[Shift]++
			if int(h) != top {
				cost[Right]++
			}
		} else if int(h) > front {
			cost[Right]++
		}
	}
	if top == None {
		return cost
	}
	for _, c := range o.children[top] {
		if int(c) >= front {
			cost[Reduce]++
			cost[Left]++
		}
	}
	if h := int(o.heads[top]); h > front {
		cost[Left]++
	}
	return cost
}

// Arc reports the relation that a move's arc has in the treebank, if it is an arc of the treebank.
func (o *Oracle) Arc(s *State, k Kind) (uint8, bool) {
	top, front := s.Top(0), s.Front
	switch k {
	case Left:
		if int(o.heads[top]) == front {
			return o.labels[top], true
		}
	case Right:
		if int(o.heads[front]) == top {
			return o.labels[front], true
		}
	}
	return 0, false
}

func onStack(s *State, word int16) bool {
	for _, w := range s.Stack {
		if w == word {
			return true
		}
	}
	return false
}
