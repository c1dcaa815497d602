package archive

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"

	"github.com/barograph/barograph/services/ingest/internal/coding"
)

const (
	// maxLayers is how often an archive may be packed.
	maxLayers = 3
	// maxWindow bounds the memory of zstd; its own tool needs a flag for more.
	maxWindow = 128 << 20
	// Beyond bombFloor bytes an archive may unpack to no more than bombRatio times
	// what it takes: the best packed text that there is stays far below.
	bombFloor = 1 << 30
	bombRatio = 1000
	// maxEarly is how much damage is passed over before anything can be read.
	maxEarly = 1000
	// peek is how much of a stream is looked at to find out what it is.
	peek = 64 << 10
)

var errBomb = errors.New("unpacks to far more than any archive of articles would")

// unpack undoes all packing of a stream, as its first bytes tell.
func (s *stream) unpack(in io.Reader) (*bufio.Reader, error) {
	wire := &counter{in: in}
	out := bufio.NewReaderSize(wire, peek)
	for range maxLayers {
		head, err := s.begin(out)
		if err != nil {
			return nil, err
		}
		var layer io.Reader
		switch {
		case coding.IsGzip(head):
			layer = &members{in: out}
		case coding.IsZstd(head), isSkippable(head):
			if layer, err = s.zstd(out, head); err != nil {
				return nil, err
			}
		case len(head) > 3 && bytes.HasPrefix(head, []byte("BZh")) && head[3] >= '1' && head[3] <= '9':
			layer = &soft{in: bzip2.NewReader(out), what: "bzip2"}
		default:
			return out, nil
		}
		out = bufio.NewReaderSize(&bomb{in: layer, wire: wire}, peek)
	}
	return nil, fmt.Errorf("packed more than %d times", maxLayers)
}

// begin is how a layer begins; what is damaged before that is told later.
func (s *stream) begin(in *bufio.Reader) ([]byte, error) {
	for {
		head, err := in.Peek(8)
		d, damaged := asDamage(err)
		switch {
		case !damaged && err != nil && !errors.Is(err, io.EOF):
			return nil, err
		case !damaged:
			return head, nil
		}
		if s.early = append(s.early, d); len(s.early) > maxEarly {
			return nil, errors.New("it is damaged everywhere")
		}
		if _, err := in.Discard(len(head)); err != nil {
			return nil, err
		}
	}
}

// dictionary is the skippable frame that some archives of zstd begin with: a
// dictionary, itself packed or not.
const dictionary = 0x184D2A5D

func isSkippable(head []byte) bool {
	return len(head) >= 8 && binary.LittleEndian.Uint32(head)&^0xf == 0x184D2A50
}

func (s *stream) zstd(in *bufio.Reader, head []byte) (io.Reader, error) {
	options := []zstd.DOption{zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow), zstd.WithDecoderMaxMemory(1 << 40)}
	if isSkippable(head) && binary.LittleEndian.Uint32(head) == dictionary {
		dict, err := readDictionary(in)
		if err != nil {
			return nil, fmt.Errorf("dictionary of zstd: %w", err)
		}
		options = append(options, zstd.WithDecoderDicts(dict))
	}
	decoder, err := zstd.NewReader(in, options...)
	if err != nil {
		return nil, fmt.Errorf("zstd: %w", err)
	}
	s.closers = append(s.closers, decoder.Close)
	return &soft{in: decoder, what: "zstd"}, nil
}

const maxDictionary = 8 << 20

func readDictionary(in *bufio.Reader) ([]byte, error) {
	var head [8]byte
	if _, err := io.ReadFull(in, head[:]); err != nil {
		return nil, err
	}
	size := binary.LittleEndian.Uint32(head[4:])
	if size > maxDictionary {
		return nil, fmt.Errorf("%d bytes, more than %d", size, maxDictionary)
	}
	var data bytes.Buffer
	if _, err := io.CopyN(&data, in, int64(size)); err != nil {
		return nil, err
	}
	if !coding.IsZstd(data.Bytes()) {
		return data.Bytes(), nil
	}
	decoder, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxDictionary))
	if err != nil {
		return nil, err
	}
	defer decoder.Close()
	return decoder.DecodeAll(data.Bytes(), nil)
}

// counter counts what is read.
type counter struct {
	in    io.Reader
	count int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.in.Read(p)
	c.count += int64(n)
	return n, err
}

// bomb ends a stream that grows beyond reason.
type bomb struct {
	in    io.Reader
	wire  *counter
	count int64
	ended bool
}

func (b *bomb) Read(p []byte) (int, error) {
	if b.ended {
		return 0, io.EOF
	}
	n, err := b.in.Read(p)
	if b.count += int64(n); b.count > bombFloor && b.count/bombRatio > b.wire.count {
		b.ended = true
		return 0, &damage{errBomb}
	}
	return n, err
}

// soft makes the end of a stream of what is damage behind which nothing can be
// read: what came before it counts.
type soft struct {
	in    io.Reader
	what  string
	ended bool
}

func (s *soft) Read(p []byte) (int, error) {
	if s.ended {
		return 0, io.EOF
	}
	n, err := s.in.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		s.ended = true
		if errors.Is(err, io.ErrUnexpectedEOF) {
			err = errors.New("it is cut off")
		}
		err = &damage{fmt.Errorf("%s: %w; what follows cannot be read", s.what, err)}
	}
	return n, err
}
