package tracing

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/net/http/httpguts"
)

// mostHeaderBytes bounds the file with headers.
const mostHeaderBytes = 16 << 10

// readHeaders reads the headers for the collector; "" is none. No error quotes a
// value.
func readHeaders(path string) (map[string]string, error) {
	headers := map[string]string{} // not nil, so that no environment variable is asked
	if path == "" {
		return headers, nil
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open: %w", err)
	}
	text, err := io.ReadAll(io.LimitReader(file, mostHeaderBytes+1))
	if err = errors.Join(err, file.Close()); err != nil {
		return nil, fmt.Errorf("read: %w", err)
	}
	if len(text) > mostHeaderBytes {
		return nil, fmt.Errorf("%s is longer than %d bytes", path, mostHeaderBytes)
	}
	return headers, parseHeaders(string(text), headers)
}

// parseHeaders reads NAME: VALUE, one a line; empty lines and those that begin
// with # are passed over.
func parseHeaders(text string, into map[string]string) error {
	number := 0
	for line := range strings.Lines(text) {
		number++
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, value, found := strings.Cut(line, ":")
		name, value = strings.ToLower(strings.TrimSpace(name)), strings.TrimSpace(value)
		if !found || !httpguts.ValidHeaderFieldName(name) || !httpguts.ValidHeaderFieldValue(value) || strings.HasPrefix(name, "grpc-") {
			return fmt.Errorf("line %d is no header, NAME: VALUE", number)
		}
		into[name] = value
	}
	return nil
}
