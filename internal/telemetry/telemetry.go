// Package telemetry gives the numbers of a running program to Prometheus: a
// registry that is handed around (there is no global one), and a listener that
// serves it as /metrics. docs/metrics.md lists what there is.
package telemetry

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"go.uber.org/zap"

	"github.com/barograph/barograph/internal/limit"
	"github.com/barograph/barograph/internal/logging"
	"github.com/barograph/barograph/internal/release"
)

// Namespace is the first word of every name of ours.
const Namespace = "barograph"

const (
	// path is where metrics are served.
	path = "/metrics"
	// What a client may take of the listener.
	readTimeout    = 5 * time.Second
	collectTimeout = 10 * time.Second
	stopTimeout    = 2 * time.Second
	maxInFlight    = 4
	maxConnections = 64 // so that nobody takes the file descriptors that the service needs
	maxHeader      = 16 << 10
)

// Config is the part of a service's configuration that is about its metrics.
type Config struct {
	Listen string `env:"METRICS_LISTEN" shared:"true" help:"address where Prometheus finds metrics at /metrics, for example 127.0.0.1:9464; empty: nowhere"`
}

// Validate names every wrong field.
func (c Config) Validate() error {
	if c.Listen == "" {
		return nil
	}
	if _, _, err := net.SplitHostPort(c.Listen); err != nil {
		return fmt.Errorf("metrics-listen: %q is not HOST:PORT", c.Listen)
	}
	return nil
}

// CallBuckets are those of histograms of how long a call or message takes, in
// seconds: stores answer within 0.2 to 20 ms, and deadlines are 30 s.
func CallBuckets() []float64 {
	return []float64{0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 2.5, 10, 30}
}

// DelayBuckets are those of histograms of how long news takes, in seconds: tenths
// while all is well, minutes behind an outage.
func DelayBuckets() []float64 {
	return []float64{0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800, 7200}
}

// Registerer is where metrics are registered. A nil one is fine everywhere: what
// is counted is seen by nobody then.
type Registerer = prometheus.Registerer

// Register registers all collectors; with a nil registerer none.
func Register(to Registerer, all ...prometheus.Collector) error {
	if to == nil {
		return nil
	}
	var errs []error
	for _, c := range all {
		if err := to.Register(c); err != nil {
			errs = append(errs, fmt.Errorf("register metrics: %w", err))
		}
	}
	return errors.Join(errs...)
}

// Metrics is everything that one process counts.
type Metrics struct{ registry *prometheus.Registry }

// New makes a registry with what the Go runtime and the operating system tell of
// the process, and the version of the program.
func New(version string) (*Metrics, error) {
	m := &Metrics{registry: prometheus.NewRegistry()}
	build := prometheus.NewGauge(prometheus.GaugeOpts{
		Namespace: Namespace, Name: "build_info", Help: "1, with the version of the program, of Go, and the commit where that is known",
		ConstLabels: prometheus.Labels{"version": version, "go_version": release.GoVersion(), "revision": release.Revision()},
	})
	build.Set(1)
	err := Register(m.registry, build, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	if err != nil {
		return nil, err
	}
	return m, nil
}

// Of is where a service registers its metrics; each has its name as a label, so
// that they read alike whether it has a process of its own or not.
func (m *Metrics) Of(service string) Registerer {
	return prometheus.WrapRegistererWith(prometheus.Labels{"service": service}, m.registry)
}

// Listen opens the address of a configuration; nil where there is none.
func Listen(ctx context.Context, cfg Config) (net.Listener, error) {
	if cfg.Listen == "" {
		return nil, nil
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", cfg.Listen)
	if err != nil {
		return nil, fmt.Errorf("listen for metrics on %s: %w", cfg.Listen, err)
	}
	return listener, nil
}

// Serve serves the metrics on a listener, which it closes, until ctx ends, and
// returns nil then. With a nil listener it waits for that.
func (m *Metrics) Serve(ctx context.Context, listener net.Listener, log *zap.Logger) error {
	if listener == nil {
		<-ctx.Done()
		return nil
	}
	mux := http.NewServeMux()
	mux.Handle("GET "+path, promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{
		// What one collector cannot tell does not hide the rest.
		ErrorHandling: promhttp.ContinueOnError, ErrorLog: complaints{log},
		MaxRequestsInFlight: maxInFlight, Timeout: collectTimeout,
	}))
	server := &http.Server{
		Handler: mux, ReadTimeout: readTimeout, WriteTimeout: collectTimeout + readTimeout, MaxHeaderBytes: maxHeader,
		ErrorLog: zap.NewStdLog(log),
	}
	failed := make(chan error, 1)
	bounds := limit.Config{Connections: maxConnections}
	go func() { failed <- server.Serve(limit.Listen(listener, bounds, func(limit.Kind, net.Addr) {})) }()
	log.Info("serving metrics", logging.Address(listener.Addr().String()))
	select {
	case err := <-failed:
		return fmt.Errorf("serve metrics: %w", err)
	case <-ctx.Done():
	}
	stopping, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTimeout)
	defer cancel()
	if server.Shutdown(stopping) != nil { // somebody still reads
		_ = server.Close()
	}
	if err := <-failed; !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve metrics: %w", err)
	}
	return nil
}

// complaints logs what a collector could not tell.
type complaints struct{ log *zap.Logger }

// Println logs a line.
func (c complaints) Println(v ...any) {
	c.log.Warn("metrics not complete", logging.Error(errors.New(fmt.Sprint(v...))))
}
