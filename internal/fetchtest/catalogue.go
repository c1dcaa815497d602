package fetchtest

import (
	"net/http"
	"time"
)

// Misbehaviour is one way to answer badly, with its name.
type Misbehaviour struct {
	Name    string
	Handler http.Handler
}

// Oddities lists ways to answer oddly that a client can read all the same: all
// of them give the body.
func Oddities(body string) []Misbehaviour {
	text := Text("text/xml", body)
	return []Misbehaviour{
		{"lying-type", Text("image/png", body)},
		{"broken-type", Text("text; html;; =", body)},
		{"lying-gzip", LyingEncoding("gzip", body)},
		{"lying-zstd", LyingEncoding("zstd", body)},
		{"gzip-file", Text("application/x-gzip", string(Pack("gzip", []byte(body))))},
		{"deflate-raw", Packed("deflate-raw", "text/xml", []byte(body))},
		{"packed-twice", LyingEncoding("gzip, br", string(Pack("br", Pack("gzip", []byte(body)))))},
		{"old-protocol", raw("HTTP/1.0 200 OK\r\n\r\n" + body)},
		{"slow", SlowHeaders(time.Second, text)},
		{"moved", Changing(Redirect(http.StatusMovedPermanently, "?moved"), text)},
	}
}

// Misbehaviours lists ways to answer badly in the place of a feed, a page, or
// anything else; where a good answer is part of it, well gives that. None of
// them gives back what well says both whole and in time.
func Misbehaviours(well http.Handler) []Misbehaviour {
	const page = "<html><body><p>The beginning of a page that has no end</p>"
	list := []Misbehaviour{
		{"slow-headers", SlowHeaders(time.Hour, well)},
		{"slow-body", SlowBody(page, time.Minute)},
		{"stalled", Stalled(page)},
		{"truncated", Truncated(page)},
		{"long-length", LyingLength(page, 10*len(page))},
		{"garbage", Garbage()},
		{"hang-up", Hangup()},
		{"long-headers", LongHeaders(10 << 20)},
		{"endless", Endless()},
		{"redirect-loop", RedirectLoop(3)},
		{"redirect-on", RedirectOn()},
		{"redirect-private", Redirect(http.StatusFound, "http://10.0.0.1/")},
		{"redirect-metadata", Redirect(http.StatusMovedPermanently, "http://169.254.169.254/latest/meta-data/")},
		{"redirect-file", Redirect(http.StatusFound, "file:///etc/passwd")},
		{"redirect-nowhere", Redirect(http.StatusFound, "")},
		{"unknown-encoding", LyingEncoding("compress", page)},
		{"lying-brotli", LyingEncoding("br", page)},
		{"too-many", RetryAfter(http.StatusTooManyRequests, 2*time.Minute)},
		{"too-many-date", RetryAfterDate(http.StatusTooManyRequests, 2*time.Minute)},
		{"unavailable", RetryAfter(http.StatusServiceUnavailable, 2*time.Minute)},
		{"error", Status(http.StatusInternalServerError)},
		{"forbidden", Status(http.StatusForbidden)},
		{"not-found", Status(http.StatusNotFound)},
		{"partial", Status(http.StatusPartialContent)},
		{"unasked-not-modified", Unchanged()},
	}
	for _, coding := range Codings() {
		list = append(list,
			Misbehaviour{"bomb-" + coding, Bomb(coding, 24<<20)},
			Misbehaviour{"truncated-" + coding, PackedTruncated(coding, []byte(Story(1, time.Time{}).page("http://memory.test/")))})
	}
	return list
}
