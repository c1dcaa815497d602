package config_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/config"
	"github.com/barograph/barograph/internal/logging"
	"github.com/barograph/barograph/internal/rpc"
)

var update = flag.Bool("update", false, "write the golden files anew")

type service struct {
	Workers int            `env:"WORKERS" help:"articles tagged at once"`
	Wait    time.Duration  `env:"WAIT" help:"how long | to wait"`
	Hosts   []string       `env:"HOSTS" help:"hosts that may call"`
	Loud    bool           `env:"LOUD" help:"say more"`
	Token   config.Secret  `env:"TOKEN_FILE,file" help:"file with the token"`
	NATS    bus.Config     // BAROGRAPH_NATS_URL and more
	Log     logging.Config // nested settings have no prefix
}

func (s service) Validate() error {
	var c config.Check
	c.That(s.Workers > 0, "workers", "must be at least 1, is %d", s.Workers)
	c.That(s.Wait > 0, "wait", "must be positive, is %s", s.Wait)
	c.Add(s.NATS.Validate())
	c.Add(s.Log.Validate())
	return c.Err()
}

func defaults() service {
	return service{Workers: 4, Wait: 90 * time.Second, Hosts: []string{"a", "b"}, NATS: bus.Default(), Log: logging.Default()}
}

func load(environ []string, args ...string) (service, error) {
	cfg := defaults()
	err := config.Load(&cfg, config.Source{Service: "nlp", Environ: environ, Args: args})
	return cfg, err
}

func TestPrecedence(t *testing.T) {
	for _, tt := range []struct {
		name    string
		environ []string
		args    []string
		want    func(*service)
	}{
		{"defaults", []string{"PATH=/bin", "HOME=/"}, nil, func(*service) {}},
		{"environment over default", []string{"BAROGRAPH_NLP_WORKERS=7", "BAROGRAPH_NLP_HOSTS=x,y,z"}, nil,
			func(s *service) { s.Workers, s.Hosts = 7, []string{"x", "y", "z"} }},
		{"flag over environment", []string{"BAROGRAPH_NLP_WORKERS=7"}, []string{"--workers", "9"}, func(s *service) { s.Workers = 9 }},
		{"shared name", []string{"BAROGRAPH_NATS_URL=nats://a"}, nil, func(s *service) { s.NATS.URL = "nats://a" }},
		{"own name over shared", []string{"BAROGRAPH_NLP_NATS_URL=nats://b", "BAROGRAPH_NATS_URL=nats://a"}, nil,
			func(s *service) { s.NATS.URL = "nats://b" }},
		{"own name over shared, other order", []string{"BAROGRAPH_NATS_URL=nats://a", "BAROGRAPH_NLP_NATS_URL=nats://b"}, nil,
			func(s *service) { s.NATS.URL = "nats://b" }},
		{"empty is not set", []string{"BAROGRAPH_NLP_WORKERS="}, nil, func(*service) {}},
		{"bool without a value", nil, []string{"--loud"}, func(s *service) { s.Loud = true }},
		{"duration", nil, []string{"--wait=2s"}, func(s *service) { s.Wait = 2 * time.Second }},
		{"variables of the others", []string{"BAROGRAPH_INGEST_ANYTHING=1", "BAROGRAPH_AGGREGATE_WORKERS=x"}, nil, func(*service) {}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			want := defaults()
			tt.want(&want)
			got, err := load(tt.environ, tt.args...)
			if err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("Load = %+v, %v; want %+v", got, err, want)
			}
		})
	}
}

func TestEveryProblemIsNamed(t *testing.T) {
	for _, tt := range []struct {
		name    string
		environ []string
		args    []string
		want    []string
	}{
		{"unknown variables", []string{"BAROGRAPH_NLP_WROKERS=1", "BAROGRAPH_SOMETHING=1"}, nil,
			[]string{"BAROGRAPH_NLP_WROKERS", "BAROGRAPH_SOMETHING"}},
		{"service host of Kubernetes", []string{"BAROGRAPH_SERVICE_HOST=10.0.0.1"}, nil, []string{"BAROGRAPH_SERVICE_HOST"}},
		{"unshared name without the service", []string{"BAROGRAPH_WORKERS=1"}, nil, []string{"BAROGRAPH_WORKERS"}},
		{"not a number, not a duration", []string{"BAROGRAPH_NLP_WORKERS=many"}, []string{"--wait=long"},
			[]string{"BAROGRAPH_NLP_WORKERS", `"many"`, "--wait", `"long"`}},
		{"invalid together", nil, []string{"--workers=0", "--wait=-1s", "--log-level=loud"},
			[]string{"workers: must be at least 1, is 0", "wait: must be positive", "log-level"}},
		{"unknown flag", nil, []string{"--wrokers=1"}, []string{"wrokers"}},
		{"argument", nil, []string{"serve"}, []string{`unexpected argument "serve"`}},
		{"secret that cannot be read", []string{"BAROGRAPH_NLP_TOKEN_FILE=/nowhere/token"}, nil,
			[]string{"BAROGRAPH_NLP_TOKEN_FILE", "/nowhere/token"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := load(tt.environ, tt.args...)
			usage := new(config.UsageError)
			if !errors.As(err, &usage) || usage.ExitCode() != 2 {
				t.Fatalf("Load = %v, want a UsageError", err)
			}
			for _, want := range tt.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("%q does not name %s", err, want)
				}
			}
		})
	}
}

