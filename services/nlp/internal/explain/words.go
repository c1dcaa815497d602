package explain

import (
	"fmt"
	"strconv"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"
)

// spaced writes an identifier as words.
func spaced(s string) string { return strings.ReplaceAll(s, "_", " ") }

// listed joins the parts that are not empty.
func listed(parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, ", ")
}

// counted writes a number with its noun.
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

// percent writes a share.
func percent(share float64) string { return fmt.Sprintf("%.0f%%", 100*share) }

// valued is the value of an enum in words: DIMENSION_FUNDING is "funding".
func valued(e protoreflect.Enum, prefix string) string {
	v := e.Descriptor().Values().ByNumber(e.Number())
	if v == nil {
		return ""
	}
	return spaced(strings.ToLower(strings.TrimPrefix(string(v.Name()), prefix)))
}

// longestPattern is how many runes of a pattern of the lexicon are shown.
const longestPattern = 48

// shortened cuts a pattern that lists many words.
func shortened(pattern string) string {
	if r := []rune(pattern); len(r) > longestPattern {
		return string(r[:longestPattern-1]) + "…"
	}
	return pattern
}
