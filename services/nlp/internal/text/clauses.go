package text

import "strings"

// markers are the introducing words and phrases, longest first per first word.
var markers = func() map[string][]marker {
	m := map[string][]marker{}
	add := func(kind ClauseKind, needsVerb bool, phrases ...string) {
		for _, p := range phrases {
			words := strings.Fields(p)
			m[words[0]] = append(m[words[0]], marker{words: words, kind: kind, needsVerb: needsVerb})
		}
	}
	add(Condition, false, "but only if", "on the condition that", "on condition that", "in the event that", "in the event of", "provided that", "providing that", "assuming that",
		"as long as", "so long as", "only if", "only once", "only when", "only after", "in case", "subject to", "depending on", "dependent on", "conditional on", "conditional upon", "contingent on", "contingent upon",
		"except if", "unless and until", "unless", "if", "provided", "assuming")
	add(Contrast, false, "even though", "even if", "but", "while", "whereas", "although", "though", "despite", "yet")
	add(Reason, false, "because of", "because")
	add(Reason, true, "since", "as")
	add(Time, true, "when", "after", "before", "until", "once")
	add(Content, false, "whether")
	add(Relative, false, "which", "who", "whom", "whose")
	add(Relative, true, "where")
	add(Purpose, false, "so that", "in order to", "in order that")
	return m
}()

type marker struct {
	words     []string
	kind      ClauseKind
	needsVerb bool // a preposition unless a verb follows: "before the vote"
}

// Clauses cuts sentence i into clauses, in order, tiling its tokens.
func (d *Document) Clauses(i int) []Clause {
	s := d.Sentences[i]
	c := cutter{d: d, toks: d.Tokens[s.First:s.Last], base: s.First}
	c.begin(0, "", Main)
	c.opening(s.Question)
	for k := c.skip; k < len(c.toks); k++ {
		c.step(k)
	}
	c.end(len(c.toks))
	return c.out
}

type cutter struct {
	d    *Document
	toks []Token
	base int
	out  []Clause
	skip int // tokens of the opening marker

	from   int
	marker string
	kind   ClauseKind
	paren  int
	until  int // end of the marker read last
}

func (c *cutter) begin(at int, marker string, kind ClauseKind) {
	c.from, c.marker, c.kind = at, marker, kind
}

func (c *cutter) end(at int) {
	if at > c.from {
		first, last := c.base+c.from, c.base+at
		c.out = append(c.out, Clause{Span: c.d.SpanOf(first, last), First: first, Last: last, Marker: c.marker, Kind: c.kind})
	}
}

func (c *cutter) cut(at int, marker string, kind ClauseKind) {
	c.end(at)
	c.begin(at, marker, kind)
}

// opening reads a marker at the head of the sentence, and inverted conditions:
// "Should Kenya leave, ...", "Were the vote to fail, ...".
func (c *cutter) opening(question bool) {
	k := 0
	for k < len(c.toks) && c.toks[k].Shape.Has(Punct) {
		k++
	}
	if m, n := c.match(k, c.commaAhead(k)); n > 0 && !question {
		c.marker, c.kind, c.skip = strings.Join(m.words, " "), m.kind, k+n
		return
	}
	if k+1 < len(c.toks) && !question && c.toks[k].Is("should", "were", "had") && c.commaAhead(k) {
		c.marker, c.kind = c.toks[k].Lower, Condition
	}
}

func (c *cutter) commaAhead(k int) bool {
	for ; k < len(c.toks); k++ {
		if c.toks[k].Norm == "," {
			return true
		}
	}
	return false
}

