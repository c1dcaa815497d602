package fetchtest

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strconv"
	"sync/atomic"
	"time"
)

// Text answers 200 with a body of the given content type.
func Text(contentType, body string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		_, _ = w.Write([]byte(body))
	})
}

// Tagged answers like [Text], with an ETag, and 304 to whoever has that.
func Tagged(contentType, body string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		serveTagged(w, r, contentType, []byte(body))
	})
}

func serveTagged(w http.ResponseWriter, r *http.Request, contentType string, body []byte) {
	sum := sha256.Sum256(body)
	tag := `"` + hex.EncodeToString(sum[:8]) + `"`
	w.Header().Set("ETag", tag)
	if r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	w.Header().Set("Content-Type", contentType)
	_, _ = w.Write(body)
}

// Dated answers like [Text], with Last-Modified, and 304 to whoever has what is as new.
func Dated(contentType, body string, modified time.Time) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Last-Modified", modified.UTC().Format(http.TimeFormat))
		since, err := http.ParseTime(r.Header.Get("If-Modified-Since"))
		if err == nil && !modified.Truncate(time.Second).After(since) {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		Text(contentType, body).ServeHTTP(w, r)
	})
}

// Status answers nothing but a status: 404, 410, 500.
func Status(code int) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) })
}

// RetryAfter answers a status (429 or 503) and asks to wait so many seconds.
func RetryAfter(code int, wait time.Duration) http.Handler {
	return retryAfter(code, func() string { return strconv.Itoa(int(wait / time.Second)) })
}

// RetryAfterDate is [RetryAfter] with the moment instead of the seconds.
func RetryAfterDate(code int, wait time.Duration) http.Handler {
	return retryAfter(code, func() string { return time.Now().Add(wait).UTC().Format(http.TimeFormat) })
}

func retryAfter(code int, value func() string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", value())
		w.WriteHeader(code)
	})
}

// Unchanged answers 304 to everybody, for ever.
func Unchanged() http.Handler { return Status(http.StatusNotModified) }

// Changing answers the handlers in turn and stays with the last: an article
// that is corrected, a feed that moves.
func Changing(handlers ...http.Handler) http.Handler {
	return inTurn(func(n int) http.Handler { return handlers[min(n, len(handlers)-1)] })
}

// Flapping answers well so many times, then badly as often, and so on.
func Flapping(well, badly http.Handler, times int) http.Handler {
	return inTurn(func(n int) http.Handler {
		if n/times%2 == 0 {
			return well
		}
		return badly
	})
}

func inTurn(choose func(n int) http.Handler) http.Handler {
	var count atomic.Int64
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		choose(int(count.Add(1)-1)).ServeHTTP(w, r)
	})
}

// Redirect sends everybody to an address, absolute or not, with a status of 3xx.
func Redirect(code int, location string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", location)
		w.WriteHeader(code)
	})
}

// RedirectLoop sends everybody in a circle of so many addresses below its path.
func RedirectLoop(size int) http.Handler {
	return redirectStep(func(n int) int { return (n + 1) % size })
}

// RedirectOn sends everybody on to ever new addresses.
func RedirectOn() http.Handler { return redirectStep(func(n int) int { return n + 1 }) }

func redirectStep(next func(int) int) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n, _ := strconv.Atoi(r.URL.Query().Get("step"))
		w.Header().Set("Location", r.URL.Path+"?step="+strconv.Itoa(next(n)))
		w.WriteHeader(http.StatusFound)
	})
}
