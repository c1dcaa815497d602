package text

import "strings"

// splitLines cuts the folded text into lines and says what each one is.
func splitLines(f *folded, title string) ([]Line, *Dateline) {
	s := splitter{f: f, title: squash(title)}
	block, blank := 0, false
	for at := 0; at < len(f.text); {
		end := strings.IndexByte(f.text[at:], '\n')
		if end < 0 {
			end = len(f.text)
		} else {
			end += at
		}
		from, to := trim(f.text, at, end)
		at = end + 1
		if from == to {
			blank = true
			continue
		}
		if blank && len(s.lines) > 0 {
			block++
		}
		blank = false
		s.lines = append(s.lines, Line{from: from, to: to, Block: block, Span: f.span(from, to)})
	}
	s.classify()
	s.captions()
	s.clocks()
	s.speakers()
	s.place()
	for i := range s.lines {
		s.lines[i].Body = f.span(s.lines[i].from, s.lines[i].to)
	}
	return s.lines, s.dateline
}

func trim(s string, from, to int) (int, int) {
	for from < to && (s[from] == ' ' || s[from] == '\n') {
		from++
	}
	for from < to && (s[to-1] == ' ' || s[to-1] == '\n') {
		to--
	}
	return from, to
}

type splitter struct {
	f        *folded
	title    string // squashed
	lines    []Line
	dateline *Dateline
	begun    bool // a paragraph has been read
}

func (s *splitter) text(i int) string { return s.f.text[s.lines[i].from:s.lines[i].to] }

// classify sets the kinds in one pass; a header of a link list ("Similar
// articles") makes furniture of the short lines that follow it.
func (s *splitter) classify() {
	first, inList := "", false
	for i := range s.lines {
		l := &s.lines[i]
		t := s.text(i)
		if len(t) > longLine {
			inList = false
			s.long(i, strings.ToLower(t[:64]))
			continue
		}
		low := strings.ToLower(t)
		squashed := ""
		if s.title == "" || len(t) < 2*len(s.title)+80 {
			squashed = squash(t)
		}
		switch {
		case s.title != "" && repeats(squashed, s.title) || s.title == "" && len(squashed) > 15 && squashed == first && !strings.HasSuffix(t, "."):
			l.Kind = RepeatedTitle
		case isTimestamp(low):
			l.Kind = Timestamp
		case isCorrection(low):
			l.Kind = Correction
		case isFurniture(low):
			l.Kind = Furniture
			inList = inList || opensList(low)
		case isByline(t, low):
			l.Kind = Byline
		case separated(t, low), inList && isListed(t):
			l.Kind = Furniture
		default:
			inList = false
			if first == "" {
				first = squashed
			}
			s.shape(i, low)
		}
	}
}

// longLine is the length in bytes from which a line is text: no furniture,
// heading, byline or caption is that long.
const longLine = 320

// long reads a line that can only be text or a correction.
func (s *splitter) long(i int, head string) {
	if isCorrection(head) {
		s.lines[i].Kind = Correction
		return
	}
	s.shape(i, head)
}

// shape tells bullets, captions, headings and paragraphs apart and strips
// marks and datelines from the body.
func (s *splitter) shape(i int, low string) {
	l := &s.lines[i]
	if l.to-l.from <= longLine && isCaption(low) {
		l.Kind = Caption
		return
	}
	if n := bulletMark(s.text(i)); n > 0 {
		l.Kind = Bullet
		l.from, l.to = trim(s.f.text, l.from+n, l.to)
		if isDigit(low[0]) && isHeading(s.text(i)) {
			l.Kind = Heading
		}
		return
	}
	if isHeading(s.text(i)) && !s.wrapped(i) {
		l.Kind = Heading
		return
	}
	d, n := dateline(s.text(i), !s.begun)
	s.begun = true
	if n > 0 {
		if s.dateline == nil {
			s.dateline = &Dateline{
				Span:   s.f.span(l.from, l.from+n),
				Place:  s.f.span(l.from+d.Place.Start, l.from+d.Place.End),
				Agency: s.f.span(l.from+d.Agency.Start, l.from+d.Agency.End),
			}
		}
		l.from, l.to = trim(s.f.text, l.from+n, l.to)
	}
}

// wrapped reports whether the next line goes on with line i in lower case, or
// line i with the one before: then the text was broken by width.
func (s *splitter) wrapped(i int) bool {
	if i+1 < len(s.lines) && s.lines[i+1].Block == s.lines[i].Block && startsLower(s.text(i+1)) {
		return true
	}
	return startsLower(s.text(i))
}

func startsLower(t string) bool { return t != "" && 'a' <= t[0] && t[0] <= 'z' }
