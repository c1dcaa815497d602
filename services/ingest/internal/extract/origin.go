package extract

import (
	"regexp"
	"strings"
)

var (
	// "GENEVA, March 5 (Reuters) - The ministers", "(AP) — The ministers"
	datelined = regexp.MustCompile(`^[^().!?]{0,60}\(([^()]{2,40})\)\s*[-–—]`)
	// "This article was originally published by Isles Post on 3 May."
	republished = regexp.MustCompile(`(?i)^\W*(?:(?:this|the) (?:article|story|post|piece|report|essay|column|interview|op-ed|commentary|text|content|analysis)\b.{0,60}?\b)?(?:originally|first) (?:published|appeared|posted) (?:by|in|on|at|with) (?-i:(?:the )?([A-ZÀ-Þ][^.,;:()\n]{1,60}))`)
	reprinted   = regexp.MustCompile(`(?i)^\W*(?:(?:this|the) (?:article|story|post|piece|report|essay|column|interview|op-ed|commentary|text|content|analysis)\b.{0,60}?\b)?(?:re-?published|reprinted|syndicated|reproduced)(?: here)?(?: (?:with|by) (?:the )?(?:kind )?permission)? (?:from|of|by) (?-i:(?:the )?([A-ZÀ-Þ][^.,;:()\n]{1,60}))`)
	copyrighted = regexp.MustCompile(`(?i)(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:\d{4})?,?\s*(?:the )?([A-Z][A-Za-z -]{1,40}?)(?:\s*\d{4})?(?:[.,]|$| all rights)`)
	// "Nov 20", "Tuesday": the day on which it was published, and no publisher
	dayName = regexp.MustCompile(`(?i)^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)\b`)
)

// bylineParts cuts "Ann Lee, Reuters and Ben Orr".
var bylineParts = regexp.MustCompile(`\s*(?:,|;|\||/|\band\b|\bfor\b|\bwith\b|\(|\)| - | – | — )\s*`)

// origin finds who wrote the text first. foreign is the host of the canonical
// address when that is another site.
func (d *Document) origin(h *head, own, foreign string) {
	set := func(name, evidence string) bool {
		if name == "" || sameName(name, d.Publisher) {
			return false
		}
		d.WireOrigin, d.WireEvidence = cut(name, 255), evidence
		return true
	}
	for part := range strings.SplitSeq(bylineParts.ReplaceAllString(d.Byline, "\x00"), "\x00") {
		if set(agency(part, own), "byline") {
			return
		}
	}
	if set(d.dateline(own), "dateline") {
		return
	}
	for _, s := range h.statements {
		for _, name := range append([]string{s.publisher}, s.origins...) {
			if s.article && set(agency(strings.TrimSuffix(name, " News Agency"), own), "metadata") {
				return
			}
		}
	}
	if set(d.notice(own), "notice") {
		return
	}
	for _, name := range [...]string{"syndication-source", "original-source"} {
		if told := h.first(name); told != "" {
			if u := host(told); u != "" && own != "" && site(told) != site(own) && set(u, "metadata") {
				return
			}
		}
	}
	set(foreign, "canonical address")
}

// dateline reads the agency of the first paragraphs.
func (d *Document) dateline(own string) string {
	read := 0
	for _, b := range d.Blocks {
		if b.Kind != Paragraph {
			continue
		}
		if m := datelined.FindStringSubmatch(b.Text[:min(len(b.Text), 160)]); m != nil {
			return agency(m[1], own)
		}
		if read++; read == 2 {
			break
		}
	}
	return ""
}

// notice reads what a short line says about where the text stood first.
func (d *Document) notice(own string) string {
	for _, b := range d.Blocks {
		if len(b.Text) > 400 {
			continue
		}
		for _, pattern := range [...]*regexp.Regexp{republished, reprinted} {
			if m := pattern.FindStringSubmatch(b.Text); m != nil && !dayName.MatchString(m[1]) {
				return originName(m[1], own)
			}
		}
		if m := copyrighted.FindStringSubmatch(b.Text); m != nil && len(b.Text) < 200 {
			if name := agency(m[1], own); name != "" {
				return name
			}
		}
	}
	return ""
}

// originName ends a name where the sentence goes on.
func originName(name, own string) string {
	for _, stop := range [...]string{" on ", " in ", " under ", " with ", " and ", " at ", " as ", " here", " website", " by "} {
		name, _, _ = strings.Cut(name, stop)
	}
	name = strings.TrimSpace(name)
	if known := agency(name, own); known != "" {
		return known
	}
	if len(strings.Fields(name)) > 6 {
		return ""
	}
	return name
}
