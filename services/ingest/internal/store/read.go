package store

import (
	"context"
	"errors"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/fault"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	"github.com/barograph/barograph/proto/subject"
)

// text reads the article of a revision at the sequence that the index gave.
func (s *Store) text(ctx context.Context, id string, revision uint32, seq uint64) (*articlev1.Article, error) {
	msg, err := s.read(ctx, record{id: id, revision: revision, seq: seq})
	if err != nil {
		return nil, err
	}
	article, _, err := decode(msg)
	return article, err
}

// retraction reads the one of a revision at the sequence that the index gave.
func (s *Store) retraction(ctx context.Context, id string, revision uint32, seq uint64) (*articlev1.Retraction, error) {
	msg, err := s.read(ctx, record{id: id, revision: revision, seq: seq, retraction: true})
	if err != nil {
		return nil, err
	}
	_, retraction, err := decode(msg)
	return retraction, err
}

// read reads a message that the index knows. What stands in its stead after a
// loss is not it.
func (s *Store) read(ctx context.Context, known record) (bus.Msg, error) {
	msg, err := s.Stream.GetMsg(ctx, subject.StreamArticles, known.seq)
	switch {
	case errors.Is(err, fault.ErrNotFound) || err == nil && !known.is(msg):
		return msg, fault.NotFound("ARTICLE_EXPIRED", "article %s is no longer stored", known.id)
	case err != nil:
		return msg, unavailable(err)
	}
	return msg, nil
}

// is says whether a message is the one that the index means.
func (r record) is(msg bus.Msg) bool {
	stored, err := recordOf(msg)
	return err == nil && stored.id == r.id && stored.revision == r.revision && stored.retraction == r.retraction
}

// lost says whether the stream has lost the newest revision of an article that
// the index knows.
func (s *Store) lost(ctx context.Context, id string, e entry) (bool, error) {
	return s.gone(ctx, record{id: id, revision: e.Revision, seq: e.sequence(e.Revision)})
}

// gone says whether the stream has lost a message that the index knows: its end
// lies before it, or another message has its sequence. One that expired, or was
// deleted, is not lost.
func (s *Store) gone(ctx context.Context, known record) (bool, error) {
	if known.seq == 0 {
		return false, nil
	}
	msg, err := s.Stream.GetMsg(ctx, subject.StreamArticles, known.seq)
	if errors.Is(err, fault.ErrNotFound) {
		last, err := s.Stream.LastSeq(ctx, subject.StreamArticles)
		if err != nil {
			return false, unavailable(err)
		}
		return known.seq > last, nil
	}
	if err != nil {
		return false, unavailable(err)
	}
	return !known.is(msg), nil
}
