// Package worker reads articles from the bus, has them tagged, and writes one
// message to the ledger for each, also for a retraction and where nothing was
// found.
package worker

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"buf.build/go/protovalidate"
	"go.uber.org/zap"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/internal/logging"
	"github.com/barograph/barograph/internal/tracing"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	eventv1 "github.com/barograph/barograph/proto/gen/barograph/event/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/proto/subject"
)

// Reasons for dead letters, beside those of package bus.
const (
	// ReasonUndecodable: the bytes are no event of this contract.
	ReasonUndecodable = "undecodable"
	// ReasonInvalid: the event breaks the rules of the contract.
	ReasonInvalid = bus.ReasonInvalid
	// ReasonDeadline: the article took longer to be read than one may, twice.
	ReasonDeadline = "deadline"
)

const (
	// catalogueRetry is the first delay of a message for which no catalogue came.
	catalogueRetry = 2 * time.Second
	// readTimeout is for reading one message, however long that may then wait.
	readTimeout = 30 * time.Second
	// chances is how often an article may take too long: once may be a machine
	// that was suspended or had other things to do.
	chances = 2
	// long articles are read one at a time: the densest of 512 KiB take 100 MiB.
	long = 64 << 10
)

// Tagger reads articles under one catalogue.
type Tagger interface {
	// TagContext gives up when ctx ends, with an error that wraps that of ctx.
	TagContext(ctx context.Context, a *articlev1.Article) (*taggingv1.TaggedArticle, error)
	CatalogueRevision() uint64
}

// Publisher stores messages in streams.
type Publisher interface {
	Publish(ctx context.Context, m bus.Message) (bus.PubAck, error)
}

// Stream reads stored messages.
type Stream interface {
	GetMsg(ctx context.Context, stream string, seq uint64) (bus.Msg, error)
}

// Deps is what a worker needs.
type Deps struct {
	// Tagger waits for a catalogue of at least a revision; 0 is any.
	Tagger func(ctx context.Context, revision uint64) (Tagger, error)
	// Engine is the version of the tagger, see TaggedArticle.engine_version.
	Engine string
	// Deadline is how long the reading of one article may take, without what it
	// waits for before and after.
	Deadline  time.Duration
	Publisher Publisher
	Stream    Stream
	Log       *zap.Logger
	Count     Counter // nil counts nothing
}

// Counter counts what is read.
type Counter interface {
	// Read is called with how long an article took to be read, or to be given up.
	Read(took time.Duration)
	// Stored is called for each tagging that is in the ledger; since is how long
	// ago its article was stored.
	Stored(tagged *taggingv1.TaggedArticle, replay bool, since time.Duration)
}

// uncounted counts nothing.
type uncounted struct{}

func (uncounted) Read(time.Duration)                                   {}
func (uncounted) Stored(*taggingv1.TaggedArticle, bool, time.Duration) {}

// Worker handles messages. Its methods may be called concurrently.
type Worker struct {
	deps   Deps
	unread atomic.Int64  // articles passed on without having been read
	long   chan struct{} // has room for one: held while a long article is read
}

// New makes a worker.
func New(deps Deps) (*Worker, error) {
	if deps.Tagger == nil || deps.Engine == "" || deps.Deadline <= 0 || deps.Publisher == nil || deps.Stream == nil || deps.Log == nil {
		return nil, errors.New("make worker: tagger, engine, deadline, publisher, stream and logger are required")
	}
	deps.Log = deps.Log.Named("worker")
	if deps.Count == nil {
		deps.Count = uncounted{}
	}
	return &Worker{deps: deps, long: make(chan struct{}, 1)}, nil
}

// Article handles a message of ARTICLES.
func (w *Worker) Article(ctx context.Context, msg bus.Msg) bus.Outcome {
	return w.handle(ctx, msg, 0, msg.Delivered)
}

