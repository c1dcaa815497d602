package process

import (
	"math"
	"runtime"
	"runtime/debug"

	"go.uber.org/zap"

	"github.com/barograph/barograph/internal/logging"
	"github.com/barograph/barograph/internal/release"
)

// versioned is a service that can say which versions decide on its results.
type versioned interface {
	Versions() map[string]string
}

// banner is the one line that says what runs: what it was built from, what is
// turned on and what is not, and what the runtime may take. No value of a setting
// is in it.
func (s Spec) banner(service Runner) []zap.Field {
	on, off := s.switches()
	fields := []zap.Field{
		zap.String(logging.KeyGoVersion, release.GoVersion()), zap.Strings(logging.KeyEnabled, on), zap.Strings(logging.KeyDisabled, off),
		zap.Int(logging.KeyProcessors, runtime.GOMAXPROCS(0)),
	}
	if revision := release.Revision(); revision != "" {
		fields = append(fields, zap.String(logging.KeyVCSRevision, revision))
	}
	if limit := debug.SetMemoryLimit(-1); limit != math.MaxInt64 { // a negative one changes nothing
		fields = append(fields, zap.Int64(logging.KeyMemoryLimit, limit))
	}
	if v, ok := service.(versioned); ok {
		fields = append(fields, zap.Any(logging.KeyVersions, v.Versions()))
	}
	return fields
}

// switches are what can be turned on, and whether it is.
func (s Spec) switches() (on, off []string) {
	for _, one := range []struct {
		name string
		on   bool
	}{
		{"tls", s.GRPC.TLS.Dir != ""}, {"access", s.GRPC.Access.Policy != ""}, {"methods_off", len(s.GRPC.MethodsOff) > 0}, {"limits", s.GRPC.Limits.Whole()},
		{"reflection", s.GRPC.Reflection}, {"health_listener", s.GRPC.HealthListen != ""},
		{"nats_auth", s.NATS.CredsFile != "" || s.NATS.NKeyFile != ""}, {"nats_tls", s.NATS.TLSDir != ""},
		{"metrics", s.Metrics.Listen != ""}, {"tracing", s.Traces.Endpoint != ""}, {"pprof", s.Profile.Listen != ""},
	} {
		if one.on {
			on = append(on, one.name)
		} else {
			off = append(off, one.name)
		}
	}
	return on, off
}
