package process

import (
	"context"
	"errors"
	"fmt"

	"github.com/barograph/barograph/internal/config"
	"github.com/barograph/barograph/internal/rpc"
)

// healthcheckCommand as the first argument asks the service that runs with the same settings how it is,
// for container engines that know no gRPC probes, in images without a shell.
const healthcheckCommand = "healthcheck"

// asksForHealth returns the arguments that follow the command, and the health service that is meant.
func asksForHealth(args []string) (rest []string, service string, asks bool) {
	if len(args) == 0 || args[0] != healthcheckCommand {
		return args, "", false
	}
	if rest = args[1:]; len(rest) > 0 && rest[0] == rpc.LiveService {
		return rest[1:], rpc.LiveService, true
	}
	return rest, "", true
}

// healthcheck prints one line when the service is ready, or alive where that was asked. Everything else is an error
// with exit code 1, wrong settings too: a container engine knows no other.
func (s Spec) healthcheck(ctx context.Context, service string) error {
	err := config.Load(s.Config, config.Source{Service: s.Service, Args: s.Args, Environ: s.Environ, Output: s.Output})
	if errors.Is(err, config.ErrHelp) {
		return err
	}
	if err != nil {
		return errors.New(err.Error()) // not a usage error any more
	}
	address, err := rpc.SelfCheck(ctx, *s.GRPC, service)
	if err != nil {
		return fmt.Errorf("%s: %w", address, err)
	}
	if _, err := fmt.Fprintf(s.Output, "%s at %s: SERVING\n", s.Service, address); err != nil {
		return fmt.Errorf("print health: %w", err)
	}
	return nil
}
