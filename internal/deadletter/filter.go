package deadletter

import (
	"strings"
	"time"
)

// Filter selects letters: those that every field lets through. Empty fields
// match everything.
type Filter struct {
	Service, Reason, Stream string
	// Subject may have wildcards, "*" for a token and ">" for the rest.
	Subject string
	// ErrorContains is looked for in the error in upper and lower case.
	ErrorContains string
	// Since is the first time that matches, Until the first that does not any more.
	Since, Until time.Time
	// MaxRedrives is how often a letter was sent again at most; nil: any number.
	MaxRedrives *uint32
}

func (f Filter) match(l Letter) bool {
	has := func(want, is string) bool { return want == "" || want == is }
	return has(f.Service, l.Service) && has(f.Reason, l.Reason) && has(f.Stream, l.Stream) &&
		(f.Subject == "" || matchSubject(f.Subject, l.Subject)) &&
		(f.ErrorContains == "" || strings.Contains(strings.ToLower(l.Error), strings.ToLower(f.ErrorContains))) &&
		(f.Since.IsZero() || !l.Time.Before(f.Since)) && (f.Until.IsZero() || l.Time.Before(f.Until)) &&
		(f.MaxRedrives == nil || l.Redrives <= *f.MaxRedrives)
}

// matchSubject matches as NATS does.
func matchSubject(pattern, subject string) bool {
	want, is := strings.Split(pattern, "."), strings.Split(subject, ".")
	for i, token := range want {
		if token == ">" && i == len(want)-1 {
			return len(is) > i
		}
		if i >= len(is) || token != "*" && token != is[i] {
			return false
		}
	}
	return len(want) == len(is)
}

// Span is a part of the box: the letters from one sequence through another, or
// through the last where that is 0.
type Span struct{ From, Through uint64 }
