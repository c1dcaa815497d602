package rpc

import (
	"context"
	"maps"
	"slices"
	"time"

	"go.uber.org/zap/zapcore"
	"google.golang.org/grpc/health/grpc_health_v1"

	"github.com/barograph/barograph/internal/logging"
)

const (
	checkEvery   = time.Second
	checkTimeout = 2 * time.Second
)

// Check is one condition of readiness.
type Check struct {
	Name string
	// Probe returns nil while the condition holds. It is called about once a
	// second, from one goroutine, with a deadline of 2 s.
	Probe func(ctx context.Context) error
}

// watch keeps the health status equal to what the checks say, until ctx ends.
func (s *Server) watch(ctx context.Context) {
	ticker := time.NewTicker(checkEvery)
	defer ticker.Stop()
	failing := map[string]bool{}
	level := zapcore.InfoLevel // that services wait for each other at the start is no news
	status := grpc_health_v1.HealthCheckResponse_NOT_SERVING
	for {
		s.probe(ctx, failing, level)
		now := grpc_health_v1.HealthCheckResponse_SERVING
		if len(failing) > 0 {
			now = grpc_health_v1.HealthCheckResponse_NOT_SERVING
		}
		if ctx.Err() != nil {
			return
		}
		if now != status {
			level = zapcore.WarnLevel
			s.report(now)
			s.log.Info("readiness changed", logging.Status(now.String()))
			status = now
		}
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return
		}
	}
}

// probe runs the checks and notes which fail, logging each change once; level
// is that of a check that fails.
func (s *Server) probe(ctx context.Context, failing map[string]bool, level zapcore.Level) {
	for _, check := range s.checks {
		probe, cancel := context.WithTimeout(ctx, checkTimeout)
		err := check.Probe(probe)
		cancel()
		s.metrics.checked(check.Name, err)
		switch {
		case ctx.Err() != nil:
			return
		case err != nil && !failing[check.Name]:
			failing[check.Name] = true
			s.log.Log(level, "readiness check fails", logging.Check(check.Name), logging.Error(err))
		case err == nil && failing[check.Name]:
			delete(failing, check.Name)
			s.log.Info("readiness check passes", logging.Check(check.Name))
		}
	}
}

// report sets the status of the whole server and of each of its services.
func (s *Server) report(status grpc_health_v1.HealthCheckResponse_ServingStatus) {
	s.health.SetServingStatus("", status)
	for _, name := range slices.Sorted(maps.Keys(s.grpc.GetServiceInfo())) {
		s.health.SetServingStatus(name, status)
	}
}
