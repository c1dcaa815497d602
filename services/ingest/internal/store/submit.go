package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/internal/logging"
	"github.com/barograph/barograph/internal/tracing"
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
	start := time.Now()
	ctx, span := s.Traces.Start(ctx, "accept")
	defer span.End()
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
		known, owner, err := s.known(ctx, a, e)
		if err != nil || known != nil {
			s.tell(ctx, a, known, 0, start)
			tracing.Fail(span, err, "not stored")
			return known, err
		}
		next := proto.CloneOf(a)
		next.Revision, next.KnownTime = e.Revision+1, timestamppb.New(s.Now())
		message, err := articleMessage(next)
		if err != nil {
			return nil, err
		}
		stored, _, err := s.write(ctx, message, recordOfArticle(next), e, revision)
		if err != nil {
			tracing.Fail(span, err, "not stored")
			return nil, err
		}
		if stored.hash == a.GetContentHash() {
			if err := s.claim(ctx, a, owner); err != nil {
				s.doubts.add(a.GetId()) // settled by the stream, from which it is claimed again
				return nil, unavailable(err)
			}
			s.indexed.add(stored.seq)
			told := answer(a.GetId(), stored.revision, outcome(stored.revision))
			s.tell(ctx, a, told, stored.seq, start)
			return told, nil
		}
		// The stream has another text under this revision: somebody was faster,
		// or an earlier attempt never reached the index. Ours is the next one.
	}
}

// known is the answer to a submission that is no news, nil to one that is, with
// the owner of its text.
func (s *Store) known(ctx context.Context, a *articlev1.Article, e entry) (*ingestv1.SubmitArticleResponse, owner, error) {
	if e.has(recordOfArticle(a)) {
		switch lost, err := s.lost(ctx, a.GetId(), e); {
		case err != nil:
			return nil, owner{}, err
		case !lost:
			return answer(a.GetId(), e.Revision, ingestv1.SubmitOutcome_SUBMIT_OUTCOME_UNCHANGED), owner{}, nil
		}
	}
	o, err := s.owner(ctx, a.GetContentHash())
	if err != nil || e.inForce() || o.id == a.GetId() || o.yields(a) {
		return nil, o, err
	}
	lost, err := s.lost(ctx, o.id, o.entry)
	if err != nil || lost {
		o.entry = entry{}
		return nil, o, err
	}
	return answer(o.id, o.entry.Revision, ingestv1.SubmitOutcome_SUBMIT_OUTCOME_DUPLICATE), o, nil
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
	entry    entry
	hash     string // of the text
	revision uint64 // of the key in the index
}

// inForce says whether the text is the owner's newest revision, and not
// retracted.
func (o owner) inForce() bool { return o.entry.inForce() && o.entry.Hash == o.hash }

// yields says whether a text is to be stored although the owner has the same:
// because that counts no more, or is the later copy. What is dated by its first
// appearance needs the first one, whatever the order in which an archive and the
// feeds tell of them.
func (o owner) yields(a *articlev1.Article) bool {
	at := written(a)
	return !o.inForce() || at != 0 && (o.entry.Written == 0 || at < o.entry.Written)
}

func (s *Store) owner(ctx context.Context, hash string) (owner, error) {
	value, revision, err := s.Index.Get(ctx, contentKey(hash))
	if errors.Is(err, fault.ErrNotFound) {
		return owner{}, nil
	}
	if err != nil {
		return owner{}, unavailable(err)
	}
	o := owner{id: string(value), hash: hash, revision: revision}
	o.entry, _, err = s.load(ctx, o.id)
	return o, err
}

// claim notes whose text this is, so that copies of it are known, and the source:
// if only that fails, it is listed with its next article.
func (s *Store) claim(ctx context.Context, a *articlev1.Article, o owner) error {
	if o.id != a.GetId() && o.yields(a) {
		_, err := s.Index.Put(ctx, contentKey(a.GetContentHash()), []byte(a.GetId()), o.revision)
		if err != nil && !errors.Is(err, fault.ErrConflict) {
			return fmt.Errorf("index the text of %s: %w", a.GetId(), err)
		}
	}
	if err := s.noteSource(ctx, a.GetSource()); err != nil {
		s.Log.Warn("source not indexed", logging.ArticleID(a.GetId()), logging.Error(err))
	}
	return nil
}
