package poll

import (
	"context"
	"errors"
	"maps"
	"time"

	"go.uber.org/zap"
	"golang.org/x/time/rate"
	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/internal/logging"
	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
	"github.com/barograph/barograph/services/ingest/internal/feed"
	"github.com/barograph/barograph/services/ingest/internal/schedule"
	"github.com/barograph/barograph/services/ingest/internal/syndication"
	"github.com/barograph/barograph/services/ingest/internal/web"
)

const (
	// longestAttempt bounds one read of a feed with all its pages; what is left
	// then comes with the next one.
	longestAttempt = 30 * time.Minute
	// lastWords is how long a read that is ended may take to keep what it knows.
	lastWords = 5 * time.Second
	// saveEvery is after how many items the memory is kept.
	saveEvery = 20
)

// attempt is one read of one feed.
type attempt struct {
	*Poller
	source  *sourcev1.Source
	feed    *sourcev1.Feed
	memory  *feed.Memory
	before  feed.Totals // before this read
	report  feed.Report
	result  schedule.Result
	listed  []syndication.Item        // what the feed lists now, if it changed
	changed map[string]web.Validators // the sitemaps that were read, by address
	left    bool                      // items are left to the next read
	until   time.Time                 // when the turn of the feed is over
	pace    *rate.Limiter             // of all requests on account of the feed
	log     *zap.Logger
}

// errStore ends an attempt: what could not be stored is not noted as taken.
var errStore = errors.New("the store cannot be reached")

// attempt reads a feed and returns when to read it again. What went wrong stands
// in its status.
func (p *Poller) attempt(ctx context.Context, s *sourcev1.Source, f *sourcev1.Feed) time.Time {
	a := &attempt{
		Poller: p, source: s, feed: f, pace: rate.NewLimiter(rate.Inf, 1),
		log: p.Log.With(logging.SourceID(s.GetId()), logging.FeedID(f.GetId())),
	}
	if perMinute := f.GetLimits().GetRequestsPerMinute(); perMinute > 0 {
		a.pace.SetLimit(rate.Limit(perMinute) / 60)
	}
	saved, err := p.Sources.Memory(ctx, s.GetId(), f.GetId())
	if err != nil && !errors.Is(err, fault.ErrNotFound) {
		a.log.Warn("feed not read: what is remembered of it cannot be had", logging.Error(err))
		p.brake.failed(p.Clock(), p.Random())
		return p.Clock().Add(p.Outage)
	}
	if a.memory, err = feed.Decode(saved, f.GetAddress()); err != nil {
		a.log.Error("memory of feed lost; its items are looked at again", logging.Error(err))
	}
	a.before, a.until = a.memory.Totals, p.Clock().Add(p.Turn)
	inner, cancel := context.WithTimeout(ctx, longestAttempt)
	defer cancel()
	err = a.run(inner)
	if ctx.Err() != nil {
		last, stop := context.WithTimeout(context.WithoutCancel(ctx), lastWords)
		defer stop()
		a.save(last) // what was taken in need not come again
		return p.Clock()
	}
	return a.finish(ctx, err)
}

// run reads what is new, then what is owed, then what is to be looked at again.
func (a *attempt) run(ctx context.Context) error {
	a.result.Outcome = schedule.Read
	validators, items, err := a.list(ctx)
	if errors.Is(err, errStore) || err != nil && ctx.Err() != nil {
		return err
	}
	if err != nil {
		a.fail(err)
	}
	if a.result.Outcome != schedule.Read {
		return a.rest(ctx)
	}
	a.listed = append(a.listed, items...)
	most := a.MaxItems
	if limit := a.feed.GetLimits().GetMaxItems(); limit > 0 {
		most = int(limit)
	}
	news, more := a.memory.News(items, most)
	a.left = a.left || more
	known := a.hold(ctx, news)
	for i, item := range news {
		if i > 0 && a.over() {
			a.left = true
			return nil
		}
		settled, err := a.take(ctx, item, known[item.ID])
		if err != nil {
			return err
		}
		if settled {
			a.memory.Taken(item)
		}
		if i%saveEvery == saveEvery-1 {
			a.save(ctx)
		}
	}
	if !a.left { // else what is left has to be listed again
		a.unchanged(validators)
	}
	return a.rest(ctx)
}

// over says whether the turn of the feed is over.
func (a *attempt) over() bool { return a.Clock().After(a.until) }

// hold keeps in mind what is news before it is looked at: after a crash the feed
// may not list it any more. It returns of which items another version was taken
// before.
func (a *attempt) hold(ctx context.Context, news []syndication.Item) map[string]bool {
	known := map[string]bool{}
	for _, item := range news {
		if known[item.ID] = a.memory.Marks.Knows(item); !known[item.ID] {
			a.report.Items++
		}
		if !a.memory.Hold(item, known[item.ID], a.Clock()) {
			a.memory.Marks.See(item)
		}
	}
	if len(news) > 0 {
		a.save(ctx)
	}
	return known
}

// unchanged notes what every item was taken in of.
func (a *attempt) unchanged(validators *web.Validators) {
	if validators != nil {
		a.memory.Validators = *validators
	}
	if a.memory.Parts == nil {
		a.memory.Parts = map[string]web.Validators{}
	}
	maps.Copy(a.memory.Parts, a.changed)
}

