// Package config fills one struct per service: defaults, over them environment
// variables BAROGRAPH_*, over them flags. It also renders the struct for
// people: --help, the table in the documentation, the effective values in the
// log with secrets removed.
//
// A field is a setting if it has an env tag:
//
//	type Config struct {
//		Workers int            `env:"WORKERS" help:"articles tagged at once"`
//		Log     logging.Config // nested structs add their settings
//		Token   config.Secret  `env:"TOKEN_FILE,file" help:"file with the token"`
//		NATSURL string         `env:"NATS_URL" shared:"true" help:"…"`
//	}
//
// For the service nlp this gives BAROGRAPH_NLP_WORKERS and --workers. A setting
// tagged shared is also read from the name without the service
// (BAROGRAPH_NATS_URL), which all services of a deployment have in common; the
// name with the service wins. An empty variable counts as not set. A variable
// with our prefix that no service knows is an error, so that a misspelt name
// does not pass in silence.
package config

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/caarlos0/env/v11"
)

// Prefix starts the name of every environment variable of Barograph.
const Prefix = "BAROGRAPH_"

// Services lists the first words that a variable may have after [Prefix], each
// with its own settings; cli stands for the command line. A service ignores the
// variables of the others.
func Services() []string { return []string{"ingest", "nlp", "aggregate", "cli"} }

// Source is where settings come from.
type Source struct {
	Service string    // one of [Services]
	Args    []string  // command line without the program's name
	Environ []string  // "NAME=value", as os.Environ gives them
	Output  io.Writer // where --help is written
}

// Validator is implemented by a configuration that can tell whether it makes
// sense; all problems at once, see [Check].
type Validator interface{ Validate() error }

// ErrHelp is returned after --help has been written. Its exit code is 0.
var ErrHelp error = helpError{}

type helpError struct{}

func (helpError) Error() string { return "help requested" }
func (helpError) ExitCode() int { return 0 }

// UsageError is a configuration that cannot be used; it holds every problem.
// Its exit code is 2.
type UsageError struct{ Err error }

// Error lists the problems, one a line.
func (e *UsageError) Error() string {
	return "configuration: " + strings.ReplaceAll(e.Err.Error(), "\n", "\n  ")
}

// Unwrap gives the problems.
func (e *UsageError) Unwrap() error { return e.Err }

// ExitCode is the exit code of a process that cannot start for this reason.
func (e *UsageError) ExitCode() int { return 2 }

// Load fills cfg, a pointer to a struct that already holds the defaults, and
// validates it if it is a [Validator]. It returns [ErrHelp] or a [*UsageError]
// that names every wrong setting by the variable or flag that set it.
func Load(cfg any, src Source) error {
	settings, err := settingsOf(cfg)
	if err != nil {
		return fmt.Errorf("load configuration: %w", err)
	}
	values, errs := fromEnvironment(settings, src)
	flags, err := fromFlags(settings, src)
	if errors.Is(err, ErrHelp) {
		return ErrHelp
	}
	if err != nil {
		errs = append(errs, err)
	}
	maps.Copy(values, flags)
	for _, s := range settings {
		if v, ok := values[s.key]; ok {
			if err := set(cfg, s.key, v.text); err != nil {
				errs = append(errs, fmt.Errorf("%s: %w", v.name, err))
			}
		}
	}
	if v, ok := cfg.(Validator); ok && len(errs) == 0 {
		if err := v.Validate(); err != nil {
			errs = append(errs, err)
		}
	}
	if len(errs) > 0 {
		return &UsageError{errors.Join(errs...)}
	}
	return nil
}

// value is the text of a setting and the variable or flag that it came from.
type value struct{ name, text string }

func fromEnvironment(settings []setting, src Source) (map[string]value, []error) {
	own := Prefix + strings.ToUpper(src.Service) + "_"
	known := map[string]string{}
	for _, s := range settings {
		known[own+s.key] = s.key
		if s.shared {
			known[Prefix+s.key] = s.key
		}
	}
	values := map[string]value{}
	var unknown []string
	for _, entry := range src.Environ {
		name, text, _ := strings.Cut(entry, "=")
		if !strings.HasPrefix(name, Prefix) || isForeign(name, src.Service) {
			continue
		}
		key, ok := known[name]
		if !ok {
			unknown = append(unknown, name)
			continue
		}
		earlier, taken := values[key]
		if text == "" || taken && strings.HasPrefix(earlier.name, own) && earlier.name != name {
			continue
		}
		values[key] = value{name, text}
	}
	slices.Sort(unknown)
	var errs []error
	for _, name := range unknown {
		errs = append(errs, fmt.Errorf("%s: no such setting; see --help for the names", name))
	}
	return values, errs
}

func isForeign(name, service string) bool {
	for _, other := range Services() {
		if other != service && strings.HasPrefix(name, Prefix+strings.ToUpper(other)+"_") {
			return true
		}
	}
	return false
}

// set parses text into the field of one key. The parser is asked for one key
// at a time, so that an error can name the variable or flag.
func set(cfg any, key, text string) error {
	err := env.ParseWithOptions(cfg, env.Options{Environment: map[string]string{key: text}})
	if err == nil {
		return nil
	}
	var all env.AggregateError
	if errors.As(err, &all) && len(all.Errors) > 0 {
		err = all.Errors[0]
	}
	if parse := (env.ParseError{}); errors.As(err, &parse) {
		return fmt.Errorf("%q is not a valid %s: %w", text, parse.Type, parse.Err)
	}
	return err
}
