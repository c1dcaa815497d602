package store

import (
	"context"
	"errors"
	"fmt"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/internal/logging"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	"github.com/barograph/barograph/proto/subject"
)

// Submit stores an article (its id and content hash are given, revision and
// known time are set here on a copy) unless its text is stored already. When it
// returns without an error, what it says is in the stream and in the index.
// Otherwise nothing is promised, and submitting again is always right: a
// fault.ErrExhausted where there is no room, a fault.ErrTransient where the
// streams did not answer within seconds.
func (s *Store) Submit(ctx context.Context, a *articlev1.Article) (*ingestv1.SubmitArticleResponse, error) {
	if err := s.Ready(ctx); err != nil {
		return nil, err
	}
	ctx, cancel := patient(ctx)
	defer cancel()
	defer s.locks.lock(a.GetId(), a.GetContentHash())()
	if err := s.settle(ctx, a.GetId()); err != nil {
		return nil, err
	}
	for {
		e, revision, err := s.load(ctx, a.GetId())
		if err != nil {
			return nil, err
		}
		if e.has(recordOfArticle(a)) {
			return answer(a.GetId(), e.Revision, ingestv1.SubmitOutcome_SUBMIT_OUTCOME_UNCHANGED), nil
		}
		owner, err := s.owner(ctx, a.GetContentHash())
		if err != nil {
			return nil, err
		}
		if !e.inForce() && owner.id != a.GetId() && !owner.yields(a) {
			return answer(owner.id, owner.newest, ingestv1.SubmitOutcome_SUBMIT_OUTCOME_DUPLICATE), nil
		}
		next := proto.CloneOf(a)
		next.Revision, next.KnownTime = e.Revision+1, timestamppb.New(s.Now())
		message, err := articleMessage(next)
		if err != nil {
			return nil, err
		}
		stored, _, err := s.write(ctx, message, recordOfArticle(next), e, revision)
		if err != nil {
			return nil, err
		}
		if stored.hash == a.GetContentHash() {
			s.claim(ctx, a, owner)
			return answer(a.GetId(), stored.revision, outcome(stored.revision)), nil
		}
		// The stream has another text under this revision: somebody was faster,
		// or an earlier attempt never reached the index. Ours is the next one.
	}
}

func answer(id string, revision uint32, outcome ingestv1.SubmitOutcome) *ingestv1.SubmitArticleResponse {
	return &ingestv1.SubmitArticleResponse{ArticleId: id, Revision: revision, Outcome: outcome}
}

func outcome(revision uint32) ingestv1.SubmitOutcome {
	if revision > 1 {
		return ingestv1.SubmitOutcome_SUBMIT_OUTCOME_REVISED
	}
	return ingestv1.SubmitOutcome_SUBMIT_OUTCOME_ACCEPTED
}

// write stores a message and what it says in the index. It returns what the
// stream then has under the message's id, and the index's knowledge of the
// article. If it fails, whether the message is stored is in doubt.
func (s *Store) write(ctx context.Context, message bus.Message, ours record, e entry, revision uint64) (record, entry, error) {
	stored, err := s.publish(ctx, message, ours)
	if err == nil {
		e, err = s.absorb(ctx, stored, e, revision)
	}
	if err != nil {
		s.doubts.add(ours.id)
		return record{}, e, err
	}
	s.indexed.add(stored.seq)
	return stored, e, nil
}

func (s *Store) publish(ctx context.Context, message bus.Message, ours record) (record, error) {
	ack, err := s.Publisher.Publish(ctx, message)
	if err != nil {
		return record{}, unavailable(err)
	}
	if !ack.Duplicate {
		ours.seq = ack.Seq
		return ours, nil
	}
	msg, err := s.Stream.GetMsg(ctx, subject.StreamArticles, ack.Seq)
	if err != nil {
		return record{}, fault.Transient("STORE_UNAVAILABLE", "the store of articles cannot be read, try again",
			fmt.Errorf("read the earlier message %s: %w", message.MsgID, err))
	}
	return recordOf(msg)
}

// owner is the article that the index has for a text.
type owner struct {
	id       string
	newest   uint32
	inForce  bool   // this text is its newest revision, and not retracted
	written  int64  // when it says that it was written, in Unix seconds, or 0
	revision uint64 // of the key in the index
}

// yields says whether a text is to be stored although the owner has the same:
// because that counts no more, or is the later copy. What is dated by its first
// appearance needs the first one, whatever the order in which an archive and the
// feeds tell of them.
func (o owner) yields(a *articlev1.Article) bool {
	at := written(a)
	return !o.inForce || at != 0 && (o.written == 0 || at < o.written)
}

func (s *Store) owner(ctx context.Context, hash string) (owner, error) {
	value, revision, err := s.Index.Get(ctx, contentKey(hash))
	if errors.Is(err, fault.ErrNotFound) {
		return owner{}, nil
	}
	if err != nil {
		return owner{}, unavailable(err)
	}
	o := owner{id: string(value), revision: revision}
	e, _, err := s.load(ctx, o.id)
	o.newest, o.inForce, o.written = e.Revision, e.inForce() && e.Hash == hash, e.Written
	return o, err
}

// claim notes whose text this is, and the source. The article is stored: if
// this fails, a copy of it is stored once more under its own id, and the source
// is listed with its next article.
func (s *Store) claim(ctx context.Context, a *articlev1.Article, o owner) {
	if o.id != a.GetId() && o.yields(a) {
		_, err := s.Index.Put(ctx, contentKey(a.GetContentHash()), []byte(a.GetId()), o.revision)
		if err != nil && !errors.Is(err, fault.ErrConflict) {
			s.Log.Warn("content not indexed", logging.ArticleID(a.GetId()), logging.Error(err))
		}
	}
	if err := s.noteSource(ctx, a.GetSource()); err != nil {
		s.Log.Warn("source not indexed", logging.ArticleID(a.GetId()), logging.Error(err))
	}
}
