package archive

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"strings"
)

// Limits of the head of a WARC record, and of what was sent by HTTP.
const (
	maxHead   = 256 << 10
	maxFields = 1000 // lines that are looked at
)

// header is the head of a WARC record, or of what was sent by HTTP. Names are
// in lower case; of several fields of one name each counts.
type header map[string][]string

func (h header) get(name string) string {
	if values := h[name]; len(values) > 0 {
		return values[0]
	}
	return ""
}

// header reads the head of a record, which stands in w.head then.
func (w *warcReader) header() (header, error) {
	w.head = w.head[:0]
	for {
		line, err := w.in.ReadSlice('\n')
		w.at += int64(len(line))
		w.head = append(w.head, line...)
		switch {
		case errors.Is(err, bufio.ErrBufferFull) && len(w.head) <= maxHead:
			continue
		case err == nil && len(w.head) > maxHead, errors.Is(err, bufio.ErrBufferFull):
			return nil, &malformed{fmt.Sprintf("the head of the record has more than %d bytes", maxHead)}
		case err != nil:
			return nil, err
		}
		if len(bytes.TrimRight(line, "\r\n")) == 0 {
			_, rest, _ := bytes.Cut(w.head, []byte("\n"))
			return parseHeader(rest), nil
		}
	}
}

// parseHeader reads "Name: value" lines, long ones continued by indentation.
func parseHeader(data []byte) header {
	out := header{}
	last, count := "", 0
	for line := range bytes.Lines(data) {
		text := strings.TrimRight(string(line), "\r\n")
		if text == "" {
			break
		}
		if count++; count > maxFields { // lines that continue others count too: to join them takes time
			break
		}
		if (text[0] == ' ' || text[0] == '\t') && last != "" {
			values := out[last]
			values[len(values)-1] += " " + strings.TrimSpace(text)
			continue
		}
		name, value, ok := strings.Cut(text, ":")
		if !ok {
			continue
		}
		last = strings.ToLower(strings.TrimSpace(name))
		out[last] = append(out[last], strings.TrimSpace(value))
	}
	return out
}
