package aggregate_test

import (
	"testing"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"
	"pgregory.net/rapid"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/bustest"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	eventv1 "github.com/barograph/barograph/proto/gen/barograph/event/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/proto/subject"
	"github.com/barograph/barograph/services/aggregate/internal/assesstest"
)

// crowd is the service with one initiative of 100,000 claims, on a server with
// its storage in files.
type crowd struct {
	*service
	conn     *bus.Conn
	articles []*taggingv1.TaggedArticle
	told     uint32 // revisions so far
	day      time.Time
}

func gather(b *testing.B) *crowd {
	b.Helper()
	server := bustest.Start(b, bustest.Options{Dir: b.TempDir()})
	c := &crowd{service: start(b, server), conn: server.Connect("test"), articles: assesstest.Ledger(100_000), told: 1, day: noon().Truncate(24 * time.Hour)}
	i := rapid.Custom(assesstest.Initiative).Example(1)
	if _, err := c.initiatives.CreateInitiative(b.Context(), &initiativev1.CreateInitiativeRequest{Initiative: i}); err != nil {
		b.Fatal(err)
	}
	for part := range (len(c.articles) + 999) / 1000 {
		c.tell(b, c.articles[part*1000:min(len(c.articles), part*1000+1000)]...)
	}
	c.settled(b)
	return c
}

// tell writes readings into the ledger.
func (c *crowd) tell(b *testing.B, articles ...*taggingv1.TaggedArticle) {
	b.Helper()
	batch := bus.NewPublisher(c.conn).Batch()
	for _, a := range articles {
		data, err := proto.Marshal(&eventv1.ArticleTagged{TaggedArticle: a})
		if err == nil {
			err = batch.Add(b.Context(), bus.Message{
				Subject: subject.ArticleTagged.For(a.GetArticleId()), Data: data,
				MsgID: subject.TaggedMsgID(a.GetArticleId(), uint64(a.GetRevision()), a.GetEngineVersion(), a.GetCatalogueRevision(), false),
			})
		}
		if err != nil {
			b.Fatal(err)
		}
	}
	if _, err := batch.Flush(b.Context()); err != nil {
		b.Fatal(err)
	}
}

// correct writes a correction of one article.
func (c *crowd) correct(b *testing.B) {
	b.Helper()
	c.told++
	a := proto.CloneOf(c.articles[int(c.told)*7919%len(c.articles)])
	a.Revision = c.told
	c.tell(b, a)
}

// tick writes the beginning of the next day.
func (c *crowd) tick(b *testing.B) {
	b.Helper()
	c.day = c.day.AddDate(0, 0, 1)
	data, err := proto.Marshal(&eventv1.ClockTicked{TickTime: timestamppb.New(c.day)})
	if err != nil {
		b.Fatal(err)
	}
	batch := bus.NewPublisher(c.conn).Batch()
	if err := batch.Add(b.Context(), bus.Message{Subject: subject.Tick(c.day), MsgID: subject.TickMsgID(c.day), Data: data}); err != nil {
		b.Fatal(err)
	}
	if _, err := batch.Flush(b.Context()); err != nil {
		b.Fatal(err)
	}
}

// settled waits until what was published takes the whole ledger into account.
func (c *crowd) settled(b *testing.B) {
	b.Helper()
	last, err := c.conn.LastSeq(b.Context(), subject.StreamLedger)
	if err != nil {
		b.Fatal(err)
	}
	for range time.Tick(time.Millisecond) {
		status, err := c.assessments.GetLedgerStatus(b.Context(), &assessmentv1.GetLedgerStatusRequest{})
		if err != nil {
			b.Fatal(err)
		}
		if status.GetSequence() >= last {
			return
		}
	}
}

// BenchmarkCrowdedInitiative is what a writer and a reader of an initiative
// with 100,000 claims wait for, from the call or the message to the answer.
func BenchmarkCrowdedInitiative(b *testing.B) {
	c := gather(b)
	id, week := assesstest.InitiativeID, timestamppb.New(noon().AddDate(0, 0, -40))
	api := c.assessments
	page := func(format assessmentv1.BriefFormat) error {
		_, err := api.GetBrief(b.Context(), &assessmentv1.GetBriefRequest{InitiativeId: id, Format: format})
		return err
	}
	calls := []struct {
		name string
		call func() error
	}{
		{"article", func() error { c.correct(b); c.settled(b); return nil }},
		{"day", func() error { c.tick(b); c.settled(b); return nil }},
		{"list", func() error {
			_, err := api.ListAssessments(b.Context(), &assessmentv1.ListAssessmentsRequest{})
			return err
		}},
		{"assess", func() error {
			_, err := api.GetAssessment(b.Context(), &assessmentv1.GetAssessmentRequest{InitiativeId: id})
			return err
		}},
		{"assess-as-of", func() error {
			_, err := api.GetAssessment(b.Context(), &assessmentv1.GetAssessmentRequest{InitiativeId: id, AsOfTime: week})
			return err
		}},
		{"evidence", func() error {
			_, err := api.ListEvidence(b.Context(), &assessmentv1.ListEvidenceRequest{InitiativeId: id, PageSize: 100})
			return err
		}},
		{"explain", func() error {
			_, err := api.ExplainAssessment(b.Context(), &assessmentv1.ExplainAssessmentRequest{InitiativeId: id})
			return err
		}},
		{"explain-since", func() error {
			_, err := api.ExplainAssessment(b.Context(), &assessmentv1.ExplainAssessmentRequest{InitiativeId: id, SinceTime: week})
			return err
		}},
		{"explain-since-revision", func() error {
			_, err := api.ExplainAssessment(b.Context(), &assessmentv1.ExplainAssessmentRequest{InitiativeId: id, SinceRevision: 1})
			return err
		}},
		{"timeline", func() error {
			_, err := api.GetTimeline(b.Context(), &assessmentv1.GetTimelineRequest{InitiativeId: id})
			return err
		}},
		{"timeline-published", func() error {
			_, err := api.GetTimeline(b.Context(), &assessmentv1.GetTimelineRequest{InitiativeId: id, Basis: assessmentv1.SnapshotBasis_SNAPSHOT_BASIS_PUBLISHED})
			return err
		}},
		{"brief", func() error { return page(assessmentv1.BriefFormat_BRIEF_FORMAT_MARKDOWN) }},
		{"brief-html", func() error { return page(assessmentv1.BriefFormat_BRIEF_FORMAT_HTML) }},
		{"brief-message", func() error { return page(assessmentv1.BriefFormat_BRIEF_FORMAT_MESSAGE) }},
	}
	for _, call := range calls {
		b.Run(call.name, func(b *testing.B) {
			for b.Loop() {
				if err := call.call(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
