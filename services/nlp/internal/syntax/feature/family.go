package feature

import "github.com/barograph/barograph/services/nlp/internal/syntax/transition"

// family looks at the heads and children of the two words.
func (v *view) family(c *collector) {
	h, h2 := v.atom(int(v.top.Head)), absent
	if v.top.Head != transition.None {
		h2 = v.atom(int(v.state.Nodes[v.top.Head].Head))
	}
	v.relative(c, &h)
	v.relative(c, &h2)
	l, l2 := v.atom(int(v.top.Left)), v.atom(int(v.top.Left2))
	r, r2 := v.atom(int(v.top.Right)), v.atom(int(v.top.Right2))
	f, f2 := v.atom(int(v.front.Left)), v.atom(int(v.front.Left2))
	for _, a := range [...]*atom{&l, &r, &f, &l2, &r2, &f2} {
		v.relative(c, a)
	}
	v.triple(c, &l, v.s0.p, l2.p)
	v.triple(c, &r, v.s0.p, r2.p)
	v.triple(c, &h, v.s0.p, h2.p)
	v.triple(c, &f, v.n0.p, f2.p)
	v.triple(c, &h, v.s0.p, v.n0.p)
	v.triple(c, &l, v.s0.p, v.n0.p)
	v.triple(c, &r, v.s0.p, v.n0.p)
	v.triple(c, &f, v.s0.p, v.n0.p)
	if r.at < 0 {
		c.skip(3)
	} else {
		c.add(v.s0.w, r.w, v.n0.p)
		c.add(r.w, r.l, v.n0.w)
		c.add(r.l, r.p, v.n0.p)
	}
	if h.at < 0 {
		c.skip(2)
	} else {
		c.add(h.w, v.s0.l, v.n0.w)
		c.add(h.w, v.s0.l, v.n0.p)
	}
}

func (v *view) relative(c *collector, a *atom) {
	if a.at < 0 {
		c.skip(3)
		return
	}
	c.add(a.w, 0, 0)
	c.add(a.p, a.l, 0)
	c.add(a.w, a.l, v.n0.p)
}

func (v *view) triple(c *collector, a *atom, x, y uint64) {
	if a.at < 0 {
		c.skip(1)
		return
	}
	c.add(a.p, x, y)
}

// clause looks at the prepositions and subordinators of the two words.
func (v *view) clause(c *collector) {
	v.introduced(c, v.atom(int(v.front.Case)), &v.s0, &v.n0)
	v.introduced(c, v.atom(int(v.front.Mark)), &v.s0, &v.n0)
	v.introduced(c, v.atom(int(v.top.Case)), &v.n0, &v.s0)
	v.introduced(c, v.atom(int(v.top.Mark)), &v.n0, &v.s0)
}

// introduced pairs the word that introduces own with the other word.
func (v *view) introduced(c *collector, a atom, other, own *atom) {
	if a.at < 0 {
		c.skip(4)
		return
	}
	c.add(a.w, own.p, other.p)
	c.add(a.w, other.w, 0)
	c.add(a.w, own.w, other.p)
	c.add(a.w, own.u, other.l^other.u)
}
