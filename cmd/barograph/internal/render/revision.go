package render

import (
	"strconv"
	"strings"

	"github.com/aymanbagabas/go-udiff"

	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
)

// Revisions is a table of the revisions of an article, newest first.
func Revisions(style terminal.Style, all []*ingestv1.Revision) string {
	p := &page{Style: style}
	t := table{widths: []int{-4, 17, 17, -7, 10, 0}}
	p.line("%s", p.Bold(t.row("REV", "KNOWN", "WRITTEN", "BYTES", "STATE", "TITLE")))
	for _, r := range all {
		a, state := r.GetArticle(), "replaced"
		if r == all[0] {
			state = "in force"
		}
		if r.GetRetraction() != nil {
			state = "retracted"
		}
		title, size := terminal.Clean(a.GetTitle()), strconv.FormatUint(uint64(r.GetTextBytes()), 10)
		if a == nil {
			title, size = "(no longer stored)", none
		}
		p.line("%s", t.row(strconv.FormatUint(uint64(r.GetRevision()), 10), moment(a.GetKnownTime()), written(a), size, state, title))
		if r.GetNotice() != "" {
			p.wrapped("     ", terminal.Clean(r.GetNotice()))
		}
		if r.GetRetraction().GetReason() != "" {
			p.wrapped("     retracted ", moment(r.GetRetraction().GetKnownTime())+": "+terminal.Clean(r.GetRetraction().GetReason()))
		}
	}
	return p.String()
}

// written is when the publisher says that a revision was written.
func written(a *articlev1.Article) string {
	if a.GetUpdatedTime() != nil {
		return moment(a.GetUpdatedTime())
	}
	return moment(a.GetPublishedTime())
}

// Difference shows which words of a text became which: the lines that changed,
// with what is gone as [-this-] and what is new as {+this+}.
func Difference(style terminal.Style, before, after *articlev1.Article) string {
	p := &page{Style: style}
	p.line("%s", p.Bold("revision "+strconv.FormatUint(uint64(before.GetRevision()), 10)+" to "+strconv.FormatUint(uint64(after.GetRevision()), 10)))
	changed := differences(style, whole(before), whole(after))
	if len(changed) == 0 {
		p.line("No word changed.")
	}
	for _, line := range changed {
		p.line("%s", line)
	}
	return p.String()
}

func whole(a *articlev1.Article) string {
	return terminal.Clean(a.GetTitle()) + "\n" + terminal.CleanLines(a.GetText())
}

// lineEnd stands for the end of a line among words; terminal.Clean leaves none.
const lineEnd = "\x00"

// words puts each word of a text on a line of its own, so that a comparison of
// lines compares words.
func words(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		for _, word := range strings.Fields(line) {
			b.WriteString(word + "\n")
		}
		b.WriteString(lineEnd + "\n")
	}
	return b.String()
}

// differences returns the lines in which words changed.
func differences(style terminal.Style, before, after string) []string {
	d := difference{style: style}
	old, at := words(before), 0
	for _, edit := range udiff.Lines(old, words(after)) {
		d.keep(old[at:edit.Start])
		d.change("[-", old[edit.Start:edit.End], "-]", style.Bad)
		d.change("{+", edit.New, "+}", style.Good)
		at = edit.End
	}
	d.keep(old[at:])
	d.end()
	return d.lines
}

// difference collects the lines that changed.
type difference struct {
	style   terminal.Style
	lines   []string
	line    []string // the words of the line that is being read
	changed bool
}

// keep takes words in that did not change.
func (d *difference) keep(lines string) {
	for word := range strings.Lines(lines) {
		if word = strings.TrimSuffix(word, "\n"); word == lineEnd {
			d.end()
		} else {
			d.line = append(d.line, word)
		}
	}
}

// change takes words in that are gone or new, marked; a line that is wholly so
// stays a line.
func (d *difference) change(opening, lines, closing string, mark func(string) string) {
	var run []string
	flush := func() {
		if len(run) > 0 {
			d.line, d.changed, run = append(d.line, mark(opening+strings.Join(run, " ")+closing)), true, nil
		}
	}
	for word := range strings.Lines(lines) {
		if word = strings.TrimSuffix(word, "\n"); word == lineEnd {
			flush()
			d.end()
		} else {
			run = append(run, word)
		}
	}
	flush()
}

func (d *difference) end() {
	if d.changed {
		d.lines = append(d.lines, strings.Join(d.line, " "))
	}
	d.line, d.changed = nil, false
}
