package syndication

import (
	"bytes"
	"fmt"
)

const (
	// maxFrame bounds the tags that items are read within.
	maxFrame = 16 << 10
	// effort is how often over, in the size of the document, broken parts are
	// looked for.
	effort = 4
)

// salvage reads the complete items of a document that cannot be read as a whole:
// all of them within the tags that are open around the first one, or else, since
// one fault makes the parser give up all, one half and then the other.
func (d *document) salvage(o outline, cause error) error {
	d.feed.Damaged, d.feed.Cut = true, o.cut
	if cause != nil {
		d.problem("the feed is damaged: %v", cause)
	} else if o.open {
		d.problem("the feed is cut off")
	} else {
		d.problem("the feed is damaged: elements do not end where they should")
	}
	head := d.text[:o.items[0].start]
	open, end := frame(head)
	if len(open) > maxFrame {
		return damaged(fmt.Sprintf("the items lie within tags of %d bytes", len(open)), cause)
	}
	if about, err := parse(append(bytes.Clone(head), end...)); err == nil {
		d.take(about)
	}
	lost := d.halves(min(len(o.items), MaxItems), func(from, to int) ([]byte, reading, error) {
		text := bytes.Clone(open)
		for _, item := range o.items[from:to] {
			text = append(text, d.text[item.start:item.end]...)
		}
		text = append(text, end...)
		parsed, err := parse(text)
		return text, parsed, err
	})
	if len(d.feed.Items) == 0 {
		return damaged(fmt.Sprintf("none of %d items can be read", len(o.items)), cause)
	}
	if lost > 0 {
		d.problem("%d of %d items cannot be read", lost, len(o.items))
	}
	return nil
}

// damaged is an [ErrDamaged] with its cause, which may be nil.
func damaged(what string, cause error) error {
	if cause == nil {
		return fmt.Errorf("%w: %s", ErrDamaged, what)
	}
	return fmt.Errorf("%w: %s: %w", ErrDamaged, what, cause)
}

// halves takes as many of n items as it can, in their order, and returns how
// many it cannot.
func (d *document) halves(n int, read func(from, to int) ([]byte, reading, error)) (lost int) {
	budget := effort*len(d.text) + 1<<20
	var half func(from, to int)
	half = func(from, to int) {
		if from == to {
			return
		}
		if budget < 0 {
			lost += to - from
			return
		}
		text, parsed, err := read(from, to)
		budget -= len(text)
		switch {
		case err == nil && (len(parsed.Items) >= to-from || to-from == 1):
			d.take(parsed)
		case to-from == 1:
			lost++
		default:
			half(from, (from+to)/2)
			half((from+to)/2, to)
		}
	}
	half(0, n)
	return lost
}

// frame are the tags that are open at the end of the head of a document, and
// those that end them.
func frame(head []byte) (open, end []byte) {
	type tag struct {
		name string
		text []byte
	}
	var stack []tag
	s := scanner{text: head}
	for s.next() {
		switch s.kind {
		case tagOpen:
			stack = append(stack, tag{s.name, head[s.start:s.end]})
		case tagClose:
			for i := len(stack) - 1; i >= 0; i-- {
				if stack[i].name == s.name {
					stack = stack[:i]
					break
				}
			}
		}
	}
	for i := range stack {
		open = append(open, stack[i].text...)
		end = append(end, "</"+stack[len(stack)-1-i].name+">"...)
	}
	return open, end
}
