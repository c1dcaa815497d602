package feature

import (
	"math/bits"

	"github.com/barograph/barograph/services/nlp/internal/syntax/transition"
)

// view is one configuration as the templates see it.
type view struct {
	sentence *Sentence
	state    *transition.State

	s0, s1, s2, n0, n1, n2, n3 atom
	top, front                 transition.Node // of s0 and n0; a node without relatives where there is none
}

func look(s *Sentence, st *transition.State) view {
	v := view{sentence: s, state: st, top: transition.Lone()}
	v.s0, v.s1, v.s2 = v.atom(st.Top(0)), v.atom(st.Top(1)), v.atom(st.Top(2))
	v.n0, v.n1, v.n2, v.n3 = v.ahead(0), v.ahead(1), v.ahead(2), v.ahead(3)
	if v.s0.at >= 0 {
		v.top = st.Nodes[v.s0.at]
	}
	v.front = st.Nodes[st.Front]
	return v
}

// The artificial root and the words that are not there have tags of their own.
const (
	rootTag    = 254
	absentTag  = 253
	noRelation = 252
)

var (
	absent = atom{w: Hash(1 << 20), p: Hash(absentTag), u: Hash(absentTag), l: Hash(noRelation), suffix: Hash(2 << 20), at: transition.None}
	root   = atom{w: Hash(3 << 20), p: Hash(rootTag), u: Hash(rootTag), l: Hash(noRelation), suffix: Hash(4 << 20)}
)

func (v *view) ahead(k int) atom {
	if at := v.state.Front + k; at <= v.state.Root() {
		return v.atom(at)
	}
	return absent
}

func (v *view) atom(at int) atom {
	if at < 0 {
		return absent
	}
	if at == v.state.Root() {
		a := root
		a.at = at
		return a
	}
	w := &v.sentence.Words[at]
	a := atom{
		w: w.Lower, p: Hash(uint64(v.sentence.Tags[at])), u: Hash(uint64(v.sentence.Coarse[at]) + 1024),
		l: Hash(noRelation), suffix: w.Suffix[2], at: at,
	}
	if n := &v.state.Nodes[at]; n.Head != transition.None {
		a.l = Hash(uint64(n.Label))
	}
	return a
}

// gap describes what lies between the top of the stack and the front of the buffer.
func (v *view) gap() (distance, commas, verbs uint64) {
	if v.s0.at < 0 {
		return 0, 0, 0
	}
	a, b := v.s0.at, v.n0.at
	d := b - a
	switch {
	case d <= 4:
	case d <= 6:
		d = 5
	case d <= 10:
		d = 6
	case d <= 20:
		d = 7
	default:
		d = 8
	}
	s := v.sentence
	return uint64(d), uint64(min(3, s.Commas[b]-s.Commas[a])), uint64(min(2, s.Verbs[b]-s.Verbs[a]))
}

// few tells apart up to five children.
func few(n uint8) uint64 { return Hash(uint64(min(n, 5)) + 4096) }

func set(s uint64) uint64 { return Hash(bits.RotateLeft64(s, 7) + 1) }
