package articlefile

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
)

// readLines reads JSON Lines (https://jsonlines.org); empty lines are skipped.
// A line that is too long ends the file, since the place where the next one
// starts is not known without reading it all.
func readLines(name string, r io.Reader, yield func(Item) bool) bool {
	scanner := bufio.NewScanner(r)
	scanner.Buffer(make([]byte, 0, 64<<10), maxFile)
	line := 0
	for scanner.Scan() {
		line++
		data := scanner.Bytes()
		if len(bytes.TrimSpace(data)) == 0 {
			continue
		}
		if !yield(item(fmt.Sprintf("%s:%d", name, line), data, jsonLine)) {
			return false
		}
	}
	err := scanner.Err()
	if err == nil {
		return true
	}
	if errors.Is(err, bufio.ErrTooLong) {
		err = fmt.Errorf("longer than %d bytes: this line and what follows was not read", maxFile)
	}
	return yield(Item{Name: fmt.Sprintf("%s:%d", name, line+1), Err: reason(err)})
}

// parser makes a submission of the bytes of one article.
type parser func([]byte) (*ingestv1.Submission, error)

func item(name string, data []byte, parse parser) Item {
	submission, err := parse(data)
	return Item{Name: name, Submission: submission, Err: err, Size: int64(len(data))}
}