// step decides whether a clause begins at token k.
func (c *cutter) step(k int) {
	t := c.toks[k]
	switch {
	case k == c.from && k > 0, k < c.until:
		return
	case t.Norm == ";":
		c.cut(k, ";", Main)
	case t.Shape.Has(Dash):
		kind := Aside
		if c.kind == Aside && c.marker == "—" {
			kind = Main
		}
		c.cut(k, "—", kind)
	case t.Norm == "(":
		c.cut(k, "(", Aside)
		c.paren++
	case k > 0 && c.toks[k-1].Norm == ")" && c.paren > 0:
		c.paren--
		if t.Norm != "," && !t.Shape.Has(Stop) {
			c.cut(k, ")", Main)
		}
	case t.Norm == ",":
		c.comma(k)
	case t.Shape.Has(Word):
		c.word(k)
	}
}

// comma cuts before a comma that opens or closes a clause.
func (c *cutter) comma(k int) {
	next := k + 1
	for next < len(c.toks) && c.toks[next].Shape.Has(QuoteMark) {
		next++
	}
	if next >= len(c.toks) {
		return
	}
	if m, n := c.markerAt(next); n > 0 {
		c.cut(k, strings.Join(m.words, " "), m.kind)
		c.until = next + n
		return
	}
	t := c.toks[next]
	switch {
	case t.Is("and", "or", "so", "nor", "then") && c.finite(c.from, k) && c.finite(next+1, c.boundary(next+1)):
		c.cut(k, t.Lower, Main)
	case c.skip > 0 && c.from == 0:
		if c.finite(0, k) || !c.commaAhead(next) {
			c.cut(k, ",", Main)
		}
	case c.kind != Main && c.kind != Aside && k-c.from >= 3 && c.finite(next, c.boundary(next)):
		c.cut(k, ",", Main)
	case c.speech(next):
		c.cut(k, ",", Main)
	}
}

// word cuts before markers that no comma introduces.
func (c *cutter) word(k int) {
	t := c.toks[k]
	prev := Token{}
	if k > 0 {
		prev = c.toks[k-1]
	}
	if prev.Norm == "," && k-1 == c.from {
		return // the comma before it has been cut already
	}
	if m, n := c.markerAt(k); n > 0 && k > 0 {
		at := k
		if m.kind == Relative && prev.Is("of", "in", "to", "for", "with", "by", "from", "on", "under", "at", "through") {
			at = k - 1
		}
		if at > c.from {
			c.cut(at, strings.Join(m.words, " "), m.kind)
		}
		c.until = k + n
		return
	}
	switch {
	case t.Lower == "that" && k > 0 && c.thatClause(k):
		kind := Content
		if next := c.toks[k+1]; !reporting[prev.Lower] && next.Norm == next.Lower && !subjects[next.Lower] {
			kind = Relative
		}
		c.cut(k, "that", kind)
	case t.Is("and", "or") && k > 0 && prev.Norm != "," && c.finite(c.from, k) && c.finite(k+1, min(c.boundary(k+1), k+7)):
		c.cut(k, t.Lower, Main)
	}
}

// thatClause tells the conjunction from "that plan" and "all that".
func (c *cutter) thatClause(k int) bool {
	prev := c.toks[k-1]
	if k+1 >= len(c.toks) || c.toks[k+1].Shape.Has(Punct) && !c.toks[k+1].Shape.Has(QuoteMark) {
		return false
	}
	return prev.Shape.Has(Word) && !prev.Is("of", "in", "to", "for", "with", "by", "from", "on", "under", "at", "through", "than", "like", "all", "and", "or", "is", "was")
}

// markerAt returns the longest marker that starts at token k and its length in tokens.
func (c *cutter) markerAt(k int) (best marker, n int) { return c.match(k, false) }

// match is markerAt; a fronted clause that a comma closes needs no visible verb.
func (c *cutter) match(k int, fronted bool) (best marker, n int) {
	if k >= len(c.toks) {
		return marker{}, 0
	}
	for _, m := range markers[c.toks[k].Lower] {
		if len(m.words) <= n || !c.hasWords(k, m.words) {
			continue
		}
		if m.needsVerb && !fronted && !c.finite(k+1, min(c.boundary(k+1), k+10)) {
			continue
		}
		best, n = m, len(m.words)
	}
	if n > 0 && c.excepted(k, best) {
		return marker{}, 0
	}
	return best, n
}

