// Package logging makes the *zap.Logger that every service is given: JSON lines
// on a pipe, aligned text on a terminal, the same keys everywhere (field.go),
// and a level that can be changed while the process runs.
//
// There is no global logger. Messages are constant and lower-case; facts are
// fields. Every entry is one line, whatever stands in its values (line.go).
package logging

import (
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
)

// Formats of log lines.
const (
	FormatAuto    = "auto" // console on a terminal, json otherwise
	FormatJSON    = "json"
	FormatConsole = "console"
)

// Config is the part of a service's configuration that is about logging. Its
// zero value is invalid; start from [Default].
type Config struct {
	Level  string `env:"LOG_LEVEL" shared:"true" help:"lowest level that is logged: debug, info, warn or error"`
	Format string `env:"LOG_FORMAT" shared:"true" help:"json, console, or auto: console on a terminal, else json"`
}

// Default logs info and above.
func Default() Config { return Config{Level: "info", Format: FormatAuto} }

// Validate names every wrong field.
func (c Config) Validate() error {
	var errs []error
	if _, err := parseLevel(c.Level); err != nil {
		errs = append(errs, fmt.Errorf("log-level: %w", err))
	}
	switch c.Format {
	case FormatAuto, FormatJSON, FormatConsole:
	default:
		errs = append(errs, fmt.Errorf("log-format: %q is none of auto, json, console", c.Format))
	}
	return errors.Join(errs...)
}

// New makes the logger of a service that writes to out (standard output in
// production, so that a container's runtime collects it), and the level that
// it obeys.
func New(cfg Config, out io.Writer, service, version string) (*zap.Logger, *Level, error) {
	if err := cfg.Validate(); err != nil {
		return nil, nil, fmt.Errorf("make logger: %w", err)
	}
	start, err := parseLevel(cfg.Level)
	if err != nil {
		return nil, nil, fmt.Errorf("make logger: %w", err)
	}
	level := &Level{atomic: zap.NewAtomicLevelAt(start), configured: start}
	format := cfg.Format
	if format == FormatAuto {
		format = FormatJSON
		if isTerminal(out) {
			format = FormatConsole
		}
	}
	core := zapcore.NewCore(encoder(format), zapcore.Lock(zapcore.AddSync(out)), level.atomic)
	log := zap.New(core)
	if format == FormatJSON {
		log = log.With(Service(service), Version(version))
	} else {
		log = log.Named(service)
	}
	return log, level, nil
}

func encoder(format string) zapcore.Encoder {
	cfg := zapcore.EncoderConfig{
		TimeKey: KeyTime, LevelKey: KeyLevel, NameKey: KeyLogger, MessageKey: KeyMessage,
		LineEnding:       zapcore.DefaultLineEnding,
		EncodeLevel:      zapcore.LowercaseLevelEncoder,
		EncodeTime:       encodeTime("2006-01-02T15:04:05.000Z07:00"),
		EncodeDuration:   zapcore.StringDurationEncoder,
		ConsoleSeparator: "  ",
	}
	if format == FormatConsole {
		cfg.EncodeTime = encodeTime("15:04:05.000")
		return lines{zapcore.NewConsoleEncoder(cfg)}
	}
	return lines{zapcore.NewJSONEncoder(cfg)}
}

func encodeTime(layout string) zapcore.TimeEncoder {
	return func(t time.Time, enc zapcore.PrimitiveArrayEncoder) {
		enc.AppendString(t.UTC().Format(layout))
	}
}

func isTerminal(out io.Writer) bool {
	f, ok := out.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && info.Mode()&os.ModeDevice != 0 && f.Name() != os.DevNull
}
