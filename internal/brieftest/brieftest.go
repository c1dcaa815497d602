// Package brieftest holds the rules that every brief in Markdown keeps: what a
// fact needs, what no sentence may say, and that what is cited is there. It
// reads the text alone and knows nothing of how it was made. Tests only.
package brieftest

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Lint names every breach of the rules in a brief in Markdown.
func Lint(markdown string) []string {
	b := read(markdown)
	var found []string
	for _, rule := range []func(text) []string{
		citesEveryFact, mixesNothing, saysSomething, repeatsNothing, listsWhatItCites, quotesItsEvidence, fillsEverySection,
	} {
		found = append(found, rule(b)...)
	}
	return found
}

// text is a brief in pieces.
type text struct {
	body     []string            // sentences, items and rows ahead of the list of evidence
	lead     int                 // how many of them stand ahead of the first heading
	headings []string            // all lines that are headings, or empty for content
	evidence map[string]string   // quote by mark
	claims   map[string][]string // ids by mark
	listed   []string            // marks in the order of the list
}

var (
	mark     = regexp.MustCompile(`\[(\d+\.\d+)\]`)
	quotes   = regexp.MustCompile(`“[^”]*”`)
	passages = regexp.MustCompile("^- \\*\\*\\[(\\d+\\.\\d+)\\]\\*\\* “(.*)” · [A-F][0-6][^·`]* · ((?:`[0-9a-f]{8}` ?)+)$")
	sentence = regexp.MustCompile(`[.!?](?: \[\d+\.\d+\](?:\[\d+\.\d+\])*)? `)
)

func read(markdown string) text {
	t := text{evidence: make(map[string]string), claims: make(map[string][]string)}
	body, list, _ := strings.Cut(markdown, "\n## Evidence\n")
	for number, line := range strings.Split(body, "\n") {
		heading := strings.HasPrefix(line, "#")
		if line != "" {
			t.headings = append(t.headings, map[bool]string{true: line}[heading])
		}
		switch {
		case line == "" || heading || number == 2 || strings.HasPrefix(line, "| ---"):
		case strings.HasPrefix(line, "- "), strings.HasPrefix(line, "| "):
			t.body = append(t.body, line)
		default:
			t.body = append(t.body, sentences(line)...)
		}
		if !strings.Contains(strings.Join(t.headings, ""), "## ") {
			t.lead = len(t.body)
		}
	}
	for line := range strings.Lines(list) {
		if m := passages.FindStringSubmatch(strings.TrimSuffix(line, "\n")); m != nil {
			t.listed = append(t.listed, m[1])
			t.evidence[m[1]], t.claims[m[1]] = m[2], strings.Fields(strings.ReplaceAll(m[3], "`", ""))
		}
	}
	return t
}

// sentences of a paragraph, each with the marks behind its stop.
func sentences(line string) []string {
	var all []string
	line += " "
	hidden := quotes.ReplaceAllStringFunc(line, func(q string) string { return strings.Repeat("x", len(q)) })
	from := 0
	for _, at := range sentence.FindAllStringIndex(hidden, -1) {
		all = append(all, line[from:at[1]-1])
		from = at[1]
	}
	if rest := strings.TrimSpace(line[from:]); rest != "" {
		all = append(all, rest)
	}
	return all
}

// own words of a line: without quotes, names of sources and marks.
func own(line string) string {
	line = mark.ReplaceAllString(quotes.ReplaceAllString(line, "“”"), "")
	if at := strings.LastIndex(line, "“” – "); at >= 0 {
		line = line[:at+len("“”")]
	}
	return line
}

