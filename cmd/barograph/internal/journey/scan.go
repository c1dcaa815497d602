package journey

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
)

// longestLine is how long a line may be; those of services are far shorter.
const longestLine = 1 << 20

// scan gives every line of ours to take, and returns how many lines there were
// that are none. A stream that begins as gzip does is unpacked.
func scan(from io.Reader, take func(Line)) (skipped int, err error) {
	in := bufio.NewReaderSize(from, 64<<10)
	if magic, _ := in.Peek(2); bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		unpacked, err := gzip.NewReader(in)
		if err != nil {
			return 0, fmt.Errorf("read gzip: %w", err)
		}
		in = bufio.NewReaderSize(unpacked, 64<<10)
	}
	for buf := []byte(nil); ; buf = buf[:0] {
		raw, tooLong, err := next(in, buf)
		buf = raw
		if line, ok := parse(raw); ok && !tooLong {
			take(line)
		} else if len(bytes.TrimSpace(raw)) > 0 {
			skipped++
		}
		if errors.Is(err, io.EOF) {
			return skipped, nil
		}
		if err != nil {
			return skipped, fmt.Errorf("read log lines: %w", err)
		}
	}
}

// next reads one line into buf; of one that is too long, the beginning.
func next(in *bufio.Reader, buf []byte) (line []byte, tooLong bool, err error) {
	for {
		part, err := in.ReadSlice('\n')
		if room := longestLine - len(buf); len(part) > room {
			part, tooLong = part[:room], true
		}
		buf = append(buf, part...)
		if !errors.Is(err, bufio.ErrBufferFull) {
			return buf, tooLong, err
		}
	}
}
