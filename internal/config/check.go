package config

import (
	"errors"
	"fmt"
)

const redacted = "redacted"

// Secret is a setting that is read from a file and never shown: its env tag
// ends in "_FILE,file". Surrounding white space is not removed by the parser;
// use [Secret.Value].
type Secret string

// String hides the secret, but not whether there is one.
func (s Secret) String() string {
	if s == "" {
		return ""
	}
	return redacted
}

// GoString hides the secret.
func (s Secret) GoString() string { return s.String() }

// MarshalText hides the secret from JSON and logs.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Value is the secret, without the line break that ends most files.
func (s Secret) Value() string {
	text := string(s)
	for len(text) > 0 && (text[len(text)-1] == '\n' || text[len(text)-1] == '\r') {
		text = text[:len(text)-1]
	}
	return text
}

// Check collects the problems of a configuration, so that Validate can name
// all of them at once. The zero value is ready to use.
type Check struct{ errs []error }

// That notes a problem with a setting (named as its flag) unless ok.
func (c *Check) That(ok bool, name, format string, args ...any) {
	if !ok {
		c.errs = append(c.errs, fmt.Errorf("%s: %s", name, fmt.Sprintf(format, args...)))
	}
}

// Add notes the problems of a nested configuration; nil is none.
func (c *Check) Add(err error) {
	if err != nil {
		c.errs = append(c.errs, err)
	}
}

// Err is all problems joined, or nil.
func (c *Check) Err() error { return errors.Join(c.errs...) }
