package aggregate_test

import (
	"fmt"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"
	"pgregory.net/rapid"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/internal/cputest"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	eventv1 "github.com/barograph/barograph/proto/gen/barograph/event/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/proto/subject"
	"github.com/barograph/barograph/services/aggregate/internal/assesstest"
)

// crowd is the service with a large ledger, on a server with its storage in files.
type crowd struct {
	*service
	conn     *bus.Conn
	articles []*taggingv1.TaggedArticle
	told     uint32 // revisions so far
	day      time.Time
}

func gather(b *testing.B, initiatives []*initiativev1.Initiative, articles []*taggingv1.TaggedArticle) *crowd {
	b.Helper()
	server := bustest.Start(b, bustest.Options{Dir: b.TempDir()})
	c := &crowd{service: start(b, server), conn: server.Connect("test"), articles: articles, told: 1, day: noon().Truncate(24 * time.Hour)}
	for _, i := range initiatives {
		if _, err := c.initiatives.CreateInitiative(b.Context(), &initiativev1.CreateInitiativeRequest{Initiative: i}); err != nil {
			b.Fatal(err)
		}
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

// waited is what somebody waits for.
type waited struct {
	name string
	call func() error
}

func measure(b *testing.B, all []waited) {
	b.Helper()
	for _, w := range all {
		b.Run(w.name, func(b *testing.B) {
			spent := cputest.Spent(b)
			for b.Loop() {
				if err := w.call(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64((cputest.Spent(b)-spent).Microseconds())/1000/float64(b.N), "cpu-ms/op")
		})
	}
}

// writes are a correction of an article and a new day, until they are in what
// is published.
func (c *crowd) writes(b *testing.B) []waited {
	b.Helper()
	return []waited{
		{"article", func() error { c.correct(b); c.settled(b); return nil }},
		{"day", func() error { c.tick(b); c.settled(b); return nil }},
	}
}

// list reads all pages of the list.
func (c *crowd) list(b *testing.B, asOf *timestamppb.Timestamp, size int32) error {
	b.Helper()
	for req := (&assessmentv1.ListAssessmentsRequest{PageSize: size, AsOfTime: asOf}); ; {
		page, err := c.assessments.ListAssessments(b.Context(), req)
		if req.PageToken = page.GetNextPageToken(); err != nil || req.GetPageToken() == "" {
			return err
		}
	}
}

// BenchmarkCrowdedInitiative is what a writer and a reader of an initiative
// with 100,000 claims wait for, from the call or the message to the answer.
func BenchmarkCrowdedInitiative(b *testing.B) {
	c := gather(b, []*initiativev1.Initiative{rapid.Custom(assesstest.Initiative).Example(1)}, assesstest.Ledger(100_000))
	id, before, api := assesstest.InitiativeID, timestamppb.New(noon().AddDate(0, 0, -40)), c.assessments
	explain := func(req *assessmentv1.ExplainAssessmentRequest) func() error {
		return func() error { _, err := api.ExplainAssessment(b.Context(), req); return err }
	}
	timeline := func(basis assessmentv1.SnapshotBasis) func() error {
		return func() error {
			_, err := api.GetTimeline(b.Context(), &assessmentv1.GetTimelineRequest{InitiativeId: id, Basis: basis})
			return err
		}
	}
	brief := func(format assessmentv1.BriefFormat) func() error {
		return func() error {
			_, err := api.GetBrief(b.Context(), &assessmentv1.GetBriefRequest{InitiativeId: id, Format: format})
			return err
		}
	}
	assess := func(req *assessmentv1.GetAssessmentRequest) func() error {
		return func() error { _, err := api.GetAssessment(b.Context(), req); return err }
	}
	measure(b, append(c.writes(b),
		waited{"list", func() error { return c.list(b, nil, 0) }},
		waited{"assess", assess(&assessmentv1.GetAssessmentRequest{InitiativeId: id})},
		waited{"assess-as-of", assess(&assessmentv1.GetAssessmentRequest{InitiativeId: id, AsOfTime: before})},
		waited{"evidence", func() error {
			_, err := api.ListEvidence(b.Context(), &assessmentv1.ListEvidenceRequest{InitiativeId: id})
			return err
		}},
		waited{"explain", explain(&assessmentv1.ExplainAssessmentRequest{InitiativeId: id})},
		waited{"explain-since", explain(&assessmentv1.ExplainAssessmentRequest{InitiativeId: id, SinceTime: before})},
		waited{"explain-since-revision", explain(&assessmentv1.ExplainAssessmentRequest{InitiativeId: id, SinceRevision: 1})},
		waited{"timeline", timeline(assessmentv1.SnapshotBasis_SNAPSHOT_BASIS_RECOMPUTED)},
		waited{"timeline-published", timeline(assessmentv1.SnapshotBasis_SNAPSHOT_BASIS_PUBLISHED)},
		waited{"brief", brief(assessmentv1.BriefFormat_BRIEF_FORMAT_MARKDOWN)},
		waited{"brief-html", brief(assessmentv1.BriefFormat_BRIEF_FORMAT_HTML)},
		waited{"brief-message", brief(assessmentv1.BriefFormat_BRIEF_FORMAT_MESSAGE)},
	))
}

// BenchmarkManyInitiatives is the same with 10,000 initiatives of an article
// each: whole lists, and a day that publishes all of them.
func BenchmarkManyInitiatives(b *testing.B) {
	var all []*initiativev1.Initiative
	var articles []*taggingv1.TaggedArticle
	for n := range 10_000 {
		i := initiative(fmt.Sprint("i", n))
		all = append(all, i)
		articles = append(articles, reading{article: fmt.Sprint("a", n), catalogue: 10_000, claims: []*taggingv1.Claim{position(i.GetId(), "IDN", supports, 667)}}.tagged())
	}
	c := gather(b, all, articles)
	measure(b, append(c.writes(b),
		waited{"list", func() error { return c.list(b, nil, 1000) }},
		waited{"list-as-of", func() error { return c.list(b, timestamppb.New(noon().AddDate(0, 0, -40)), 1000) }},
		waited{"scorecard", func() error {
			_, err := c.assessments.GetScorecard(b.Context(), &assessmentv1.GetScorecardRequest{})
			return err
		}},
	))
}
