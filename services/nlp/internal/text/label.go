package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// clocks finds the times that open entries of a live blog in the line of their
// text: "14.05 GMT The ministers met". One alone may be anything.
func (s *splitter) clocks() {
	ends := make([]int, len(s.lines))
	count := 0
	for i := range s.lines {
		if s.lines[i].Kind == Paragraph || s.lines[i].Kind == Heading {
			if ends[i] = clockLabel(s.text(i)); ends[i] > 0 {
				count++
			}
		}
	}
	if count < 2 {
		return
	}
	for i, n := range ends {
		if n > 0 {
			l := &s.lines[i]
			l.Kind, l.Clock = Paragraph, s.f.span(l.from, l.from+n)
			l.from, l.to = trim(s.f.text, l.from+n, l.to)
		}
	}
}

// clockLabel returns the length of "14.05 GMT " or "9:30 a.m. - " before a capital, or 0.
func clockLabel(t string) int {
	if t == "" || !isDigit(t[0]) {
		return 0
	}
	end := 0
	for n := range 5 {
		w, _, more := strings.Cut(t[end:], " ")
		if !more {
			return 0
		}
		next := end + len(w) + 1
		if n == 0 {
			if !isClock(strings.TrimRight(strings.ToLower(w), ":")) {
				return 0
			}
			end = next
			continue
		}
		if !isTimestamp(strings.ToLower(strings.TrimRight(t[:next], " :"))) && w != "-" && w != "—" && w != "|" {
			break
		}
		end = next
	}
	if r, _ := utf8.DecodeRuneInString(t[end:]); unicode.IsUpper(r) && len(t)-end > 10 {
		return end
	}
	return 0
}

// speakers finds transcript labels. One label alone may be anything; two make a
// transcript. In small letters a label counts when it opens three lines or more.
func (s *splitter) speakers() {
	labels := make([]int, len(s.lines))
	count := 0
	names := map[string]int{}
	for i := range s.lines {
		if k := s.lines[i].Kind; k == Paragraph || k == Heading {
			t := s.text(i)
			if labels[i] = speakerLabel(t); labels[i] > 0 {
				count++
			} else if n := nameLabel(t); n > 0 {
				names[t[:n]]++
			}
		}
	}
	for i := range s.lines {
		if k := s.lines[i].Kind; labels[i] == 0 && (k == Paragraph || k == Heading) {
			if n := nameLabel(s.text(i)); n > 0 && (names[s.text(i)[:n]] >= 3 || names[s.text(i)[:n]] == 2 && len(names) > 1) {
				labels[i] = n
				count++
			}
		}
	}
	if count >= 2 {
		s.turns(labels)
	}
}

// turns strips the labels, whose lengths are given, and hands each line to its speaker.
func (s *splitter) turns(labels []int) {
	var current Span
	for i := range s.lines {
		l := &s.lines[i]
		if n := labels[i]; n > 0 {
			from, to := trim(s.f.text, l.from, l.from+n)
			if s.f.text[to-1] == ':' {
				to--
			}
			current = s.f.span(from, to)
			l.Kind = Paragraph
			l.from, l.to = trim(s.f.text, l.from+n, l.to)
		}
		if l.Kind == Paragraph || l.Kind == Heading {
			l.Speaker = current
		}
	}
}

// speakerLabel returns the length of "MR. SMITH:", "Q: " or "Q " at the start of t, or 0.
func speakerLabel(t string) int {
	if len(t) > 3 && t[:2] == "Q " && ('A' <= t[2] && t[2] <= 'Z' || t[2] == '"') {
		return 2
	}
	if len(t) > 4 && (t[:3] == "Q: " || t[:3] == "A: ") {
		return 3
	}
	colon := strings.IndexByte(t, ':')
	if colon < 3 || colon > 60 || colon+1 >= len(t) || t[colon+1] != ' ' {
		return 0
	}
	letters := 0
	for i := range colon {
		switch c := t[i]; {
		case 'A' <= c && c <= 'Z' || c >= 0x80:
			letters++
		case c == ' ' || c == '.' || c == '\'' || c == '-' || c == ',':
		default:
			return 0
		}
	}
	if letters < 3 {
		return 0
	}
	return colon + 1
}

// nameLabel returns the length of "Ann Lee: " at the start of t, or 0.
func nameLabel(t string) int {
	colon := strings.IndexByte(t[:min(len(t), 40)], ':')
	if colon < 3 || colon+2 >= len(t) || t[colon+1] != ' ' {
		return 0
	}
	n := 0
	for w := range strings.FieldsSeq(t[:colon]) {
		if n++; n > 4 || !capital(w) {
			return 0
		}
	}
	return colon + 1
}

// captions finds pairs of adjacent short lines that say the same in other
// words: the description of a picture for readers who do not see it, and its caption.
func (s *splitter) captions() {
	for i := 1; i < len(s.lines); i++ {
		a, b := &s.lines[i-1], &s.lines[i]
		if a.Kind != Heading || b.Kind != Heading || a.Block != b.Block {
			continue
		}
		x, y := contentWords(s.text(i-1)), contentWords(s.text(i))
		shared := 0
		for w := range x {
			if y[w] {
				shared++
			}
		}
		if shared >= 3 && 2*shared >= min(len(x), len(y)) {
			a.Kind, b.Kind = Caption, Caption
		}
	}
}

// contentWords are the words of more than three bytes, in lower case.
func contentWords(t string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsFuncSeq(strings.ToLower(t), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if len(w) > 3 {
			m[w] = true
		}
	}
	return m
}

// kickers are labels in capitals that are no place.
var kickers = words(`UPDATE EXCLUSIVE BREAKING ANALYSIS OPINION EXPLAINER COMMENT EDITORIAL WATCH VIDEO LIVE NOTE NEWS FEATURE INTERVIEW
	PROFILE TIMELINE FACTBOX REVIEW CORRECTION CORRECTED WARNING BACKGROUND SUMMARY SOURCE SOURCES QUESTION ANSWER TRANSCRIPT REPORT
	KEY POINTS FACT SHEET WORLD POLITICS DEVELOPING MORE SEE READ ALSO OFFICIAL TITLE SUBJECT DATE FROM TO ADVISORY`)

// place reads the dateline "ISLAMABAD: The ministers met" of the first
// paragraph: one to three words in capitals that are no kicker.
func (s *splitter) place() {
	if s.dateline != nil {
		return
	}
	for i := range s.lines {
		l := &s.lines[i]
		if l.Kind != Paragraph {
			continue
		}
		n := 0
		if l.Speaker.Empty() {
			n = speakerLabel(s.text(i))
		}
		if n == 0 || n > 24 || len(s.text(i)) < n+40 {
			return
		}
		name := s.text(i)[:n-1]
		fields := strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '/' })
		for _, w := range fields {
			if kickers[w] || strings.HasSuffix(w, ".") {
				return
			}
		}
		if len(fields) > 3 {
			return
		}
		s.dateline = &Dateline{Span: s.f.span(l.from, l.from+n), Place: s.f.span(l.from, l.from+n-1)}
		l.from, l.to = trim(s.f.text, l.from+n, l.to)
		return
	}
}
