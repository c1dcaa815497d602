package e2e_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/fieldmaskpb"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/internal/fetchtest"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/proto/subject"
)

// few are three initiatives of the demo: what is recorded stays in the repository.
func few(t *testing.T) []*initiativev1.Initiative {
	return slices.DeleteFunc(catalogue(t), func(i *initiativev1.Initiative) bool {
		return !slices.Contains([]string{"gaza-isf", "haiti-gsf", "ukraine-mnf"}, i.GetId())
	})
}

// short is the beginning of a bundled article.
func short(t *testing.T, id string) *ingestv1.Submission {
	t.Helper()
	a := proto.CloneOf(article(t, id))
	paragraphs := strings.SplitAfter(a.GetText(), "\n\n")
	a.Text = strings.TrimSpace(strings.Join(paragraphs[:min(len(paragraphs), 6)], ""))
	return a
}

// recordScenario makes a system store at least one message of each kind.
func recordScenario(t *testing.T, s *system) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	done := func(_ proto.Message, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	s.submit(short(t, "nr-a-01"), short(t, "nr-a-07"), short(t, "nr-b-05"))
	s.settle()
	s.submit(short(t, "nr-b-06"))
	retracted := s.submit(short(t, "nr-a-08"))[0]
	done(s.clients.Ingest().RetractArticle(ctx, &ingestv1.RetractArticleRequest{ArticleId: retracted, Reason: "the agency withdrew it"}))

	in := s.clients.Initiatives()
	done(in.DeleteInitiative(ctx, &initiativev1.DeleteInitiativeRequest{Id: "haiti-gsf"}))
	done(in.UpdateInitiative(ctx, &initiativev1.UpdateInitiativeRequest{Initiative: &initiativev1.Initiative{Id: "ukraine-mnf", Name: "Force for Ukraine"}, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"name"}}}))

	judge := s.clients.Judgements()
	for _, rationale := range []string{"heard in the room", "and again"} {
		done(judge.RecordJudgement(ctx, &assessmentv1.RecordJudgementRequest{
			InitiativeId: "gaza-isf", Author: "ann", Rationale: rationale, Probability: proto.Float64(0.6),
			ExpireTime: timestamppb.New(time.Date(2026, 6, 30, 0, 0, 0, 0, time.UTC)),
		}))
	}
	done(judge.WithdrawJudgement(ctx, &assessmentv1.WithdrawJudgementRequest{InitiativeId: "gaza-isf", Number: 2, Reason: "misheard"}))
	done(judge.RuleCondition(ctx, &assessmentv1.RuleConditionRequest{
		InitiativeId: "gaza-isf", Kind: taggingv1.ConditionKind_CONDITION_KIND_UN_MANDATE, State: taggingv1.ConditionState_CONDITION_STATE_MET,
		Author: "ann", Reason: "resolution 2803",
	}))
	for _, resolution := range []assessmentv1.Resolution{assessmentv1.Resolution_RESOLUTION_YES, assessmentv1.Resolution_RESOLUTION_OPEN} {
		done(judge.ResolveQuestion(ctx, &assessmentv1.ResolveQuestionRequest{
			InitiativeId: "gaza-isf", Resolution: resolution, Author: "ann", Reason: "seen",
		}))
	}
	s.settle()
	recordFeed(ctx, t, s)
	for kind, key := range map[subject.Kind]string{subject.ArticleAccepted: "poison.example", subject.ArticleTagged: "poison"} {
		if _, err := s.conn.JetStream().PublishMsg(ctx, &nats.Msg{
			Subject: kind.For(key), Data: []byte("\xff\xff this is no protobuf"),
			Header: nats.Header{subject.HeaderMsgID: {"poison:" + string(kind)}, subject.HeaderCorrelationID: {"poison"}},
		}); err != nil {
			t.Fatal(err)
		}
	}
	eventually(t, "both are dead letters", func(ctx context.Context) bool {
		last, err := s.conn.LastSeq(ctx, subject.StreamDeadLetter)
		return err == nil && last == 2
	})
	s.settle()
	eventually(t, "the index notes how far it is", func(ctx context.Context) bool {
		index, err := s.conn.Bucket(ctx, subject.BucketArticleIndex)
		if err != nil {
			return false
		}
		_, _, err = index.Get(ctx, subject.IndexKey("checkpoint", "articles"))
		return err == nil
	})
	done(s.clients.Ingest().ReplayArticles(ctx, &ingestv1.ReplayArticlesRequest{ReplayId: "release", MaxArticles: 1}))
	s.settle()
}

// recordFeed has a feed of one article read and then paused.
func recordFeed(ctx context.Context, t *testing.T, s *system) {
	t.Helper()
	feed := fetchtest.Start(t).Feed("/feed", fetchtest.RSS)
	feed.Publish(fetchtest.Stories(1, 1, time.Date(2026, 4, 30, 12, 0, 0, 0, time.UTC))...)
	before, err := s.conn.LastSeq(ctx, subject.StreamArticles)
	if err == nil {
		_, err = s.clients.Sources().CreateSource(ctx, &sourcev1.CreateSourceRequest{Source: &sourcev1.Source{
			Id: "feed.example", Name: "The Feed", Language: "en", Feeds: []*sourcev1.Feed{{Id: "news", Address: feed.URL}},
		}})
	}
	if err != nil {
		t.Fatal(err)
	}
	eventually(t, "the feed was read", func(ctx context.Context) bool {
		last, err := s.conn.LastSeq(ctx, subject.StreamArticles)
		answer, failed := s.clients.Sources().GetSource(ctx, &sourcev1.GetSourceRequest{Id: "feed.example"})
		return err == nil && failed == nil && last > before && answer.GetSource().GetFeeds()[0].GetStatus().GetAttempts() > 0
	})
	if _, err := s.clients.Sources().PauseSource(ctx, &sourcev1.PauseSourceRequest{Id: "feed.example"}); err != nil {
		t.Fatal(err)
	}
}

// unknownBytes counts what a message has of fields that this version does not know.
func unknownBytes(m protoreflect.Message) int {
	n := len(m.GetUnknown())
	m.Range(func(field protoreflect.FieldDescriptor, value protoreflect.Value) bool {
		switch {
		case field.IsMap() || field.Message() == nil:
		case field.IsList():
			for i := range value.List().Len() {
				n += unknownBytes(value.List().Get(i).Message())
			}
		default:
			n += unknownBytes(value.Message())
		}
		return true
	})
	return n
}
