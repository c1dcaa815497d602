package up

import (
	"context"

	"github.com/barograph/barograph/cmd/barograph/internal/client"
	"github.com/barograph/barograph/cmd/barograph/internal/exit"
	"github.com/barograph/barograph/internal/rpc"
	"github.com/barograph/barograph/internal/run"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	"github.com/barograph/barograph/services/aggregate"
	"github.com/barograph/barograph/services/ingest"
	"github.com/barograph/barograph/services/nlp"
)

// runner is a service.
type runner interface {
	Run(ctx context.Context) error
}

// service makes a service and runs it.
func (s *system) service(name client.Service, build func() (runner, error)) run.Task {
	var service runner
	return run.Task{
		Name: string(name),
		Start: func(context.Context) (err error) {
			service, err = build()
			return err
		},
		Run: func(ctx context.Context) error { return service.Run(ctx) },
	}
}

func (s *system) makeIngest() (runner, error) {
	cfg := ingest.Default()
	cfg.GRPC = s.grpc(cfg.GRPC)
	cfg.Sources = s.cfg.Sources
	fetch := s.cfg.Fetch
	cfg.Fetch.Contact, cfg.Fetch.Networks, cfg.Fetch.Credentials, cfg.Fetch.Proxy = fetch.Contact, fetch.Networks, fetch.Credentials, fetch.Proxy
	return ingest.New(cfg, ingest.Deps{
		NATS: s.conns[client.Ingest], Listener: s.listeners[client.Ingest], Logger: s.logs[client.Ingest], Now: s.deps.Now,
		Metrics: s.metrics.Of(string(client.Ingest)), Traces: s.traces[client.Ingest], Level: s.level(client.Ingest),
	})
}

func (s *system) makeNLP() (runner, error) {
	conn, err := rpc.Dial(s.listeners.addresses().Aggregate, nil, s.traces[client.NLP].Client()...)
	if err != nil {
		return nil, err
	}
	s.clients = append(s.clients, conn)
	cfg := nlp.Default()
	cfg.GRPC = s.grpc(cfg.GRPC)
	cfg.Actors = s.cfg.Actors
	return nlp.New(cfg, nlp.Deps{
		NATS: s.conns[client.NLP], Listener: s.listeners[client.NLP], Logger: s.logs[client.NLP],
		Metrics: s.metrics.Of(string(client.NLP)), Traces: s.traces[client.NLP], Level: s.level(client.NLP), Initiatives: initiativev1.NewInitiativeServiceClient(conn),
	})
}

func (s *system) makeAggregate() (runner, error) {
	model, err := aggregate.ReadModel(s.cfg.Model)
	if err != nil {
		return nil, &exit.Error{Code: exit.Usage, Err: err}
	}
	conn, err := rpc.Dial(s.listeners.addresses().Ingest, nil, s.traces[client.Aggregate].Client()...)
	if err != nil {
		return nil, err
	}
	s.clients = append(s.clients, conn)
	cfg := aggregate.Default()
	cfg.GRPC = s.grpc(cfg.GRPC)
	return aggregate.New(cfg, aggregate.Deps{
		Bus: s.conns[client.Aggregate], Listener: s.listeners[client.Aggregate], Log: s.logs[client.Aggregate], Now: s.deps.Now,
		Metrics: s.metrics.Of(string(client.Aggregate)), Traces: s.traces[client.Aggregate], Level: s.level(client.Aggregate),
		Ingest: ingestv1.NewIngestServiceClient(conn), Initiatives: s.cfg.Initiatives, Model: model,
	})
}

// grpc drops the delay that load balancers need to notice a service that stops:
// there is none. Who tries things out with grpcurl needs reflection.
func (s *system) grpc(cfg rpc.Config) rpc.Config {
	cfg.DrainDelay, cfg.Reflection = 0, true
	return cfg
}
