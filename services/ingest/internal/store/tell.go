package store

import (
	"context"
	"strings"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/trace"
	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"

	"github.com/barograph/barograph/internal/correlation"
	"github.com/barograph/barograph/internal/logging"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	"github.com/barograph/barograph/proto/subject"
)

// tell puts into the log what became of a submission: in the line of the call
// that brought it, or for one of many, in a line of its own. Feeds bring what is
// unchanged again and again, which is told at debug only. Nothing is told of a
// nil answer.
func (s *Store) tell(ctx context.Context, a *articlev1.Article, told *ingestv1.SubmitArticleResponse, seq uint64, start time.Time) {
	if told == nil {
		return
	}
	level := zapcore.InfoLevel
	if told.GetOutcome() == ingestv1.SubmitOutcome_SUBMIT_OUTCOME_UNCHANGED {
		level = zapcore.DebugLevel
	}
	word := strings.ToLower(strings.TrimPrefix(told.GetOutcome().String(), "SUBMIT_OUTCOME_"))
	facts := []zap.Field{
		logging.ArticleID(a.GetId()), zap.String(logging.KeySubmitOutcome, word), logging.Revision(uint64(told.GetRevision())),
		logging.SourceID(a.GetSource().GetId()),
	}
	if feed := a.GetFeed(); feed != "" {
		facts = append(facts, logging.FeedID(feed))
	}
	if told.GetArticleId() != a.GetId() {
		facts = append(facts, zap.String(logging.KeyDuplicateOf, told.GetArticleId()))
	}
	if seq > 0 {
		facts = append(facts, logging.Stream(subject.StreamArticles), logging.StreamSeq(seq))
	}
	s.note(ctx, level, facts, start)
	if span := trace.SpanFromContext(ctx); span.IsRecording() {
		span.SetAttributes(attribute.String("barograph.article_id", a.GetId()), attribute.String("barograph.submit_outcome", word),
			attribute.Int64("barograph.revision", int64(told.GetRevision())), attribute.String("barograph.source_id", a.GetSource().GetId()))
	}
}

// tellRetraction is tell for a withdrawn article.
func (s *Store) tellRetraction(ctx context.Context, r *articlev1.Retraction, seq uint64, start time.Time) {
	s.note(ctx, zapcore.InfoLevel, []zap.Field{
		logging.ArticleID(r.GetArticleId()), zap.String(logging.KeySubmitOutcome, "retracted"), logging.Revision(uint64(r.GetRevision())),
		logging.SourceID(r.GetSource().GetId()), logging.Stream(subject.StreamArticles), logging.StreamSeq(seq),
	}, start)
}

func (s *Store) note(ctx context.Context, level zapcore.Level, facts []zap.Field, start time.Time) {
	if logging.Note(ctx, facts...) {
		return
	}
	if entry := s.Log.Check(level, "article taken"); entry != nil {
		entry.Write(append(facts, logging.Duration(time.Since(start)), logging.CorrelationID(correlation.ID(ctx)),
			logging.TraceID(correlation.TraceID(ctx)), logging.SpanID(correlation.SpanID(ctx)))...)
	}
}