// saidByTheModel are the only sentences that need no evidence: what the model
// computed, what was counted and what is not there.
var saidByTheModel = regexp.MustCompile(`^(- )?(` + strings.Join([]string{
	`(It is|There is|There is a) \*\*[a-z ]+ \(\d+(\.\d+)?%\)\*\* that .*; the \d+% interval runs from \d+% to \d+%\.`,
	`No evidence counts so far, so that this is the base rate( and the time that has gone by)?\.`,
	`The question has no deadline: it moves on with time and is never resolved\.`,
	`The number is held at the edge of the scale, which runs from 1% to 99%\.`,
	`Confidence is \*\*(low|moderate|high)\*\*.*\.`,
	`The base rate is \d+%( – .*)?\.`,
	`From there it is (raised|lowered) most by .*\.`,
	`(The number has|Over seven days the number has) (risen|fallen|held steady) .*\.`,
	`\*\*[+−±]\d+\.\d\*\* (Older evidence lost weight|New evidence took weight from what was there|Less time is left to the deadline|The definition was changed|` +
		`The model was changed|The question was answered|The scale ends here|Evidence was retracted or revised away)\.`,
	`No new evidence in thirty days\.`,
	`No evidence bears on [a-z, ]+\.`,
	`If nothing more is reported, the number will be \d+(\.\d+)?% on \d+ \w+ \d{4}\.`,
	`The deadline passed.*\.`,
	`\*\*(grade|inferred|hedged|a supposition|background)\*\*: .*\.`,
	`Ruled by .*`,
	`\*\*[^*]+\*\* judges it .*, until .*: .*`,
}, "|") + `)$`)

// headRows and rows of the model in tables.
var modelRow = regexp.MustCompile(`^\| (Term|Actor|Milestone|Source|Base rate|Time that has gone by|Edge of the scale|\w+ smaller terms?|\*\*Probability\*\*|` +
	`\**(proposed|endorsed|mandated|pledged|funded|commanded|deployed|operational|sustained)\**( \(the question\))? \| (nothing reported|implied by a later one)) \|`)

func citesEveryFact(t text) []string {
	var found []string
	for _, line := range t.body {
		if !mark.MatchString(line) && !saidByTheModel.MatchString(line) && !modelRow.MatchString(line) {
			found = append(found, fmt.Sprintf("a fact without evidence: %q", line))
		}
	}
	return found
}

var (
	likelihood = regexp.MustCompile(`(?i)\b(almost no chance|(un)?likely|even chance|almost certain)\b`)
	confidence = regexp.MustCompile(`(?i)\bconfiden(ce|t)\b`)
)

func mixesNothing(t text) []string {
	var found []string
	for _, line := range t.body {
		if words := own(line); likelihood.MatchString(words) && confidence.MatchString(words) {
			found = append(found, fmt.Sprintf("a likelihood and a confidence in %q", line))
		}
	}
	return found
}

// empty words: those of reports that say nothing, and hedges of our own.
var empty = regexp.MustCompile(`(?i)\b(probably|possibly|perhaps|arguably|presumably|might|could be|seems?|appears? to|increasingly|significant(ly)?|notabl[ey]|` +
	`various|complex|landscape|underscor\w+|highlight\w*|furthermore|moreover|additionally|overall|ultimately|in conclusion|it is important|remains to be seen|` +
	`key (player|obstacle|factor)|stakeholders?|amid|evolving|robust|somebody undecided|unspecified)\b|<nil>|%!|\(\)|\bnull\b`)

// figures of points say nothing by themselves.
var figures = regexp.MustCompile(`\*\*[+−±]\d+\.\d(, \w+)?\*\*`)

func saysSomething(t text) []string {
	var found []string
	for _, line := range t.body {
		if strings.HasPrefix(line, "The base rate is ") {
			continue // the operator's words
		}
		words := own(line)
		if m := empty.FindString(words); m != "" {
			found = append(found, fmt.Sprintf("%q says nothing in %q", m, line))
		}
		if !strings.Contains(words, "“”") && len(strings.Fields(strings.Trim(figures.ReplaceAllString(words, ""), "-*|. "))) < 2 {
			found = append(found, fmt.Sprintf("nothing is said in %q", line))
		}
	}
	return found
}

func repeatsNothing(t text) []string {
	var found, quoted, lines []string
	for i, line := range t.body {
		if !strings.HasPrefix(line, "| ") && !strings.HasPrefix(line, "- Quoted above: ") {
			if slices.Contains(lines, line) {
				found = append(found, fmt.Sprintf("said twice: %q", line))
			}
			lines = append(lines, line)
		}
		if i < t.lead || strings.HasPrefix(line, "- **") && strings.Contains(line, "; against it: ") {
			continue // the lead sums up, and both sides of a contradiction stand together, whatever was quoted before
		}
		for _, q := range quotes.FindAllString(line, -1) {
			if slices.Contains(quoted, q) && len(strings.Fields(q)) > 12 {
				found = append(found, fmt.Sprintf("quoted twice: %s", q))
			}
			quoted = append(quoted, q)
		}
	}
	return found
}
