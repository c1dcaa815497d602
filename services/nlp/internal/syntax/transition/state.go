package transition

// Labels are the relations that the machine itself must know.
type Labels struct {
	// Root is the relation of the artificial root's dependent.
	Root uint8
	// Case and Mark are those of prepositions and subordinators.
	Case, Mark uint8
}

// None stands for a word that is not there.
const None = -1

// Node is what has been decided about one word.
type Node struct {
	// Head is the word's head, None while it has none; the artificial root is word n.
	Head int16
	// Left and Left2 are its outermost and second outermost left children; Right and Right2 likewise.
	Left, Left2, Right, Right2 int16
	// Case and Mark are its left children with these relations.
	Case, Mark int16
	// Label is its relation to its head.
	Label uint8
	// Lefts and Rights count its children.
	Lefts, Rights uint8
	// LeftSet and RightSet are the sets of its children's relations, one bit each.
	LeftSet, RightSet uint64
}

// Lone returns a node without relatives.
func Lone() Node {
	return Node{Head: None, Left: None, Left2: None, Right: None, Right2: None, Case: None, Mark: None}
}

// State is a configuration of the machine. Reset makes it ready for a sentence.
type State struct {
	// Nodes of the words and, last, of the artificial root.
	Nodes []Node
	// Stack of words, the top last.
	Stack []int16
	// Front is the front of the buffer; the buffer runs up to the artificial root.
	Front int

	labels Labels
}

// Reset starts a sentence of n words; its memory is reused.
func (s *State) Reset(n int, labels Labels) {
	s.labels = labels
	if cap(s.Nodes) < n+1 {
		s.Nodes = make([]Node, n+1, 2*n+1)
		s.Stack = make([]int16, 0, 2*n+1)
	}
	s.Nodes = s.Nodes[:n+1]
	for i := range s.Nodes {
		s.Nodes[i] = Lone()
	}
	s.Stack = s.Stack[:0]
	s.Front = 0
}

// Root is the index of the artificial root.
func (s *State) Root() int { return len(s.Nodes) - 1 }

// Done reports whether every word has its head and the machine stops.
func (s *State) Done() bool { return s.Front == s.Root() && len(s.Stack) == 0 }

// Top returns the k-th word of the stack from the top, None when there is none.
func (s *State) Top(k int) int {
	if k >= len(s.Stack) {
		return None
	}
	return int(s.Stack[len(s.Stack)-1-k])
}

// Valid returns the moves that can be made. Before Done there is at least one.
func (s *State) Valid() Moves {
	top, end := s.Top(0), s.Front == s.Root()
	var m Moves
	m[Shift] = !end
	if top != None {
		headed := s.Nodes[top].Head != None
		m[Reduce], m[Left], m[Right] = headed, !headed, !end
	}
	return m
}

// Allows reports whether an arc label fits: the artificial root has its own relation.
func (s *State) Allows(a Action) bool {
	return a.Kind != Left || (a.Label == s.labels.Root) == (s.Front == s.Root())
}

// Apply makes a valid move.
func (s *State) Apply(a Action) {
	switch a.Kind {
	case Shift:
		s.push()
	case Reduce:
		s.pop()
	case Left:
		s.attach(s.Top(0), s.Front, a.Label)
		s.pop()
	case Right:
		s.attach(s.Front, s.Top(0), a.Label)
		s.push()
	}
}

func (s *State) push() {
	s.Stack = append(s.Stack, int16(s.Front))
	s.Front++
}

func (s *State) pop() { s.Stack = s.Stack[:len(s.Stack)-1] }

func (s *State) attach(child, head int, label uint8) {
	c, h := &s.Nodes[child], &s.Nodes[head]
	c.Head, c.Label = int16(head), label
	if child > head {
		h.Right2, h.Right = h.Right, int16(child)
		h.Rights = min(h.Rights, 200) + 1
		h.RightSet |= 1 << (label & 63)
		return
	}
	h.Left2, h.Left = h.Left, int16(child)
	h.Lefts = min(h.Lefts, 200) + 1
	h.LeftSet |= 1 << (label & 63)
	switch label {
	case s.labels.Case:
		h.Case = int16(child)
	case s.labels.Mark:
		h.Mark = int16(child)
	}
}
