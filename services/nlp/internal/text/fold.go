package text

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// folded is the text in the form that matching reads, with the way back.
//
// Folding is NFC (never NFKC, which would turn "½" into "1⁄2" and change what
// was said), straight quotes, plain hyphens, em dashes for every longer dash,
// plain spaces, "..." for the ellipsis, and no invisible characters.
type folded struct {
	text string
	raw  string
	segs []segment // empty when text == raw
}

// segment maps a run of folded bytes to a run of raw bytes. In a linear
// segment the two runs are the same bytes; any other is one atom.
type segment struct {
	fold, raw       int
	foldLen, rawLen int
	linear          bool
}

func fold(raw string) folded {
	if plainASCII(raw) {
		return folded{text: raw, raw: raw}
	}
	f := folder{raw: raw}
	f.out.Grow(len(raw) + 16)
	// What is not UTF-8 never comes from ingest; it is folded byte by byte.
	if norm.NFC.IsNormalString(raw) || !utf8.ValidString(raw) {
		f.run(0, len(raw))
		return f.done()
	}
	var it norm.Iter
	it.InitString(norm.NFC, raw)
	for !it.Done() {
		from := it.Pos()
		composed := string(it.Next())
		to := it.Pos()
		// What stays as it is, is no part of the atom: a token may end behind it.
		same := commonRunes(composed, raw[from:to])
		f.run(from, from+same)
		f.atom(composed[same:], from+same, to)
	}
	return f.done()
}

// commonRunes is the length in bytes of the longest common start of a and b
// that consists of whole, valid runes.
func commonRunes(a, b string) int {
	at := 0
	for at < len(a) {
		r, n := utf8.DecodeRuneInString(a[at:])
		if r == utf8.RuneError || !strings.HasPrefix(b[at:], a[at:at+n]) {
			break
		}
		at += n
	}
	return at
}

// plainASCII reports whether folding would change nothing.
func plainASCII(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf || c == '\r' || c == '\t' {
			return false
		}
	}
	return true
}

type folder struct {
	raw  string
	out  strings.Builder
	segs []segment
}

func (f *folder) done() folded {
	return folded{text: f.out.String(), raw: f.raw, segs: f.segs}
}

// run folds raw[from:to], which is in NFC, rune by rune.
func (f *folder) run(from, to int) {
	for i := from; i < to; {
		j := i
		for j < to && f.raw[j] < utf8.RuneSelf && f.raw[j] != '\r' && f.raw[j] != '\t' {
			j++
		}
		if j > i {
			f.linear(i, j)
			i = j
			continue
		}
		r, n := utf8.DecodeRuneInString(f.raw[i:])
		n = min(n, to-i)
		switch s, changed := f.foldRune(r, i, n); {
		case !changed && r != utf8.RuneError:
			f.linear(i, i+n)
		case !changed:
			f.atom("\uFFFD", i, i+n)
		default:
			f.atom(s, i, i+n)
		}
		i += n
	}
}

func (f *folder) linear(from, to int) {
	at := f.out.Len()
	f.out.WriteString(f.raw[from:to])
	if k := len(f.segs) - 1; k >= 0 && f.segs[k].linear && f.segs[k].raw+f.segs[k].rawLen == from && f.segs[k].fold+f.segs[k].foldLen == at {
		f.segs[k].rawLen += to - from
		f.segs[k].foldLen += to - from
		return
	}
	f.segs = append(f.segs, segment{fold: at, raw: from, foldLen: to - from, rawLen: to - from, linear: true})
}

// atom writes s for raw[from:to]; an empty s drops the raw bytes.
func (f *folder) atom(s string, from, to int) {
	if s == "" {
		return
	}
	f.segs = append(f.segs, segment{fold: f.out.Len(), raw: from, foldLen: len(s), rawLen: to - from})
	f.out.WriteString(s)
}

// foldRune gives the folded form of the rune r of n bytes at raw offset at.
func (f *folder) foldRune(r rune, at, n int) (s string, changed bool) {
	switch r {
	case '‘', '’', '‚', '‛', 'ʼ', '′':
		return "'", true
	case '“', '”', '„', '‟', '«', '»', '″':
		return `"`, true
	case '\u2010', '\u2011', '\u2212':
		return "-", true
	case '–', '\u2012':
		if f.digitBefore(at) && f.digitAfter(at+n) {
			return "-", true
		}
		return "—", true
	case '\u2015', '⸺':
		return "—", true
	case '…':
		return "...", true
	case '\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u200e', '\u200f':
		return "", true
	case '\u2028', '\u2029', '\u0085':
		return "\n", true
	case '\r':
		if at+1 < len(f.raw) && f.raw[at+1] == '\n' {
			return " ", true
		}
		return "\n", true
	case '\t':
		return " ", true
	}
	if r > unicode.MaxASCII && unicode.IsSpace(r) {
		return " ", true
	}
	return "", false
}

func (f *folder) digitBefore(at int) bool { return at > 0 && isDigit(f.raw[at-1]) }
func (f *folder) digitAfter(at int) bool  { return at < len(f.raw) && isDigit(f.raw[at]) }

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// span maps the folded bytes [from, to) to the raw bytes that they stand for.
func (f *folded) span(from, to int) Span {
	if len(f.segs) == 0 {
		return Span{from, to}
	}
	if from >= to {
		at := f.start(from)
		return Span{at, at}
	}
	last := f.segs[f.seg(to-1)]
	end := last.raw + last.rawLen
	if last.linear {
		end = last.raw + to - last.fold
	}
	return Span{f.start(from), end}
}

func (f *folded) start(at int) int {
	if at >= len(f.text) {
		return len(f.raw)
	}
	s := f.segs[f.seg(at)]
	if s.linear {
		return s.raw + at - s.fold
	}
	return s.raw
}

// seg finds the segment that holds folded byte at.
func (f *folded) seg(at int) int {
	return sort.Search(len(f.segs), func(i int) bool { return f.segs[i].fold > at }) - 1
}

// Key folds a word for comparison: NFC, straight quotes and hyphens, lower
// case, Latin letters without diacritics ("Türkiye" gives "turkiye").
func Key(s string) string {
	f := fold(s)
	return stripMarks(strings.ToLower(f.text))
}

// stripMarks removes diacritics from a lower-case string.
func stripMarks(s string) string {
	if isASCII(s) {
		return s
	}
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == 'ł':
			b.WriteByte('l')
		case r == 'ø':
			b.WriteByte('o')
		case r == 'đ' || r == 'ð':
			b.WriteByte('d')
		case r == 'ı':
			b.WriteByte('i')
		case r == 'ə':
			b.WriteByte('a')
		case r == 'ß':
			b.WriteString("ss")
		case r == 'æ':
			b.WriteString("ae")
		case r == 'œ':
			b.WriteString("oe")
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
