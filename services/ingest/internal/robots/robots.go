// Package robots reads robots.txt as RFC 9309 defines it, with the Crawl-delay
// that many publishers add. It is pure: who fetches the file decides what its
// absence means.
package robots

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// MaxBytes is how much of a file is read; the rest is ignored (RFC 9309,
// section 2.5, asks for at least this much).
const MaxBytes = 500 << 10

// MaxDelay is the longest Crawl-delay that is believed.
const MaxDelay = time.Hour

// Rules are what a file says to one crawler. The zero value allows everything.
// Rules do not change and may be used by any number of goroutines.
type Rules struct {
	rules []rule
	delay time.Duration
}

type rule struct {
	pattern string // normalised, '*' and a final '$' are special
	allow   bool
}

// group collects what the groups of one user agent say.
type group struct {
	Rules
	found bool
}

// Parse reads a file for the crawler whose product token is given ("Barograph").
// Lines that are not understood are passed over, as every other reader of such
// files does. All groups that name the token count as one; if there is none,
// those for "*" do.
func Parse(text []byte, token string) *Rules {
	text = text[:min(len(text), MaxBytes)]
	var own, all group
	var current []*group // the groups that the next rule belongs to
	open := false        // whether another user-agent line adds to them
	for line := range strings.FieldsFuncSeq(strings.TrimPrefix(string(text), "\ufeff"), isBreak) {
		key, value, ok := directive(line)
		if !ok {
			continue
		}
		if key == "user-agent" {
			if !open {
				current, open = nil, true
			}
			switch {
			case value == "*":
				current = append(current, &all)
			case names(value, token):
				own.found, current = true, append(current, &own)
			}
			continue
		}
		if key != "allow" && key != "disallow" && key != "crawl-delay" {
			continue // Sitemap and the like belong to no group and end none
		}
		open = false
		for _, g := range current {
			g.add(key, value)
		}
	}
	if own.found {
		return &own.Rules
	}
	return &all.Rules
}

func isBreak(r rune) bool { return r == '\n' || r == '\r' }

func directive(line string) (key, value string, ok bool) {
	line, _, _ = strings.Cut(line, "#")
	key, value, ok = strings.Cut(line, ":")
	return strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value), ok
}

// names says whether a user-agent line means the crawler. Its value may go on
// after the token, with a version for example.
func names(value, token string) bool {
	end := strings.IndexFunc(value, func(r rune) bool {
		return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || r == '_' || r == '-')
	})
	if end >= 0 {
		value = value[:end]
	}
	return strings.EqualFold(value, token)
}

func (g *group) add(key, value string) {
	switch {
	case key == "crawl-delay":
		seconds, err := strconv.ParseFloat(value, 64)
		if err == nil && seconds > 0 && !math.IsInf(seconds, 0) {
			g.delay = max(g.delay, time.Duration(min(seconds, MaxDelay.Seconds())*float64(time.Second)))
		}
	case value != "": // "Disallow:" with nothing forbids nothing
		g.rules = append(g.rules, rule{pattern: normalise(value), allow: key == "allow"})
	}
}

// Delay is what the crawler should leave between two requests, at most [MaxDelay]; 0 if nothing is said.
func (r *Rules) Delay() time.Duration { return r.delay }

// Size is about how many bytes the rules take.
func (r *Rules) Size() int {
	size := 64
	for _, rule := range r.rules {
		size += len(rule.pattern) + 32
	}
	return size
}
