package robots

import "strings"

// Allows says whether a path with its query ("/a?b=c", as it is requested) may
// be read: the longest pattern that matches decides, and of two as long the one
// that allows.
func (r *Rules) Allows(path string) bool {
	if path == "/robots.txt" {
		return true
	}
	path = normalise(path)
	allow, longest := true, -1
	for _, rule := range r.rules {
		if len(rule.pattern) < longest || len(rule.pattern) == longest && !rule.allow {
			continue
		}
		if matches(rule.pattern, path) {
			allow, longest = rule.allow, len(rule.pattern)
		}
	}
	return allow
}

// matches says whether the pattern matches from the path's start. Every part
// between stars is looked for at its first place, which finds a match if there
// is one: the time is that of the path times the parts.
func matches(pattern, path string) bool {
	anchored := strings.HasSuffix(pattern, "$")
	if anchored {
		pattern = pattern[:len(pattern)-1]
	}
	first, rest, starred := strings.Cut(pattern, "*")
	path, ok := strings.CutPrefix(path, first)
	if !ok {
		return false
	}
	if !starred {
		return !anchored || path == ""
	}
	for {
		part, more, another := strings.Cut(rest, "*")
		if !another && anchored {
			return strings.HasSuffix(path, part)
		}
		at := strings.Index(path, part)
		if at < 0 {
			return false
		}
		if !another {
			return true
		}
		path, rest = path[at+len(part):], more
	}
}

// normalise writes what is compared in one way (RFC 9309, section 2.2.2):
// octets outside ASCII as escapes, escapes of unreserved characters as the
// characters, and the digits of other escapes in capitals.
func normalise(s string) string {
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); i++ {
		c := s[i]
		escaped := c == '%' && i+2 < len(s) && hex(s[i+1]) >= 0 && hex(s[i+2]) >= 0
		if escaped {
			c = byte(hex(s[i+1])<<4 | hex(s[i+2]))
			i += 2
		}
		if c < ' ' || c > '~' || escaped && !unreserved(c) {
			b.WriteByte('%')
			b.WriteByte(digits[c>>4])
			b.WriteByte(digits[c&0xf])
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

func unreserved(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-._~", c) >= 0
}

// hex is the value of a hexadecimal digit, -1 for any other byte.
func hex(c byte) int {
	if c < '0' {
		return -1
	}
	return strings.IndexByte("0123456789abcdef", c|0x20)
}
