package nlp

import (
	"context"
	"fmt"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/run"
)

// Run serves until ctx ends and returns nil then. It stops in order: not ready,
// no new calls and no new messages, what was begun is finished and
// acknowledged, the catalogue is let go.
func (s *Service) Run(ctx context.Context) error {
	return run.Stages(ctx,
		run.Stage{Tasks: []run.Task{{Name: "catalogue", Run: s.catalogue.Run, Stop: func(context.Context) error { return s.hangUp() }}}},
		run.Stage{Grace: s.stop, Tasks: []run.Task{
			{Name: "articles", Run: s.consume(s.articles, s.worker.Article)},
			{Name: "replays", Run: s.consume(s.replays, s.worker.Replay)},
			{Name: "grpc", Run: s.serve},
			{Name: "waiting", Run: s.release},
		}},
	)
}

// consume begins once there is a catalogue: to tag against none, and to
// acknowledge that, would lose articles in silence.
func (s *Service) consume(consumer *bus.Consumer, handle bus.Handler) func(context.Context) error {
	return func(ctx context.Context) error {
		if _, err := s.catalogue.Await(ctx, 0); err != nil {
			return nil // asked to stop before the first catalogue
		}
		return consumer.Consume(ctx, handle)
	}
}

// release lets go of the articles that wait for a newer catalogue, as soon as
// the service is asked to stop.
func (s *Service) release(ctx context.Context) error {
	<-ctx.Done()
	s.catalogue.Release()
	return nil
}

func (s *Service) serve(ctx context.Context) error {
	listener := s.listener
	if listener == nil {
		var err error
		if listener, err = s.server.Listen(ctx); err != nil {
			return err
		}
	}
	return s.server.Serve(ctx, listener)
}

// hangUp closes the connection that the service made itself.
func (s *Service) hangUp() error {
	if s.dialled == nil {
		return nil
	}
	if err := s.dialled.Close(); err != nil {
		return fmt.Errorf("close connection to aggregate: %w", err)
	}
	return nil
}

// Versions are those that decide on what is found.
func (s *Service) Versions() map[string]string { return map[string]string{"engine": s.engine} }