// excepted: words that look like markers and are none.
func (c *cutter) excepted(k int, m marker) bool {
	prev := Token{}
	if k > 0 {
		prev = c.toks[k-1]
	}
	switch m.words[0] {
	case "but":
		if k+1 < len(c.toks) && c.toks[k+1].Lower == "also" || c.notOnly(k) {
			return true
		}
		return prev.Is("nothing", "anything", "all", "none", "last", "everything", "anyone", "everyone")
	case "if":
		return prev.Is("whether", "as", "or", "what")
	case "yet":
		return prev.Norm != "," && k > 0 || k+1 < len(c.toks) && c.toks[k+1].Is("to")
	case "as":
		return k > 0 && prev.Norm != ","
	case "provided":
		return len(m.words) == 1 && (prev.Norm != "," || k+1 < len(c.toks) && c.toks[k+1].Is("by", "to", "with", "for"))
	case "while":
		return prev.Is("a", "the", "for")
	case "who":
		return k+1 < len(c.toks) && c.toks[k+1].Norm == "'s"
	}
	return false
}

// notOnly reports whether "not only" or "not just" stands before k: its "but" contrasts nothing.
func (c *cutter) notOnly(k int) bool {
	for i := c.from; i+1 < k; i++ {
		if c.toks[i].Lower == "not" && c.toks[i+1].Is("only", "just", "merely", "simply") {
			return true
		}
	}
	return false
}

func (c *cutter) hasWords(k int, words []string) bool {
	if k+len(words) > len(c.toks) {
		return false
	}
	for i, w := range words {
		if c.toks[k+i].Lower != w {
			return false
		}
	}
	return true
}

// boundary returns the next comma, semicolon, dash or end after k.
func (c *cutter) boundary(k int) int {
	for ; k < len(c.toks); k++ {
		if t := c.toks[k]; t.Norm == "," || t.Norm == ";" || t.Shape.Has(Dash) {
			return k
		}
	}
	return len(c.toks)
}

// finite reports whether a word that is probably a finite verb stands in [from, to).
func (c *cutter) finite(from, to int) bool {
	for k := from; k < to && k < len(c.toks); k++ {
		if isFinite(c.toks[k]) {
			return true
		}
	}
	return false
}

// speech: "he said", "the envoy told reporters" up to the end of the sentence
// or the next comma, after a quotation or a statement.
func (c *cutter) speech(k int) bool {
	end := c.boundary(k)
	if end-k > 12 {
		end = k + 12
	}
	for i := k; i < end; i++ {
		if saying[c.toks[i].Lower] {
			return true
		}
	}
	return false
}

func isFinite(t Token) bool {
	if auxiliaries[t.Lower] || saying[t.Lower] || pastForms[t.Lower] {
		return true
	}
	return len(t.Lower) > 4 && strings.HasSuffix(t.Lower, "ed") && !t.Shape.Has(Hyphenated) && !t.Shape.Has(Capital)
}

var (
	auxiliaries = words(`is are was were am be been has have had do does did will would shall should can could may might must 're 've 'll 'm`)
	saying      = words(`said says say told tells adds added warned warns insisted insists argued argues claimed claims noted notes wrote writes replied asked explained announced confirmed stressed`)
	reporting   = words(`said says say told warned warns insisted insists argued argues claimed claims noted notes announced announces confirmed confirms believes believe suggested suggests suggest
		indicate indicated indicates warn caution cautions cautioned highlight highlights highlighted recognizing noting saying reveal reveals revealed ensure ensuring agreed agrees acknowledged acknowledges stressed stresses added adds denied denies reported reports means mean shows show fears fear hopes hope promised promises`)
	subjects  = words(`the a an this these those he she it they we i you no any its their his her our my such some all most many both there each every one two not`)
	pastForms = words(`went came made took gave got saw put set left kept sent held met led won lost became began fell rose stood spoke broke drew wants wants needs seems remains becomes knows thinks backs says plans goes comes makes takes gives`)
)
