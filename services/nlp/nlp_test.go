package nlp_test

import (
	"context"
	"net"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"
	"go.uber.org/zap"
	"go.uber.org/zap/zaptest"
	"google.golang.org/grpc"
	"google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/test/bufconn"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/internal/rpc"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	eventv1 "github.com/barograph/barograph/proto/gen/barograph/event/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/proto/subject"
	"github.com/barograph/barograph/services/nlp"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var now = time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)

// aggregate plays the part of aggregate that nlp sees: the watched catalogue.
type aggregate struct {
	initiativev1.UnimplementedInitiativeServiceServer

	mu       sync.Mutex
	steps    []*initiativev1.WatchInitiativesResponse
	changed  chan struct{}
	watchers int
	cut      chan struct{} // closed to end all watches
}

func newAggregate() *aggregate {
	return &aggregate{changed: make(chan struct{}), cut: make(chan struct{})}
}

// tell appends steps to what every watcher gets.
func (a *aggregate) tell(steps ...*initiativev1.WatchInitiativesResponse) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.steps = append(a.steps, steps...)
	close(a.changed)
	a.changed = make(chan struct{})
}

// restart ends all watches and replaces what new ones get.
func (a *aggregate) restart(steps ...*initiativev1.WatchInitiativesResponse) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.steps = steps
	close(a.cut)
	a.cut = make(chan struct{})
}

func (a *aggregate) count() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.watchers
}

func (a *aggregate) WatchInitiatives(_ *initiativev1.WatchInitiativesRequest, stream grpc.ServerStreamingServer[initiativev1.WatchInitiativesResponse]) error {
	a.mu.Lock()
	cut := a.cut
	a.watchers++
	a.mu.Unlock()
	for sent := 0; ; {
		a.mu.Lock()
		steps, changed := a.steps, a.changed
		a.mu.Unlock()
		for ; sent < len(steps); sent++ {
			if err := stream.Send(steps[sent]); err != nil {
				return err
			}
		}
		select {
		case <-changed:
		case <-cut:
			return nil
		case <-stream.Context().Done():
			return nil
		}
	}
}

func defined(revision uint64, id, name string) *initiativev1.WatchInitiativesResponse {
	return &initiativev1.WatchInitiativesResponse{CatalogueRevision: revision, Change: &initiativev1.WatchInitiativesResponse_Defined{
		Defined: &initiativev1.Initiative{Id: id, Name: name},
	}}
}

func deleted(revision uint64, id string) *initiativev1.WatchInitiativesResponse {
	return &initiativev1.WatchInitiativesResponse{CatalogueRevision: revision, Change: &initiativev1.WatchInitiativesResponse_DeletedId{DeletedId: id}}
}

func complete(revision uint64) *initiativev1.WatchInitiativesResponse {
	return &initiativev1.WatchInitiativesResponse{CatalogueRevision: revision, Change: &initiativev1.WatchInitiativesResponse_SnapshotComplete{SnapshotComplete: true}}
}

// serve serves over memory until the test ends and returns a connection.
func serve(t *testing.T, register func(*grpc.Server)) *grpc.ClientConn {
	t.Helper()
	listener := bufconn.Listen(1 << 20)
	server := grpc.NewServer()
	register(server)
	done := make(chan error, 1)
	go func() { done <- server.Serve(listener) }()
	conn := dial(t, listener)
	t.Cleanup(func() {
		server.Stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return conn
}

func dial(t *testing.T, listener *bufconn.Listener) *grpc.ClientConn {
	t.Helper()
	conn, err := rpc.Dial("passthrough:memory", nil, grpc.WithContextDialer(func(ctx context.Context, _ string) (net.Conn, error) {
		return listener.DialContext(ctx)
	}))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := conn.Close(); err != nil {
			t.Error(err)
		}
	})
	return conn
}

// service is a running nlp.
type service struct {
	conn    *bus.Conn
	tagging taggingv1.TaggingServiceClient
	health  grpc_health_v1.HealthClient
	stop    func() error
}

