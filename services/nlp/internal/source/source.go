// Package source follows the catalogue of initiatives over gRPC and keeps a
// tagger for it, compiled anew whenever the catalogue changes.
package source

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"sync"
	"time"

	"go.uber.org/zap"
	"google.golang.org/grpc"

	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/internal/logging"
	"github.com/barograph/barograph/internal/run"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	"github.com/barograph/barograph/services/nlp/internal/tag"
)

const (
	firstPause   = 100 * time.Millisecond
	longestPause = 5 * time.Second
	// settle is how long the catalogue has to be quiet before a change of it is
	// compiled, and longestSettle how long a change waits at most.
	settle        = 50 * time.Millisecond
	longestSettle = 500 * time.Millisecond
)

// Client watches the catalogue; initiativev1.InitiativeServiceClient is one.
type Client interface {
	WatchInitiatives(ctx context.Context, in *initiativev1.WatchInitiativesRequest, opts ...grpc.CallOption) (grpc.ServerStreamingClient[initiativev1.WatchInitiativesResponse], error)
}

// Source holds the tagger of the newest catalogue. It may be asked by any
// number of goroutines.
type Source struct {
	client    Client
	log       *zap.Logger
	knowledge *tag.Knowledge

	released chan struct{} // closed when nobody shall wait any more
	release  func()        // closes it

	mu      sync.Mutex
	tagger  *tag.Tagger   // nil before the first complete catalogue
	changed chan struct{} // closed when tagger is replaced
}

// New makes a source, whose taggers share the knowledge; it has none before
// [Source.Run].
func New(client Client, log *zap.Logger, knowledge *tag.Knowledge) (*Source, error) {
	if client == nil || log == nil {
		return nil, errors.New("make catalogue source: client and logger are required")
	}
	s := &Source{client: client, log: log.Named("catalogue"), knowledge: knowledge, released: make(chan struct{}), changed: make(chan struct{})}
	s.release = sync.OnceFunc(func() { close(s.released) })
	return s, nil
}

// Release ends all waiting, now and later: Await returns at once.
func (s *Source) Release() { s.release() }

// Current is the tagger of the newest complete catalogue; nil before the first.
func (s *Source) Current() *tag.Tagger {
	tagger, _ := s.state()
	return tagger
}

// Await waits for a catalogue of at least a revision (0: any) and returns its
// tagger. A fault.ErrTransient tells that ctx or [Source.Release] ended it before.
func (s *Source) Await(ctx context.Context, revision uint64) (*tag.Tagger, error) {
	for {
		tagger, changed := s.state()
		if tagger != nil && tagger.CatalogueRevision() >= revision {
			return tagger, nil
		}
		select {
		case <-changed:
		case <-s.released:
			return nil, tooOld(revision, errReleased)
		case <-ctx.Done():
			return nil, tooOld(revision, ctx.Err())
		}
	}
}

var errReleased = errors.New("asked to stop")

func tooOld(revision uint64, err error) error {
	return fault.Transient("CATALOGUE_TOO_OLD", "the catalogue of initiatives has not arrived yet, try again",
		fmt.Errorf("await catalogue revision %d: %w", revision, err))
}

// Ready is nil once there was a complete catalogue: the last known one serves
// while aggregate is away. It is a check of readiness.
func (s *Source) Ready(context.Context) error {
	if s.Current() == nil {
		return errors.New("no complete catalogue yet")
	}
	return nil
}

func (s *Source) state() (*tag.Tagger, <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.tagger, s.changed
}

// Run follows the catalogue until ctx ends, connecting again as often as it
// takes.
func (s *Source) Run(ctx context.Context) error {
	pause := firstPause
	for ctx.Err() == nil {
		complete, err := s.follow(ctx)
		if ctx.Err() != nil {
			return nil
		}
		if complete {
			pause = firstPause
		}
		s.log.Warn("catalogue lost, watching again", logging.Error(err), logging.RetryAfter(pause))
		run.Wait(ctx, time.Duration(float64(pause)*(0.75+rand.Float64()/2)))
		pause = min(2*pause, longestPause)
	}
	return nil
}

// follow watches once, and says whether a complete catalogue came.
func (s *Source) follow(ctx context.Context) (complete bool, err error) {
	ctx, cancel := context.WithCancel(ctx)
	stream, err := s.client.WatchInitiatives(ctx, &initiativev1.WatchInitiativesRequest{})
	if err != nil {
		cancel()
		return false, fmt.Errorf("watch catalogue: %w", err)
	}
	steps, failed := make(chan *initiativev1.WatchInitiativesResponse), make(chan error, 1)
	var wait sync.WaitGroup
	defer wait.Wait()
	defer cancel()
	wait.Go(func() {
		for {
			step, err := stream.Recv()
			if err != nil {
				failed <- fmt.Errorf("watch catalogue: %w", err)
				return
			}
			select {
			case steps <- step:
			case <-ctx.Done():
				failed <- ctx.Err()
				return
			}
		}
	})
	c := catalogue{byID: map[string]*initiativev1.Initiative{}}
	var due <-chan time.Time // when a change is to be compiled
	var since time.Time      // of the first change that is not compiled
	for {
		select {
		case step := <-steps:
			if c.apply(step); !c.complete {
				continue
			}
			if due == nil {
				since = time.Now()
			}
			due = time.After(min(settle, longestSettle-time.Since(since)))
			if step.GetSnapshotComplete() {
				due = time.After(0)
			}
		case <-due:
			due = nil
			s.compile(c)
		case err := <-failed:
			if due != nil {
				s.compile(c)
			}
			return c.complete, err
		}
	}
}

// catalogue is what a watch has told so far.
type catalogue struct {
	byID     map[string]*initiativev1.Initiative
	revision uint64
	complete bool
}

func (c *catalogue) apply(step *initiativev1.WatchInitiativesResponse) {
	c.revision = max(c.revision, step.GetCatalogueRevision())
	switch change := step.GetChange().(type) {
	case *initiativev1.WatchInitiativesResponse_Defined:
		c.byID[change.Defined.GetId()] = change.Defined
	case *initiativev1.WatchInitiativesResponse_DeletedId:
		delete(c.byID, change.DeletedId)
	case *initiativev1.WatchInitiativesResponse_SnapshotComplete:
		c.complete = c.complete || change.SnapshotComplete
	}
}

// compile replaces the tagger. A definition that cannot be compiled is left
// out, so that one of them does not take the others with it.
func (s *Source) compile(c catalogue) {
	var initiatives []*initiativev1.Initiative
	for _, id := range slices.Sorted(maps.Keys(c.byID)) {
		initiatives = append(initiatives, c.byID[id])
	}
	tagger, err := tag.New(initiatives, c.revision, tag.WithKnowledge(s.knowledge))
	if err != nil {
		initiatives = slices.DeleteFunc(initiatives, func(initiative *initiativev1.Initiative) bool {
			_, err := tag.New([]*initiativev1.Initiative{initiative}, c.revision, tag.WithKnowledge(s.knowledge))
			if err != nil {
				s.log.Error("initiative left out", logging.InitiativeID(initiative.GetId()), logging.Error(err))
			}
			return err != nil
		})
		if tagger, err = tag.New(initiatives, c.revision, tag.WithKnowledge(s.knowledge)); err != nil {
			s.log.Error("catalogue not compiled, keeping the last one", logging.Error(err))
			return
		}
	}
	s.log.Info("catalogue compiled", logging.Count(len(initiatives)))
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tagger = tagger
	close(s.changed)
	s.changed = make(chan struct{})
}
