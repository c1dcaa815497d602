package store

import (
	"context"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/internal/fault"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
)

// Retract withdraws the newest revision of an article, and with it all earlier
// ones. It returns that revision, and false where it was withdrawn already. A
// fault.ErrNotFound tells that there is no such article.
func (s *Store) Retract(ctx context.Context, id, reason string) (uint32, bool, error) {
	if err := s.Ready(ctx); err != nil {
		return 0, false, err
	}
	start := time.Now()
	ctx, cancel := patient(ctx)
	defer cancel()
	defer s.locks.lock(id, id)()
	if err := s.settle(ctx, id); err != nil {
		return 0, false, err
	}
	e, revision, err := s.load(ctx, id)
	if err != nil {
		return 0, false, err
	}
	if e.Retracted > 0 {
		lost, err := s.gone(ctx, record{id: id, revision: e.Revision, retraction: true, seq: e.Retracted})
		if err != nil || !lost {
			return e.Revision, false, err
		}
		e.Retracted = 0
	}
	for {
		article, err := s.article(ctx, id, e, e.Revision)
		if err != nil {
			return 0, false, err
		}
		retraction := &articlev1.Retraction{
			ArticleId: id, Revision: e.Revision, Reason: reason,
			KnownTime: timestamppb.New(s.Now()), Source: article.GetSource(),
		}
		message, err := retractionMessage(retraction)
		if err != nil {
			return 0, false, err
		}
		ours := record{id: id, revision: e.Revision, retraction: true}
		var stored record
		if stored, e, err = s.write(ctx, message, ours, e, revision); err != nil {
			return 0, false, err
		}
		s.indexed.add(stored.seq)
		if !e.inForce() {
			s.tellRetraction(ctx, retraction, stored.seq, start)
			return e.Revision, true, nil
		}
		// Another process stored a newer revision meanwhile: withdraw that too.
		if e, revision, err = s.load(ctx, id); err != nil {
			return 0, false, err
		}
	}
}

// Get returns a stored revision of an article (0: the newest), and the
// retraction if it is withdrawn. A fault.ErrNotFound tells that there is none,
// or that the stream's retention has removed it.
func (s *Store) Get(ctx context.Context, id string, revision uint32) (*articlev1.Article, *articlev1.Retraction, error) {
	e, _, err := s.load(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	if revision == 0 {
		revision = e.Revision
	}
	article, err := s.article(ctx, id, e, revision)
	if err != nil || e.Retracted == 0 {
		return article, nil, err
	}
	retraction, err := s.retraction(ctx, id, e.Revision, e.Retracted)
	if err != nil {
		return nil, nil, err
	}
	return article, retraction, nil
}

func (s *Store) article(ctx context.Context, id string, e entry, revision uint32) (*articlev1.Article, error) {
	if e.Revision == 0 {
		return nil, fault.NotFound("ARTICLE_NOT_FOUND", "there is no article %s", id)
	}
	seq := e.sequence(revision)
	if seq == 0 {
		return nil, fault.NotFound("REVISION_NOT_FOUND", "there is no revision %d of article %s; the newest is %d", revision, id, e.Revision)
	}
	return s.text(ctx, id, revision, seq)
}
