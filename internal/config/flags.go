package config

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"reflect"
	"strings"
)

// fromFlags reads the command line; it writes --help itself.
func fromFlags(settings []setting, src Source) (map[string]value, error) {
	values := map[string]value{}
	set := flag.NewFlagSet(src.Service, flag.ContinueOnError)
	set.SetOutput(io.Discard) // errors are returned, and said once
	for _, s := range settings {
		set.Var(flagValue{s, values}, s.flag, s.help)
	}
	err := set.Parse(src.Args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		if src.Output != nil {
			if _, err := io.WriteString(src.Output, help(settings, src.Service)); err != nil {
				return nil, fmt.Errorf("write help: %w", err)
			}
		}
		return nil, ErrHelp
	case err != nil:
		return values, fmt.Errorf("flags: %w", err)
	case set.NArg() > 0:
		return values, fmt.Errorf("flags: unexpected argument %q", set.Arg(0))
	}
	return values, nil
}

// flagValue notes the text of a flag; it is parsed together with the rest.
type flagValue struct {
	setting setting
	values  map[string]value
}

func (f flagValue) String() string { return "" }

func (f flagValue) Set(text string) error {
	f.values[f.setting.key] = value{"--" + f.setting.flag, text}
	return nil
}

// IsBoolFlag lets a flag of a true-or-false setting stand without a value.
func (f flagValue) IsBoolFlag() bool { return f.setting.field.Kind() == reflect.Bool }

func help(settings []setting, service string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Usage: %s [healthcheck [live]] [flags]\n\nA flag wins over its environment variable, which wins over the default.\n"+
		"healthcheck asks the service that runs with the same settings whether it is ready, or alive.\n", service)
	for _, s := range settings {
		fmt.Fprintf(&b, "\n  --%s  (%s", s.flag, s.kind())
		if text := s.text(); text != "" {
			fmt.Fprintf(&b, ", default %s", text)
		}
		fmt.Fprintf(&b, ")\n      %s\n      %s\n", s.help, strings.Join(s.variables(service), ", "))
	}
	return b.String()
}

// variables are the names under which the environment may give a setting, the
// one that wins first.
func (s setting) variables(service string) []string {
	names := []string{Prefix + strings.ToUpper(service) + "_" + s.key}
	if s.shared {
		names = append(names, Prefix+s.key)
	}
	return names
}
