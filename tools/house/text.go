package house

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"
)

// textRule refuses a pattern in the text of any file.
type textRule struct {
	name    string
	pattern *regexp.Regexp
	text    string
}

// The patterns are put together from parts so that this file does not match itself.
var textRules = []textRule{
	{
		name:    "host",
		pattern: regexp.MustCompile(`\b(docker` + `\.io|ghcr` + `\.io|quay` + `\.io|(registry\.)?k8s` + `\.gcr\.io|registry\.k8s` + `\.io|gcr` + `\.io|proxy\.golang` + `\.org|deb\.debian` + `\.org)\b`),
		text:    "names a registry's host: leave it to the operator",
	},
	{
		name:    "path",
		pattern: regexp.MustCompile(`(^|[\s"'=(:` + "`" + `])/(work` + `/|root` + `/|home/[a-z]+|tmp/[a-z]+/)`),
		text:    "names a path of one machine",
	},
	{
		name:    "todo",
		pattern: regexp.MustCompile(`\b(TO` + `DO|FIX` + `ME|XX` + `X)\b`),
		text:    "name the issue: TO" + "DO(#12)",
	},
}

var issueTodo = regexp.MustCompile(`TO` + `DO\(#[0-9]+\)`)

func checkText(name string, data []byte) []Finding {
	if strings.HasSuffix(name, ".sum") || generated(name) || !utf8.Valid(data) || bytes.IndexByte(data, 0) >= 0 {
		return nil
	}
	var found []Finding
	for i, line := range strings.Split(string(data), "\n") {
		for _, rule := range textRules {
			if !rule.pattern.MatchString(line) || strings.Contains(line, "house:allow "+rule.name+": ") {
				continue
			}
			if rule.name == "todo" && issueTodo.MatchString(line) {
				continue
			}
			found = append(found, Finding{File: name, Line: i + 1, Rule: rule.name, Text: rule.text})
		}
	}
	return found
}
