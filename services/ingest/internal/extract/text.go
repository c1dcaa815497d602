package extract

import (
	"strconv"
	"strings"
)

// maxCaption is the length in bytes up to which tagging knows a caption.
const maxCaption = 280

// Text is the document as plain text, in the form in which tagging knows each
// kind of line again: blocks with a blank line between them; items of lists and
// rows of tables on consecutive lines, items with "•" or their number in
// parentheses; captions as "Caption: …"; block quotations in quotation marks,
// unless they have their own.
func (d *Document) Text() string {
	var b strings.Builder
	quoted := d.quotesAreQuotes()
	for i, block := range d.Blocks {
		if b.Len() > 0 {
			b.WriteByte('\n')
			if last := d.Blocks[i-1].Kind; last != block.Kind || last != Item && last != Row {
				b.WriteByte('\n')
			}
		}
		switch block.Kind {
		case Item:
			if block.Number > 0 {
				b.WriteString("(" + strconv.Itoa(block.Number) + ") ")
			} else {
				b.WriteString("• ")
			}
			b.WriteString(block.Text)
		case Caption:
			writeCaption(&b, block.Text)
		case Quote:
			if quoted {
				d.writeQuote(&b, i)
			} else {
				b.WriteString(block.Text)
			}
		default:
			b.WriteString(block.Text)
		}
	}
	return b.String()
}

// quotesAreQuotes: where most of a text stands in block quotations they only
// indent it.
func (d *Document) quotesAreQuotes() bool {
	quoted, all := 0, 0
	for _, b := range d.Blocks {
		all += len(b.Text)
		if b.Kind == Quote {
			quoted += len(b.Text)
		}
	}
	return 2*quoted < all
}

// writeQuote writes one block of a quotation: each opens it anew, the last one
// closes it.
func (d *Document) writeQuote(b *strings.Builder, i int) {
	text := d.Blocks[i].Text
	if strings.ContainsAny(text, "\"“”„«»") || isSource(text) {
		b.WriteString(text)
		return
	}
	b.WriteString("“" + text)
	if i+1 == len(d.Blocks) || d.Blocks[i+1].Kind != Quote || isSource(d.Blocks[i+1].Text) {
		b.WriteString("”")
	}
}

// isSource: the line under a quotation that names who said it.
func isSource(text string) bool {
	return len(text) < 160 && (strings.HasPrefix(text, "—") || strings.HasPrefix(text, "–") || strings.HasPrefix(text, "- "))
}

// writeCaption cuts long captions between sentences, since tagging takes a long
// line for text.
func writeCaption(b *strings.Builder, text string) {
	low := strings.ToLower(text)
	for _, own := range [...]string{"photo:", "image:", "image caption", "caption:", "picture:", "video:", "graphic:", "map:"} {
		if strings.HasPrefix(low, own) && len(text) <= maxCaption {
			b.WriteString(text)
			return
		}
	}
	for {
		b.WriteString("Caption: ")
		at := -1
		if len(text) > maxCaption {
			at = strings.LastIndex(text[:maxCaption], ". ")
		}
		if at < 0 {
			b.WriteString(text)
			return
		}
		b.WriteString(text[:at+1] + "\n")
		text = text[at+2:]
	}
}
