package link

import (
	"iter"
	"slices"
)

// Reading is the links of a document for some of its initiatives, none of which
// ask about the same thing.
type Reading struct {
	*Links
	// Own are the initiatives that this reading is for, ascending; others that
	// Links speaks of have a reading of their own.
	Own []int
}

// spread turns subjects into initiatives: mentions and sentences speak of the
// first that asks about a subject, Found and Central list all.
func (l *Links) spread(all []subject) {
	first := func(i int) int { return all[i].initiatives[0] }
	l.same = map[int][]int{}
	for _, i := range l.Found {
		l.same[first(i)] = all[i].initiatives
	}
	l.replace(first)
	each := func(list []int) (out []int) {
		for _, i := range list {
			out = append(out, all[i].initiatives...)
		}
		slices.Sort(out)
		return out
	}
	l.Found, l.Central = each(l.Found), each(l.Central)
}

// replace puts other initiatives into mentions and sentences.
func (l *Links) replace(by func(int) int) {
	for i := range l.Mentions {
		l.Mentions[i].Initiative = by(l.Mentions[i].Initiative)
	}
	for _, foci := range l.Sentences {
		for i := range foci {
			foci[i].Initiative = by(foci[i].Initiative)
		}
	}
}

// Same lists the initiatives that ask about the same thing as the one under which
// mentions and sentences speak of it, itself included, ascending.
func (l *Links) Same(first int) []int { return l.same[first] }

// First returns the initiative under which mentions and sentences speak of what
// a found initiative asks about.
func (l *Links) First(i int) int {
	for first, all := range l.same {
		if _, ok := slices.BinarySearch(all, i); ok {
			return first
		}
	}
	return i
}

// Readings gives the links once for every initiative: all things under the first
// initiative that asks about each, then those things about which another one
// asks under that, and so on.
func (l *Links) Readings() iter.Seq[Reading] {
	return func(yield func(Reading) bool) {
		for round := 0; ; round++ {
			own := []int{}
			for _, all := range l.same {
				if round < len(all) {
					own = append(own, all[round])
				}
			}
			if slices.Sort(own); len(own) == 0 || !yield(Reading{l.turn(round), own}) {
				return
			}
		}
	}
}

// turn is the links under the initiatives of a round.
func (l *Links) turn(round int) *Links {
	if round == 0 {
		return l
	}
	out := *l
	out.Mentions = slices.Clone(l.Mentions)
	out.Sentences = make([][]Focus, len(l.Sentences))
	for s := range l.Sentences {
		out.Sentences[s] = slices.Clone(l.Sentences[s])
	}
	out.replace(func(i int) int {
		if all := l.same[i]; round < len(all) {
			return all[round]
		}
		return i
	})
	return &out
}
