package fetch

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

// acceptEncoding names what decode can undo.
const acceptEncoding = "gzip, deflate, br, zstd"

const (
	maxCodings = 2       // layers of packing; nobody needs more than one
	ratioFloor = 1 << 20 // bytes below which no ratio is asked about
	maxWindow  = 8 << 20 // of zstd, as RFC 9659 has it
)

var (
	errTooLarge = errors.New("is larger than the limit")
	errBomb     = errors.New("unpacks to far more than it should")
	errCoding   = errors.New("is not packed as it says")
	errWrite    = errors.New("cannot keep the body")
)

// limits of one body.
type limits struct {
	bytes, ratio int64
	cut          bool // take the first bytes of a body that is too large
}

// decode reads a whole body, undoes its content codings and writes what comes
// out. The returned errors are errTooLarge, errBomb, errCoding, errWrite, or
// those of reading.
func decode(out io.Writer, body io.Reader, codings []string, limit limits) error {
	if len(codings) > maxCodings {
		return fmt.Errorf("body packed %d times: %w", len(codings), errCoding)
	}
	wire := &counter{reader: body, limit: limit.bytes}
	if limit.cut {
		wire.limit = 2 * limit.bytes // the packed form is seldom larger, and never by much
	}
	var reader io.Reader = wire
	for i := len(codings) - 1; i >= 0; i-- {
		unpacked, closer, err := unpack(reader, codings[i])
		if err != nil {
			return explain(wire, err)
		}
		defer closer()
		reader = unpacked
	}
	written, chunk := int64(0), make([]byte, 32<<10)
	for {
		n, err := reader.Read(chunk)
		over := written+int64(n) > limit.bytes
		if over {
			n = int(limit.bytes - written)
		}
		if _, err := out.Write(chunk[:n]); err != nil {
			return fmt.Errorf("%w: %w", errWrite, err)
		}
		written += int64(n)
		switch {
		case over && limit.cut:
			return nil
		case over:
			return fmt.Errorf("body %w of %d bytes", errTooLarge, limit.bytes)
		case written > ratioFloor && written > limit.ratio*wire.count:
			return fmt.Errorf("body of %d bytes %w", wire.count, errBomb)
		case errors.Is(err, io.EOF):
			return wire.rest()
		case err != nil:
			return explain(wire, err)
		}
	}
}

// explain tells an error of reading from one of unpacking what was read well.
func explain(wire *counter, err error) error {
	switch {
	case wire.err != nil:
		return wire.err
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return fmt.Errorf("packed body: %w", io.ErrUnexpectedEOF)
	case errors.Is(err, zstd.ErrWindowSizeExceeded), errors.Is(err, zstd.ErrDecoderSizeExceeded):
		return fmt.Errorf("window of the packed body %w", errTooLarge)
	}
	return fmt.Errorf("body %w: %w", errCoding, err)
}

// counter counts what comes over the wire and remembers how reading it failed.
type counter struct {
	reader io.Reader
	limit  int64
	count  int64
	err    error
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.reader.Read(p)
	if c.count += int64(n); c.count > c.limit {
		err = fmt.Errorf("body %w of %d bytes", errTooLarge, c.limit)
	}
	if err != nil && !errors.Is(err, io.EOF) {
		c.err = err
	}
	return n, err
}

// rest reads to the end what follows the packed data, so that a body that was
// cut off behind it is noticed and the connection can be used again.
func (c *counter) rest() error {
	_, err := io.Copy(io.Discard, c)
	return err
}

// unpack undoes one coding. What says it is packed and does not look it is
// taken as it is, where the coding can be told from anything else: servers that
// pack twice in the configuration and once in fact are common.
func unpack(reader io.Reader, coding string) (io.Reader, func(), error) {
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
		if !bytes.HasPrefix(head, gzipMagic) {
			return buffered, func() {}, nil
		}
		r, err := gzip.NewReader(buffered)
		return r, func() {}, err
	case "deflate":
		return inflate(buffered, head)
	case "br":
		return brotli.NewReader(buffered), func() {}, nil
	case "zstd":
		if !bytes.Equal(head, zstdMagic) {
			return buffered, func() {}, nil
		}
		r, err := zstd.NewReader(buffered, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true),
			zstd.WithDecoderMaxWindow(maxWindow))
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

var (
	gzipMagic = []byte{0x1f, 0x8b}
	zstdMagic = []byte{0x28, 0xb5, 0x2f, 0xfd}
)

// codings lists the content codings of a header in the order in which they were applied.
func codings(header []string) []string {
	var out []string
	for part := range strings.SplitSeq(strings.Join(header, ","), ",") {
		if coding := strings.ToLower(strings.TrimSpace(part)); coding != "" && coding != "identity" && coding != "none" && coding != "utf-8" {
			out = append(out, coding)
		}
	}
	return out
}
