package e2e_test

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/barograph/barograph/cmd/barograph/internal/systemtest"
)

// amendAfter is how long ago the page of an article was asked for when it is
// corrected or withdrawn: it is stored then, and not yet looked at for the last time.
const amendAfter = 3 * time.Second

// What becomes of an article, by its number.
const (
	correctedInFeed = iota // the feed tells of it
	correctedOnPage        // only its page does
	removed                // its page answers 410
	withdrawn              // its page says so
	copied                 // two others have it
	left                   // nothing
	fates
)

// write publishes the next article, with its copies.
func (p *press) write(n int) {
	o := p.writing[n%len(p.writing)]
	at := time.Now().Add(-time.Minute).Truncate(time.Second)
	f := p.publish(o, systemtest.Story(n, at))
	f.fate = (n / len(p.writing)) % fates
	if n%2 == 1 { // so that each outlet has each fate
		f.fate = (f.fate + 3) % fates
	}
	switch f.fate {
	case copied:
		same := f.Article
		same.Slug, same.Published = same.Slug+"-copy", at.Add(10*time.Second)
		p.publish(p.exact, same).copyOf = f
		near := f.Article
		near.Slug, near.Published = near.Slug+"-near", at.Add(20*time.Second)
		near.Paragraphs = append(slices.Clone(near.Paragraphs), "This report was written with the help of our partners.")
		g := p.publish(p.near, near)
		g.copyOf, g.near = f, true
	case left:
	default:
		p.amends = append(p.amends, f)
	}
}

// amend corrects and withdraws what was read.
func (p *press) amend(now time.Time) {
	p.amends = slices.DeleteFunc(p.amends, func(f *fact) bool {
		asked := f.Requests(strings.TrimPrefix(f.url(), f.Server.URL))
		if len(asked) == 0 || now.Sub(asked[0].Time) < amendAfter {
			return false
		}
		switch f.fate {
		case correctedInFeed, correctedOnPage:
			p.correct(f, f.fate == correctedInFeed)
		case removed:
			f.Withdraw(f.Slug)
			f.gone = true
		case withdrawn:
			f.Paragraphs = []string{"This article has been withdrawn. It did not meet the standards of this newspaper, as was found after it had been published."}
			f.Publish(f.Article)
			f.gone = true
		}
		return true
	})
}

// correct puts a corrected version out.
func (p *press) correct(f *fact, listed bool) {
	notice := fmt.Sprintf("Correction: an earlier version of this article gave a wrong number; it is %d.", 7000+len(p.facts))
	f.Paragraphs = append(slices.Clone(f.Paragraphs), notice)
	if listed {
		f.Updated = time.Now().Truncate(time.Second)
		f.Paragraphs[0], f.Paragraphs[len(f.Paragraphs)-1] = notice, f.Paragraphs[0]
	}
	f.Publish(f.Article)
	f.amended = true
}
