// Package coding undoes the packing of what servers send and archives hold:
// content codings by their name, compressed files by their first bytes. It is
// pure.
package coding

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// MaxWindow bounds the window of zstd in content codings, as RFC 9659 has it.
const MaxWindow = 8 << 20

// IsGzip says whether data begins as gzip does.
func IsGzip(head []byte) bool { return bytes.HasPrefix(head, []byte{0x1f, 0x8b}) }

// IsZstd says whether data begins as a frame of zstd does.
func IsZstd(head []byte) bool { return bytes.HasPrefix(head, []byte{0x28, 0xb5, 0x2f, 0xfd}) }

// Unpack undoes one content coding; the function that it returns releases what
// the reader holds. What says it is packed and does not look it is taken as it
// is, where the coding can be told from anything else: servers that pack twice
// in the configuration and once in fact are common, and so are archives of pages
// that were unpacked on their way in.
func Unpack(reader io.Reader, coding string) (io.Reader, func(), error) {
	buffered := bufio.NewReader(reader)
	head, err := buffered.Peek(4)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, nil, err
	}
	if len(head) == 0 { // nothing is nothing, however it is packed
		return buffered, func() {}, nil
	}
	switch coding {
	case "gzip", "x-gzip":
		if !IsGzip(head) {
			return buffered, func() {}, nil
		}
		r, err := gzip.NewReader(buffered)
		return r, func() {}, err
	case "deflate":
		return inflate(buffered, head)
	case "br":
		return brotli.NewReader(buffered), func() {}, nil
	case "zstd":
		if !IsZstd(head) {
			return buffered, func() {}, nil
		}
		r, err := zstd.NewReader(buffered, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true),
			zstd.WithDecoderMaxWindow(MaxWindow))
		if err != nil {
			return nil, nil, err
		}
		return r, r.Close, nil
	}
	return nil, nil, fmt.Errorf("content coding %q is not known", coding)
}

// inflate reads "deflate", which is zlib by the standard and bare deflate by
// some servers; two bytes tell.
func inflate(reader io.Reader, head []byte) (io.Reader, func(), error) {
	if len(head) > 1 && head[0]&0x0f == 8 && (int(head[0])<<8|int(head[1]))%31 == 0 {
		r, err := zlib.NewReader(reader)
		return r, func() {}, err
	}
	r := flate.NewReader(reader)
	return r, func() {}, nil
}

// List lists the content codings of a header in the order in which they were applied.
func List(header []string) []string {
	var out []string
	for part := range strings.SplitSeq(strings.Join(header, ","), ",") {
		if coding := strings.ToLower(strings.TrimSpace(part)); coding != "" && coding != "identity" && coding != "none" && coding != "utf-8" {
			out = append(out, coding)
		}
	}
	return out
}