func start(t *testing.T, nats *bustest.Server, a *aggregate) *service {
	t.Helper()
	catalogue := serve(t, func(s *grpc.Server) { initiativev1.RegisterInitiativeServiceServer(s, a) })
	cfg := nlp.Default()
	cfg.GRPC.DrainDelay, cfg.Workers = 0, 4
	listener := bufconn.Listen(1 << 20)
	conn := nats.Connect("nlp")
	made, err := nlp.New(cfg, nlp.Deps{
		NATS: conn, Listener: listener, Initiatives: initiativev1.NewInitiativeServiceClient(catalogue),
		Logger: zaptest.NewLogger(t, zaptest.Level(zap.FatalLevel)),
	})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- made.Run(ctx) }()
	client := dial(t, listener)
	stop := sync.OnceValue(func() error {
		cancel()
		return <-done
	})
	t.Cleanup(func() {
		if err := stop(); err != nil {
			t.Errorf("stop: %v", err)
		}
	})
	return &service{conn: conn, tagging: taggingv1.NewTaggingServiceClient(client), health: grpc_health_v1.NewHealthClient(client), stop: stop}
}

func (s *service) isReady(t *testing.T) bool {
	got, err := s.health.Check(t.Context(), &grpc_health_v1.HealthCheckRequest{})
	return err == nil && got.GetStatus() == grpc_health_v1.HealthCheckResponse_SERVING
}

// articleID pads a hexadecimal number to an id.
func articleID(n string) string { return strings.Repeat("0", 32-len(n)) + n }

func article(n, text string) *articlev1.Article {
	return &articlev1.Article{
		Id: articleID(n), Revision: 1, Text: text, KnownTime: timestamppb.New(now),
		Source: &articlev1.Source{Id: "example.org", Reliability: articlev1.Reliability_RELIABILITY_B},
	}
}

// publish stores an event in ARTICLES or REPLAYS and returns its sequence.
func publish(t *testing.T, conn *bus.Conn, subj, id string, event proto.Message) uint64 {
	t.Helper()
	data, err := proto.Marshal(event)
	if err != nil {
		t.Fatal(err)
	}
	return publishRaw(t, conn, subj, id, data)
}

func publishRaw(t *testing.T, conn *bus.Conn, subj, id string, data []byte) uint64 {
	t.Helper()
	ack, err := bus.NewPublisher(conn).Publish(t.Context(), bus.Message{Subject: subj, MsgID: id, Data: data})
	if err != nil {
		t.Fatal(err)
	}
	return ack.Seq
}

func accept(t *testing.T, conn *bus.Conn, a *articlev1.Article) uint64 {
	t.Helper()
	return publish(t, conn, subject.ArticleAccepted.For(a.GetSource().GetId()),
		subject.ArticleMsgID(subject.ArticleAccepted, a.GetId(), uint64(a.GetRevision())), &eventv1.ArticleAccepted{Article: a})
}

// ledger reads what was tagged, ordered by message id.
func ledger(t *testing.T, conn *bus.Conn) []*taggingv1.TaggedArticle {
	t.Helper()
	type line struct {
		id     string
		tagged *taggingv1.TaggedArticle
	}
	var lines []line
	if _, err := conn.ReadAll(t.Context(), subject.StreamLedger, 0, func(m bus.Msg) error {
		var event eventv1.ArticleTagged
		if err := proto.Unmarshal(m.Data, &event); err != nil {
			return err
		}
		lines = append(lines, line{m.MsgID, event.GetTaggedArticle()})
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(lines, func(a, b line) int { return strings.Compare(a.id, b.id) })
	out := make([]*taggingv1.TaggedArticle, len(lines))
	for i, l := range lines {
		out[i] = l.tagged
		want := subject.TaggedMsgID(l.tagged.GetArticleId(), uint64(l.tagged.GetRevision()), l.tagged.GetEngineVersion(), l.tagged.GetCatalogueRevision(), l.tagged.GetRetracted())
		if l.id != want {
			t.Errorf("message id %s, want %s", l.id, want)
		}
	}
	return out
}

func awaitLedger(t *testing.T, conn *bus.Conn, count int) []*taggingv1.TaggedArticle {
	t.Helper()
	bustest.Eventually(t, "everything is tagged", func() bool { return len(ledger(t, conn)) >= count })
	got := ledger(t, conn)
	if len(got) != count {
		t.Fatalf("%d messages in the ledger, want %d", len(got), count)
	}
	return got
}

// deadLetters counts the messages that nlp gave up, by reason.
func deadLetters(t *testing.T, conn *bus.Conn) map[string]int {
	t.Helper()
	count := map[string]int{}
	if _, err := conn.ReadAll(t.Context(), subject.StreamDeadLetter, 0, func(m bus.Msg) error {
		count[m.Header.Get(subject.HeaderDeadLetterReason)]++
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return count
}

// catalogue is what an aggregate with one initiative has.
func catalogue() []*initiativev1.Initiative {
	return []*initiativev1.Initiative{{Id: "harbour", Name: "Harbour Guard Mission"}}
}
