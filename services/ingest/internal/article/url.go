package article

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/idna"
)

// CanonicalURL is the form of an address that identity is taken from: scheme
// and host in lower case, the host in ASCII (IDNA) and without a trailing dot,
// no default port, no fragment, no parameters that only say how a reader came
// here, dot segments resolved, and escapes as RFC 3986 section 6.2.2 wants
// them. It is a fixed point of itself. Scheme, "www.", letter case of the path
// and the order of parameters stay: they may tell two pages apart.
//
// It returns an error for anything that is not an http or https address with a
// host, and for one with a user or password in it.
func CanonicalURL(raw string) (string, error) {
	raw = strings.TrimSpace(raw)
	if strings.ContainsFunc(raw, unicode.IsControl) {
		return "", errors.New("has control characters")
	}
	u, err := url.Parse(raw)
	if err != nil {
		return "", errors.New("is not an address")
	}
	if u.Scheme != "http" && u.Scheme != "https" {
		return "", fmt.Errorf("has the scheme %q; expected http or https", u.Scheme)
	}
	if u.User != nil {
		return "", errors.New("has a user or password in it")
	}
	host, err := canonicalHost(u)
	if err != nil {
		return "", err
	}
	out := u.Scheme + "://" + host + resolveDots(normaliseEscapes(u.EscapedPath()))
	if query := canonicalQuery(u.RawQuery); query != "" {
		out += "?" + query
	}
	if utf8.RuneCountInString(out) > maxURLRunes {
		return "", fmt.Errorf("is longer than %d characters", maxURLRunes)
	}
	return out, nil
}

func canonicalHost(u *url.URL) (string, error) {
	host := strings.TrimRight(strings.ToLower(u.Hostname()), ".")
	if host == "" {
		return "", errors.New("has no host")
	}
	if addr, err := netip.ParseAddr(host); err == nil {
		host = addr.WithZone("").String()
		if addr.Is6() {
			host = "[" + host + "]"
		}
	} else if host, err = asciiHost(host); err != nil {
		return "", err
	}
	if len(host) > maxHostBytes {
		return "", fmt.Errorf("has a host of more than %d bytes", maxHostBytes)
	}
	port := u.Port()
	if port == "" || u.Scheme == "http" && port == "80" || u.Scheme == "https" && port == "443" {
		return host, nil
	}
	return host + ":" + port, nil
}

func asciiHost(host string) (string, error) {
	if ascii, err := idna.Lookup.ToASCII(host); err == nil && ascii != "" {
		return strings.TrimRight(ascii, "."), nil
	}
	// Some real hosts break the rules of IDNA, with '_' for example.
	for i := 0; i < len(host); i++ {
		if c := host[i]; !('a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '-' || c == '_' || c == '.') {
			return "", fmt.Errorf("has the host %q, which is no host name", host)
		}
	}
	return host, nil
}

// resolveDots removes "." and ".." from an absolute path (RFC 3986, section
// 5.2.4); an empty path is "/".
func resolveDots(path string) string {
	var kept []string
	segments := strings.Split(strings.TrimPrefix(path, "/"), "/")
	for i, segment := range segments {
		last := i == len(segments)-1
		switch segment {
		case "..":
			kept = kept[:max(len(kept)-1, 0)]
		case ".":
		default:
			kept = append(kept, segment)
			continue
		}
		if last {
			kept = append(kept, "")
		}
	}
	return "/" + strings.Join(kept, "/")
}

// canonicalQuery drops empty and tracking parameters and keeps the rest in its
// order.
func canonicalQuery(raw string) string {
	var kept []string
	for part := range strings.SplitSeq(raw, "&") {
		name, _, _ := strings.Cut(part, "=")
		if plain, err := url.QueryUnescape(name); err == nil {
			name = plain
		}
		if part != "" && !isTracking(strings.ToLower(name)) {
			kept = append(kept, normaliseEscapes(part))
		}
	}
	return strings.Join(kept, "&")
}

// tracking lists, in order, the parameters that publishers, advertisers and
// mailers add to an address to learn where a reader comes from.
var tracking = []string{
	"_ga", "_gl", "_hsenc", "_hsmi", "at_campaign", "at_medium", "cmpid", "dclid", "fbclid", "ftag", "gbraid",
	"gclid", "gclsrc", "guce_referrer", "guce_referrer_sig", "guccounter", "igsh", "igshid", "li_fat_id",
	"mc_cid", "mc_eid", "mkt_tok", "msclkid", "ncid", "oly_anon_id", "oly_enc_id", "ref_src", "ref_url",
	"srsltid", "ttclid", "twclid", "vero_id", "wbraid", "wickedid", "xtor", "yclid",
}

func isTracking(name string) bool {
	_, listed := slices.BinarySearch(tracking, name)
	return listed || strings.HasPrefix(name, "utm_")
}

// normaliseEscapes writes escapes in capitals, those of unreserved characters
// as the characters, and characters that have no place in an address as
// escapes; '%' on its own is escaped.
func normaliseEscapes(s string) string {
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	b.Grow(len(s))
	escape := func(c byte) {
		b.WriteByte('%')
		b.WriteByte(digits[c>>4])
		b.WriteByte(digits[c&0xf])
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '%' {
			if i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]) {
				decoded := unhex(s[i+1])<<4 | unhex(s[i+2])
				if i += 2; isUnreserved(decoded) {
					b.WriteByte(decoded)
				} else {
					escape(decoded)
				}
				continue
			}
			escape(c)
			continue
		}
		if isUnreserved(c) || strings.IndexByte("!$&'()*+,;=:@/?", c) >= 0 {
			b.WriteByte(c)
			continue
		}
		escape(c)
	}
	return b.String()
}

func isUnreserved(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-._~", c) >= 0
}

func isHex(c byte) bool { return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f' }

func unhex(c byte) byte {
	if c <= '9' {
		return c - '0'
	}
	return c | 0x20 - 'a' + 10
}
