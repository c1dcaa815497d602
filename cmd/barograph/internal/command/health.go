package command

import (
	"context"
	"errors"
	"fmt"

	"google.golang.org/grpc/health/grpc_health_v1"

	"github.com/barograph/barograph/cmd/barograph/internal/client"
	"github.com/barograph/barograph/cmd/barograph/internal/exit"
	"github.com/barograph/barograph/cmd/barograph/internal/render"
	"github.com/barograph/barograph/internal/rpc"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	operationsv1 "github.com/barograph/barograph/proto/gen/barograph/operations/v1"
)

type healthcheckCommand struct {
	Address string `placeholder:"HOST:PORT" help:"Ask only what listens here; all three services when not given."`
	Live    bool   `help:"Ask only whether it lives, not whether it is ready."`
}

// Help shows examples.
func (healthcheckCommand) Help() string {
	return "Exit code 0 when all are ready, else 4. Uses the gRPC health protocol. When all are, says what waits to be tagged, " +
		"how many messages were given up, and which feeds somebody should look at.\n\nExamples:\n\n  barograph healthcheck\n" +
		"  barograph healthcheck --address 127.0.0.1:7402"
}

// Run asks for health.
func (c *healthcheckCommand) Run(ctx context.Context, s *session) error {
	ctx, cancel := s.call(ctx)
	defer cancel()
	if c.Address != "" {
		if err := checkAddress("address", c.Address); err != nil {
			return err
		}
		conn, err := rpc.Dial(c.Address, nil, s.dial...)
		if err != nil {
			return &exit.Error{Code: exit.Usage, Err: err}
		}
		err = c.check(ctx, s, "service", c.Address, grpc_health_v1.NewHealthClient(conn))
		return errors.Join(err, conn.Close())
	}
	var failed error
	for _, service := range []client.Service{client.Ingest, client.NLP, client.Aggregate} {
		if err := c.check(ctx, s, service, s.clients.Address(service), s.clients.Health(service)); err != nil {
			if failed != nil {
				s.note("%s", failed)
			}
			failed = err
		}
	}
	if failed != nil || c.Live {
		return failed
	}
	return c.pipeline(ctx, s)
}

// pipeline says what waits where.
func (c *healthcheckCommand) pipeline(ctx context.Context, s *session) error {
	now, err := s.clients.Pipeline().GetPipeline(ctx, &operationsv1.GetPipelineRequest{})
	if err != nil {
		return s.clients.Failure(client.Ingest, err)
	}
	if err := s.print(render.Pipeline(now), nil); err != nil {
		return err
	}
	if err := s.print(render.Feeds(s.style, now.GetFeeds(), s.Now()), nil); err != nil {
		return err
	}
	status, err := s.clients.Assessments().GetLedgerStatus(ctx, &assessmentv1.GetLedgerStatusRequest{WithLanguages: true})
	if err != nil {
		return s.clients.Failure(client.Aggregate, err)
	}
	return s.print(render.Languages(status.GetLanguages()), nil)
}

func (c *healthcheckCommand) check(ctx context.Context, s *session, service client.Service, address string, health grpc_health_v1.HealthClient) error {
	req := &grpc_health_v1.HealthCheckRequest{}
	if c.Live {
		req.Service = rpc.LiveService
	}
	answer, err := health.Check(ctx, req)
	if err != nil {
		return client.Failure(service, address, err)
	}
	if answer.GetStatus() != grpc_health_v1.HealthCheckResponse_SERVING {
		return exit.Errorf(exit.Unavailable, "%s at %s is not ready (%s): its log says which check fails", service, address, answer.GetStatus())
	}
	return s.print(fmt.Sprintf("%-9s  %s  %s\n", service, address, answer.GetStatus()), nil)
}
