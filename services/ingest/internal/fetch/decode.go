package fetch

import (
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"

	"github.com/barograph/barograph/services/ingest/internal/coding"
)

// acceptEncoding names what decode can undo.
const acceptEncoding = "gzip, deflate, br, zstd"

const (
	maxCodings = 2       // layers of packing; nobody needs more than one
	ratioFloor = 1 << 20 // bytes below which no ratio is asked about
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
		unpacked, closer, err := coding.Unpack(reader, codings[i])
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
