package transition

// Kind is one of the four moves.
type Kind uint8

// The moves. S is the top of the stack, B the front of the buffer.
const (
	// Shift puts B on the stack.
	Shift Kind = iota
	// Reduce takes S, which has its head, off the stack.
	Reduce
	// Left makes B the head of S and takes S off the stack.
	Left
	// Right makes S the head of B and puts B on the stack.
	Right
)

// Action is a move with the relation of the arc that it draws.
type Action struct {
	Kind  Kind
	Label uint8
}

// Moves is a set of kinds.
type Moves [4]bool
