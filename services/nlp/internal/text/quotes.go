package text

import (
	"slices"
	"sort"
	"unicode"
	"unicode/utf8"
)

// findQuotes matches quotation marks over the stream of citable lines, since
// some texts break lines inside quotations. Double and single marks are matched
// apart, so that either may stand inside the other.
func findQuotes(raw string, lines []Line) []Quote {
	var out []Quote
	for _, single := range [...]bool{false, true} {
		m := matcher{raw: raw, single: single, open: -1}
		for i := range lines {
			if lines[i].Kind.Evidence() {
				m.line(lines, i)
			}
		}
		m.giveUp()
		out = append(out, m.quotes...)
	}
	sort.Slice(out, func(i, j int) bool {
		if out[i].Start != out[j].Start {
			return out[i].Start < out[j].Start
		}
		return out[i].End > out[j].End
	})
	return out
}

// indexQuotes finds the innermost quote of every token in one pass. Few quotes
// are open at a time: see mostOpen.
func (d *Document) indexQuotes() {
	d.quoteOf = make([]int32, len(d.Tokens))
	var open []int32
	next := 0
	for t := range d.Tokens {
		at := d.Tokens[t].Start
		for ; next < len(d.Quotes) && d.Quotes[next].Start <= at; next++ {
			open = append(open, int32(next)) //nolint:gosec // a text of 512 KiB has fewer
		}
		open = slices.DeleteFunc(open, func(q int32) bool { return d.Quotes[q].Inner.End <= at })
		d.quoteOf[t] = -1
		for _, q := range open {
			if d.Quotes[q].Inner.Start <= at && (d.quoteOf[t] < 0 || d.Quotes[q].Inner.Len() <= d.Quotes[d.quoteOf[t]].Inner.Len()) {
				d.quoteOf[t] = q
			}
		}
	}
}

// side says which way a mark can face.
type side uint8

const (
	noMark side = iota
	opening
	closing
	either
)

// reach is how many further lines of a block a quotation may go on over.
const reach = 8

type matcher struct {
	raw    string
	single bool
	quotes []Quote

	open      int // offset of the open mark, or -1
	inner     int // offset behind it
	lineEnd   int // end of the line in which it opened
	openBlock int
	openLine  int

	unclosed     int // quotations of unclosedLine that were not closed
	unclosedLine int
}

func (m *matcher) line(lines []Line, i int) {
	l := lines[i]
	if m.open >= 0 && (l.Block != m.openBlock || i-m.openLine > reach || m.single) {
		m.giveUp()
	}
	for at := l.Body.Start; at < l.Body.End; {
		r, n := utf8.DecodeRuneInString(m.raw[at:l.Body.End])
		s := m.side(r, at, n, l.Body)
		if s == either {
			s = opening
			if m.open >= 0 {
				s = closing
			}
		}
		switch {
		case s == opening:
			if m.open >= 0 {
				m.interrupt(at, i)
			}
			m.open, m.inner, m.lineEnd, m.openBlock, m.openLine = at, at+n, l.Body.End, l.Block, i
		case s == closing && m.open >= 0 && !(m.single && m.plural(at, n, l.Body)):
			m.add(at, at+n, true)
		}
		at += n
	}
}

// giveUp ends an unclosed quotation at the end of the line in which it opened.
// An unclosed single mark is an apostrophe and no quotation.
func (m *matcher) giveUp() {
	if m.open >= 0 && !m.single {
		m.add(m.lineEnd, m.lineEnd, false)
	}
	m.open = -1
}

// mostOpen is the number of unclosed quotations of one line that may go on to
// its end, one inside the other.
const mostOpen = 8

// interrupt ends an unclosed quotation because another opens at offset at of
// line i: like giveUp, but after mostOpen in that line where the other opens.
func (m *matcher) interrupt(at, i int) {
	if m.openLine != i || m.single {
		m.giveUp()
		return
	}
	if m.unclosedLine != i {
		m.unclosedLine, m.unclosed = i, 0
	}
	if m.unclosed++; m.unclosed > mostOpen {
		m.add(at, at, false)
		return
	}
	m.giveUp()
}

