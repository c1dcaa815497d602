package text

import (
	"sort"
	"unicode/utf8"
)

// runeStep is the distance in runes between two entries of a runeIndex.
const runeStep = 128

// runeIndex holds the byte offset of every runeStep-th rune; nil for ASCII.
type runeIndex []int

func indexRunes(s string) runeIndex {
	if isASCII(s) {
		return nil
	}
	var idx runeIndex
	n := 0
	for i := range s {
		if n%runeStep == 0 {
			idx = append(idx, i)
		}
		n++
	}
	return idx
}

// Runes returns a span as rune offsets of the stored text, half-open.
func (d *Document) Runes(s Span) (start, end int) {
	start = d.runeOffset(s.Start)
	return start, start + utf8.RuneCountInString(d.Raw[s.Start:s.End])
}

func (d *Document) runeOffset(at int) int {
	if d.runes == nil {
		return at
	}
	k := sort.SearchInts(d.runes, at+1) - 1
	return k*runeStep + utf8.RuneCountInString(d.Raw[d.runes[k]:at])
}
