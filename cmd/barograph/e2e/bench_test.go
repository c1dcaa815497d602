package e2e_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/cmd/barograph/internal/embedded"
	"github.com/barograph/barograph/internal/cputest"
	"github.com/barograph/barograph/internal/otlptest"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	eventv1 "github.com/barograph/barograph/proto/gen/barograph/event/v1"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	"github.com/barograph/barograph/proto/subject"
)

// BenchmarkEndToEnd measures how many articles a second go through all three
// services of one process, from the client's stream to the published
// assessments, with storage in files. Beside it stands, measured in the same
// run, the raw chain of the same payload through the same server: published,
// consumed, published again, consumed again, and nothing else. The metric
// of-raw is the share of the raw chain's rate that the services reach. Once more
// it is measured with every article traced, the collector in the same process.
func BenchmarkEndToEnd(b *testing.B) {
	b.Run("traces=off", func(b *testing.B) { endToEnd(b, "") })
	b.Run("traces=on", func(b *testing.B) { endToEnd(b, otlptest.Start(b).URL) })
}

func endToEnd(b *testing.B, traces string) {
	b.Helper()
	raw := rawChain(b, max(b.N, 2000))
	s := allInOne(b, options{dir: folder(b), initiatives: catalogue(b), traces: traces})
	all := variants(b, b.N)
	before := cputest.Spent(b)
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Minute)
	defer cancel()
	b.ResetTimer()
	stream, err := s.clients.Ingest().SubmitArticles(ctx)
	if err != nil {
		b.Fatal(err)
	}
	for _, a := range all {
		if err := stream.Send(&ingestv1.SubmitArticlesRequest{Submission: a}); err != nil {
			b.Fatal(err)
		}
	}
	answer, err := stream.CloseAndRecv()
	if err != nil || answer.GetAccepted() != uint64(b.N) {
		b.Fatalf("submit: %v, %v", answer, err)
	}
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for s.status(ctx).GetArticles() < uint64(b.N) {
		select {
		case <-tick.C:
		case <-ctx.Done():
			b.Fatal("the articles are not assessed")
		}
	}
	b.StopTimer()
	rate := float64(b.N) / b.Elapsed().Seconds()
	b.ReportMetric(rate, "articles/s")
	b.ReportMetric(1000*(cputest.Spent(b)-before).Seconds()/float64(b.N), "cpu-ms/article")
	b.ReportMetric(raw, "raw-articles/s")
	b.ReportMetric(rate/raw, "of-raw")
	s.stop()
}

// rawChain is the rate of publish, consume, publish, consume of n articles,
// all stages at once.
func rawChain(b *testing.B, n int) float64 {
	b.Helper()
	server, err := embedded.Start(b.Context(), folder(b), "", quiet(b))
	if err != nil {
		b.Fatal(err)
	}
	nc, err := nats.Connect("", nats.InProcessServer(server))
	if err != nil {
		b.Fatal(err)
	}
	js, err := jetstream.New(nc, jetstream.WithPublishAsyncMaxPending(256))
	if err != nil {
		b.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	payload := encoded(b)
	done := make(chan struct{})
	second := consume(ctx, b, js, "SECOND", func(int, jetstream.Msg) {}, n, done)
	first := consume(ctx, b, js, "FIRST", func(i int, msg jetstream.Msg) { publish(b, js, "SECOND", i, msg.Data()) }, n, nil)
	began := time.Now()
	for i := range n {
		publish(b, js, "FIRST", i, payload[i%len(payload)])
	}
	select {
	case <-done:
	case <-ctx.Done():
		b.Fatal("the raw chain does not end")
	}
	took := time.Since(began)
	for _, c := range []jetstream.ConsumeContext{first, second} {
		c.Stop()
		<-c.Closed()
	}
	nc.Close()
	if err := server.Stop(ctx); err != nil {
		b.Fatal(err)
	}
	return float64(n) / took.Seconds()
}

// encoded are the bundled articles as they travel on the bus.
func encoded(b *testing.B) [][]byte {
	b.Helper()
	var all [][]byte
	for _, a := range articles(b) {
		data, err := proto.Marshal(&eventv1.ArticleAccepted{Article: &articlev1.Article{
			Id: "00000000000000000000000000000000", Revision: 1, Url: a.GetUrl(), Title: a.GetTitle(), Text: a.GetText(), PublishedTime: a.GetPublishedTime(),
		}})
		if err != nil {
			b.Fatal(err)
		}
		all = append(all, data)
	}
	return all
}

func publish(b *testing.B, js jetstream.JetStream, stream string, i int, data []byte) {
	msg := &nats.Msg{Subject: stream, Data: data, Header: nats.Header{subject.HeaderMsgID: {fmt.Sprintf("%s:%d", stream, i)}}}
	if _, err := js.PublishMsgAsync(msg); err != nil {
		b.Error(err)
	}
}

// consume hands every message of a new stream to handle and acknowledges it;
// done, if given, is closed after n.
func consume(ctx context.Context, b *testing.B, js jetstream.JetStream, name string, handle func(int, jetstream.Msg), n int, done chan<- struct{}) jetstream.ConsumeContext {
	b.Helper()
	stream, err := js.CreateStream(ctx, jetstream.StreamConfig{Name: name, Subjects: []string{name}, Compression: jetstream.S2Compression})
	if err != nil {
		b.Fatal(err)
	}
	consumer, err := stream.CreateConsumer(ctx, jetstream.ConsumerConfig{Durable: name, AckPolicy: jetstream.AckExplicitPolicy, MaxAckPending: 4096})
	if err != nil {
		b.Fatal(err)
	}
	seen := 0
	consuming, err := consumer.Consume(func(msg jetstream.Msg) {
		handle(seen, msg)
		if err := msg.Ack(); err != nil {
			b.Error(err)
		}
		if seen++; seen == n && done != nil {
			close(done)
		}
	}, jetstream.PullMaxMessages(1024))
	if err != nil {
		b.Fatal(err)
	}
	return consuming
}
