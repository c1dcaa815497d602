package text

// segment cuts the tokens of citable lines into sentences.
func (d *Document) segment() {
	for i := 0; i < len(d.Tokens); {
		line := d.Tokens[i].Line
		if !d.Lines[line].Kind.Evidence() {
			i++
			continue
		}
		j := d.sentenceEnd(i)
		d.addSentence(i, j)
		i = j
	}
}

// mostTokens is where a sentence without an end is cut: what reads a sentence
// may look at every pair of its tokens, and no sentence of prose is that long.
const mostTokens = 300

// sentenceEnd returns the token after the sentence that starts at i.
func (d *Document) sentenceEnd(i int) int {
	for j := i; j < len(d.Tokens); j++ {
		if j-i+1 >= mostTokens {
			return j + 1
		}
		if d.lastOfLine(j) {
			if d.joins(j) {
				continue
			}
			return j + 1
		}
		t := d.Tokens[j]
		switch {
		case t.Shape.Has(Stop):
			if k := d.closers(j + 1); d.starts(k, t) {
				return k
			}
		case t.Shape.Has(Dotted) && t.Norm[len(t.Norm)-1] == '.' && d.abbreviationEnds(j):
			return d.closers(j + 1)
		}
	}
	return len(d.Tokens)
}

func (d *Document) lastOfLine(j int) bool {
	return j+1 >= len(d.Tokens) || d.Tokens[j+1].Line != d.Tokens[j].Line
}

// joins reports whether the sentence goes on in the next line: after an
// abbreviation, or in a text whose lines were broken before a lower-case word.
func (d *Document) joins(j int) bool {
	if j+1 >= len(d.Tokens) {
		return false
	}
	t, next := d.Tokens[j], d.Tokens[j+1]
	a, b := d.Lines[t.Line], d.Lines[next.Line]
	if next.Line != t.Line+1 || a.Block != b.Block || !b.Kind.Evidence() || b.Kind == Bullet || !b.Speaker.Empty() && a.Speaker != b.Speaker {
		return false
	}
	if t.Shape.Has(Dotted) && t.Norm[len(t.Norm)-1] == '.' {
		return !starters[next.Norm] && next.Shape&(Word|Digit) != 0
	}
	if a.Kind == Heading || t.Shape&Stop != 0 || t.Is(":", ";") || !next.Shape.Has(Word) {
		return false
	}
	return next.Norm == next.Lower || a.Kind == Paragraph && dangling[t.Norm]
}

// dangling are words in lower case with which no sentence ends.
var dangling = words("the a an of to in and or for by with from at that its their his her")

// mostMarks is how many marks around a stop are looked at: more are no writing.
const mostMarks = 20

// closers returns the first token from j on that is no closing mark glued to
// what stands before it.
func (d *Document) closers(j int) int {
	end := min(j+mostMarks, len(d.Tokens))
	for j < end && d.Tokens[j].Line == d.Tokens[j-1].Line {
		t := d.Tokens[j]
		if n := d.noteMark(j); n > 0 {
			j += n
			continue
		}
		closing := t.Shape.Has(QuoteMark) || t.Shape.Has(Stop) || t.Shape.Has(Possessive|Punct) || t.Is(")", "]", "*")
		if !closing || t.Shape.Has(SpaceBefore) {
			break
		}
		j++
	}
	return j
}

// noteMark returns the number of tokens of the mark of a note ("[3]") at token
// j, glued to what stands before it, or 0.
func (d *Document) noteMark(j int) int {
	if j+2 >= len(d.Tokens) || d.Tokens[j].Norm != "[" || d.Tokens[j].Shape.Has(SpaceBefore) {
		return 0
	}
	if !numberOnly(d.Tokens[j+1].Norm) || d.Tokens[j+2].Norm != "]" || d.Tokens[j+2].Line != d.Tokens[j].Line {
		return 0
	}
	return 3
}

// tags are the verbs that, behind a name, hand the quotation before it to its speaker.
var tags = words("said says asked asks told added wrote replied answered shouted")

// tagged reports whether token k begins the name of the speaker of the
// quotation that ends with stop: "“Who pays?” Mr Lund asked."
func (d *Document) tagged(k int, stop Token) bool {
	if !stop.Is("?", "!") || !d.Tokens[k-1].Shape.Has(QuoteMark) {
		return false
	}
	for at := k; at < len(d.Tokens) && at < k+5 && d.Tokens[at].Line == stop.Line; at++ {
		if at > k && tags[d.Tokens[at].Lower] {
			return true
		}
		if !d.Tokens[at].Shape.Has(Capital) {
			return false
		}
	}
	return false
}

// starts reports whether token k can begin a sentence after the stop.
func (d *Document) starts(k int, stop Token) bool {
	if k >= len(d.Tokens) || d.Tokens[k].Line != stop.Line {
		return true
	}
	t := d.Tokens[k]
	if t.Is("—", "-", "--", ",", ";", ":", ")", "]") || d.tagged(k, stop) {
		return false
	}
	end := min(k+mostMarks, len(d.Tokens))
	for k+1 < end && t.Shape.Has(Punct) && d.Tokens[k+1].Line == stop.Line {
		k++ // opening marks: look at the word behind them
		t = d.Tokens[k]
	}
	if t.Shape.Has(Word) {
		return t.Shape.Has(Capital) || t.Shape.Has(Digit)
	}
	return t.Shape&(Digit|Currency) != 0
}

// abbreviationEnds decides whether the stop of the abbreviation j also ends the sentence.
func (d *Document) abbreviationEnds(j int) bool {
	w := d.Tokens[j].Norm
	bare := w[:len(w)-1]
	if titles[bare] || numbered[bare] {
		return false
	}
	k := d.closers(j + 1)
	if k >= len(d.Tokens) || !d.starts(k, d.Tokens[j]) {
		return false
	}
	if k > j+1 {
		return true // a closing quotation mark between: "... in the U.S." He
	}
	if d.Tokens[k].Shape.Has(QuoteMark) {
		return k+1 < len(d.Tokens) && starters[d.Tokens[k+1].Norm]
	}
	return starters[d.Tokens[k].Norm]
}

func (d *Document) addSentence(first, last int) {
	for first < last && d.Tokens[first].Is("*", ")", "]", ",") && last-first > 1 {
		first++
	}
	n := len(d.Sentences)
	s := Sentence{Span: d.SpanOf(first, last), First: first, Last: last, Line: d.Tokens[first].Line}
	for i := first; i < last; i++ {
		d.Tokens[i].Sentence = n
	}
	for i := last - 1; i >= first && d.Tokens[i].Shape.Has(Punct); i-- {
		if d.Tokens[i].Norm == "?" {
			s.Question = i == last-1
			break
		}
	}
	d.Sentences = append(d.Sentences, s)
}

// markQuoted sets the Quoted flag inside quotations of more than three words,
// and counts the words of all.
func (d *Document) markQuoted() {
	i := 0
	for q := range d.Quotes {
		for i > 0 && d.Tokens[i-1].Start >= d.Quotes[q].Start {
			i--
		}
		for i < len(d.Tokens) && d.Tokens[i].Start < d.Quotes[q].Inner.Start {
			i++
		}
		j := i
		for ; j < len(d.Tokens) && d.Tokens[j].End <= d.Quotes[q].Inner.End; j++ {
			if d.Tokens[j].Shape&(Word|Digit) != 0 && !d.Tokens[j].Shape.Has(Possessive) {
				d.Quotes[q].Words++
			}
		}
		if d.Quotes[q].Words > 3 {
			for k := i; k < j; k++ {
				d.Tokens[k].Shape |= Quoted
			}
		}
	}
}
