package brieftest

import (
	"fmt"
	"slices"
	"strings"
)

// listsWhatItCites: every mark is listed once, everything listed is cited.
func listsWhatItCites(t text) []string {
	var found, cited []string
	for _, line := range t.body {
		for _, m := range mark.FindAllStringSubmatch(line, -1) {
			cited = append(cited, m[1])
			if !slices.Contains(t.listed, m[1]) {
				found = append(found, fmt.Sprintf("%s is cited and not listed, in %q", m[0], line))
			}
		}
	}
	for i, m := range t.listed {
		if slices.Contains(t.listed[:i], m) {
			found = append(found, m+" is listed twice")
		}
		if !slices.Contains(cited, m) {
			found = append(found, m+" is listed and not cited")
		}
	}
	return found
}

// quotesItsEvidence: what a line quotes stands in a passage that it cites.
func quotesItsEvidence(t text) []string {
	var found []string
	for _, line := range t.body {
		var passages []string
		for _, m := range mark.FindAllStringSubmatch(line, -1) {
			passages = append(passages, t.evidence[m[1]])
		}
		for _, q := range quotes.FindAllString(line, -1) {
			if !within(strings.Trim(q, "“”"), passages) {
				found = append(found, fmt.Sprintf("%s is not in the passages of %q", q, line))
			}
		}
	}
	return found
}

// within reports whether the words between ellipses stand in a passage. A mark
// that closes or opens a speech at a cut is the brief's own.
func within(quote string, passages []string) bool {
	for part := range strings.SplitSeq(quote, "…") {
		part = strings.Trim(part, " ‘’)")
		if !slices.ContainsFunc(passages, func(p string) bool { return strings.Contains(p, part) }) {
			return false
		}
	}
	return true
}

// fillsEverySection: behind a heading stands content, or a deeper heading.
func fillsEverySection(t text) []string {
	var found []string
	for i, line := range t.headings {
		if line == "" {
			continue
		}
		next := "#"
		if i+1 < len(t.headings) {
			next = t.headings[i+1]
		}
		if depth := func(s string) int { return len(s) - len(strings.TrimLeft(s, "#")) }; next != "" && depth(next) <= depth(line) {
			found = append(found, fmt.Sprintf("nothing under %q", line))
		}
	}
	return found
}
