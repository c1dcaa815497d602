package command

import (
	"context"
	"fmt"
	"strings"
	"time"

	"google.golang.org/protobuf/types/known/durationpb"

	"github.com/barograph/barograph/cmd/barograph/internal/client"
	"github.com/barograph/barograph/cmd/barograph/internal/exit"
	operationsv1 "github.com/barograph/barograph/proto/gen/barograph/operations/v1"
)

type logLevelCommand struct {
	Service string        `arg:"" enum:"ingest,nlp,aggregate" help:"Which service: ${enum}."`
	Level   string        `arg:"" optional:"" enum:"debug,info,warn,error," default:"" help:"New level: debug, info, warn or error; none: show the one in force."`
	For     time.Duration `default:"10m" help:"For how long, a day at most; then it falls back to that of the configuration."`
}

// Help shows examples.
func (logLevelCommand) Help() string {
	return "Of several replicas it is the one that the call reaches: forward a port to the pod that is meant.\n\nExamples:\n\n" +
		"  barograph log-level nlp\n  barograph log-level nlp debug --for 5m\n" +
		"  kubectl port-forward pod/nlp-0 7402 & barograph log-level nlp debug"
}

// Run shows or changes the level.
func (c *logLevelCommand) Run(ctx context.Context, s *session) error {
	ctx, cancel := s.call(ctx)
	defer cancel()
	service := client.Service(c.Service)
	logs := s.clients.Logs(service)
	if c.Level == "" {
		answer, err := logs.GetLogLevel(ctx, &operationsv1.GetLogLevelRequest{})
		if err != nil {
			return s.clients.Failure(service, err)
		}
		text := fmt.Sprintf("%s logs %s and above", c.Service, levelWord(answer.GetLevel()))
		if at := answer.GetFallsBackTime(); at != nil {
			text += fmt.Sprintf(" until %s, then %s", at.AsTime().Format(time.RFC3339), levelWord(answer.GetConfiguredLevel()))
		}
		return s.print(text+".\n", nil)
	}
	if c.For <= 0 || c.For > 24*time.Hour {
		return exit.Errorf(exit.Usage, "--for: %s is not between 0 and 24h", c.For)
	}
	answer, err := logs.SetLogLevel(ctx, &operationsv1.SetLogLevelRequest{
		Level: operationsv1.LogLevel(operationsv1.LogLevel_value["LOG_LEVEL_"+strings.ToUpper(c.Level)]), Duration: durationpb.New(c.For),
	})
	if err != nil {
		return s.clients.Failure(service, err)
	}
	return s.print(fmt.Sprintf("%s logs %s and above until %s; before %s.\n", c.Service, levelWord(answer.GetLevel()),
		answer.GetFallsBackTime().AsTime().Format(time.RFC3339), levelWord(answer.GetFormerLevel())), nil)
}

func levelWord(level operationsv1.LogLevel) string {
	return strings.ToLower(strings.TrimPrefix(level.String(), "LOG_LEVEL_"))
}