func (m *matcher) add(innerEnd, end int, closed bool) {
	if innerEnd > m.inner {
		m.quotes = append(m.quotes, Quote{Span: Span{m.open, end}, Inner: Span{m.inner, innerEnd}, Closed: closed})
	}
	m.open = -1
}

// side reads one mark from its own direction or, if straight, its neighbours.
func (m *matcher) side(r rune, at, n int, l Span) side {
	if m.single {
		switch r {
		case '‘', '‚':
			if r == '‘' && m.open >= 0 && m.raw[m.open:m.inner] == "‚" {
				return closing
			}
			if m.elision(at+n, l) {
				return noMark
			}
			return opening
		case '’', '\'':
			return m.apostrophe(r, at, n, l)
		}
		return noMark
	}
	switch r {
	case '“':
		if m.open >= 0 && m.raw[m.open:m.inner] == "„" {
			return closing
		}
		return opening
	case '„', '«':
		return opening
	case '”', '»':
		return closing
	case '"':
		return m.straight(at, n, l)
	}
	return noMark
}

func (m *matcher) straight(at, n int, l Span) side {
	before, after := m.before(at, l), m.after(at+n, l)
	freeBefore := before == 0 || unicode.IsSpace(before) || isOpener(before)
	freeAfter := after == 0 || unicode.IsSpace(after) || unicode.IsPunct(after) && !isOpener(after)
	switch {
	case freeBefore && !freeAfter:
		return opening
	case freeAfter && !freeBefore:
		return closing
	}
	return either
}

func isOpener(r rune) bool {
	switch r {
	case '(', '[', '{', '—', '–', '-', '/', '*', '‘', '“', '\'', '"', ':':
		return true
	}
	return false
}

// apostrophe tells a single closing or opening mark from an apostrophe.
func (m *matcher) apostrophe(r rune, at, n int, l Span) side {
	before, after := m.before(at, l), m.after(at+n, l)
	wordBefore := unicode.IsLetter(before) || unicode.IsDigit(before)
	wordAfter := unicode.IsLetter(after) || unicode.IsDigit(after)
	switch {
	case wordBefore && wordAfter:
		return noMark
	case wordAfter && r == '\'' && !m.elision(at+n, l) && (before == 0 || unicode.IsSpace(before) || isOpener(before)):
		return opening
	case wordAfter:
		return noMark
	case before == 0 || unicode.IsSpace(before):
		return noMark
	}
	return closing
}

// elision: 'em, 'til, '90s.
func (m *matcher) elision(at int, l Span) bool {
	end := at
	for end < l.End && (isDigit(m.raw[end]) || 'a' <= m.raw[end] && m.raw[end] <= 'z') {
		end++
	}
	switch w := m.raw[at:end]; w {
	case "em", "til", "tis", "twas", "n", "cause":
		return true
	default:
		return len(w) == 3 && isDigit(w[0]) && w[2] == 's'
	}
}

// plural: a mark after s with a word behind it is a possessive if the line
// holds another mark that can close.
func (m *matcher) plural(at, n int, l Span) bool {
	if b := m.before(at, l); b != 's' && b != 'S' {
		return false
	}
	rest := at + n
	if rest+1 >= l.End || m.raw[rest] != ' ' || !unicode.IsLower(m.after(rest+1, l)) {
		return false
	}
	for i := rest; i < l.End; {
		r, k := utf8.DecodeRuneInString(m.raw[i:l.End])
		switch m.side(r, i, k, l) {
		case opening:
			return false
		case closing:
			return true
		}
		i += k
	}
	return false
}

func (m *matcher) before(at int, l Span) rune {
	if at <= l.Start {
		return 0
	}
	r, _ := utf8.DecodeLastRuneInString(m.raw[l.Start:at])
	return r
}

func (m *matcher) after(at int, l Span) rune {
	if at >= l.End {
		return 0
	}
	r, _ := utf8.DecodeRuneInString(m.raw[at:l.End])
	return r
}