// Replay handles a message of REPLAYS: the message of ARTICLES that it names is
// handled again, once the catalogue is new enough. It waits for that as long as
// ctx lasts: to give the message back would use up its deliveries, and aggregate
// may be away for longer than they last.
func (w *Worker) Replay(ctx context.Context, msg bus.Msg) bus.Outcome {
	var event eventv1.ArticleReplayed
	if err := proto.Unmarshal(msg.Data, &event); err != nil {
		return bus.Reject(ReasonUndecodable, fmt.Errorf("decode replay: %w", err))
	}
	original, err := w.stored(ctx, event.GetStreamSequence())
	if errors.Is(err, fault.ErrNotFound) {
		// Retention has removed it since: there is nothing left to tag.
		w.deps.Log.Info("article to be replayed is no longer stored", logging.StreamSeq(event.GetStreamSequence()))
		return bus.Ack()
	}
	if err != nil {
		return bus.Retry(0, fmt.Errorf("read article to be replayed: %w", err))
	}
	return w.handle(ctx, original, event.GetMinCatalogueRevision(), msg.Delivered)
}

func (w *Worker) stored(ctx context.Context, seq uint64) (bus.Msg, error) {
	ctx, cancel := context.WithTimeout(ctx, readTimeout)
	defer cancel()
	return w.deps.Stream.GetMsg(ctx, subject.StreamArticles, seq)
}

// handle handles a message of ARTICLES, which was delivered, itself or by its
// replay, so many times.
func (w *Worker) handle(ctx context.Context, msg bus.Msg, minCatalogue, delivered uint64) bus.Outcome {
	article, retraction, outcome := decode(msg)
	if article == nil && retraction == nil {
		return outcome
	}
	logging.Note(ctx, about(article, retraction)...)
	tagger, err := w.deps.Tagger(ctx, minCatalogue)
	if err != nil {
		return bus.Retry(catalogueRetry, err)
	}
	var tagged *taggingv1.TaggedArticle
	if article != nil {
		if tagged, err = w.tag(ctx, tagger, article); err != nil {
			return late(ctx, err, delivered)
		}
	} else {
		tagged = &taggingv1.TaggedArticle{
			ArticleId: retraction.GetArticleId(), Revision: retraction.GetRevision(), Retracted: true,
			KnownTime: retraction.GetKnownTime(), Source: retraction.GetSource(),
			EngineVersion: w.deps.Engine, CatalogueRevision: tagger.CatalogueRevision(),
		}
	}
	ack, err := w.publish(ctx, tagged)
	if err != nil {
		return bus.OutcomeOf(err)
	}
	w.count(tagged, msg)
	logging.Note(ctx, found(tagged, ack)...)
	return bus.Ack()
}

