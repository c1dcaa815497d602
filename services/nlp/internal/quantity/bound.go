package quantity

// bounds are the words before a figure, longest first.
var bounds = []struct {
	words  []string
	bound  Bound
	approx bool
}{
	{[]string{"no", "more", "than"}, AtMost, false}, {[]string{"not", "more", "than"}, AtMost, false}, {[]string{"no", "fewer", "than"}, AtLeast, false}, {[]string{"no", "less", "than"}, AtLeast, false},
	{[]string{"as", "many", "as"}, AtMost, false}, {[]string{"as", "much", "as"}, AtMost, false}, {[]string{"a", "maximum", "of"}, AtMost, false}, {[]string{"a", "minimum", "of"}, AtLeast, false},
	{[]string{"in", "excess", "of"}, Above, false}, {[]string{"fewer", "than"}, Below, false}, {[]string{"less", "than"}, Below, false}, {[]string{"more", "than"}, Above, false},
	{[]string{"up", "to"}, AtMost, false}, {[]string{"upwards", "of"}, Above, false}, {[]string{"at", "least"}, AtLeast, false}, {[]string{"at", "most"}, AtMost, false}, {[]string{"close", "to"}, Exact, true},
	{[]string{"under"}, Below, false}, {[]string{"below"}, Below, false}, {[]string{"over"}, Above, false}, {[]string{"above"}, Above, false}, {[]string{"exceeding"}, Above, false}, {[]string{"maximum"}, AtMost, false},
	{[]string{"about"}, Exact, true}, {[]string{"around"}, Exact, true}, {[]string{"roughly"}, Exact, true}, {[]string{"approximately"}, Exact, true}, {[]string{"nearly"}, Below, true}, {[]string{"almost"}, Below, true},
	{[]string{"some"}, Exact, true}, {[]string{"an", "estimated"}, Exact, true}, {[]string{"estimated"}, Exact, true}, {[]string{"between"}, Exact, false}, {[]string{"circa"}, Exact, true},
}

// bound takes in the bound words before the figure; two may stand together
// ("up to about 20,000").
func (f *finder) bound(q Quantity) Quantity {
	for range 2 {
		for _, b := range bounds {
			at := q.First - len(b.words)
			if at < 0 || !f.matches(at, b.words) {
				continue
			}
			q.First = at
			q.Approx = q.Approx || b.approx
			if b.bound != Exact {
				q.Bound = b.bound
			}
			break
		}
	}
	return q
}

func (f *finder) matches(at int, words []string) bool {
	for i, w := range words {
		if f.word(at+i) != w {
			return false
		}
	}
	return true
}
