package extract

import (
	"hash/maphash"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

const (
	shingle   = 4   // words
	agreement = 0.6 // share of a passage's shingles that the finder took
)

// chooser marks the passages of a page that a finder took. The finder's own
// tree has lost what the page says of its parts, and where they stand.
type chooser struct {
	seed     maphash.Seed
	shingles map[uint64]int
	keys     map[string]int // of the finder's passages, and how often they occur
}

func newChooser(content *html.Node) *chooser {
	c := &chooser{seed: maphash.MakeSeed(), shingles: map[uint64]int{}, keys: map[string]int{}}
	var all []string
	for _, p := range passages(content) {
		c.keys[p.key]++
		all = append(all, words(p.Text)...)
	}
	for h := range c.hashes(all) {
		c.shingles[h]++
	}
	return c
}

// words are the runs of letters and digits, in lower case.
func words(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

func (c *chooser) hashes(words []string) func(func(uint64) bool) {
	return func(yield func(uint64) bool) {
		for i := 0; i+shingle <= len(words); i++ {
			var h maphash.Hash
			h.SetSeed(c.seed)
			for _, w := range words[i : i+shingle] {
				_, _ = h.WriteString(w)
				_ = h.WriteByte(' ')
			}
			if !yield(h.Sum64()) {
				return
			}
		}
	}
}

// agrees reports whether the finder took most of a passage's words, and has
// not been satisfied by other passages yet; if so they are used up.
func (c *chooser) agrees(p passage) bool {
	total, found := 0, 0
	for h := range c.hashes(words(p.Text)) {
		total++
		if c.shingles[h] > 0 {
			found++
		}
	}
	if total == 0 || float64(found) < agreement*float64(total) {
		return false
	}
	c.use(p)
	return true
}

func (c *chooser) use(p passage) {
	for h := range c.hashes(words(p.Text)) {
		c.shingles[h]--
	}
}

// choose returns which passages belong to the article. What stands twice on the
// page is taken as often as the finder took it: first passages that are the
// finder's own, those in the article's part of the page before others, then
// passages that the finder took in parts.
func choose(all []passage, content *html.Node) []bool {
	c := newChooser(content)
	chosen := make([]bool, len(all))
	for i, p := range all {
		chosen[i] = c.keys[p.key] > 0
	}
	body := region(all, chosen)
	same := slices.Clone(chosen)
	for _, inside := range [...]bool{true, false} {
		for i, p := range all {
			if same[i] && below(p.node, body) == inside {
				chosen[i] = c.keys[p.key] > 0
				if c.keys[p.key]--; chosen[i] {
					c.use(p)
				}
			}
		}
	}
	for _, inside := range [...]bool{true, false} {
		for i, p := range all {
			if !same[i] && below(p.node, body) == inside {
				chosen[i] = c.agrees(p)
			}
		}
	}
	lonely(all, chosen)
	return chosen
}

// lonely drops short passages far from all others: words that occur in the
// text by chance.
func lonely(all []passage, chosen []bool) {
	const reach, company, short = 6, 80, 400 // passages to either side, letters in them, letters of a short text
	total := 0
	for i, p := range all {
		if chosen[i] {
			total += p.letters
		}
	}
	if total < short {
		return
	}
	around := 0
	weigh := func(i, sign int) {
		if i >= 0 && i < len(all) && chosen[i] {
			around += sign * all[i].letters
		}
	}
	for i := range reach {
		weigh(i, 1)
	}
	var dropped []int
	for i := range all {
		weigh(i+reach, 1)
		weigh(i-reach-1, -1)
		if chosen[i] && all[i].letters < 25 && around < company {
			dropped = append(dropped, i)
		}
	}
	for _, i := range dropped {
		chosen[i] = false
	}
}

// region is the smallest part of the page with nearly all of what was chosen.
func region(all []passage, chosen []bool) *html.Node {
	weight := map[*html.Node]int{}
	total := 0
	var order []*html.Node
	for i, p := range all {
		if !chosen[i] {
			continue
		}
		total += p.letters
		for n := p.node; n != nil; n = n.Parent {
			if weight[n] == 0 {
				order = append(order, n)
			}
			weight[n] += p.letters
		}
	}
	var best *html.Node
	for _, n := range order {
		if weight[n]*10 >= total*8 && (best == nil || below(n, best)) {
			best = n
		}
	}
	return best
}

// below reports whether n is top or lies in it.
func below(n, top *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == top {
			return true
		}
	}
	return false
}