// rest works off what earlier reads left.
func (a *attempt) rest(ctx context.Context) error {
	for i, p := range a.memory.Owed(a.Clock()) {
		if i > 0 && a.over() {
			break
		}
		if _, err := a.take(ctx, p.Item, p.Again); err != nil {
			return err
		}
	}
	for _, r := range a.memory.Stale(a.Clock(), maxRevisits) {
		if err := a.revisit(ctx, r); err != nil {
			return err
		}
	}
	return nil
}

// maxRevisits is how many articles one read looks at again.
const maxRevisits = 50

// finish keeps what was found and says when to read again.
func (a *attempt) finish(ctx context.Context, err error) time.Time {
	now := a.Clock()
	a.result.At, a.report.At = now, now
	if err != nil {
		a.result.Outcome, a.result.NotBefore = schedule.Deferred, now.Add(a.Outage)
		a.report.Problem = "not read to its end in " + longestAttempt.String() + "; the rest comes with the next read"
		if errors.Is(err, errStore) {
			a.report.Problem = "waits for the store of articles"
		}
		a.log.Warn("feed not read to its end", zap.String(logging.KeyProblem, a.report.Problem), logging.Error(err))
	}
	a.learn(now)
	state, next := a.policy(a.feed).Next(a.memory.Schedule, a.result, a.Random)
	state.News = a.news(state.News)
	if errors.Is(err, errStore) {
		a.brake.failed(now, a.Random())
		next = now.Add(time.Duration(float64(a.Outage) * (1 + a.Random())))
	}
	if soon := now.Add(a.policy(a.feed).Min); a.left && next.After(soon) && a.result.Outcome == schedule.Read {
		next = soon
	}
	if due := a.memory.Next(); !due.IsZero() && due.Before(next) && a.result.Outcome == schedule.Read {
		next = later(due, now.Add(a.policy(a.feed).Min))
	}
	if a.memory.Schedule = state; a.result.Outcome == schedule.Read {
		a.memory.Behind = a.left
	}
	a.report.Outcome, a.report.Next, a.report.FrozenAfter = a.result.Outcome, next, a.FrozenAfter
	if silence := a.feed.GetSchedule().GetFrozenAfter(); silence != nil {
		a.report.FrozenAfter = silence.AsDuration()
	}
	a.save(ctx)
	a.publish(ctx)
	return next
}

// news is when the feed last had something new: what it listed all along when it
// was read for the first time is not, but its dates tell.
func (a *attempt) news(seen time.Time) time.Time {
	if first := a.memory.Schedule.Polls == 0 || a.memory.Behind; first && !a.report.Newest.IsZero() {
		seen = later(a.memory.Schedule.News, a.report.Newest)
	}
	return seen
}

// learn takes the read into the habit of the feed.
func (a *attempt) learn(now time.Time) {
	if a.result.Outcome != schedule.Read {
		return
	}
	a.result.New, a.result.Listed = a.report.Items, len(a.listed)
	a.report.Newest = feed.Newest(a.listed, now)
	for _, item := range a.listed {
		if t := item.Published.Time; !t.IsZero() && (a.result.Oldest.IsZero() || t.Before(a.result.Oldest)) {
			a.result.Oldest = t
		}
	}
	switch last := a.memory.Schedule; {
	case last.Polls == 0:
		a.memory.Habit = feed.Begin(a.listed, now)
	default:
		a.memory.Habit = a.memory.Habit.Learn(a.report.Items, now.Sub(last.Polled))
	}
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// fail takes what went wrong with the feed itself into the result.
func (a *attempt) fail(err error) {
	a.result.Outcome, a.report.Problem = schedule.Failed, err.Error()
	if failure := new(web.Error); errors.As(err, &failure) {
		a.report.Problem, a.report.HTTPStatus = failure.Text(), failure.Status
		a.result.NotBefore = failure.RetryAt
		switch {
		case failure.Kind == web.Busy:
			a.result.Outcome = schedule.Deferred
		case !failure.Transient():
			a.result.Outcome = schedule.Refused
		}
		a.report.Barred = failure.Kind == web.Refused || failure.Kind == web.Robots || failure.Kind == web.Credentials ||
			failure.Status == 401 || failure.Status == 403 || failure.Status == 451
	}
	a.log.Info("feed not read", zap.String(logging.KeyProblem, a.report.Problem))
}

// save keeps the memory. Without it the same items are looked at again.
func (a *attempt) save(ctx context.Context) {
	a.memory.Totals = a.before.Plus(a.report)
	value, err := a.memory.Encode()
	if err == nil {
		err = a.Sources.PutMemory(ctx, a.source.GetId(), a.feed.GetId(), value)
	}
	if err != nil && !errors.Is(err, fault.ErrNotFound) { // the feed was deleted meanwhile
		a.log.Warn("memory of feed not kept", logging.Error(err))
	}
}

// publish keeps the status, and logs when the state changed.
func (a *attempt) publish(ctx context.Context) {
	before := a.feed.GetStatus()
	if before == nil {
		before = &sourcev1.FeedStatus{}
	}
	status := a.memory.Status(proto.CloneOf(before), a.report)
	a.tell(before, status)
	err := a.Sources.PutStatus(ctx, a.source.GetId(), a.feed.GetId(), status)
	if err != nil && !errors.Is(err, fault.ErrNotFound) {
		a.log.Warn("status of feed not kept", logging.Error(err))
	}
}