func (w *Worker) tag(ctx context.Context, tagger Tagger, article *articlev1.Article) (*taggingv1.TaggedArticle, error) {
	if len(article.GetText()) > long {
		select {
		case w.long <- struct{}{}:
			defer func() { <-w.long }()
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	ctx, cancel := context.WithTimeout(ctx, w.deps.Deadline)
	defer cancel()
	defer func(start time.Time) { w.deps.Count.Read(time.Since(start)) }(time.Now())
	_, span := tracing.Start(ctx, "tag")
	defer span.End()
	tagged, err := tagger.TagContext(ctx, article)
	tracing.Fail(span, err, "not read")
	if err == nil && span.IsRecording() {
		span.SetAttributes(described(article, tagged)...)
	}
	return tagged, err
}

// late is what becomes of an article that was not read to its end. What ended
// with the context of the message says nothing about the article.
func late(ctx context.Context, err error, delivered uint64) bus.Outcome {
	if errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil && delivered >= chances {
		return bus.Reject(ReasonDeadline, err)
	}
	return bus.Retry(0, err)
}

// count counts the tagging of a message of ARTICLES, one that was read for a
// replay if it has no consumer. It says of an article that could not be read that
// it was passed on all the same, and how many there were since the start.
func (w *Worker) count(tagged *taggingv1.TaggedArticle, msg bus.Msg) {
	w.deps.Count.Stored(tagged, msg.Consumer == "", time.Since(msg.Stored))
	if tagged.GetSkippedReason() == "" {
		return
	}
	n := w.unread.Add(1)
	w.deps.Log.Info("article passed on unread", logging.ArticleID(tagged.GetArticleId()), logging.Reason(tagged.GetSkippedReason()), logging.Count(int(n)))
}

func (w *Worker) publish(ctx context.Context, tagged *taggingv1.TaggedArticle) (bus.PubAck, error) {
	data, err := proto.MarshalOptions{Deterministic: true}.Marshal(&eventv1.ArticleTagged{TaggedArticle: tagged})
	if err != nil {
		return bus.PubAck{}, fault.Invalid("TAGGING_UNENCODABLE", fmt.Sprintf("encode tagging of article %s: %v", tagged.GetArticleId(), err))
	}
	message := bus.Message{
		Subject: subject.ArticleTagged.For(tagged.GetArticleId()), Data: data,
		MsgID: subject.TaggedMsgID(tagged.GetArticleId(), uint64(tagged.GetRevision()), tagged.GetEngineVersion(),
			tagged.GetCatalogueRevision(), tagged.GetRetracted()),
	}
	if tagged.GetKnownTime() != nil {
		message.Time = tagged.GetKnownTime().AsTime()
	}
	ack, err := w.deps.Publisher.Publish(ctx, message)
	if err != nil {
		return ack, fmt.Errorf("publish tagging of article %s: %w", tagged.GetArticleId(), err)
	}
	return ack, nil
}

// decode gives what the message holds, an article or a retraction. If it holds
// neither, the outcome says what to do with it.
func decode(msg bus.Msg) (*articlev1.Article, *articlev1.Retraction, bus.Outcome) {
	parsed, err := subject.Parse(msg.Subject)
	if err != nil {
		return nil, nil, bus.Reject(ReasonUndecodable, err)
	}
	var (
		article    *articlev1.Article
		retraction *articlev1.Retraction
		content    proto.Message
	)
	switch parsed.Kind {
	case subject.ArticleAccepted:
		event := &eventv1.ArticleAccepted{}
		err = proto.Unmarshal(msg.Data, event)
		article, content = event.GetArticle(), event.GetArticle()
	case subject.ArticleRevised:
		event := &eventv1.ArticleRevised{}
		err = proto.Unmarshal(msg.Data, event)
		article, content = event.GetArticle(), event.GetArticle()
	case subject.ArticleRetracted:
		event := &eventv1.ArticleRetracted{}
		err = proto.Unmarshal(msg.Data, event)
		retraction, content = event.GetRetraction(), event.GetRetraction()
	default:
		err = fmt.Errorf("%s is not about an article's text", parsed.Kind)
	}
	if err != nil {
		return nil, nil, bus.Reject(ReasonUndecodable, fmt.Errorf("decode %s: %w", parsed.Kind, err))
	}
	if article == nil && retraction == nil {
		return nil, nil, bus.Reject(ReasonInvalid, fmt.Errorf("%s is empty", parsed.Kind))
	}
	if err := protovalidate.Validate(content, protovalidate.WithFilter(known{})); err != nil {
		return nil, nil, bus.Reject(ReasonInvalid, fmt.Errorf("check %s: %w", parsed.Kind, err))
	}
	return article, retraction, bus.Outcome{}
}

// known leaves out of the check what values of enumerations only a newer version
// knows: the newer ingest checked them, and the tagger takes them as not given.
type known struct{}

// ShouldValidate says whether a field, or all of a message, is checked.
func (known) ShouldValidate(m protoreflect.Message, of protoreflect.Descriptor) bool {
	field, ok := of.(protoreflect.FieldDescriptor)
	if !ok || field.Enum() == nil || field.IsList() || !m.IsValid() {
		return true
	}
	return field.Enum().Values().ByNumber(m.Get(field).Enum()) != nil
}
