package config

import (
	"fmt"
	"net/url"
	"strings"

	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
)

// Table renders the settings of a service as a Markdown table; cfg is a
// pointer to the struct with its defaults.
func Table(service string, cfg any) (string, error) {
	settings, err := settingsOf(cfg)
	if err != nil {
		return "", fmt.Errorf("render settings of %s: %w", service, err)
	}
	var b strings.Builder
	b.WriteString("| flag | variable | type | default | meaning |\n| --- | --- | --- | --- | --- |\n")
	for _, s := range settings {
		names := s.variables(service)
		for i := range names {
			names[i] = code(names[i])
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n", code("--"+s.flag),
			strings.Join(names, " or "), s.kind(), code(s.text()), cell(s.help))
	}
	return b.String(), nil
}

func code(text string) string {
	if text == "" {
		return ""
	}
	return "`" + cell(text) + "`"
}

func cell(text string) string {
	return strings.ReplaceAll(strings.ReplaceAll(text, "\n", " "), "|", `\|`)
}

// Effective is the log field "config" with every setting by the name of its
// flag, in the order of the struct. Secrets and passwords within URLs are
// replaced.
func Effective(cfg any) (zap.Field, error) {
	settings, err := settingsOf(cfg)
	if err != nil {
		return zap.Skip(), fmt.Errorf("list effective settings: %w", err)
	}
	return zap.Object("config", zapcore.ObjectMarshalerFunc(func(enc zapcore.ObjectEncoder) error {
		for _, s := range settings {
			enc.AddString(s.flag, s.text())
		}
		return nil
	})), nil
}

// redact replaces passwords in a comma-separated list of URLs.
func redact(text string) string {
	if !strings.Contains(text, "@") {
		return text
	}
	parts := strings.Split(text, ",")
	for i, part := range parts {
		u, err := url.Parse(part)
		switch {
		case err != nil:
			parts[i] = redacted
		case u.User != nil:
			u.User = url.User(redacted) // NATS also takes a bare token as the user
			parts[i] = u.String()
		}
	}
	return strings.Join(parts, ",")
}