func TestSecretsAreReadAndHidden(t *testing.T) {
	path := filepath.Join(t.TempDir(), "token")
	if err := os.WriteFile(path, []byte("hunter2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	cfg, err := load([]string{"BAROGRAPH_NLP_TOKEN_FILE=" + path, "BAROGRAPH_NATS_URL=nats://me:hunter2@a:4222,nats://hunter2@b"})
	if err != nil || cfg.Token.Value() != "hunter2" {
		t.Fatalf("token %q, %v", cfg.Token.Value(), err)
	}
	field, err := config.Effective(&cfg)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	log := zap.New(zapcore.NewCore(zapcore.NewJSONEncoder(zapcore.EncoderConfig{}), zapcore.AddSync(&out), zap.InfoLevel))
	log.Info("", field)
	text, err := json.Marshal(cfg)
	if err != nil {
		t.Fatal(err)
	}
	table, err := config.Table("nlp", &cfg)
	if err != nil {
		t.Fatal(err)
	}
	for where, shown := range map[string]string{
		"log": out.String(), "table": table, "format": fmt.Sprintf("%v %+v %#v", cfg.Token, cfg.Token, cfg.Token),
	} {
		if strings.Contains(shown, "hunter2") {
			t.Errorf("%s shows a secret: %s", where, shown)
		}
	}
	if strings.Contains(string(text), `"Token":"hunter2`) {
		t.Errorf("JSON shows the secret: %s", text)
	}
	if want := `"workers":"4"`; !strings.Contains(out.String(), want) || !strings.Contains(out.String(), "@a:4222") {
		t.Errorf("log %s lacks %s or the host", out.String(), want)
	}
}

func TestHelpAndTable(t *testing.T) {
	cfg := defaults()
	var help bytes.Buffer
	err := config.Load(&cfg, config.Source{Service: "nlp", Args: []string{"--help"}, Output: &help})
	if !errors.Is(err, config.ErrHelp) {
		t.Fatalf("Load = %v, want ErrHelp", err)
	}
	table, err := config.Table("nlp", &cfg)
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "help.txt", help.String())
	golden(t, "table.md", table)
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs (-update writes it):\n%s", name, got)
	}
}

func TestMistakesInTheStructAreErrors(t *testing.T) {
	for name, cfg := range map[string]any{
		"no pointer": service{},
		"no help": &struct {
			A int `env:"A"`
		}{},
		"twice": &struct {
			A int `env:"A" help:"a"`
			B int `env:"A" help:"b"`
		}{},
	} {
		if err := config.Load(cfg, config.Source{Service: "nlp"}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestSettingsOfThePlumbing(t *testing.T) {
	cfg := struct {
		NATS    bus.Config
		Streams bus.Options
		GRPC    rpc.Config
		Log     logging.Config
	}{bus.Default(), bus.DefaultOptions(), rpc.Default(), logging.Default()}
	if err := config.Load(&cfg, config.Source{Service: "ingest", Environ: []string{
		"BAROGRAPH_INGEST_GRPC_LISTEN=:9", "BAROGRAPH_GRPC_DEADLINE=5s", "BAROGRAPH_STREAM_REPLICAS=3", "BAROGRAPH_LOG_FORMAT=json",
	}}); err != nil {
		t.Fatal(err)
	}
	if cfg.GRPC.Listen != ":9" || cfg.GRPC.Deadline != 5*time.Second || cfg.Streams.Replicas != 3 || cfg.Log.Format != "json" {
		t.Errorf("Load = %+v", cfg)
	}
}

func FuzzLoad(f *testing.F) {
	f.Add("BAROGRAPH_NLP_WORKERS=1", "--wait=1s")
	f.Add("BAROGRAPH_=", "-")
	f.Fuzz(func(t *testing.T, entry, arg string) {
		cfg := defaults()
		err := config.Load(&cfg, config.Source{Service: "nlp", Environ: []string{entry}, Args: []string{arg}})
		usage := new(config.UsageError)
		if err == nil && cfg.Validate() != nil {
			t.Fatalf("%q and %q load an invalid configuration", entry, arg)
		}
		if err != nil && !errors.As(err, &usage) && !errors.Is(err, config.ErrHelp) {
			t.Fatalf("%q and %q: %v is no usage error", entry, arg, err)
		}
	})
}
