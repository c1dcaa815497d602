package train

import "github.com/barograph/barograph/services/nlp/internal/syntax/weight"

// perceptron is an averaged perceptron over sparse features. Weights are whole
// numbers, so that no order of sums changes them.
type perceptron struct {
	slots []slot
	mask  uint64
	rows  []row
	hot   []weightOf
	cold  []history
	step  int32
}

type slot struct {
	hash uint64
	row  int32 // from 1; 0 is an empty slot
}

// row is a feature: a run of the entries, with room to grow.
type row struct {
	hash    uint64
	offset  uint32
	n, room uint16
	updates uint32
}

type weightOf struct {
	value int32
	label uint8
}

// history of a weight: the sum of its values up to the step at which it last changed.
type history struct {
	total int64
	since int32
}

func newPerceptron() *perceptron {
	const size = 1 << 20
	return &perceptron{slots: make([]slot, size), mask: size - 1}
}

// find returns the row of a feature, 0 for none.
func (p *perceptron) find(hash uint64) int32 {
	for i := hash >> 7; ; i++ {
		s := &p.slots[i&p.mask]
		if s.row == 0 || s.hash == hash {
			return s.row
		}
	}
}

// score sums the weights of the features.
func (p *perceptron) score(features []uint64, scores *weight.Scores) {
	*scores = weight.Scores{}
	var found [256]int32
	n := 0
	for _, f := range features {
		if r := p.find(f); r > 0 {
			found[n] = r - 1
			n++
		}
	}
	for _, r := range found[:n] {
		row := &p.rows[r]
		for _, w := range p.hot[row.offset : row.offset+uint32(row.n)] {
			scores[w.label] += w.value
		}
	}
}

// update makes good more likely and bad less.
func (p *perceptron) update(features []uint64, good, bad uint8) {
	for _, f := range features {
		r := p.row(f)
		p.rows[r].updates++
		p.add(r, good, 1)
		p.add(r, bad, -1)
	}
}

func (p *perceptron) row(hash uint64) int32 {
	if r := p.find(hash); r > 0 {
		return r - 1
	}
	if uint64(len(p.rows))*2 > p.mask {
		p.grow()
	}
	p.rows = append(p.rows, row{hash: hash})
	p.place(slot{hash, int32(len(p.rows))})
	return int32(len(p.rows) - 1)
}

func (p *perceptron) place(s slot) {
	i := s.hash >> 7
	for ; p.slots[i&p.mask].row > 0; i++ {
	}
	p.slots[i&p.mask] = s
}

func (p *perceptron) grow() {
	old := p.slots
	p.slots = make([]slot, 2*len(old))
	p.mask = uint64(len(p.slots) - 1)
	for _, s := range old {
		if s.row > 0 {
			p.place(s)
		}
	}
}

func (p *perceptron) add(r int32, label uint8, delta int32) {
	row := &p.rows[r]
	for i := row.offset; i < row.offset+uint32(row.n); i++ {
		if p.hot[i].label == label {
			p.change(i, delta)
			return
		}
	}
	if row.n == row.room {
		p.move(row)
	}
	i := row.offset + uint32(row.n)
	row.n++
	p.hot[i], p.cold[i] = weightOf{0, label}, history{0, p.step}
	p.change(i, delta)
}

func (p *perceptron) change(i uint32, delta int32) {
	c := &p.cold[i]
	c.total += int64(p.hot[i].value) * int64(p.step-c.since)
	c.since = p.step
	p.hot[i].value += delta
}

// move gives a row twice the room at the end of the entries.
func (p *perceptron) move(r *row) {
	room := max(2, 2*r.room)
	at := uint32(len(p.hot))
	p.hot = append(p.hot, p.hot[r.offset:r.offset+uint32(r.n)]...)
	p.cold = append(p.cold, p.cold[r.offset:r.offset+uint32(r.n)]...)
	for range int(room) - int(r.n) {
		p.hot, p.cold = append(p.hot, weightOf{}), append(p.cold, history{})
	}
	r.offset, r.room = at, room
}

// average returns the mean weights over all steps of the features that were
// updated at least a number of times.
func (p *perceptron) average(updates uint32) []weight.Feature {
	var out []weight.Feature
	for _, r := range p.rows {
		if r.updates < updates {
			continue
		}
		f := weight.Feature{Hash: r.hash}
		for i := r.offset; i < r.offset+uint32(r.n); i++ {
			sum := p.cold[i].total + int64(p.hot[i].value)*int64(p.step-p.cold[i].since)
			if sum != 0 {
				f.Weights = append(f.Weights, weight.Weight{Label: p.hot[i].label, Value: float64(sum) / float64(p.step)})
			}
		}
		if len(f.Weights) > 0 {
			out = append(out, f)
		}
	}
	return out
}
