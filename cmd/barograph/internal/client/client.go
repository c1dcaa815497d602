// Package client connects the command line to the services and turns what they
// refuse into errors that say what, why, and what to do.
package client

import (
	"errors"
	"fmt"

	"google.golang.org/grpc"
	"google.golang.org/grpc/health/grpc_health_v1"

	"github.com/barograph/barograph/internal/rpc"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	operationsv1 "github.com/barograph/barograph/proto/gen/barograph/operations/v1"
	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
)

// Service is one of the three services.
type Service string

// The services.
const (
	Ingest    Service = "ingest"
	NLP       Service = "nlp"
	Aggregate Service = "aggregate"
)

// Addresses say where the services listen, as host:port.
type Addresses struct{ Ingest, NLP, Aggregate string }

// Of is the address of one service.
func (a Addresses) Of(s Service) string {
	switch s {
	case Ingest:
		return a.Ingest
	case NLP:
		return a.NLP
	default:
		return a.Aggregate
	}
}

// Set is a connection to each service. Nothing is connected before the first
// call.
type Set struct {
	addresses Addresses
	conns     map[Service]*grpc.ClientConn
}

// Dial makes the connections, in plain text unless the options say otherwise. An
// error is an address that cannot be one.
func Dial(addresses Addresses, more ...grpc.DialOption) (*Set, error) {
	s := &Set{addresses: addresses, conns: map[Service]*grpc.ClientConn{}}
	for _, service := range []Service{Ingest, NLP, Aggregate} {
		conn, err := rpc.Dial(addresses.Of(service), nil, more...)
		if err != nil {
			return nil, errors.Join(fmt.Errorf("address of %s: %w", service, err), s.Close())
		}
		s.conns[service] = conn
	}
	return s, nil
}

// Close closes the connections.
func (s *Set) Close() error {
	var errs []error
	for _, service := range []Service{Ingest, NLP, Aggregate} {
		if conn := s.conns[service]; conn != nil {
			errs = append(errs, conn.Close())
		}
	}
	return errors.Join(errs...)
}

// Address is where a service listens.
func (s *Set) Address(service Service) string { return s.addresses.Of(service) }

// Ingest is the entrance.
func (s *Set) Ingest() ingestv1.IngestServiceClient {
	return ingestv1.NewIngestServiceClient(s.conns[Ingest])
}

// Sources is who publishes, and what is read for them; ingest serves it.
func (s *Set) Sources() sourcev1.SourceServiceClient {
	return sourcev1.NewSourceServiceClient(s.conns[Ingest])
}

// DeadLetters is what was given up; ingest serves it.
func (s *Set) DeadLetters() operationsv1.DeadLetterServiceClient {
	return operationsv1.NewDeadLetterServiceClient(s.conns[Ingest])
}

// Pipeline is how far the articles are; ingest serves it.
func (s *Set) Pipeline() operationsv1.PipelineServiceClient {
	return operationsv1.NewPipelineServiceClient(s.conns[Ingest])
}

// Logs is the level of the log of a service.
func (s *Set) Logs(service Service) operationsv1.LogServiceClient {
	return operationsv1.NewLogServiceClient(s.conns[service])
}

// Initiatives is the catalogue; aggregate serves it.
func (s *Set) Initiatives() initiativev1.InitiativeServiceClient {
	return initiativev1.NewInitiativeServiceClient(s.conns[Aggregate])
}

// Assessments is what is assessed, and why; aggregate serves it.
func (s *Set) Assessments() assessmentv1.AssessmentServiceClient {
	return assessmentv1.NewAssessmentServiceClient(s.conns[Aggregate])
}

// Judgements is what people judge and decide; aggregate serves it.
func (s *Set) Judgements() assessmentv1.JudgementServiceClient {
	return assessmentv1.NewJudgementServiceClient(s.conns[Aggregate])
}

// Models is what assessments are computed with; aggregate serves it.
func (s *Set) Models() assessmentv1.ModelServiceClient {
	return assessmentv1.NewModelServiceClient(s.conns[Aggregate])
}

// Health is the health of one service.
func (s *Set) Health(service Service) grpc_health_v1.HealthClient {
	return grpc_health_v1.NewHealthClient(s.conns[service])
}
