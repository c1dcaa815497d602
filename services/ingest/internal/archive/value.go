package archive

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"

	"golang.org/x/text/language"
)

// text is the text of a JSON value: of a string or number itself, of an object
// the name or content that it wraps, of a list all of these.
func text(raw json.RawMessage) string {
	raw = bytes.TrimSpace(raw)
	if len(raw) == 0 {
		return ""
	}
	switch raw[0] {
	case '"':
		var out string
		if json.Unmarshal(raw, &out) != nil {
			return ""
		}
		return out
	case '[':
		var elements []json.RawMessage
		if json.Unmarshal(raw, &elements) != nil {
			return ""
		}
		var parts []string
		for _, element := range elements {
			if len(element) > 0 && element[0] == '[' {
				continue
			}
			if part := text(element); part != "" {
				parts = append(parts, part)
			}
		}
		return strings.Join(parts, ", ")
	case '{':
		var o map[string]json.RawMessage
		if json.Unmarshal(raw, &o) != nil {
			return ""
		}
		for _, name := range []string{"name", "rendered", "value", "text", "$date", "$oid", "$numberLong", "code"} {
			if inner := bytes.TrimSpace(o[name]); len(inner) > 0 && inner[0] != '[' && !(inner[0] == '{' && name != "$date") {
				if part := text(inner); part != "" {
					return part
				}
			}
		}
		return ""
	case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		return string(raw)
	}
	return ""
}

// source is the publisher: a host before a name.
func (o object) source(names []string) string {
	for _, name := range names {
		raw := bytes.TrimSpace(o[name])
		if len(raw) == 0 || raw[0] != '{' {
			if plain := strings.TrimSpace(text(raw)); plain != "" {
				return plain
			}
			continue
		}
		var inner map[string]json.RawMessage
		if json.Unmarshal(raw, &inner) != nil {
			continue
		}
		for _, name := range []string{"domain", "uri", "host", "name", "title", "id"} {
			if plain := strings.TrimSpace(text(inner[name])); plain != "" {
				return plain
			}
		}
	}
	return ""
}

// tag is the BCP 47 tag of what a dump calls a language; empty for what is none.
func tag(value string) string {
	if value == "" {
		return ""
	}
	parsed, err := language.Parse(strings.ReplaceAll(value, "_", "-"))
	if err != nil {
		return ""
	}
	return parsed.String()
}

var elements = regexp.MustCompile(`(?i)<(p|br|div|span|a|h[1-6]|ul|ol|li|article|section|html|body|figure|img|blockquote|strong|em|table)(\s[^<>]*)?/?>`)

// markup says whether text is HTML: a dump has both under the same name.
func markup(body string) bool {
	if !strings.Contains(body, "<") {
		return false
	}
	return strings.HasPrefix(strings.TrimSpace(body), "<") && elements.MatchString(body[:min(len(body), 4096)]) ||
		len(elements.FindAllStringIndex(body[:min(len(body), 64<<10)], 3)) == 3
}
