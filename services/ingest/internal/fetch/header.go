package fetch

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// retryAfter is the moment that a server names as the earliest for another
// request, as seconds or as a date; zero if it names none or one that is past.
// It is at most so far ahead that a mistake of the server does no lasting harm.
func retryAfter(header http.Header, now time.Time, longest time.Duration) time.Time {
	value := strings.TrimSpace(header.Get("Retry-After"))
	if value == "" {
		return time.Time{}
	}
	var wait time.Duration
	if seconds, err := strconv.ParseFloat(value, 64); err == nil {
		if !(seconds > 0) {
			return time.Time{}
		}
		wait = time.Duration(min(seconds, longest.Seconds()) * float64(time.Second))
	} else if at, err := http.ParseTime(value); err == nil {
		wait = at.Sub(serverTime(header, now))
	}
	if wait <= 0 {
		return time.Time{}
	}
	return now.Add(min(wait, longest))
}

// serverTime is what the server's clock shows: dates in its headers are meant by it.
func serverTime(header http.Header, now time.Time) time.Time {
	if date, err := http.ParseTime(header.Get("Date")); err == nil {
		return date
	}
	return now
}

// freshUntil is how long the answer is said to hold: max-age less the age that
// it already has, else Expires; zero if not said or past.
func freshUntil(header http.Header, now time.Time) time.Time {
	const longest = 365 * 24 * time.Hour
	var fresh time.Duration
	maxAge, found := time.Duration(0), false
	for part := range strings.SplitSeq(strings.Join(header.Values("Cache-Control"), ","), ",") {
		name, value, _ := strings.Cut(strings.ToLower(strings.TrimSpace(part)), "=")
		switch name {
		case "no-cache", "no-store":
			return time.Time{}
		case "max-age":
			maxAge, found = seconds(strings.Trim(value, `"`)), true
		}
	}
	if found {
		fresh = maxAge - seconds(header.Get("Age"))
	} else if expires, err := http.ParseTime(header.Get("Expires")); err == nil {
		fresh = expires.Sub(serverTime(header, now))
	}
	if fresh <= 0 {
		return time.Time{}
	}
	return now.Add(min(fresh, longest))
}

// seconds reads a count of seconds, 0 for anything else; at most ten years.
func seconds(text string) time.Duration {
	n, err := strconv.ParseUint(strings.TrimSpace(text), 10, 64)
	if err != nil {
		return 0
	}
	return time.Duration(min(n, 10*365*24*3600)) * time.Second
}
