package store

import (
	"context"
	"errors"

	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/internal/fault"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	"github.com/barograph/barograph/services/ingest/internal/notice"
)

// Revisions returns at most size revisions of an article, newest first, from a
// revision on (0: the newest), and the revision that comes next, 0 at the end. A
// revision that the stream no longer holds is returned by its number alone. A
// fault.ErrNotFound tells that there is no such article.
func (s *Store) Revisions(ctx context.Context, id string, from uint32, size int) ([]*ingestv1.Revision, uint32, error) {
	e, _, err := s.load(ctx, id)
	if err != nil {
		return nil, 0, err
	}
	if e.Revision == 0 {
		return nil, 0, fault.NotFound("ARTICLE_NOT_FOUND", "there is no article %s", id)
	}
	if from == 0 || from > e.Revision {
		from = e.Revision
	}
	var out []*ingestv1.Revision
	for number := from; number > 0; number-- {
		if len(out) == size {
			return out, number, nil
		}
		revision, err := s.revision(ctx, id, e, number)
		if err != nil {
			return nil, 0, err
		}
		out = append(out, revision)
	}
	return out, 0, nil
}

func (s *Store) revision(ctx context.Context, id string, e entry, number uint32) (*ingestv1.Revision, error) {
	out := &ingestv1.Revision{Revision: number}
	if seq := e.sequence(number); seq > 0 {
		stored, err := s.text(ctx, id, number, seq)
		if err != nil && !errors.Is(err, fault.ErrNotFound) {
			return nil, err
		}
		if stored != nil {
			out.TextBytes, out.Notice = uint32(len(stored.GetText())), notice.Find(stored.GetText()).Text
			out.Article = proto.CloneOf(stored)
			out.Article.Text = ""
		}
	}
	if seq := e.retraction(number); seq > 0 {
		retraction, err := s.retraction(ctx, id, number, seq)
		if err != nil && !errors.Is(err, fault.ErrNotFound) {
			return nil, err
		}
		out.Retraction = retraction
		if retraction == nil {
			out.Retraction = &articlev1.Retraction{ArticleId: id, Revision: number}
		}
	}
	return out, nil
}
