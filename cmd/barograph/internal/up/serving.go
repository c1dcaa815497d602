package up

import (
	"context"
	"errors"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/health/grpc_health_v1"

	"github.com/barograph/barograph/cmd/barograph/internal/client"
)

// retryEvery is how long to wait after a service that could not be asked.
const retryEvery = 20 * time.Millisecond

// awaitServing waits until every service reports that it is ready.
func awaitServing(ctx context.Context, addresses client.Addresses) error {
	set, err := client.Dial(addresses)
	if err != nil {
		return err
	}
	for _, service := range []client.Service{client.Ingest, client.NLP, client.Aggregate} {
		if err := awaitOne(ctx, set.Health(service)); err != nil {
			return errors.Join(err, set.Close())
		}
	}
	return set.Close()
}

// awaitOne follows the health of one service.
func awaitOne(ctx context.Context, health grpc_health_v1.HealthClient) error {
	tick := time.NewTicker(retryEvery)
	defer tick.Stop()
	for {
		if serving(ctx, health) {
			return nil
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// serving watches until the service is ready; false when the watch breaks off.
func serving(ctx context.Context, health grpc_health_v1.HealthClient) bool {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	watch, err := health.Watch(ctx, &grpc_health_v1.HealthCheckRequest{}, grpc.WaitForReady(true))
	if err != nil {
		return false
	}
	for {
		answer, err := watch.Recv()
		if err != nil {
			return false
		}
		if answer.GetStatus() == grpc_health_v1.HealthCheckResponse_SERVING {
			return true
		}
	}
}
