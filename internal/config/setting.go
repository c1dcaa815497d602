package config

import (
	"encoding"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"time"
)

// setting is one field of a configuration struct.
type setting struct {
	key    string // name of the variable without prefixes, for example GRPC_LISTEN
	flag   string // name of the flag, for example grpc-listen
	help   string
	shared bool
	field  reflect.Value
}

// settingsOf walks the struct that cfg points to, nested structs included, in
// the order of the fields.
func settingsOf(cfg any) ([]setting, error) {
	v := reflect.ValueOf(cfg)
	if v.Kind() != reflect.Pointer || v.Elem().Kind() != reflect.Struct {
		return nil, fmt.Errorf("%T is not a pointer to a struct", cfg)
	}
	var (
		settings []setting
		errs     []error
		seen     = map[string]bool{}
	)
	var walk func(reflect.Value, string)
	walk = func(v reflect.Value, prefix string) {
		for i := range v.NumField() {
			field, tag := v.Field(i), v.Type().Field(i).Tag
			name, _, _ := strings.Cut(tag.Get("env"), ",")
			switch {
			case !v.Type().Field(i).IsExported():
			case name != "" && name != "-":
				s := setting{key: prefix + name, help: tag.Get("help"), shared: tag.Get("shared") == "true", field: field}
				s.flag = strings.ReplaceAll(strings.ToLower(s.key), "_", "-")
				if seen[s.key] {
					errs = append(errs, fmt.Errorf("setting %s occurs twice", s.key))
				}
				if s.help == "" {
					errs = append(errs, fmt.Errorf("setting %s has no help text", s.key))
				}
				seen[s.key] = true
				settings = append(settings, s)
			case field.Kind() == reflect.Struct:
				walk(field, prefix+tag.Get("envPrefix"))
			}
		}
	}
	walk(v.Elem(), "")
	return settings, errors.Join(errs...)
}

// text is the value of a setting as it could be given in the environment, but
// without passwords.
func (s setting) text() string { return redact(textOf(s.field)) }

func textOf(v reflect.Value) string {
	switch x := v.Interface().(type) {
	case Secret:
		return x.String()
	case time.Duration:
		return shortDuration(x)
	case encoding.TextMarshaler:
		text, err := x.MarshalText()
		if err != nil {
			return err.Error()
		}
		return string(text)
	}
	if v.Kind() == reflect.Slice {
		parts := make([]string, v.Len())
		for i := range parts {
			parts[i] = textOf(v.Index(i))
		}
		return strings.Join(parts, ",")
	}
	return fmt.Sprint(v.Interface())
}

// shortDuration writes 1m0s as 1m and 24h0m0s as 24h.
func shortDuration(d time.Duration) string {
	text := d.String()
	if strings.HasSuffix(text, "m0s") {
		text = strings.TrimSuffix(text, "0s")
	}
	if strings.HasSuffix(text, "h0m") {
		text = strings.TrimSuffix(text, "0m")
	}
	return text
}

// kind is the type of a setting in words.
func (s setting) kind() string {
	switch s.field.Interface().(type) {
	case time.Duration:
		return "duration"
	case Secret:
		return "file"
	}
	switch s.field.Kind() {
	case reflect.Bool:
		return "true or false"
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return "number"
	case reflect.Float32, reflect.Float64:
		return "decimal"
	case reflect.Slice:
		return "list"
	}
	return "text"
}
