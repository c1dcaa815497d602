package rpc

import (
	"context"
	"fmt"
	"strings"
	"time"

	"go.uber.org/zap"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/internal/caller"
	"github.com/barograph/barograph/internal/correlation"
	"github.com/barograph/barograph/internal/logging"
	operationsv1 "github.com/barograph/barograph/proto/gen/barograph/operations/v1"
)

// levelDuration is how long a level holds that was set without saying.
const levelDuration = 10 * time.Minute

// levels serves LogService.
type levels struct {
	operationsv1.UnimplementedLogServiceServer
	level *logging.Level
	log   *zap.Logger // writes whatever the level is
}

var _ operationsv1.LogServiceServer = levels{}

// GetLogLevel tells the level.
func (s levels) GetLogLevel(context.Context, *operationsv1.GetLogLevelRequest) (*operationsv1.GetLogLevelResponse, error) {
	configured, until := s.level.Configured()
	out := &operationsv1.GetLogLevelResponse{Level: levelNamed(s.level.String()), ConfiguredLevel: levelNamed(configured)}
	if !until.IsZero() {
		out.FallsBackTime = timestamppb.New(until)
	}
	return out, nil
}

// SetLogLevel changes the level for a time. The change is logged whatever the
// level was and will be.
func (s levels) SetLogLevel(ctx context.Context, in *operationsv1.SetLogLevelRequest) (*operationsv1.SetLogLevelResponse, error) {
	d := levelDuration
	if in.GetDuration() != nil {
		d = in.GetDuration().AsDuration()
	}
	former := s.level.String()
	name := strings.ToLower(strings.TrimPrefix(in.GetLevel().String(), "LOG_LEVEL_"))
	until, err := s.level.SetFor(name, d, func() {
		s.log.Warn("log level fell back", zap.String(logging.KeyNewLevel, s.level.String()))
	})
	if err != nil {
		return nil, fmt.Errorf("change log level: %w", err)
	}
	s.log.Warn("log level changed", s.facts(ctx, name, d)...)
	return &operationsv1.SetLogLevelResponse{Level: in.GetLevel(), FormerLevel: levelNamed(former), FallsBackTime: timestamppb.New(until)}, nil
}

func (s levels) facts(ctx context.Context, name string, d time.Duration) []zap.Field {
	return []zap.Field{
		zap.String(logging.KeyNewLevel, name), zap.Time(logging.KeyFallBack, time.Now().Add(d).UTC()),
		logging.Caller(caller.Clean(caller.Of(ctx).Name)), logging.CorrelationID(correlation.ID(ctx)),
	}
}

func levelNamed(name string) operationsv1.LogLevel {
	return operationsv1.LogLevel(operationsv1.LogLevel_value["LOG_LEVEL_"+strings.ToUpper(name)])
}
