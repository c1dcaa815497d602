package poll_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"
	"go.uber.org/zap"
	"go.uber.org/zap/zaptest"
	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/internal/fetchtest"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	eventv1 "github.com/barograph/barograph/proto/gen/barograph/event/v1"
	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
	"github.com/barograph/barograph/proto/subject"
	"github.com/barograph/barograph/services/ingest/internal/extract"
	"github.com/barograph/barograph/services/ingest/internal/fetch"
	"github.com/barograph/barograph/services/ingest/internal/poll"
	"github.com/barograph/barograph/services/ingest/internal/schedule"
	"github.com/barograph/barograph/services/ingest/internal/source"
	"github.com/barograph/barograph/services/ingest/internal/store"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const patience = time.Minute

// world is a server of feeds and the streams; processes come and go.
type world struct {
	t      testing.TB
	bus    *bustest.Server
	web    *fetchtest.Server
	conn   *bus.Conn
	config poll.Config
	// extractor reads pages.
	extractor extract.Extractor
	fetch     fetch.Config
	log       *zap.Logger // nil: nobody reads what processes log
	// between stands between a poller and its store; nil: nothing does.
	between func(poll.Store) poll.Store

	read      uint64 // sequence up to which the stream was read
	messages  map[string]bool
	articles  map[string]*articlev1.Article
	addresses map[string]string // of articles, by id
}

func newWorld(t testing.TB) *world {
	w := &world{t: t, bus: bustest.Start(t, bustest.Options{}), web: fetchtest.Start(t), config: poll.Default(), extractor: extract.New(), fetch: fetch.Default()}
	w.conn = w.bus.Connect("test")
	w.messages, w.articles, w.addresses = map[string]bool{}, map[string]*articlev1.Article{}, map[string]string{}
	w.config.Policy = schedule.Policy{Min: time.Second, Max: 2 * time.Second}
	w.config.Revisits = []time.Duration{time.Second, 2 * time.Second, 3 * time.Second, 4 * time.Second, 5 * time.Second, 1000 * time.Hour}
	w.config.Lease = 5 * time.Second // a busy machine renews it late
	w.fetch.Networks, w.fetch.Rate, w.fetch.Burst, w.fetch.Timeout, w.fetch.Header = []string{"127.0.0.0/8"}, 10_000, 100, patience, patience
	return w
}

// process reads the feeds until it is stopped.
type process struct {
	*source.Registry
	stop func()
}

// start begins a process with what every source is read for.
func (w *world) start() *process { return w.startWith(nil) }

// startWith begins one with a sources file.
func (w *world) startWith(file *source.Directory) *process {
	w.t.Helper()
	conn, log := w.bus.Connect("ingest"), zap.NewNop()
	if testing.Verbose() {
		log = zaptest.NewLogger(w.t)
	}
	if w.log != nil {
		log = w.log
	}
	registry, err := source.NewRegistry(source.Deps{Conn: conn, Now: time.Now, Log: log})
	must(w.t, err)
	articles, err := store.New(store.Deps{
		Publisher: bus.NewPublisher(conn), Stream: conn, Index: store.NewBucket(conn, subject.BucketArticleIndex), Now: time.Now, Log: log,
	})
	must(w.t, err)
	fetcher, err := fetch.New(w.fetch, fetch.Deps{})
	must(w.t, err)
	var kept poll.Store = articles
	if w.between != nil {
		kept = w.between(articles)
	}
	poller, err := poll.New(w.config, poll.Deps{
		Sources: registry, Fetcher: fetcher, Extractor: w.extractor, Store: kept, Lease: conn, Now: time.Now, Clock: time.Now, Log: log,
	})
	must(w.t, err)
	ctx, cancel := context.WithCancel(w.t.Context())
	var group sync.WaitGroup
	for _, run := range []func(context.Context) error{
		articles.Run, poller.Run, func(ctx context.Context) error { return registry.Run(ctx, file) },
	} {
		group.Go(func() {
			if err := run(ctx); err != nil {
				w.t.Error(err)
			}
		})
	}
	p := &process{Registry: registry, stop: sync.OnceFunc(func() {
		cancel()
		group.Wait()
		fetcher.Close()
	})}
	w.t.Cleanup(p.stop)
	w.eventually("the sources are read", func() bool { return registry.Ready(w.t.Context()) == nil })
	return p
}

// reads defines a source of one feed.
func (w *world) reads(p *process, id, address string, kind sourcev1.FeedKind) {
	w.t.Helper()
	_, err := p.Create(w.t.Context(), &sourcev1.Source{Id: id, Feeds: []*sourcev1.Feed{{Id: "f", Address: address, Kind: kind}}})
	must(w.t, err)
}

// status of the only feed of a source.
func (w *world) status(p *process, id string) *sourcev1.FeedStatus {
	s, err := p.Get(id)
	if err != nil {
		return &sourcev1.FeedStatus{}
	}
	return s.GetFeeds()[0].GetStatus()
}

// stored are the articles by address: the newest revision, nil if withdrawn;
// each revision is to be there once.
func (w *world) stored() map[string]*articlev1.Article {
	w.t.Helper()
	last, _, err := w.conn.Size(w.t.Context(), subject.StreamArticles)
	must(w.t, err)
	for ; w.read < last; w.read++ {
		m, err := w.conn.GetMsg(w.t.Context(), subject.StreamArticles, w.read+1)
		must(w.t, err)
		if w.messages[m.MsgID] {
			w.t.Fatalf("message %s is there twice", m.MsgID)
		}
		w.messages[m.MsgID] = true
		w.include(m)
	}
	return w.articles
}

func (w *world) include(m bus.Msg) {
	w.t.Helper()
	var accepted eventv1.ArticleAccepted
	var revised eventv1.ArticleRevised
	var retracted eventv1.ArticleRetracted
	switch {
	case strings.HasSuffix(m.MsgID, ":retracted"):
		must(w.t, proto.Unmarshal(m.Data, &retracted))
		w.articles[w.addresses[retracted.GetRetraction().GetArticleId()]] = nil
		return
	case strings.HasSuffix(m.MsgID, ":revised"):
		must(w.t, proto.Unmarshal(m.Data, &revised))
	default:
		must(w.t, proto.Unmarshal(m.Data, &accepted))
	}
	a := accepted.GetArticle()
	if a == nil {
		a = revised.GetArticle()
	}
	w.articles[a.GetUrl()], w.addresses[a.GetId()] = a, a.GetUrl()
}

func (w *world) eventually(what string, is func() bool) {
	w.t.Helper()
	for deadline := time.Now().Add(patience); !is(); {
		if time.Now().After(deadline) {
			w.t.Fatalf("not in %s: %s", patience, what)
		}
		timer := time.NewTimer(20 * time.Millisecond)
		<-timer.C
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
