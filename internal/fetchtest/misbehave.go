package fetchtest

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/barograph/barograph/internal/run"
)

// wait passes time as the client sees it, and says whether the client is still there.
func wait(r *http.Request, d time.Duration) bool { return run.Wait(r.Context(), d) }

// SlowHeaders answers well, but only after a time.
func SlowHeaders(d time.Duration, then http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if wait(r, d) {
			then.ServeHTTP(w, r)
		}
	})
}

// SlowBody sends the body byte by byte with a pause before each.
func SlowBody(body string, pause time.Duration) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		for i := range len(body) {
			flush(w)
			if !wait(r, pause) {
				return
			}
			_, _ = w.Write([]byte{body[i]})
		}
	})
}

// Stalled sends the start of a body and then nothing, until the client gives up.
func Stalled(start string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = w.Write([]byte(start))
		flush(w)
		<-r.Context().Done()
	})
}

// Truncated sends a chunked body and cuts the connection before its end.
func Truncated(body string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte(body))
		flush(w)
		panic(http.ErrAbortHandler)
	})
}

// LyingLength declares a length that is not the body's, and closes.
func LyingLength(body string, declared int) http.Handler {
	return raw(fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s", declared, body))
}

// LyingEncoding sends a body as it is and says that it is packed.
func LyingEncoding(coding, body string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", coding)
		_, _ = w.Write([]byte(body))
	})
}

// LongLine sends one line of so many bytes, as a page.
func LongLine(size int) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write([]byte("<p>"))
		chunk := bytes.Repeat([]byte("word "), 6554)
		for left := size - 3; left > 0 && r.Context().Err() == nil; left -= len(chunk) {
			if _, err := w.Write(chunk[:min(left, len(chunk))]); err != nil {
				return
			}
		}
	})
}

// Endless sends a body that never ends, as fast as it is read.
func Endless() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		chunk := bytes.Repeat([]byte("<item/>"), 4096)
		for r.Context().Err() == nil {
			if _, err := w.Write(chunk); err != nil {
				return
			}
		}
	})
}

// LongHeaders sends headers of so many bytes.
func LongHeaders(size int) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Long", strings.Repeat("a", size))
		w.WriteHeader(http.StatusOK)
	})
}

// WrongCharset sends a page in Latin-1 that says it is UTF-8.
func WrongCharset() http.Handler {
	return Text("text/html; charset=utf-8", "<html><head><meta charset=\"utf-8\"></head><body><p>Le pr\xe9sident fran\xe7ais a d\xe9clar\xe9 \xe0 Gen\xe8ve.</p></body></html>")
}

// Garbage answers something that is not HTTP.
func Garbage() http.Handler { return raw("SSH-2.0-OpenSSH_9.9\r\n") }

// Hangup closes the connection without an answer.
func Hangup() http.Handler {
	return http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
}

// raw writes bytes in the place of an answer and closes.
func raw(text string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		connection, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			return
		}
		defer connection.Close()
		_, _ = connection.Write([]byte(text))
	})
}

func flush(w http.ResponseWriter) { _ = http.NewResponseController(w).Flush() }
