package fetchtest

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"io"
	"net/http"
	"sync"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

// Codings lists the content codings that [Pack] knows; "deflate-raw" is what
// some servers send as deflate.
func Codings() []string { return []string{"gzip", "deflate", "deflate-raw", "br", "zstd"} }

// Pack packs a body; an unknown coding leaves it as it is.
func Pack(coding string, body []byte) []byte {
	var out bytes.Buffer
	packer := packer(&out, coding)
	_, _ = packer.Write(body)
	_ = packer.Close()
	return out.Bytes()
}

// Packed answers a body that is packed, and says so.
func Packed(coding, contentType string, body []byte) http.Handler {
	return packed(coding, contentType, Pack(coding, body))
}

// PackedTruncated answers a packed body without its last bytes, with the length
// of what it sends: only unpacking shows it.
func PackedTruncated(coding string, body []byte) http.Handler {
	whole := Pack(coding, body)
	return packed(coding, "text/html", whole[:len(whole)*2/3])
}

// Bomb answers a few bytes that unpack to so many. They are made at the first request.
func Bomb(coding string, size int64) http.Handler {
	bomb := sync.OnceValue(func() []byte {
		var out bytes.Buffer
		packer := packer(&out, coding)
		_, _ = io.CopyN(packer, blanks{}, size)
		_ = packer.Close()
		return out.Bytes()
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		packed(coding, "text/html", bomb()).ServeHTTP(w, r)
	})
}

func packed(coding, contentType string, body []byte) http.Handler {
	if coding == "deflate-raw" {
		coding = "deflate"
	}
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", coding)
		w.Header().Set("Content-Type", contentType)
		_, _ = w.Write(body)
	})
}

func packer(out io.Writer, coding string) io.WriteCloser {
	switch coding {
	case "gzip":
		return gzip.NewWriter(out)
	case "deflate":
		return zlib.NewWriter(out)
	case "deflate-raw":
		if w, err := flate.NewWriter(out, flate.BestSpeed); err == nil {
			return w
		}
	case "br":
		return brotli.NewWriterLevel(out, brotli.BestSpeed)
	case "zstd":
		if w, err := zstd.NewWriter(out, zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(1<<20)); err == nil {
			return w
		}
	}
	return plain{out}
}

// plain packs nothing.
type plain struct{ io.Writer }

// Close is a method of io.Closer.
func (plain) Close() error { return nil }

// blanks is an endless reader of one letter.
type blanks struct{}

// Read is a method of io.Reader.
func (blanks) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}
